"""A protocol as TOML: read with full checks, written so that it reads back as the same value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final

from inference.errors import StudyError
from inference.files import read_at_most
from inference.messages import Message, system_reason, toml_place
from viewer.study.design.analysis_plan import (
    USUAL_ALPHA,
    AnalysisSet,
    Claim,
    Cutoffs,
    Endpoint,
    Multiplicity,
    Plan,
    VerdictRule,
)
from viewer.study.design.protocol import (
    MAX_READERS,
    SCHEMA,
    Design,
    Protocol,
    Questions,
    Reader,
    Rules,
    Sampling,
    Scale,
    Stratum,
)
from viewer.study.files.schema import Fields

NAME: Final = "protocol.toml"
MAX_BYTES: Final = 1 << 20
MAX_DOTS: Final = 1000
"""In a line: a key of as many parts as there is room for takes the reader of TOML minutes."""


def read(path: Path, alpha: float | None = None) -> Protocol:
    """The protocol in a file.

    Args:
        path: of the file.
        alpha: of a primary question that states none; that which is usual for its claim where None.

    Raises:
        StudyError: it cannot be read, or says something that is not allowed.
    """
    try:
        data = read_at_most(path, MAX_BYTES)
    except OSError as error:
        raise StudyError(
            "The protocol could not be read ({reason}).",
            "Choose a study's protocol.toml.",
            reason=system_reason(error),
        ) from error
    if data is None:
        raise StudyError("The protocol is larger than 1 MB.", "Choose a study's protocol.toml.")
    try:
        return parse(data.decode("utf-8-sig"), alpha)
    except UnicodeDecodeError as error:
        raise StudyError("The protocol is not in UTF-8.", "Save it as UTF-8.") from error


def parse(text: str, alpha: float | None = None) -> Protocol:
    """The protocol that ``text`` states; arguments and errors as :func:`read`."""
    if any(line.count(".") > MAX_DOTS for line in text.splitlines()):
        raise StudyError("A line of the protocol has too many dots.", "Choose a study's protocol.toml.")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise StudyError(
            "The protocol is no valid TOML ({place}).", "Correct that line.", place=toml_place(error)
        ) from error
    return from_table(values, alpha)


def from_table(values: object, alpha: float | None = None) -> Protocol:
    """The protocol that a table of plain values states; arguments and errors as :func:`read`."""
    top = Fields(values, Message("The protocol"))
    if (schema := top.whole("schema")) != SCHEMA:
        raise StudyError(
            "The protocol has schema {schema}, this version reads {known}.",
            "Use the Shenton that wrote it.",
            schema=schema,
            known=SCHEMA,
        )
    protocol = Protocol(
        rules=rules_from(top.table("rules")),
        films=top.text("films", "films"),
        reference=top.text("reference", ""),
        readers=tuple(reader_from(one) for one in top.items("reader", MAX_READERS)),
        sampling=_sampling(top.table("sampling")),
        practice=top.whole("practice", 0),
        seed=top.whole("seed", 20190),
        purpose=top.text("purpose", ""),
        plan=_plan(top.table("primary"), alpha),
        cutoffs=_cutoffs(top.table("cutoffs")),
    )
    top.done()
    return protocol


def rules_from(values: object) -> Rules:
    """The rules of a sitting from a table of plain values; errors as :func:`read`."""
    fields = Fields(values, Message("The protocol's part rules"))
    rules = Rules(
        title=fields.text("title"),
        design=fields.choice("design", Design),
        questions=_questions(fields.table("questions")),
        washout_days=fields.whole("washout_days", 0),
        time_limit=fields.whole("time_limit", 0),
        back=fields.yes("back", False),
    )
    fields.done()
    return rules


def _questions(values: Mapping[str, object]) -> Questions:
    fields = Fields(values, Message("The protocol's questions"))
    questions = Questions(
        confidence=fields.choice("confidence", Scale, Scale.HUNDRED),
        ao_class=fields.yes("ao_class", False),
        place=fields.yes("place", False),
        map_verdict=fields.yes("map_verdict", False),
    )
    fields.done()
    return questions


def reader_from(values: object) -> Reader:
    """A reader from a table of plain values; errors as :func:`read`."""
    fields = Fields(values, Message("A reader of the protocol"))
    reader = Reader(fields.text("code"), fields.text("specialty", ""), fields.whole_or_none("years"))
    fields.done()
    return reader


def _sampling(values: Mapping[str, object]) -> Sampling:
    fields = Fields(values, Message("The protocol's sampling"))
    by, take = fields.choice("by", Stratum, Stratum.NONE), fields.table("take")
    fields.done()
    counts = Fields(take, Message("The protocol's sampling.take"))
    return Sampling(by, {name: counts.whole(name) for name in take})


def _plan(values: Mapping[str, object], alpha: float | None) -> Plan | None:
    if not values:
        return None
    fields = Fields(values, Message("The protocol's part primary"))
    claim = fields.choice("claim", Claim, Claim.SUPERIORITY)
    plan = Plan(
        endpoint=fields.choice("endpoint", Endpoint),
        first=fields.text("first"),
        second=fields.text("second"),
        claim=claim,
        margin=fields.number("margin", 0.0),
        alpha=fields.number("alpha", USUAL_ALPHA[claim] if alpha is None else alpha),
        multiplicity=fields.choice("multiplicity", Multiplicity, Multiplicity.NONE),
        secondary=tuple(
            Fields({"endpoint": one}, Message("The protocol's secondary endpoints")).choice(
                "endpoint", Endpoint
            )
            for one in fields.items("secondary", len(Endpoint))
        ),
        analysis_set=fields.choice("analysis_set", AnalysisSet, AnalysisSet.EVERY_ANSWER),
    )
    fields.done()
    return plan


def _cutoffs(values: Mapping[str, object]) -> Cutoffs:
    fields = Fields(values, Message("The protocol's part cutoffs"))
    model = fields.number("model") if "model" in values else None
    found = Cutoffs(
        fields.whole_or_none("readers"), model, fields.choice("verdict", VerdictRule, VerdictRule.CARD)
    )
    fields.done()
    return found


def cutoffs_table(cutoffs: Cutoffs) -> dict[str, object]:
    """The cut-offs as plain values; those that are not set are left out."""
    given = {"readers": cutoffs.readers, "model": cutoffs.model}
    return {
        "verdict": cutoffs.verdict.value,
        **{name: value for name, value in given.items() if value is not None},
    }


def plan_table(plan: Plan) -> dict[str, object]:
    """The primary question as plain values."""
    return {
        "endpoint": plan.endpoint.value,
        "first": plan.first,
        "second": plan.second,
        "claim": plan.claim.value,
        "margin": plan.margin,
        "alpha": plan.alpha,
        "multiplicity": plan.multiplicity.value,
        "secondary": [one.value for one in plan.secondary],
        "analysis_set": plan.analysis_set.value,
    }


def rules_table(rules: Rules) -> dict[str, object]:
    """The rules as plain values, for JSON and TOML."""
    asked = rules.questions
    return {
        "title": rules.title,
        "design": rules.design.value,
        "washout_days": rules.washout_days,
        "time_limit": rules.time_limit,
        "back": rules.back,
        "questions": {
            "confidence": asked.confidence.value,
            "ao_class": asked.ao_class,
            "place": asked.place,
            "map_verdict": asked.map_verdict,
        },
    }


def reader_table(reader: Reader) -> dict[str, object]:
    """A reader as plain values; years are left out where not stated."""
    years = {} if reader.years is None else {"years": reader.years}
    return {"code": reader.code, "specialty": reader.specialty, **years}


def to_table(protocol: Protocol) -> dict[str, object]:
    """The protocol as plain values; :func:`from_table` reads them."""
    table: dict[str, object] = {
        "schema": SCHEMA,
        "films": protocol.films,
        "reference": protocol.reference,
        "practice": protocol.practice,
        "seed": protocol.seed,
        "purpose": protocol.purpose,
        "rules": rules_table(protocol.rules),
    }
    if protocol.sampling.take:
        taken = {"by": protocol.sampling.by.value, "take": dict(protocol.sampling.take)}
        table["sampling"] = taken
    if protocol.plan is not None:
        table["primary"] = plan_table(protocol.plan)
    table["cutoffs"] = cutoffs_table(protocol.cutoffs)
    table["reader"] = [reader_table(reader) for reader in protocol.readers]
    return table


def text(protocol: Protocol, before: str = "") -> str:
    """The protocol as TOML; :func:`parse` gives the same protocol back.

    Args:
        before: text of the protocol that it takes the place of: its comments, order and layout stay.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(before)
    except (TOMLKitError, ValueError, RecursionError):
        document = tomlkit.document()
    if not before.strip():
        document.add(tomlkit.comment("A reader study of Shenton.  Research use only, not for diagnosis."))
    _update(document, to_table(protocol))
    return tomlkit.dumps(document)


def _update(old: MutableMapping[str, Any], new: Mapping[str, object]) -> None:
    """Put ``new`` into ``old`` where they differ, so that what stands beside a value stays."""
    for key in [key for key in old if key not in new]:
        del old[key]
    for key, value in new.items():
        there = old.get(key)
        if isinstance(value, Mapping) and isinstance(there, MutableMapping):
            _update(there, value)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            _update_rows(old, key, value)
        elif key not in old or there != value or isinstance(there, bool) != isinstance(value, bool):
            old[key] = value


def _update_rows(old: MutableMapping[str, Any], key: str, rows: list[Mapping[str, object]]) -> None:
    """Tables of a list, by their code: those that stay keep their comments."""
    import tomlkit

    there = {str(one.get("code")): one for one in old.get(key, []) if isinstance(one, MutableMapping)}
    if list(there) == [str(row["code"]) for row in rows]:
        for row in rows:
            _update(there[str(row["code"])], row)
        return
    made = tomlkit.aot()
    for row in rows:
        kept = there.get(str(row["code"]), tomlkit.table())
        _update(kept, row)
        made.append(kept)
    old[key] = made
