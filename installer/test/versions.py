"""Later versions of a built tree, in a repository of updates: ``python -m installer.test.versions TREE PYTHON OUT``.

OUT/share offers 99.0.0, which works; OUT/next holds a copy of it that also offers 99.1.0, which lost a rule pack.
TREE: what ``build.py --trees`` kept, by the name of its target; PYTHON: one of the version that ships.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from app.core import built
from installer import tree
from installer.repository import Repository

GOOD, BROKEN = "99.0.0", "99.1.0"


def make(payload: Path, python: Path, out: Path) -> None:
    """Write both repositories; both trees are like the first but for what the names say."""
    out.mkdir(parents=True, exist_ok=True)
    system = payload.name
    repository = Repository.new(out / "share", out / "keys")
    repository.add(_version(payload, python, out / "good", GOOD), system, GOOD)
    shutil.copytree(out / "share", out / "next")
    broken = _version(payload, python, out / "broken", BROKEN)
    (broken / "program" / "resources" / "rules" / "marks.json").unlink()
    tree.write_manifest(broken)
    Repository(out / "next", out / "keys").add(broken, system, BROKEN)


def _version(payload: Path, python: Path, folder: Path, version: str) -> Path:
    """A copy of a tree that calls itself by another version."""
    shutil.copytree(payload, folder, symlinks=True)
    source = folder / "program" / "app" / "__init__.py"
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    told = [f'__version__ = "{version}"\n' if "__version__" in line else line for line in lines]
    source.write_text("".join(told), encoding="utf-8")
    compile_ = [python, "-I", "-B", "-m", "compileall", "-q", "-f", "--invalidation-mode"]
    subprocess.run([*compile_, "unchecked-hash", source], check=True)
    listed = folder / "program" / "resources" / built.FILE
    was = built.version_of(listed)
    text = listed.read_text(encoding="utf-8")
    listed.write_text(
        text.replace(f'"version": "{was}"', f'"version": "{version}"'), encoding="utf-8"
    )
    tree.write_manifest(folder)
    return folder


if __name__ == "__main__":
    make(*(Path(argument) for argument in sys.argv[1:4]))
