"""Sample sizes: against published numbers, by hand, and by simulation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inference.errors import StudyError
from inference.stats.proportions import wilson
from viewer.cli import main
from viewer.study.design import sample_size

VAN_DYKE = sample_size.Variances(0.00020040, 0.00080229, 0.00034661, 0.00034407, 0.00023903, 114)
"""Van Dyke's 114 films and 5 readers in two arms; RJafroc's vignette gives 251 films for 6 readers."""


def test_films_for_several_readers_as_published() -> None:
    found = sample_size.readers(VAN_DYKE, 6, 0.0438003)
    assert found is not None
    assert found.films == 251
    assert sample_size.power(VAN_DYKE, 6, 250, 0.0438003) < 0.8 <= found.reached


def test_more_readers_need_fewer_films_and_too_few_never_suffice() -> None:
    numbers = [
        found.films for count in (6, 8, 12, 20) if (found := sample_size.readers(VAN_DYKE, count, 0.0438))
    ]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 4
    assert sample_size.readers(VAN_DYKE, 2, 0.02) is None


def test_a_margin_is_a_one_sided_test() -> None:
    """With no difference expected, a margin is as hard to show as that difference is to find."""
    superior, inferior = (
        sample_size.readers(VAN_DYKE, 6, 0.05),
        sample_size.readers(VAN_DYKE, 6, 0.0, margin=0.05),
    )
    assert superior is not None
    assert inferior is not None
    assert abs(superior.films - inferior.films) <= 1


@pytest.mark.parametrize("expected", [0.5, 0.8, 0.95, 0.98])
def test_precision_holds_for_that_number_and_for_more(expected: float) -> None:
    found = sample_size.precision(expected, 0.05)
    for films in range(found.films, found.films + 60):
        interval = wilson(round(expected * films), films)
        assert interval.upper - interval.lower <= 0.1 + 1e-12
    assert sample_size.precision(expected, 0.05, exact=True).films > found.films
    assert sample_size.precision(expected, 0.05, prevalence=0.5).total == 2 * found.films


def test_paired_by_hand() -> None:
    assert sample_size.paired(0.9, 0.9, 0.1, discordant=0.1).films == 79  # (1.960 + 0.842)^2 * 0.1 / 0.01
    apart = sample_size.paired(0.95, 0.95, 0.05)
    assert apart.films == sample_size.paired(0.95, 0.95, 0.05, discordant=0.095).films
    assert apart.films > sample_size.paired(0.95, 0.95, 0.05, discordant=0.04).films


def test_the_power_of_paired_readings_by_simulation() -> None:
    """4,000 studies of the computed size: Wald's test of the margin succeeds in about 80 %."""
    found, random = sample_size.paired(0.92, 0.92, 0.06, discordant=0.08), np.random.default_rng(3)
    drawn = random.multinomial(found.films, [0.04, 0.04, 0.92], size=4000)
    difference = (drawn[:, 1] - drawn[:, 0]) / found.films
    spread = np.sqrt(((drawn[:, 0] + drawn[:, 1]) / found.films - difference**2) / found.films)
    shown = float((difference + 0.06 > 1.959964 * spread).mean())
    assert shown == pytest.approx(found.reached, abs=0.03)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: sample_size.precision(1.2, 0.05), "expected proportion is 1.2"),
        (lambda: sample_size.precision(0.9, 0.0), "half width is 0"),
        (lambda: sample_size.paired(0.95, 0.85, 0.05), "not within the margin"),
        (lambda: sample_size.paired(0.95, 0.9, 0.05), "not within the margin"),  # off by rounding: 7e-17
        (lambda: sample_size.paired(0.9, 0.9, 0.1, discordant=0.5), "cannot differ"),
        (lambda: sample_size.paired(0.9, 0.9, 0.1, power=1.0), "power is 1"),
        (lambda: sample_size.readers(VAN_DYKE, 1, 0.05), "two or more"),
        (lambda: sample_size.readers(VAN_DYKE, 5, 0.0), "no difference"),
        (lambda: sample_size.readers(VAN_DYKE, 5, -0.1, margin=0.05), "not within the margin"),
        (lambda: sample_size.readers(sample_size.Variances(0, 0, 0, 0, 0, 0), 5, 0.05), "make no sense"),
        (lambda: sample_size.readers(sample_size.Variances(0, 1e-3, 2e-3, 0, 0, 80), 5, 0.05), "larger than"),
        (lambda: sample_size.readers(VAN_DYKE, 5, 0.1, margin=float("nan")), "not within the margin"),
        (lambda: sample_size.readers(VAN_DYKE, 5, 0.1, alpha=0.0), "Alpha is 0"),
    ],
)
def test_expectations_that_make_no_sense(call: object, says: str) -> None:
    with pytest.raises(StudyError, match=says):
        call()  # type: ignore[operator]


def test_the_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main.main(["study", "size", "precision", "--expected", "0.95", "--half-width", "0.05"]) == 0
    assert "82 films" in capsys.readouterr().out
    paired = ["--first", "0.9", "--second", "0.9", "--margin", "0.1", "--discordant", "0.1"]
    assert main.main(["study", "size", "paired", *paired, "--prevalence", "0.5"]) == 0
    assert "79 films, 158 of both kinds" in capsys.readouterr().out
    assert main.main(["study", "size", "paired", *paired, "--alpha", "0"]) == 1  # no default in its place
    assert "Alpha is 0" in capsys.readouterr().err
    parts = ["0.0002004", "0.00080229", "0.00034661", "0.00034407", "0.00023903", "114"]
    base = ["study", "size", "readers", "--difference", "0.0438003", "--readers", "6", "2"]
    assert main.main([*base, "--components", *parts]) == 0
    told = capsys.readouterr().out
    assert "6 readers: 251 films" in told
    assert "2 readers: no number of films suffices" in told
    assert main.main([*base, "--components", *parts, "--alpha", "0"]) == 1
    assert "Alpha is 0" in capsys.readouterr().err
    assert main.main(base) == 1
    assert "Nothing is known" in capsys.readouterr().err
    for more, words in (
        (["--cluster-size", "0.5"], "Cluster size and correlation make no sense"),
        (["--cluster-size", "nan"], "Cluster size and correlation make no sense"),
        (["--alpha", "0"], "Alpha is 0"),
    ):
        assert main.main([*base, "--components", *parts, *more]) == 1
        assert words in capsys.readouterr().err
    assert main.main([*base, "--components", *parts[:5], "nan"]) == 1
    assert "two films or more" in capsys.readouterr().err
    assert main.main(["study", "size", "paired", *paired, "--alpha", "0"]) == 1
    assert "Alpha is 0" in capsys.readouterr().err


def test_a_pilot_gives_the_variances(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from inference.stats import roemetz
    from viewer.study.analysis.answers import imrmc, long_csv

    pilot = roemetz.simulate(roemetz.published("HL"), 6, 40, 40, 11)
    (path := tmp_path / "pilot.imrmc").write_text(imrmc.text(pilot), encoding="utf8")
    arguments = ["--pilot", str(path), "--difference", "0.1", "--readers", "8", "20"]
    assert main.main(["study", "size", "readers", *arguments]) == 0
    told = capsys.readouterr().out
    assert told.count(" films, power 0.8") == 2
    assert "mixed as in the pilot" in told
    assert main.main(["study", "size", "readers", *arguments, "--share", "0.1"]) == 0
    fewer = capsys.readouterr().out
    assert "0.1 of them with a fracture" in fewer
    assert int(fewer.split()[2]) > int(told.split()[2])
    for more, words in (
        (["--endpoint", "sensitivity", "--share", "0.1"], "the films are of one kind"),
        (
            ["--components", "0.0002", "0.0008", "0.0003", "0.0003", "0.0002", "114", "--share", "0.1"],
            "share",
        ),
    ):
        assert main.main(["study", "size", "readers", *arguments, *more]) == 1
        assert words in capsys.readouterr().err
    pilot = roemetz.simulate(roemetz.published("HL"), 6, 40, 40, 11, cutoff=0.7)
    (path := tmp_path / "pilot.csv").write_text(long_csv.text(pilot), encoding="utf8")
    arguments[1] = str(path)
    assert main.main(["study", "size", "readers", *arguments, "--endpoint", "sensitivity"]) == 0
    assert "films with a fracture alone" in capsys.readouterr().out


def test_what_a_pilot_leaves_out_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from inference.stats import roemetz
    from viewer.study.analysis.answers import long_csv

    pilot = roemetz.simulate(roemetz.published("LL"), 3, 15, 15, 2)  # arm by reader is estimated below zero
    pilot.rating[0, 1, 4] = np.nan
    (path := tmp_path / "pilot.csv").write_text(long_csv.text(pilot), encoding="utf8")
    base = ["study", "size", "readers", "--difference", "0.1", "--readers", "8", "--pilot", str(path)]
    assert main.main(base) == 0
    told = capsys.readouterr().out
    assert "Mind: the pilot's components come from 3 readers and 29 films, without" in told
    assert "0 readers and 1 film that lack answers" in told
    assert "arm by reader is estimated as negative and counts as zero" in told


def test_what_is_known_of_the_readers_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    parts = ["0.0002", "0.0008", "0.0003", "0.0003", "0.0002", "114"]
    base = ["study", "size", "readers", "--difference", "0.1", "--readers", "6"]
    for given, words in (
        (["--expected", "0.8", "--pilot", "p"], "--pilot would change nothing with --expected"),
        (["--expected", "0.8", "--components", *parts], "--components would change nothing with --expected"),
        (["--components", *parts, "--pilot", "p"], "--pilot would change nothing with --components"),
        (["--components", *parts, "--within", "0.1"], "--within would change nothing without --expected"),
        (
            ["--pilot", "p", "--of", "4", "--between", "0.2"],
            "--between and --of would change nothing without",
        ),
        (["--expected", "0.8", "--cluster-correlation", "0.5"], "--cluster-correlation would change nothing"),
    ):
        assert main.main([*base, *given]) == 1
        assert words in capsys.readouterr().err
    assert main.main([*base, "--components", *parts, "--within", "0.05"]) == 0  # its default: no harm


def test_perfect_readings_still_need_films() -> None:
    """73: the score interval of no difference in 73 films is 3.841 / 76.841 = 0.05, in 72 it is wider."""
    found = sample_size.paired(1.0, 1.0, 0.05)
    assert (found.films, found.method) == (73, "Liu et al. 2002; Nam 1997; Tango 1998")
    assert sample_size.paired(0.5, 0.5, 0.05, discordant=0.0).films == 73
    assert sample_size.paired(0.92, 0.92, 0.05).films == 463
    assert sample_size.paired(0.9, 0.95, 0.05, discordant=0.05).films > 2


def test_paired_as_published() -> None:
    """Bonett DG (2021), statpsych, size.test.prop.ps: proportions whose correlation phi is 0.5."""
    for low, high, power, films in ((0.3, 0.4, 0.8, 177), (0.6, 0.7, 0.9, 237)):
        joint = low * high + 0.5 * (low * (1 - low) * high * (1 - high)) ** 0.5
        found = sample_size.paired(low, high, 0.0, discordant=low + high - 2 * joint, power=power)
        assert found.films == films


def test_a_number_where_rounding_or_a_round_limit_stood_in_the_way() -> None:
    assert sample_size.paired(0.7, 0.8, 0.05, discordant=0.1).films == 32  # 0.8 - 0.7 is above 0.1
    assert sample_size.precision(0.5, 0.001).films == 960_361  # 1.96^2 / 4 / 0.001^2, less 1.96^2
    assert sample_size.readers(VAN_DYKE, 6, 0.05, alpha=0.5) is not None
