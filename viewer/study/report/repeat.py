"""Everything that is needed to repeat a study's figures: seeds, hashes, versions."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import inference
from inference.model.verdict import rule_text
from viewer.study.analysis.settings import Settings
from viewer.study.analysis.summary import Tally
from viewer.study.analysis.tables import Table
from viewer.study.report.parts import Section


def section(found: Tally) -> Section:
    """The last section of a report."""
    locked, settings = found.locked, found.analysis.settings
    protocol, rules = locked.protocol, locked.protocol.rules
    records = found.results.items()
    facts = [
        ("study (SHA-256 of protocol, films, orders and model)", locked.study),
        ("locked", f"{locked.locked_at}, Shenton {locked.app_version}"),
        ("design", rules.design.value),
        ("time limit, way back", f"{rules.time_limit or 'none'}, {_yes(rules.back)}"),
        ("seed of sample and orders", str(protocol.seed)),
        ("sampling", _sampling(found)),
        ("bootstrap", f"{settings.repeats} repeats, seed {settings.seed}"),
        ("model", "none" if locked.model is None else f"{locked.model.name} {locked.model.version}"),
        ("model graph SHA-256", "" if locked.model is None else locked.model.sha256),
        ("threshold", _threshold(found)),
        ("model's answers SHA-256", f"{locked.answers_sha256} (maps {locked.maps_sha256})"),
        *((f"newest hash of {code}", f"{one.head} ({one.events} events)") for code, one in records),
        ("analysed with", _versions()),
    ]  # fmt: skip
    rows = tuple((name, value) for name, value in facts if value)
    text = (
        "The audit chain of every merged record was checked again for this report.",
        "answers.csv repeats every figure of readers and model: shenton study analyse answers.csv"
        + _options(settings),
        *_own_level(found),
        "answers.imrmc holds the ratings alone (decisions where no rating was asked), for other programs. "
        "Times, classes and marks stand in details.csv.",
        "The statistics themselves are checked by: shenton study verify",
    )
    return Section("To repeat it", text, tables=(Table("Seeds, hashes, versions", ("what", "value"), rows),))


def _own_level(found: Tally) -> Iterator[str]:
    """The primary question's interval, where its error of the first kind asks for another level."""
    plan, level = found.locked.protocol.plan, found.analysis.settings.level
    if plan is not None and plan.level != level:
        yield (
            f"The primary question ({plan.claim.value}) is answered by the {100 * plan.level:g} % interval: "
            f"for it, write --level {plan.level:g} in that command."
        )


def _options(settings: Settings) -> str:
    """What the command is told beside the file."""
    model = f" --model {settings.model}" if settings.model else ""
    cutoff = "" if settings.cutoff is None else f" --cutoff {settings.cutoff:g}"
    scale = " --one-scale" if settings.one_scale else ""
    return f"{model} --level {settings.level:g} --seed {settings.seed}{cutoff}{scale}"


def _threshold(found: Tally) -> str:
    model = found.model
    if model is None:
        return ""
    shown = rule_text(model.threshold, model.zone)
    return f"{model.threshold!r} ({model.operating_point}) counts as a fracture; shown to readers: {shown}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _sampling(found: Tally) -> str:
    sampling = found.locked.protocol.sampling
    taken = ", ".join(f"{number} {name}" for name, number in sampling.take.items())
    return f"by {sampling.by.value}: {taken}" if taken else "every film"


def _versions() -> str:
    found = [f"Shenton {inference.__version__}", f"Python {platform.python_version()}"]
    return ", ".join([*found, *(f"{name} {_version(name)}" for name in ("numpy", "scipy", "matplotlib"))])


def _version(name: str) -> str:
    """Of a library, as it is installed."""
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen program may lack the libraries' own notes
        return "unknown"
