"""Opens the window of an installed program on a workspace of its own, draws it and ends. By the program's Python:

    …/runtime/bin/python3.13 -I -X utf8 opens.py FOLDER PICTURE.png

What a person sees first asks for a passphrase and needs a third of Qt; what is behind it is looked at here.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from app.core.jobs import Job
from app.core.workspace.store import Workspace
from app.ui.application import Desk, load, make_application
from app.ui.session import Session

WAIT = 3000  # ms: until what the window reads is there


def main(folder: Path, picture: Path) -> int:
    """The exit status; whatever is missing raises."""
    app = make_application([])
    load(Job())
    ws = Workspace.create(folder, "workspace")
    clerk = ws.new_identity("张敏", "001", "clerk", "清溪县民政局", "signing")
    desk = Desk(app, QSettings(str(folder.with_suffix(".ini")), QSettings.Format.IniFormat))
    window = desk.show_window(Session(ws, clerk))

    def end() -> None:
        drawn = window.grab().save(str(picture))
        window.session.close()
        app.exit(0 if drawn else 1)

    QTimer.singleShot(WAIT, end)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
