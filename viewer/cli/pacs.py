"""``shenton pacs echo|find|get|send``: the PACS of the window's settings, or one named by options.

Nothing that names a patient is printed unless ``--identifiers`` asks for it.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference import paths as places
from inference.errors import StoreError
from viewer.cli.pacs_words import Line, objects, say, tell_failures, tell_sent

if TYPE_CHECKING:
    from viewer.app.pacs_client import Fetched, Target
    from viewer.app.settings import Settings
    from viewer.export.cases import ExportCase
    from viewer.pacs.queries import FoundStudy, Query

KINDS: Final = ("sr", "gsps", "sc", "key", "film")
PASSWORD: Final = "SHENTON_PACS_PASSWORD"
ASK: Final = "-"
"""In place of a value: it is asked for, so that it stands in no history of commands."""
_YES: Final = "show them in a pipe or file, too"
_CONNECTION: Final = (
    ("host", str, "address of the PACS"),
    ("port", int, "its port"),
    ("title", str, "its AE title"),
    ("our_title", str, "our AE title"),
    ("our_port", int, "the port on which we receive (get --move)"),
    ("url", str, "address of a DICOMweb service, e.g. https://pacs.example/dicom-web"),
    ("user", str, f"user of DICOMweb; the password is asked for, or taken from {PASSWORD}"),
    ("authority", str, "PEM file of the certificates that are trusted"),
    ("certificate", str, "PEM file of our certificate"),
    ("key", str, "PEM file of its key"),
)
_QUERY: Final = (
    ("name", "patient's name, e.g. DOE*"),
    ("number", "patient's number"),
    ("from", "first day, YYYYMMDD"),
    ("to", "last day, YYYYMMDD"),
    ("accession", "accession number"),
    ("modality", "e.g. DX"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line of ``shenton pacs`` understands."""
    what = parser.add_subparsers(dest="what", required=True, metavar="echo|find|get|send")
    connection_arguments(what.add_parser("echo", help="ask whether the PACS is there and knows us"))
    find = what.add_parser("find", help="count or list the studies that match")
    connection_arguments(find)
    query_arguments(find)
    find.add_argument("--identifiers", action="store_true", help="show names, numbers, dates and UIDs")
    find.add_argument("--yes", action="store_true", help=_YES)
    get = what.add_parser("get", help="fetch the radiographs of the studies that match")
    connection_arguments(get)
    query_arguments(get)
    study_argument(get)
    get.add_argument("--all", action="store_true", help="also when more than one study matches")
    get.add_argument("--move", action="store_true", help="by C-MOVE to our receiver instead of C-GET")
    get.add_argument("--out", type=Path, help="folder; the default is the one of the window")
    _add_uids(get)
    get.add_argument("--yes", action="store_true", help=_YES)
    _add_send(what.add_parser("send", help="send the readings, de-identified by default"))


def study_argument(parser: argparse.ArgumentParser) -> None:
    """Studies by their UIDs."""
    parser.add_argument(
        "--study", action="append", default=[], metavar="UID", help="a study's UID; - reads lines of them"
    )


def _add_uids(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--identifiers", action="store_true", help="show the UIDs of objects that failed")


def _add_send(parser: argparse.ArgumentParser) -> None:
    from viewer.cli.export import add_identity_arguments

    connection_arguments(parser)
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="only readings of these films or folders"
    )
    parser.add_argument(
        "--what", dest="kinds", default="sr", metavar="KIND[,KIND...]",
        help=f"any of {', '.join(KINDS)} (default sr)",
    )  # fmt: skip
    add_identity_arguments(parser)
    _add_uids(parser)


def connection_arguments(parser: argparse.ArgumentParser) -> None:
    """Options in place of the window's settings, for this call only."""
    group = parser.add_argument_group("the PACS, where it is not the one of the window's settings")
    for name, kind, words in _CONNECTION:
        group.add_argument(f"--{name.replace('_', '-')}", type=kind, help=words)
    group.add_argument("--tls", action=argparse.BooleanOptionalAction, help="encrypted DICOM")
    group.add_argument(
        "--web", action=argparse.BooleanOptionalAction, help="DICOMweb or DICOM; the default follows --url"
    )


def query_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which studies (* and ? match any text; - asks for the value)")
    for name, words in _QUERY:
        group.add_argument(f"--{name}", dest=f"study_{name}", default="", help=words)


def run(args: argparse.Namespace) -> int:
    """Do one of the four; 1 where something was left behind or nothing was found."""
    values = values_of(args)
    work = {"echo": _echo, "find": _find, "get": _get, "send": _send}[args.what]
    return work(args, values)


# which PACS, which studies ---------------------------------------------------------------------------


def values_of(args: argparse.Namespace) -> Settings:
    """The window's settings under the options of this call.

    Raises:
        NetworkError: an option that cannot be.
    """
    from dataclasses import replace

    from viewer.app import settings
    from viewer.pacs.errors import NetworkError

    given: dict[str, Any] = {f"pacs_{name}": getattr(args, name) for name, _kind, _words in _CONNECTION}
    given |= {"pacs_tls": args.tls, "pacs_web": _is_web(args)}
    given = {name: value for name, value in given.items() if value is not None}
    for name, value in given.items():
        if not settings.fits(name, value):
            option = name.removeprefix("pacs_").replace("_", "-")
            raise NetworkError(
                "--{option} cannot be {value}.", "Ports are 1 to 65535.", option=option, value=value
            )
    return replace(settings.load(places.find(args.home).settings)[0], **given)


def _is_web(args: argparse.Namespace) -> bool | None:
    """DICOMweb or DIMSE as the options say; None leaves it to the settings."""
    if args.web is not None:
        return bool(args.web)
    if args.url is not None:
        return True
    return False if any(v is not None for v in (args.host, args.port, args.title)) else None


def target_from(values: Settings) -> Target:
    from viewer.app.pacs_client import target_of

    return target_of(values, _password(values))


def _password(values: Settings) -> str:
    if not (values.pacs_web and values.pacs_user):
        return ""
    known = os.environ.get(PASSWORD)
    if known is None and sys.stdin.isatty():
        from getpass import getpass

        known = getpass(f"Password of {values.pacs_user}: ")
    return known or ""


def query_of(args: argparse.Namespace) -> Query:
    """The studies that are asked for.

    Raises:
        NetworkError: every study, or a date that is none.
    """
    from viewer.pacs.errors import NetworkError
    from viewer.pacs.queries import Query

    given = {name: _value(getattr(args, f"study_{name}"), words) for name, words in _QUERY}
    made = Query(
        given["name"], given["number"], given["from"], given["to"], given["accession"], given["modality"]
    )
    if made.is_open:
        raise NetworkError(
            "Every study of the PACS would match.", "Give at least --name, --number, --from or --accession."
        )
    if made.has_bad_dates:
        raise NetworkError("A date is eight digits: year, month, day.", "For example 20240131.")
    return made


def _value(given: str, words: str) -> str:
    if given.strip() != ASK:
        return given.strip()
    if sys.stdin.isatty():
        return input(f"{words}: ").strip()
    return sys.stdin.readline().strip()


# the four --------------------------------------------------------------------------------------------


def _echo(_args: argparse.Namespace, values: Settings) -> int:
    from viewer.app import pacs_client

    target = target_from(values)
    pacs_client.echo(target)
    print(f"{target.where} answers.")
    return 0


def _find(args: argparse.Namespace, values: Settings) -> int:
    from viewer.app import pacs_client

    shown = args.identifiers and _may_show(args)
    found = pacs_client.find(target_from(values), query_of(args))
    if found.studies:
        print(table(found.studies, identifiers=shown))
    many = f"{len(found.studies)} {'study' if len(found.studies) == 1 else 'studies'}"
    say(f"{many}{', and more: narrow the search' if found.more else ''}.")
    if found.note:
        say(found.note)
    if found.studies and not shown:
        say("Names, numbers, dates and UIDs are shown with --identifiers.")
    return 0 if found.studies else 1


def _may_show(args: argparse.Namespace) -> bool:
    from viewer.pacs.errors import NetworkError

    if not (args.yes or sys.stdout.isatty()):
        raise NetworkError("Names would go into a file or a pipe.", "Add --yes if that is meant.")
    return True


def table(studies: Iterable[FoundStudy], *, identifiers: bool) -> str:
    """Studies, a line each; without identifiers their kinds and sizes only."""
    heads = ["name", "number", "date", "description", "UID"] if identifiers else []
    rows = [[*heads, "kinds", "images"]]
    for one in studies:
        names = [one.patient_name, one.patient_number, one.date, one.description, one.study_uid]
        images = "" if one.images is None else str(one.images)
        rows.append([*(names if identifiers else []), one.modalities, images])
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, wide)).rstrip() for row in rows)


def _get(args: argparse.Namespace, values: Settings) -> int:
    from viewer.app import pacs_client

    target, by_move = target_from(values), _by_move(args, values)
    shown = args.identifiers and _may_show(args)
    folder = args.out or places.find(args.home).make().incoming
    uids, unread = _studies(args, target)
    if unread:
        say(unread)
    stop, line = threading.Event(), Line("objects")
    listening = pacs_client.receiver(values, folder) if by_move else None
    try:
        received = listening.incoming if listening is not None else None
        got = pacs_client.fetch(target, uids, folder, line.step, stop, by_move=by_move, received=received)
    finally:
        line.end()
        if listening is not None:
            listening.stop()
    told = _tell_fetched(got, shown=shown)
    return 1 if unread else told


def _by_move(args: argparse.Namespace, values: Settings) -> bool:
    from viewer.pacs.errors import NetworkError

    if args.move and values.pacs_web:
        raise NetworkError("DICOMweb knows no C-MOVE.", "Leave --move out.")
    return bool(args.move)


def named_studies(args: argparse.Namespace) -> list[str]:
    """The UIDs of --study; - stands for lines of them."""
    lines = (sys.stdin.read().split() if uid == ASK else [uid] for uid in args.study)
    return [uid for line in lines for uid in line]


def _studies(args: argparse.Namespace, target: Target) -> tuple[list[str], str]:
    """The UIDs that were given, or those of the studies that match, and what is left out of these."""
    from viewer.app import pacs_client
    from viewer.pacs.errors import NetworkError

    if args.study:
        return named_studies(args), ""
    found = pacs_client.find(target, query_of(args))
    if not found.studies:
        raise NetworkError("No study matches.", "Check what was asked for.")
    if found.more or (len(found.studies) > 1 and not args.all):
        raise NetworkError(
            "{count} or more studies match." if found.more else "{count} studies match.",
            "Narrow the search." if found.more else "Narrow the search, or add --all.",
            count=len(found.studies),
        )
    return [study.study_uid for study in found.studies], found.note


def _tell_fetched(got: Fetched, *, shown: bool) -> int:
    for folder in got.folders if got.done else ():
        print(folder)
    came = objects(got.done)
    say(f"{came} came, {got.failed} did not." if got.failed else f"{came} came.")
    if got.why and not any(one.why == got.why for one in got.failures):
        say(got.why)
    if got.note:
        say(got.note)
    tell_failures(got.failures, shown=shown)
    return 0 if got.done and not (got.failed or got.why or got.stopped) else 1


def _send(args: argparse.Namespace, values: Settings) -> int:
    from viewer.app import pacs_client
    from viewer.app.export_cases import (
        MapDrawer,
        cases_of,
        cautions,
        installed_models,
        note,
        preview_of,
        reading,
    )  # fmt: skip
    from viewer.cli.common import chosen_session
    from viewer.cli.export import plan_of
    from viewer.cli.store import say_changes
    from viewer.export.exporter import DICOM, MAPPED, Exporter
    from viewer.store.store import Store

    where = places.find(args.home)
    if not where.store.exists():
        raise StoreError("There are no readings yet.", "Answer a film in the viewer first.")
    plan = plan_of(argparse.Namespace(**{**vars(args), "what": args.kinds}), DICOM)
    target, shown = target_from(values), args.identifiers and _may_show(args)
    draw = MapDrawer(lambda: chosen_session(args.model, args.home)) if plan.kinds & MAPPED else None
    with Store(where.store) as store, reading() as read:
        changed = say_changes(store)
        cases = chosen(
            cases_of(
                store, *installed_models((where.shipped_models, where.user_models), where.site_profiles)
            ),
            args.paths,
        )
        for caution in cautions(preview_of(cases)):
            say(caution)
        line = Line("films")
        sent = pacs_client.send(target, Exporter(plan, read, draw), cases, line.step, threading.Event())
        line.end()
        if sent.done:
            note(store, plan, len(cases), "PACS")
    told = tell_sent(sent, target.where, shown=shown)
    return 1 if changed else told


def chosen(cases: Sequence[ExportCase], paths: Sequence[Path]) -> list[ExportCase]:
    """The cases of the films that lie at ``paths``; all of them without any.

    Raises:
        StoreError: there is none.
    """
    from viewer.cli.common import files_of

    wanted = {os.path.realpath(path) for path in files_of(paths)}
    found = [c for c in cases if not paths or any(os.path.realpath(p) in wanted for p in c.paths)]
    if not found:
        raise StoreError("There is no reading to send.", "Answer a film in the viewer first.")
    return found
