"""Write docs/model-card.md from a bundle's card, so that page and card cannot differ.

python packaging/model_card.py [bundle folder] [page]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from inference.model.bundle import Bundle, load  # noqa: E402
from inference.model.card import Metric, ModelCard  # noqa: E402
from inference.model.selection import DEFAULT  # noqa: E402


def page(bundle: Bundle) -> str:
    """The card as Markdown."""
    return (
        "\n".join(
            [
                *_head(bundle.card),
                *_points(bundle.card),
                *_sets(bundle.card),
                *_metrics(bundle.card),
                *_tail(bundle.card),
            ]
        )
        + "\n"
    )


def _head(card: ModelCard) -> Iterator[str]:
    spec = card.input
    yield f"# Model card: {card.name} {card.version}"
    yield ""
    yield f"**{card.intended_use}** Made from the card in the bundle by `python packaging/model_card.py`."
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    yield f"| graph | `{card.onnx_sha256}` |"
    yield f"| input | {spec.size} x {spec.size}, {spec.channels} channel, percentiles {spec.percentiles} |"
    yield f"| classes | {', '.join(card.classes)} (AO/OTA {card.edition}) |"
    yield f"| trained on | in the last stage {card.training_films} films. {card.training_data} |"
    yield f"| licences of the training data | {'; '.join(card.training_licences)} |"
    yield f"| licence of the model | {card.licence} |"
    yield f"| temperature | {card.temperature:.3g} |"
    if card.map_set_on:
        yield f"| full colour of the heat map | {card.map_scale:.3g}; {card.map_set_on} |"
    if card.gate is not None:
        gate = card.gate
        head = f"refuses films that look like {', '.join(gate.parts[1:])}; " if gate.parts else ""
        far = f"refuses a latent farther than {gate.threshold:.3g}"
        yield f"| film gate | {head}{far}; set on {gate.set_on} |"
    yield ""
    yield "## Limits"
    yield ""
    yield card.limits
    yield ""


def _points(card: ModelCard) -> Iterator[str]:
    yield "## Operating points"
    yield ""
    yield "| name | threshold | set on | films |"
    yield "| --- | --- | --- | --- |"
    for point in card.operating_points:
        yield f"| {point.name} | {point.threshold:.3f} | {point.set_on} | {point.films} |"
    yield ""


def _sets(card: ModelCard) -> Iterator[str]:
    sets = card.conformal
    if sets is None:
        return
    yield "## Class sets"
    yield ""
    yield (
        f"A class is in a film's {sets.level:.0%} set where one less its probability is no more than its "
        f"limit; set on {sets.set_on}. How often the set holds the true class: results/real-films.md."
    )
    yield ""
    yield "| class | limit | films |"
    yield "| --- | --- | --- |"
    for name, limit, films in zip(card.classes, sets.limits, sets.films, strict=True):
        yield f"| {name} | {limit:.3f} | {films} |"
    yield ""


def _metrics(card: ModelCard) -> Iterator[str]:
    for name, rows in card.metrics.items():
        yield f"## Measured: {name}"
        yield ""
        yield "| figure | value | 95 % interval | films | patients | interval by |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for row in rows:
            counts = f"{row.films} | {row.patients or 'not counted'}"
            yield f"| {row.name} | {row.value:.3f} | {_interval(row)} | {counts} | {row.method} |"
        yield ""


def _interval(row: Metric) -> str:
    return "" if row.low is None or row.high is None else f"{row.low:.3f} to {row.high:.3f}"


def _tail(card: ModelCard) -> Iterator[str]:
    if card.verdict:
        yield f"Verdict against the locked test set: {card.verdict}"


def main(arguments: list[str]) -> int:
    """Write the page."""
    folder = Path(arguments[0]) if arguments else ROOT / "resources" / "models" / DEFAULT
    target = Path(arguments[1]) if len(arguments) > 1 else ROOT / "docs" / "model-card.md"
    target.write_text(page(load(folder)), "utf8")
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
