"""What others build on says what it takes: each parameter of a public seam stands in its docstring."""

from __future__ import annotations

import builtins
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from inference.errors import ShentonError

SEAMS = (
    "inference.model.predictor.Predictor",
    "viewer.store.store.Store",
    "viewer.export.exporter.Exporter",
    "viewer.export.exporter.export",
    "viewer.export.exporter.find_film",
    "viewer.export.labels.export_labels",
    "viewer.export.coco.export_coco",
    "viewer.study.analysis.analyse.analyse",
    "training.fitting.trainer.fit",
)


def seam(name: str) -> Any:
    module, _dot, own = name.rpartition(".")
    return getattr(importlib.import_module(module), own)


def parts(name: str) -> Iterator[tuple[str, Callable[..., object], str]]:
    """A function, or a class's constructor and public methods: name, itself, and what is written of it."""
    found = seam(name)
    if not inspect.isclass(found):
        yield name, found, inspect.getdoc(found) or ""
        return
    yield name, found.__init__, f"{found.__doc__ or ''}\n{found.__init__.__doc__ or ''}"
    for own, member in vars(found).items():
        made = (
            member.fget
            if isinstance(member, property)
            else inspect.unwrap(member)
            if callable(member)
            else None
        )
        if made is not None and not own.startswith("_"):
            yield f"{name}.{own}", made, inspect.getdoc(made) or ""


def is_told(parameter: str, words: str) -> bool:
    """Whether the words have it under ``Args`` or between double backticks; a word of prose is no proof."""
    listed = rf"^\s+(?:\w+, )*{parameter}(?:, \w+)*:\s\S"
    return re.search(listed, words, re.MULTILINE) is not None or f"``{parameter}``" in words


@pytest.mark.parametrize("name", SEAMS)
def test_every_parameter_of_a_public_seam_is_told(name: str) -> None:
    if name.startswith("training"):
        pytest.importorskip("torch")
    silent = []
    for own, made, words in parts(name):
        assert words, f"{own} says nothing"
        taken = [one for one in inspect.signature(made).parameters if one not in ("self", "cls")]
        silent += [f"{own}({one})" for one in taken if not one.startswith("_") and not is_told(one, words)]
    assert not silent


@pytest.mark.parametrize("name", SEAMS)
def test_errors_of_a_public_seam_are_stated_by_their_class(name: str) -> None:
    """Each error that is named exists, as Python's own or as one of ours."""
    if name.startswith("training"):
        pytest.importorskip("torch")
    for own, _made, words in parts(name):
        _before, raises, told = words.partition("Raises:")
        named = re.findall(r"^\s+(\w+(?:Error|Exception)):", told, re.MULTILINE)
        assert named or not raises, own
        known = {one.__name__ for one in ours(ShentonError)}
        assert all(error in known or hasattr(builtins, error) for error in named), own


def ours(root: type[Exception]) -> set[type[Exception]]:
    """An error and all that derive from it."""
    return {root}.union(*(ours(one) for one in root.__subclasses__()))
