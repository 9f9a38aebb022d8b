"""What a source offers this computer: the steps that the window and the command line share."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from app import __version__
from app.core.files import atomic_file
from app.core.updates import applying, staging
from app.core.updates.channel import Channel
from app.core.updates.staging import Plan

PACKAGE = "gongkai.deb"


@dataclass(frozen=True)
class Newer:
    """A later version; ``size``: bytes that are to be fetched. ``plan``: None where a whole package is."""

    version: str
    size: int
    plan: Plan | None = None


def newer(channel: Channel, home: Path) -> Newer | None:
    """What is later than the program installed in ``home``; None where there is nothing.

    Where the package manager looks after the program, its package counts. Raises UpdateRefused,
    UpdateUnreachable.
    """
    found = _package(channel) if applying.is_packaged(home) else _tree(channel, home)
    return found if found and staging.is_newer(found.version, __version__) else None


def bring_package(channel: Channel, folder: Path) -> Path:
    """The package for this computer's package manager, proven, in a folder.

    Raises UpdateRefused, UpdateUnreachable, OutputUnwritable.
    """
    target = folder / PACKAGE
    with channel.fetch(_target()).open("rb") as proven, atomic_file(target) as sink:
        shutil.copyfileobj(proven, sink)
    return target


def _tree(channel: Channel, home: Path) -> Newer | None:
    offer = channel.offer(applying.system())
    if offer is None:
        return None
    plan = staging.plan(channel, offer, home)
    return Newer(offer.version, plan.size, plan)


def _package(channel: Channel) -> Newer | None:
    version = channel.version(_target())
    return None if version is None else Newer(version, channel.size(_target()))


def _target() -> str:
    return f"{applying.system()}/{PACKAGE}"
