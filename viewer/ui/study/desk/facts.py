"""A study in words: what it is, how far it is, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDateTime, QLocale, Qt

from viewer.app.i18n import listed, mark, tr
from viewer.app.study.study_service import ReaderLine, Sheet
from viewer.study.design.protocol import Design, Protocol, Rules, Scale, Stratum
from viewer.ui.study.sitting.words import films_text

if TYPE_CHECKING:
    from viewer.study.design.freeze import Locked


def answers_text(line: ReaderLine) -> str:
    """How far a reader is."""
    if line.result is None:
        return tr("no result yet")
    given, missing = len(line.result.answers), line.result.missing
    if not missing:
        return tr("✓ all {given} answers", given=given)
    return tr("{given} answers, {missing} missing", given=given, missing=missing)


def state_text(sheet: Sheet) -> str:
    """Designed or locked, in one sentence."""
    locked = sheet.study.locked
    if locked is None:
        return tr("Designed, not locked: everything can still change.")
    when = QDateTime.fromString(locked.locked_at, Qt.DateFormat.ISODate).toLocalTime()
    day = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    return tr("Locked on {day}: films, protocol and model cannot change.", day=day)


def next_text(sheet: Sheet) -> str:
    """What to do next."""
    if sheet.study.locked is None:
        return tr("Lock the study when films, readers and questions are as you want them.")
    if not any(line.pack for line in sheet.readers):
        return tr("Make the packs, send each reader the file, and tell the key apart from it.")
    waiting = sum(line.result is None for line in sheet.readers)
    if waiting:
        one = tr(
            "{count} reader has not sent a result yet. Merge what comes, or drop it here.", count=waiting
        )
        several = tr(
            "{count} readers have not sent a result yet. Merge what comes, or drop it here.", count=waiting
        )
        return one if waiting == 1 else several
    return tr("Every reader has sent a result. Make the report.")


def fact_lines(sheet: Sheet) -> list[str]:
    """The protocol in a few lines."""
    study, protocol = sheet.study, sheet.study.protocol
    lines = [design_text(protocol.rules), questions_text(protocol.rules)]
    where = tr("Folder: {folder}", folder="/".join(("…", *study.folder.parts[-2:])))
    if study.locked is None:
        films = tr("Films: {folder}, {some}", folder=study.films.name, some=sampling_text(protocol))
        return [*lines, films, where]
    locked = study.locked
    lines.append(locked_films(locked))
    model = locked.model
    if model is None:
        lines.append(tr("No model"))
    else:
        name = f"{model.name} {model.version}"
        lines.append(tr("Model: {name}, SHA-256 {sha}…", name=name, sha=model.sha256[:12]))
    lines.append(tr("Study {sha}…, seed {seed}", sha=locked.study[:16], seed=protocol.seed))
    return [*lines, where]


def locked_films(locked: Locked) -> str:
    """Which films were locked."""
    test = locked.test_films
    broken = sum(film.truth.fracture for film in test)
    parts = [
        tr("{broken} with a fracture", broken=broken),
        tr("{normal} without", normal=len(test) - broken),
    ]
    practice = len(locked.films) - len(test)
    parts += [tr("{count} for practice", count=practice)] if practice else []
    parts += [tr("{count} not evaluated", count=len(locked.left))] if locked.left else []
    return tr("{films}: {kinds}", films=films_text(len(test)), kinds=listed(parts))


def design_text(rules: Rules) -> str:
    """The arms in words."""
    words = {
        Design.UNAIDED: tr("Unaided: each film is read without the model"),
        Design.AIDED: tr("Aided: each film is read with the model's answer"),
        Design.SEQUENTIAL: tr("Sequential: rate, lock, see the model's answer, rate again"),
        Design.CROSSOVER: tr(
            "Crossover: without and with the model, {days} days apart", days=rules.washout_days
        ),
    }
    return words[rules.design]


def questions_text(rules: Rules) -> str:
    """What is asked."""
    asked = rules.questions
    parts = [tr("fracture yes or no")]
    parts += [tr("AO/OTA class")] if asked.ao_class else []
    parts += {
        Scale.NONE: [],
        Scale.HUNDRED: [tr("suspicion 0 to 100")],
        Scale.SIX: [tr("suspicion in six steps")],
    }[asked.confidence]
    parts += [tr("place")] if asked.place else []
    parts += [tr("verdict on the map")] if asked.map_verdict else []
    text = tr("Asked: {questions}", questions=listed(parts))
    if rules.time_limit:
        text += tr("; {count} seconds an answer", count=rules.time_limit)
    return text


STRATA: Final = {
    Stratum.TRUTH: mark("truth"),
    Stratum.GROUP: mark("group"),
    Stratum.CLASS: mark("class"),
    Stratum.COLUMN: mark("stratum"),
}


def sampling_text(protocol: Protocol) -> str:
    """Which films enter."""
    if protocol.sampling.by is Stratum.NONE:
        return tr("all of them")
    take = listed(f"{number} {tr(name)}" for name, number in protocol.sampling.take.items())
    return tr("drawn by {what}: {take}", what=tr(STRATA[protocol.sampling.by]), take=take)
