"""The findings of a study in sentences, each saying for whom it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from viewer.study.multireader import GENERALISES, AgainstModel, Inferred, MultiReader
from viewer.study.protocol import AIDED, UNAIDED
from viewer.study.stats.common import Estimate
from viewer.study.tally import MODEL, Tally, rating_words

FIGURES: Final = ("AUC", "sensitivity", "specificity", "F1", "area under the LROC curve")


def sentences(found: Tally) -> list[str]:
    """What was read by whom, the means of the readers, the model, and the differences."""
    text = [*_about(found)]
    for name in FIGURES:
        text += _means(found, name)
    text += _differences(found)
    text += _against(found)
    return text


def _about(found: Tally) -> Iterable[str]:
    data, purpose = found.analysis.data, found.locked.protocol.purpose
    if purpose:
        yield purpose.replace("\n", " ")
    people = len(found.results)
    patients = "" if data.clusters is None else f" of {data.clusters} patients"
    special = _counted(
        [found.locked.protocol.reader(code).specialty or "specialty not stated" for code in found.results]
    )
    yield (
        f"{number(people, 'reader')} ({special}) read {data.films} films{patients}, {data.fractures} with a "
        f"fracture of the proximal femur. {rating_words(found.locked.protocol.rules.questions.confidence)}"
    )
    if found.absent:
        yield f"No result has come from {', '.join(found.absent)}."
    for code, result in found.results.items():
        if result.missing:
            told = number(result.missing, "question")
            yield f"{code} has not answered {told}; such answers count as missing."
    for reader, missing in _timed_out(found).items():
        yield f"{reader}: the time was over on {number(missing, 'film')} before an answer was given."


def _timed_out(found: Tally) -> dict[str, int]:
    counts = {
        code: sum(given.timed_out and given.response.fracture is None for given in result.answers)
        for code, result in found.results.items()
    }
    return {code: count for code, count in counts.items() if count}


def _counted(names: list[str]) -> str:
    return ", ".join(f"{names.count(name)} {name}" for name in dict.fromkeys(names))


def _pooled(found: Tally, figure: str, arms: int) -> Iterable[tuple[MultiReader, Inferred]]:
    """Blocks over all readers with the widest inference that they allow."""
    for block in found.analysis.multireader:
        if block.scope == "pooled" and block.figure == figure and len(block.arms) == arms:
            chosen = _widest_of(block)
            if chosen is not None:
                yield block, chosen


def _widest_of(block: MultiReader) -> Inferred | None:
    if not block.obuchowski_rockette:
        return None
    kinds = {one.kind: one for one in block.obuchowski_rockette[0].inferences}
    return kinds.get("RRRC") or kinds.get("FRRC")


def _means(found: Tally, figure: str) -> Iterable[str]:
    for _, chosen in _pooled(found, figure, 1):
        mean = chosen.arms[0]
        yield (
            f"Mean {figure} of the readers, {mean.arm}: {_with_interval(found, mean.estimate)}. "
            f"This {GENERALISES[chosen.kind]}."
        )
    yield from _model_alone(found, figure)


ONE_MODEL: Final = "This holds for this one model on films like these."


def _model_alone(found: Tally, figure: str) -> Iterable[str]:
    for one in found.analysis.areas:
        area = one.area
        if one.reader == MODEL and one.figure == figure and area.value is not None and area.interval:
            span = f"{area.interval.lower:.3f} to {area.interval.upper:.3f}"
            yield f"{figure} of the model: {area.value:.3f} ({_level(found)} {span}, DeLong). {ONE_MODEL}"
    for decided in found.analysis.operating:
        if decided.scope == "model" and figure in decided.rates:
            rate = (decided.clustered or decided.rates)[figure]
            if rate.value is not None and rate.wilson and rate.exact:
                spans = [f"{i.lower:.3f} to {i.upper:.3f}" for i in (rate.wilson, rate.exact)]
                counted = f"{rate.successes:g} of {rate.total:g}"
                yield (
                    f"{_capital(figure)} of the model at its threshold: {counted}, "
                    f"{rate.value:.3f} ({_level(found)} {spans[0]} by Wilson, {spans[1]} by Clopper and "
                    f"Pearson). {ONE_MODEL}"
                )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _differences(found: Tally) -> Iterable[str]:
    for figure in FIGURES:
        for block, chosen in _pooled(found, figure, 2):
            if set(block.arms) != {UNAIDED, AIDED}:
                continue
            one = chosen.differences[0]
            estimate = one.estimate if one.first == AIDED else _turned(one.estimate)
            yield (
                f"{_capital(figure)} with the model less without: {_signed(found, estimate)}. "
                f"This {GENERALISES[chosen.kind]}."
            )


def _turned(one: Estimate) -> Estimate:
    statistic = None if one.statistic is None else -one.statistic
    return Estimate(-one.value, one.se, one.df, -one.upper, -one.lower, statistic, one.p, one.note)


def _against(found: Tally) -> Iterable[str]:
    for one in found.analysis.against_model:
        if one.scope == "pooled" and one.results:
            estimate, kind = _widest(one)
            yield (
                f"{_capital(one.figure)}, readers ({one.arm}) less the model: {_signed(found, estimate)}. "
                f"This {GENERALISES[kind]}, against this one model."
            )


def _widest(one: AgainstModel) -> tuple[Estimate, str]:
    first = next(iter(one.results.values()))
    return (first.frrc, "FRRC") if first.rrrc is None else (first.rrrc, "RRRC")


def _signed(found: Tally, one: Estimate) -> str:
    return _with_interval(found, one, signed=True) + _p(one)


def _with_interval(found: Tally, one: Estimate, *, signed: bool = False) -> str:
    form = "+.3f" if signed else ".3f"
    note = f"; {one.note}" if one.note else ""
    return f"{one.value:{form}} ({_level(found)} {one.lower:{form}} to {one.upper:{form}}{note})"


def _level(found: Tally) -> str:
    return f"{100 * found.analysis.settings.level:g} %"


def _p(one: Estimate) -> str:
    if one.p is None:
        return ""
    return ", p < 0.0001" if one.p < 0.0001 else f", p = {one.p:.4f}"


def number(count: int, what: str) -> str:
    """A count with its noun."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
