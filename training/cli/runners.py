"""What each command runs; imported when it is asked for, for torch takes seconds."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence


def run_synth(args: argparse.Namespace) -> int:
    from training.synth.cli import run

    return int(run(args))


def run_fit(args: argparse.Namespace) -> int:
    from training.cli.fit import run

    return run(args)


def run_report(args: argparse.Namespace) -> int:
    from training.cli.report import run

    return run(args)


def run_graft(args: argparse.Namespace) -> int:
    from training.synth.fractures.grafts import run

    return run(args)


def run_upright(args: argparse.Namespace) -> int:
    from training.cli.upright import run

    return run(args)


def run_study(args: argparse.Namespace, run_command: Callable[[Sequence[str]], int]) -> int:
    from training.cli.study import run

    return run(args, run_command)


def run_report_study(args: argparse.Namespace, run_command: Callable[[Sequence[str]], int]) -> int:
    from training.cli.report_study import run

    return run(args, run_command)


def run_report_judge(args: argparse.Namespace) -> int:
    from training.cli.report_judge import run

    return run(args)


def run_compare(args: argparse.Namespace) -> int:
    from training.cli.compare import run

    return run(args)


def run_check(args: argparse.Namespace) -> int:
    from training.cli.check import run

    return run(args)


def run_export(args: argparse.Namespace) -> int:
    from training.cli.export import run

    return run(args)


def run_evaluate(args: argparse.Namespace) -> int:
    from training.cli.evaluate import run

    return run(args)


def run_tune(args: argparse.Namespace) -> int:
    from training.cli.tune import run

    return run(args)


def run_landmarks(args: argparse.Namespace) -> int:
    from training.cli.landmarks import train

    return train(args)


def run_normals(args: argparse.Namespace) -> int:
    from training.cli.landmarks import normals

    return normals(args)


def run_calibrate(args: argparse.Namespace) -> int:
    from training.cli.calibrate import run

    return run(args)


def run_metal_check(args: argparse.Namespace) -> int:
    from training.cli.metal_check import run

    return run(args)


def run_hips(args: argparse.Namespace) -> int:
    from training.cli.hips import run

    return run(args)
