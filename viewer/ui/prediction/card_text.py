"""What a model's card says of itself, in a line."""

from __future__ import annotations

from inference.model.card import ModelCard
from viewer.app.i18n import many, tr


def trained_on(card: ModelCard) -> str:
    """What a model learned from, in a line."""
    return tr(
        "Trained on: {what} ({films})", what=card.training_data, films=many(card.training_films, "film")
    )
