"""The frozen program's first lines: a decode process begins here, too."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from viewer.__main__ import main

    sys.exit(main())
