"""The administrators' policy pack that an installer brings along."""

import datetime
import shutil
import sys
from pathlib import Path

from installer.errors import BuildStopped
from installer.target import PROJECT

sys.path.insert(0, str(PROJECT))  # the program that is packed is the one that proves it
from app.core import policy_folder
from app.core.errors import GongkaiError
from app.core.fleet.places import FILE
from app.core.fleet.signed import read_pack


def check(place: Path) -> Path:
    """The pack's file, once it is signed, has not expired, and the program can use all of it.

    ``place``: the file, or the folder where it lies as ``policy.json``. Raises :class:`BuildStopped`.
    """
    file = place / FILE if place.is_dir() else place
    try:
        pack = read_pack(file).pack
        policy_folder.check_all(pack)
    except GongkaiError as error:
        raise BuildStopped(f"{file}: {error.told('en')}", error.advice("en")) from error
    ends = datetime.datetime.fromisoformat(pack.expires)
    if ends <= datetime.datetime.now(datetime.UTC):
        raise BuildStopped(f"{file}: it expired on {ends:%Y-%m-%d}", "build and sign a new version")
    return file


def embed(file: Path, resources: Path) -> None:
    """Lay a pack where the installed program finds it; later ones must follow it."""
    shutil.copyfile(file, resources / FILE)
