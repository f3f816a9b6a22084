"""``shenton-train synth``: make a folder of synthetic films with their truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from inference.errors import ShentonError
from training.cli.options.argument_types import share
from training.synth.beam.framing import KINDS
from training.synth.dataset import Outcome, Request, generate, read_truth
from training.synth.gallery import gallery
from training.synth.limbs.parts import PARTS
from training.synth.probes import leak_probes
from training.synth.report import write_reports
from training.synth.seeds import SPLITS
from training.synth.stats import contact_sheet, summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--out", type=Path, required=True, help="folder to make or continue")
    parser.add_argument("--count", type=int, required=True, help="films in the finished folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--size", type=int, default=640, help="longest side, 512 to 2688 px")
    parser.add_argument(
        "--parts",
        default="pelvis",
        metavar="PARTS",
        help=f"pelvis, limb (all six), or some of {', '.join(PARTS)} with commas between",
    )
    parser.add_argument(
        "--view", choices=tuple(KINDS), help="one framing for all pelvis films; without: drawn for each film"
    )
    parser.add_argument(
        "--legs-out",
        type=share,
        default=0.0,
        help="share of pelvis films on which the legs have fallen outwards (necks seen end on)",
    )
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0: as many as cores")
    parser.add_argument("--preview", action="store_true", help="write preview.png, a contact sheet")
    parser.add_argument(
        "--gallery", action="store_true", help="write gallery.jpg, a film per class and severity"
    )
    parser.add_argument("--reports", action="store_true", help="write reports.jsonl, a report a pelvis film")
    parser.add_argument("--stats", action="store_true", help="print balance and leak probes")


def _report(outcome: Outcome) -> None:
    out = sys.stdout
    out.write(f"{outcome.whole} films stand, {outcome.made} made now, {len(outcome.failed)} failed\n")
    for index, fault in outcome.failed.items():
        out.write(f"  film {index}: {fault}\n")
    if outcome.missing:
        out.write(
            f"{len(outcome.missing)} files were written and are not there any more: the folder is not "
            "complete. Check it and its disk, then run this again.\n"
        )
        out.writelines(f"  {name}\n" for name in outcome.missing)


def _parts(text: str) -> tuple[str, ...]:
    """Limb parts asked for; none for pelves."""
    if text == "pelvis":
        return ()
    parts = PARTS if text == "limb" else tuple(p.strip() for p in text.split(","))
    unknown = [p for p in parts if p not in PARTS]
    if unknown:
        raise ShentonError(
            "There are no synthetic films of {unknown}.",
            "Give --parts pelvis, limb, or some of {parts}.",
            unknown=unknown,
            parts=PARTS,
        )
    return parts


def _checked(args: argparse.Namespace) -> tuple[str, ...]:
    """Limb parts asked for; ShentonError for impossible arguments."""
    if not 512 <= args.size <= 2688:
        raise ShentonError("The film size is out of range.", "Give --size from 512 to 2688.")
    if args.count < 1 or args.jobs < 0 or args.seed < 0:
        raise ShentonError("A number is out of range.", "--count from 1, --jobs and --seed from 0.")
    parts = _parts(args.parts)
    if parts and args.reports:
        raise ShentonError("Reports are written for films of the pelvis only.", "Leave out --reports.")
    if parts and args.view:
        raise ShentonError("Framings are those of films of the pelvis.", "Leave out --view.")
    if parts and args.legs_out:
        raise ShentonError("Legs lie outwards on films of the pelvis only.", "Leave out --legs-out.")
    return parts


def run(args: argparse.Namespace) -> int:
    """Make the films; 0 if all stand, 1 if some failed.  ShentonError for impossible arguments."""
    parts = _checked(args)
    made = (args.out, args.count, args.seed, args.split, args.size, args.jobs, parts)
    request = Request(*made, args.view, args.legs_out)
    outcome = generate(request, progress=True)
    _report(outcome)
    if outcome.missing:
        return 1
    if args.reports:
        sys.stdout.write(f"{write_reports(args.out, read_truth(args.out))}\n")
    if args.preview:
        sys.stdout.write(f"{contact_sheet(args.out)}\n")
    if args.gallery:
        sys.stdout.write(f"{gallery(args.out)}\n")
    if args.stats:
        sys.stdout.write(summary(args.out) + leak_probes([args.out]))
    return 1 if outcome.failed else 0


def main() -> int:
    """Entry point of ``python -m training.synth.cli``."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    try:
        return run(parser.parse_args())
    except ShentonError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
