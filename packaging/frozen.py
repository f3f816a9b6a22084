"""The frozen program's first lines: a decode process begins here, too."""

import multiprocessing
import os
import sys

for stream in ("stdout", "stderr"):  # Windows gives a program without a console none
    if getattr(sys, stream) is None:
        setattr(sys, stream, open(os.devnull, "w"))  # noqa: PTH123, SIM115

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from viewer.__main__ import main

    sys.exit(main())
