"""Which file of the population was chosen for a release, as long as the window is open.

A recipe holds no rows and names no file: what it was run with would be where nobody else can find it.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.core.desensitize.plan import asks_population
from app.core.model import Recipe
from app.core.workspace.store import Release


class Populations:
    """By release, the file of those among whom its table's persons hide."""

    def __init__(self) -> None:
        self._paths: dict[str, Path] = {}

    def of(self, release: Release | None) -> Path | None:
        """The file, if one has been chosen."""
        return None if release is None else self._paths.get(release.id)

    def choose(self, release: Release | None, path: Path | None) -> None:
        """None leaves the choice as it was."""
        if release is not None and path is not None:
            self._paths[release.id] = path

    def lacking(self, release: Release | None, recipe: Recipe) -> str:
        """Why a recipe cannot be run yet, or ""."""
        plan = recipe.anonymity
        if plan is None or not asks_population(plan) or self.of(release) is not None:
            return ""
        return QCoreApplication.translate(
            "Populations", "k-映射需要总体数据表：请点“k-匿名…”选择文件"
        )
