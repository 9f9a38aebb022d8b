"""SHA256SUMS over what was built, in the form that ``sha256sum --check`` reads."""

from collections.abc import Iterable
from pathlib import Path

from installer import tree

FILE = "SHA256SUMS"


def write(out: Path, built: Iterable[Path]) -> Path:
    """Write the list beside the files."""
    lines = sorted(f"{tree.sha256(file)}  {file.name}\n" for file in built)
    (out / FILE).write_text("".join(lines), encoding="utf-8", newline="\n")
    return out / FILE
