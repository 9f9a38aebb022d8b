"""An installed tree by the pieces that it is fetched in.

A piece is a package of ``site/`` as it was laid out, or another first folder. It is named by a digest over the
paths and digests of its files, so that two versions share what did not change.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "payload.sha256"

Digests = dict[str, str]


@dataclass(frozen=True)
class Piece:
    """``files``: SHA-256 by path from the tree's root, in the order of the paths."""

    name: str
    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 over the lines of the manifest that are this piece's, in hex."""
        return hashlib.sha256(written(self.files).encode()).hexdigest()

    @property
    def target(self) -> str:
        """Where a repository holds it."""
        return f"pieces/{self.digest}.zip"


def pieces(files: Mapping[str, str]) -> dict[str, Piece]:
    """The pieces of a tree, by their names."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(files):
        found[_piece_of(path)][path] = files[path]
    return {name: Piece(name, those) for name, those in found.items()}


def read(text: str) -> Digests:
    """A manifest, as ``sha256sum`` writes it. Raises ValueError for a path that leads out of the tree."""
    lines = (line.split("  ", 1) for line in text.splitlines())
    found = {path: digest for digest, path in lines}
    for path in found:
        steps = path.split("/")
        if "\\" in path or ":" in path or any(step in ("", ".", "..") for step in steps):
            raise ValueError(path)
    return found


def written(files: Mapping[str, str]) -> str:
    """What :func:`read` reads."""
    return "".join(f"{digest}  {path}\n" for path, digest in files.items())


def of(home: Path) -> Digests:
    """The manifest of an installed tree. Raises OSError, ValueError."""
    return read((home / MANIFEST).read_text(encoding="utf-8"))


def holds(file: Path, digest: str) -> bool:
    """Whether a file is there and is what it must be."""
    if not file.is_file() or file.is_symlink():
        return False
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == digest


def _piece_of(path: str) -> str:
    steps = path.split("/")
    return "/".join(steps[:2]) if steps[0] == "site" else steps[0]
