"""Small parts that the windows of reader studies share."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from viewer.services.jobs import Job


class StudyDialog(QDialog):
    """A dialog with jobs of its own: none of them speaks any more once it is closed."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._jobs_kept: list[Job] = []
        self.finished.connect(lambda _code: self.cancel_jobs())

    def keep(self, job: Job) -> Job:
        """Silence ``job`` when the dialog is closed."""
        self._jobs_kept.append(job)
        return job

    def cancel_jobs(self) -> None:
        for job in self._jobs_kept:
            job.cancel()
        self._jobs_kept = []
