"""``1 films``: a count goes through ``many``, or has a second text for one."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from typing import Final

from inference.paths import resources
from viewer.app.i18n import COUNTED, many

PLURAL: Final = re.compile(
    r"\{\w+(?::[^{}]*)?\} (?:\w+ )?"
    r"(?:answers|boxes|cases|days|fields|figures|files|films|images|lesions|marks|objects|overlays|packs|patients|"
    r"readers|readings|studies|were|are)\b"
)
NEVER_ONE: Final = (
    "✓ {where} answers.",
    "{where} answers with",
    "{name} {version} answers",
    "readers {first}",
    "To show: ",
    "{films} if they were",
    "It takes {needed} films",
    "With as many films, {readers}",
    "{wrong} of {all} figures",
    "All {all} figures",
    "A film has more than {most}",
    "A study has at most {most}",
    "Fewer than {least}",
    "The reference standard names more than {most}",
    "{arms} arms",
    "{names} are both",
    "{first} and {second} are the same picture",
    "{engine} is ",
    "The picture is cut short",
    "the newest rows",
    "{most} of {count} films belong",
)
"""Verbs and names, not counts; limits; counts that are two or more where the text is said."""
ONE_IS_SAID_OTHERWISE: Final = (
    "{count} readers have not sent",
    "The file carries {count} overlays",
    "{count} films were not sent",
    "{count} hidden files or folders",
    "{count} more answers could not be read",
    "{where} could not send {count} objects",
    "{where} changed values of {count} objects",
    "{where} left out elements of {count} objects",
    "{where} stored {count} objects",
)
"""The code chooses between two texts."""


def test_one_is_never_followed_by_a_plural() -> None:
    root = ElementTree.parse(resources() / "i18n" / "shenton_ko.ts").getroot()
    sources = {source.text or "" for source in root.iter("source")}
    counted = {several for _one, several in COUNTED.values()}
    known = (*NEVER_ONE, *ONE_IS_SAID_OTHERWISE)
    assert sorted(one for one in sources - counted if PLURAL.search(one) and not one.startswith(known)) == []
    assert [many(1, what) for what in COUNTED if not many(1, what).endswith(what)] == []
