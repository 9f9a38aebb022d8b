"""Gongkai. Without arguments, or with files of its own types: the window; else the command line."""

import sys
from multiprocessing import freeze_support

from app import paths
from app.core.withheld import withhold


def main() -> int:
    """The exit status of whichever was asked for."""
    withhold()
    files = paths.to_open(sys.argv[1:])
    if len(sys.argv) > 1 and not files:
        from app.cli import run

        return run(sys.argv[1:])
    from app.ui import application

    return application.run(paths.default_workspace(), files)


if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
