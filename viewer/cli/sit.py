"""``shenton study sit PACK``: a reader's sitting without the program's own window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inference import paths
from inference.errors import StudyError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from viewer.app.jobs import JobRunner
    from viewer.study.packs.study_pack import OpenPack


def run(args: argparse.Namespace) -> int:
    """Ask for the key, sit, and return when the window is closed."""
    from viewer.cli.platform_checks import missing_library, no_display

    if problem := no_display() or missing_library():
        raise StudyError(problem, "A sitting needs a display.")
    if not args.pack.is_file():
        raise StudyError("There is no study pack there.", "Name the file that was sent to you.")
    from PySide6.QtWidgets import QApplication

    from viewer.app.jobs import JobRunner
    from viewer.ui.main.application import make_qt

    app = QApplication.instance()
    qt = app if isinstance(app, QApplication) else make_qt(sys.argv[:1])
    jobs = JobRunner()
    try:
        return _sit(qt, jobs, args.pack.absolute(), args.key)
    finally:
        jobs.shutdown()


def _sit(qt: QApplication, jobs: JobRunner, path: Path, key: str) -> int:
    from inference.dicom.decode_worker import DecodeChild
    from viewer.ui.study.menu import Seat

    qt.setQuitOnLastWindowClosed(False)  # between the question for the key and the sitting there is none
    opened = _open(jobs, path, key)
    if opened is None:
        return 1
    seat = Seat(jobs, DecodeChild(), opened, qt.quit)
    seat.show()
    return qt.exec()


def _open(jobs: JobRunner, path: Path, key: str) -> OpenPack | None:
    from viewer.ui.study.sitting.key_dialog import KeyDialog

    dialog = KeyDialog(None, jobs, path, paths.find().make().data / "sittings")
    if key:
        dialog.line.setText(key)
        dialog.start()
    dialog.exec()
    dialog.deleteLater()
    return dialog.pack
