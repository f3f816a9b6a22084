"""What a model's card says of itself, in a line."""

from __future__ import annotations

from typing import Final

from inference.model.card import ALL_FILMS, ALL_FRACTURES, ModelCard
from viewer.app.i18n import mark, tr

SYNTHETIC_MODEL: Final = mark("Model trained wholly or partly on synthetic films.")
_SYNTHETIC: Final = {
    ALL_FILMS: mark("Model trained on synthetic hip films."),
    ALL_FRACTURES: mark("All fractures that trained this model are synthetic."),
}


def synthetic_text(card: ModelCard) -> str:
    """Which of the films that a model learned from are synthetic, as its card tells; empty for none."""
    return tr(_SYNTHETIC.get(card.synthetic_films, SYNTHETIC_MODEL)) if card.synthetic_training else ""
