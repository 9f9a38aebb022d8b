"""The new version's tree, laid whole beside the installed one: what did not change is linked, the rest fetched."""

import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import OutputUnwritable
from app.core.errors.system import system_reason
from app.core.jobs import Job
from app.core.text import Text
from app.core.updates import tree
from app.core.updates.channel import Channel, Offer
from app.core.updates.errors import UpdateRefused
from app.core.updates.tree import Piece

STAGED = "new"  # the folder's name, beside the installed one
_PART = "new.part"


@dataclass(frozen=True)
class Plan:
    """What a version needs: the pieces that are to be fetched, and how many bytes these are."""

    offer: Offer
    missing: tuple[Piece, ...]
    size: int


def is_newer(version: str, installed: str) -> bool:
    """Whether a version is later than the installed one, number by number."""
    return _numbers(version) > _numbers(installed)


def plan(channel: Channel, offer: Offer, home: Path) -> Plan:
    """Which pieces of a version the installed tree lacks. Raises UpdateRefused."""
    here = {piece.digest for piece in tree.pieces(tree.of(home)).values()}
    missing = [piece for piece in tree.pieces(offer.files).values() if piece.digest not in here]
    return Plan(offer, tuple(missing), sum(channel.size(piece.target) for piece in missing))


def stage(channel: Channel, planned: Plan, home: Path, job: Job) -> Path:
    """Lay the new tree beside ``home``; it has its name only when every file in it was proven.

    A file of the installed tree that is not what it was is fetched, with its piece. Raises UpdateRefused,
    UpdateUnreachable, Cancelled, OutputUnwritable for a disk that is full or a person without rights there.
    """
    part, staged = home.with_name(_PART), home.with_name(STAGED)
    for left in (part, staged):
        shutil.rmtree(left, ignore_errors=True)
    fetched = {piece.digest for piece in planned.missing}
    try:
        for number, piece in enumerate(every := list(tree.pieces(planned.offer.files).values())):
            job.report(number, len(every))
            if piece.digest in fetched or not _link(piece, home, part):
                _unpack(channel.fetch(piece.target), piece.files, part)
        manifest = part / tree.MANIFEST
        manifest.write_text(tree.written(planned.offer.files), encoding="utf-8", newline="\n")
        part.rename(staged)
    except OSError as error:
        raise OutputUnwritable(name=str(part.parent), reason=system_reason(error)) from error
    finally:  # where all went well it has its other name by now
        shutil.rmtree(part, ignore_errors=True)
    for piece in planned.missing:
        channel.forget(piece.target)
    return staged


def _link(piece: Piece, home: Path, part: Path) -> bool:
    """Take a piece over from the installed tree; False where a file of it is damaged."""
    if not all(tree.holds(home / path, digest) for path, digest in piece.files.items()):
        return False
    for path in piece.files:
        target = part / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(home / path, target)
        except OSError:  # a file system without links
            shutil.copy(home / path, target)
    return True


def _unpack(archive: Path, files: Mapping[str, str], part: Path) -> None:
    """Raises UpdateRefused for an archive that does not hold just these files."""
    try:
        with zipfile.ZipFile(archive) as packed:
            if sorted(packed.namelist()) != sorted(files):
                raise UpdateRefused(reason=OTHER_FILES)
            for entry in packed.infolist():
                target = part / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(entry) as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
                target.chmod(0o755 if entry.external_attr >> 16 & 0o100 else 0o644)
                if not tree.holds(target, files[entry.filename]):
                    raise UpdateRefused(reason=OTHER_FILES)
    except zipfile.BadZipFile as error:
        raise UpdateRefused(reason=OTHER_FILES) from error


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall("[0-9]+", version)))


OTHER_FILES = Text("压缩包的内容与清单不符", "an archive does not hold what the list says")
