"""Gongkai. Without arguments: the window; with arguments: the command line."""

import sys
from multiprocessing import freeze_support


def main() -> int:
    """The exit status of whichever was asked for."""
    if len(sys.argv) > 1:
        from app.cli import run

        return run(sys.argv[1:])
    from app.paths import default_workspace
    from app.ui import application

    return application.run(default_workspace())


if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
