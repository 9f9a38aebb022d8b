"""The guide's pictures, taken from the running program: ``python tasks.py guide``, or ``python -m tests.guide``.

They are grabbed in both languages from what ``tests.pictures`` shows, and written to ``resources/guide``
with a palette of 256 colours, which is all that a window has but for the edges of its letters.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.core import resources
from app.ui import theme
from app.ui.application import make_application
from app.ui.languages import Languages
from tests.pictures import shown

SIZE = 1080, 660  # of the window: so small that its words can be read on a page
PALETTE = 256
PICTURES = {
    "welcome": "welcome",
    "home": "home",
    "import-dialog": "import-dialog",
    "2-review": "review",
    "3-desensitize": "desensitize",
    "4-catalog": "catalog",
    "5-quality": "quality",
    "signoff-reviewer": "signoff",
    "7-deliver": "deliver",
    "7-deliver-receipt": "receipt",
    "register": "register",
    "trust": "trust",
}
"""What a picture is called there, by its name in ``tests.pictures``."""


def main() -> int:
    """Take all of them, each language in a process of its own; the exit status says whether it went well."""
    if len(sys.argv) > 1:
        take(sys.argv[1])
        return 0
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_SCALE_FACTOR": "1"}
    commands = [[sys.executable, "-m", "tests.guide", language] for language in ("zh", "en")]
    return max(subprocess.run(each, env=environment, check=False).returncode for each in commands)


def take(language: str) -> None:
    """The pictures of one language."""
    out = resources.path("guide", language, "pictures")
    app = make_application(sys.argv[:1])
    theme.choose("light")
    Languages(app).use("en" if language == "en" else "zh")
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        for name, widget in shown(app, Path(folder), language, SIZE):
            if name in PICTURES:
                write(widget, out / f"{PICTURES[name]}.png")


def write(widget: QWidget, path: Path) -> None:
    """A widget as it stands, in few colours: those that are seen most, and for any other the nearest."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(height, -1)[:, :width]
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(counts)[-PALETTE:]]
    nearest = _apart(colours, kept).argmin(axis=1).astype(np.uint8)
    indexed = np.ascontiguousarray(nearest[places.reshape(-1)].reshape(height, width))
    small = QImage(indexed.data, width, height, width, QImage.Format.Format_Indexed8)
    small.setColorTable([int(colour) for colour in kept])
    if not small.save(str(path), "PNG", 0):
        raise OSError(path)


def _apart(colours: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How far each colour is from each of the others: the square of the distance in RGB."""
    one, two = (
        np.stack([(each >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.int32)
        for each in (colours, others)
    )
    return ((one[:, None, :] - two[None, :, :]) ** 2).sum(axis=2)


if __name__ == "__main__":
    sys.exit(main())
