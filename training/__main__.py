"""``shenton-train``: looks whose ``inference`` answers before any of it is used."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status of the program."""
    if problem := foreign_inference():
        sys.stderr.write(f"shenton-train: {problem}\n")
        return 2
    from training.cli.main import main as run

    return run(argv)


def foreign_inference() -> str:
    """As the function of this name in ``viewer.__main__``: neither room may import the other."""
    try:
        import inference

        if getattr(inference, "SHENTON_ROOM", None) == "inference":
            return ""
        where = getattr(inference, "__file__", None) or "an unknown place"
    except ImportError as error:
        return f"Shenton's own package `inference` is missing ({error}). Install Shenton again."
    return (
        f"Another package named `inference` hides Shenton's own ({where}). "
        "Install Shenton in a virtual environment of its own, or run: pip uninstall inference"
    )


if __name__ == "__main__":
    sys.exit(main())
