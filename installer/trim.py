"""Takes out of the installed wheels what the program never opens, by ``keep.toml``."""

import tomllib
from pathlib import Path

from installer.errors import BuildStopped
from installer.target import HERE


def trim(site: Path, rules: Path = HERE / "keep.toml") -> None:
    """Remove files. Raises :class:`BuildStopped` where a folder would be left empty.

    ``drop``: globs of what goes, anywhere. ``keep``: by folder, globs of all that stays in it.
    """
    table = tomllib.loads(rules.read_text(encoding="utf-8"))
    for pattern in table["drop"]:
        for path in list(site.glob(pattern)):
            if path.is_file():
                path.unlink()
    for folder, patterns in table["keep"].items():
        if (site / folder).is_dir():
            _keep(site / folder, patterns)
    _prune(site)


def _keep(folder: Path, patterns: list[str]) -> None:
    stays = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    if not stays:
        raise BuildStopped(f"keep.toml keeps nothing of {folder.name}", "write its rule anew")
    for path in list(folder.rglob("*")):
        if path.is_file() and path not in stays:
            path.unlink()


def _prune(root: Path) -> None:
    """Remove folders that hold no file."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
