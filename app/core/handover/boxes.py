"""A folder that several computers share: a box for each address, under names that tell nothing.

    BOX/LETTER.letter     a letter, under its random id; BOX is the digest of the receiver's sealing key

Whoever sends puts a letter into the receiver's box; whoever receives takes it away once it is filed. No two
computers ever write the same name, so any number of them may work at once. A letter that is put twice,
because a computer died in between, is received once.
"""

import hashlib
from pathlib import Path

from app.core.delivery.local_box import LocalBox
from app.core.delivery.parts import Slice
from app.core.jobs import Job

SUFFIX = ".letter"


def box_of(key: str) -> str:
    """The box of a sealing key in base64: 128 bits of its SHA-256, in hex."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def post(folder: Path, key: str, id: str, letter: Path, job: Job) -> None:
    """Put a letter into a box, whole or not at all. Raises FileMissing, MediumFailed."""
    box = LocalBox(folder)
    box.put(f"{box_of(key)}/{id}{SUFFIX}", Slice(letter, 0, letter.stat().st_size), job)


def waiting(folder: Path, key: str) -> list[Path]:
    """The letters in a box; what another computer takes away meanwhile was not ours."""
    return sorted((folder / box_of(key)).glob(f"*{SUFFIX}"))
