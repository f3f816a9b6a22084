"""What was found, a line a figure: means, differences, readers against the model, and the model alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from inference.stats.common import Interval
from viewer.study.analysis.leading import Leading, complete_cases, leading, less_model, less_model_complete
from viewer.study.analysis.multireader import GENERALISES, WEAK, MultiReader
from viewer.study.analysis.summary import MODEL, Tally
from viewer.study.analysis.tables import Table, level, p_text, value
from viewer.study.report import findings

HEADLINES: Final = ("AUC", "sensitivity", "specificity")
_HEADER: Final = (
    "figure", "what", "estimate (interval)", "p", "readers", "films", "fractures", "answers", "method"
)  # fmt: skip
Row = tuple[str, ...]


def found_table(found: Tally) -> Table:
    """Every headline with what stands behind it; notes say for whom the lines hold."""
    notes: list[str] = []
    kinds: list[str] = []
    rows: list[Row] = []
    for figure in HEADLINES:
        rows += _readers(found, figure, kinds, notes)
        rows += _against(found, figure, kinds, notes)
        rows += _alone(found, figure)
    held = tuple(f"{kind} {GENERALISES[kind]}." for kind in dict.fromkeys(kinds))
    told = tuple(f"[{number}] {note}." for number, note in enumerate(notes, 1))
    weak = [WEAK] if any(WEAK in block.notes for block in _pooled(found)) else []
    title = f"What was found, with {level(found.analysis)} intervals"
    last = ("Lines of the model hold for this one model on films like these.",) if found.model else ()
    return Table(title, _HEADER, tuple(rows), (*held, *last, *(f"Mind: {one}." for one in weak), *told))


def _pooled(found: Tally) -> list[MultiReader]:
    return [block for block in found.analysis.multireader if block.scope == "pooled"]


def _readers(found: Tally, figure: str, kinds: list[str], notes: list[str]) -> Iterable[Row]:
    blocks = [b for b in _pooled(found) if b.figure == figure]
    for block in sorted(blocks, key=lambda one: len(one.arms)):  # means first
        chosen = leading(block)
        if chosen is None or len(block.arms) > 2:
            continue
        what = f"mean, {block.arms[0]}" if len(block.arms) == 1 else findings.less(block)
        yield _row(block, chosen, figure, what, kinds, notes)
        alone = complete_cases(block)
        if alone is not None and alone != chosen:
            without = f", without {', '.join(block.readers_left)}" if block.readers_left else ""
            yield _row(block, alone, figure, f"{what}, complete cases{without}", kinds, notes)


def _row(
    block: MultiReader, chosen: Leading, figure: str, what: str, kinds: list[str], notes: list[str]
) -> Row:
    kinds.append(chosen.kind)
    one = findings.turned(block, chosen)
    cell = findings.cell(one, notes, signed=len(block.arms) > 1)
    p = p_text(one.p) if len(block.arms) > 1 else "-"  # a mean is tested against nothing
    return (figure, what, cell, p, *_counts(chosen), f"{chosen.method}, {chosen.kind}")


def _counts(chosen: Leading) -> Row:
    return tuple(map(str, (chosen.readers, chosen.films, chosen.fractures, chosen.answers)))


def _against(found: Tally, figure: str, kinds: list[str], notes: list[str]) -> Iterable[Row]:
    for block in found.analysis.against_model:
        if (block.scope, block.figure) != ("pooled", figure):
            continue
        lead, complete = less_model(block), less_model_complete(block)
        shown = [(lead, "")] if lead else []
        if complete is not None and complete != lead:
            without = f" without {', '.join(block.readers_left)}" if block.readers_left else ""
            shown.append((complete, f", complete cases{without}"))
        for chosen, more in shown:
            kinds.append(chosen.kind)
            cell = findings.cell(chosen.estimate, notes, signed=True)
            what = f"readers ({block.arm}) less the model{more}"
            method = f"{chosen.method}, {chosen.kind}"
            yield (figure, what, cell, p_text(chosen.estimate.p), *_counts(chosen), method)


def _alone(found: Tally, figure: str) -> Iterable[Row]:
    """The model by itself: its area, or its rates at its threshold."""
    for one in found.analysis.areas:
        area = one.area
        if one.reader == MODEL and one.figure == figure and area.value is not None:
            films = area.positives + area.negatives
            how = "exact" if area.logit is None else "DeLong, logit"
            yield _own(figure, "the model", area.value, area.shown, (films, area.positives), how)
    for decided in found.analysis.operating:
        if decided.scope == "model" and figure in decided.rates:
            rate = (decided.clustered or decided.rates)[figure]
            if rate.value is not None:
                films, broken = round(rate.total), round(rate.total) if figure == "sensitivity" else 0
                exact = ""
                if rate.exact is not None:
                    exact = f"; Clopper-Pearson {rate.exact.lower:.3f} to {rate.exact.upper:.3f}"
                what = f"the model at its threshold ({rate.successes:g} of {rate.total:g})"
                yield _own(figure, what, rate.value, rate.wilson, (films, broken), f"Wilson{exact}")


def _own(
    figure: str, what: str, found: float, span: Interval | None, films: tuple[int, int], how: str
) -> Row:
    return (figure, what, value(found, span), "-", "-", str(films[0]), str(films[1]), str(films[0]), how)
