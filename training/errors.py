"""The training room's own error: seen by the user, one sentence and what to do."""

from __future__ import annotations

from inference.errors import ShentonError


class TrainingError(ShentonError):
    """Training, evaluation, export or tuning could not go on."""
