"""What stands about a model in the status line."""

from __future__ import annotations

from viewer.app.i18n import tr
from viewer.app.prediction.model_service import LoadedModel


def model_line(model: LoadedModel | None, elapsed_ms: float | None) -> str:
    """Name, version, short hash, provider and time of the last answer."""
    if model is None:
        return tr("No model")
    parts = [f"{model.card.name} {model.card.version}", model.sha256[:8], model.provider]
    if elapsed_ms is not None and elapsed_ms >= 1:
        parts.append(f"{elapsed_ms:.0f} ms")
    return " · ".join(parts)
