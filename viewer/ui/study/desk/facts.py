"""A study in words: what it is, how far it is, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDateTime, QLocale, Qt

from viewer.app.i18n import listed, many, mark, sentences, tr
from viewer.app.study.study_service import ReaderLine, Sheet
from viewer.study.design.analysis_plan import MODEL_ARM, Claim, Cutoffs, Endpoint, Multiplicity, Plan
from viewer.study.design.protocol import AIDED, UNAIDED, Design, Protocol, Rules, Scale, Stratum
from viewer.ui.study.sitting.words import films_text

if TYPE_CHECKING:
    from viewer.study.design.freeze import Locked


def answers_text(line: ReaderLine) -> str:
    """How far a reader is."""
    if line.result is None:
        return tr("no result yet")
    given, missing = len(line.result.answers), line.result.missing
    if not missing:
        return tr("✓ complete: {answers}", answers=many(given, "answer"))
    return tr("{answers}, {missing} missing", answers=many(given, "answer"), missing=missing)


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
        return tr("Make the packs, send each reader the file, and the key separately.")
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
    lines += [question_text(protocol.plan), cutoffs_text(protocol.cutoffs)]
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
    parts += [tr("{count} not in the study", count=len(locked.left))] if locked.left else []
    return tr("{films}: {kinds}", films=films_text(len(test)), kinds=listed(parts))


def design_text(rules: Rules) -> str:
    """The arms in words."""
    words = {
        Design.UNAIDED: tr("Unaided: each film is read without the model"),
        Design.AIDED: tr("Aided: each film is read with the model's answer"),
        Design.SEQUENTIAL: tr("Sequential: rate, lock, see the model's answer, rate again"),
        Design.CROSSOVER: tr(
            "Crossover: without and with the model, {days} apart", days=many(rules.washout_days, "day")
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
    if rules.time_limit:
        return tr("Asked: {questions}; {count} s an answer", questions=listed(parts), count=rules.time_limit)
    return tr("Asked: {questions}", questions=listed(parts))


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


ENDPOINTS: Final = {
    Endpoint.AUC: mark("area under the ROC curve (AUC)"),
    Endpoint.SENSITIVITY: mark("share of fractures found (sensitivity)"),
    Endpoint.SPECIFICITY: mark("share of films without a fracture called so (specificity)"),
}
ARMS: Final = {AIDED: mark("with the model"), UNAIDED: mark("without the model")}


def endpoint_text(endpoint: Endpoint) -> str:
    """A figure in plain words."""
    return tr(ENDPOINTS[endpoint])


def compared_text(first: str, second: str) -> str:
    """What is compared with what."""
    if second == MODEL_ARM:
        return tr("readers {arm} against the model alone", arm=tr(ARMS[first]))
    return tr("readers {first} against readers {second}", first=tr(ARMS[first]), second=tr(ARMS[second]))


def question_text(plan: Plan | None) -> str:
    """The primary question said back in one sentence."""
    if plan is None:
        return tr("No primary question: every comparison in the report will be called exploratory.")
    second = tr("the model alone") if plan.second == MODEL_ARM else tr(ARMS[plan.second])
    values = {
        "figure": endpoint_text(plan.endpoint), "first": tr(ARMS[plan.first]), "second": second,
        "alpha": f"{100 * plan.alpha:g}", "margin": f"{plan.margin:g}", "level": f"{100 * plan.level:g}",
    }  # fmt: skip
    said = {
        Claim.SUPERIORITY: tr(
            "To show: the {figure} of the readers {first} is higher than {second} "
            "(two-sided error {alpha} %).",
            **values,
        ),
        Claim.NON_INFERIORITY: tr(
            "To show: the {figure} of the readers {first} is not lower than {second} by more than {margin} "
            "(one-sided error {alpha} %: the lower end of the {level} % interval decides).",
            **values,
        ),
        Claim.EQUIVALENCE: tr(
            "To show: the {figure} of the readers {first} differs from {second} by less than {margin} "
            "(each side's error {alpha} %: the whole {level} % interval lies within).",
            **values,
        ),
    }[plan.claim]
    if plan.lenient:
        said = sentences((said, tr("Journals and regulators take 2.5 % for non-inferiority.")))
    if not plan.secondary:
        return said
    then = tr(
        "Then, {rule}: {figures}.", rule=rule_text(plan), figures=listed(map(endpoint_text, plan.secondary))
    )
    return sentences((said, then))


def rule_text(plan: Plan) -> str:
    """How several endpoints share the error."""
    if plan.multiplicity is Multiplicity.HOLM:
        return tr("sharing the error with the first by Holm")
    return tr("each only if the one before was shown")


def cutoffs_text(cutoffs: Cutoffs) -> str:
    """What counts as a fracture."""
    readers = (
        tr("a reader's yes")
        if cutoffs.readers is None
        else tr("a rating of {rating} or more", rating=cutoffs.readers)
    )
    model = (
        tr("a model's probability at its own threshold or above")
        if cutoffs.model is None
        else tr("a model's probability of {p} or more", p=f"{cutoffs.model:g}")
    )
    return tr("Counts as a fracture: {readers}; {model}.", readers=readers, model=model)
