"""What the window remembers from one day to the next: how it looked, where the person was, what they used."""

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from app.core.workspace.store import Workspace
from app.ui.widths import ColumnWidths

GEOMETRY, SPLIT, USED, WIDTHS = (
    "geometry",
    "split",
    "used-actions",
    "column-widths",
)  # in the settings of this computer
PLACE = "window-place"  # in the workspace, whose releases it names
FIRST = 8  # actions that the palette shows first


class Memory:
    """Sizes belong to the computer, places to the workspace."""

    def __init__(self, settings: QSettings, ws: Workspace) -> None:
        self._settings, self._ws = settings, ws
        self.widths = ColumnWidths(
            lambda: str(settings.value(WIDTHS, "")), lambda told: settings.setValue(WIDTHS, told)
        )

    def restore_looks(self, window: QMainWindow, split: QSplitter) -> None:
        """Make the window as large as it was left."""
        window.resize(QSize(1280, 740).boundedTo(window.screen().availableSize()))
        geometry, sizes = self._settings.value(GEOMETRY), self._settings.value(SPLIT)
        if geometry is not None:
            window.restoreGeometry(geometry)
        if sizes is not None:
            split.restoreState(sizes)

    def keep_looks(self, window: QMainWindow, split: QSplitter) -> None:
        """Remember how large it is."""
        self._settings.setValue(GEOMETRY, window.saveGeometry())
        self._settings.setValue(SPLIT, split.saveState())
        self.widths.save()

    @property
    def place(self) -> tuple[str, str]:
        """The release and the step that were looked at, or twice ""."""
        release, _, step = self._ws.setting(PLACE).partition(" ")
        return release, step

    def keep_place(self, release: str, step: str) -> None:
        """Remember what is looked at."""
        self._ws.set_setting(PLACE, f"{release} {step}" if release else "")

    @property
    def used(self) -> list[str]:
        """The ids of the actions that were chosen in the palette, the latest first."""
        return str(self._settings.value(USED, "")).split("\n")

    def use(self, id: str) -> None:
        """An action was chosen."""
        others = [one for one in self.used if one != id]
        self._settings.setValue(USED, "\n".join([id, *others][:FIRST]))
