"""What every connector offers that publishes on a platform which takes no sealed packages.

Such a platform is given what lies in the package, opened and proven on our side, item by item. It signs
nothing, so each item is compared after it was sent: what it holds is read back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.delivery.failures import PartlyDelivered
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.model import Entry, PackedFile, Profile
from app.core.registry import Registry
from app.core.text import Text, listed


@dataclass(frozen=True)
class OfferedFile:
    """A data file of the package, and where it lies in the clear until it is sent."""

    file: PackedFile
    path: Path

    @property
    def name(self) -> str:
        """Without the package's folders."""
        return self.path.name


@dataclass(frozen=True)
class Offer:
    """A dataset as opened from the package of this digest. ``description``: its entry in the catalog
    format that the publisher asked for.
    """

    sha256: str
    entry: Entry
    description: bytes
    files: tuple[OfferedFile, ...]


@dataclass(frozen=True)
class Item:
    """One thing that now stands on a platform. ``id`` and ``address`` as the platform gave them;
    ``sha256``: of what was read back from it, "" for what has no bytes of its own.
    """

    name: str
    id: str
    address: str = ""
    sha256: str = ""


class Publisher(Protocol):
    """Speaks the protocol of one kind of platform."""

    id: str
    title: Text
    version: str
    form: str  # the id of a catalog format

    def publish(self, offer: Offer, profile: Profile, folder: Path, job: Job) -> tuple[Item, ...]:
        """Publish and read back; doing it again sends only what is missing, and doubles nothing.

        Raises PartlyDelivered once some items stand and others do not, PlatformRefused, AccessRefused,
        and what Transport raises.
        """

    def check_replaces(self, profile: Profile) -> None:
        """Raise ProfileUnusable where what a correction replaces would stay public beside it.

        Asked before anything is sent; of the profile alone, for the platform need not be at hand.
        """

    def retract(self, items: Sequence[Item], profile: Profile, folder: Path) -> None:
        """Take down what was published, and look that it is gone. Doing it again changes nothing."""


publishers: Registry[Publisher] = Registry(
    "publishers", Text("发布通道", "publisher"), "app.core.delivery.connectors"
)


def all_or_partly(
    items: Sequence[Item], failures: Sequence[tuple[str, GongkaiError]]
) -> tuple[Item, ...]:
    """The items, if all stand. Raises :class:`PartlyDelivered`, or the one error where none does."""
    if failures and not items:
        raise failures[0][1]
    if failures:
        failed = [
            Text(f"{name}（{error.told('zh')}）", f"{name} ({error.told('en')})")
            for name, error in failures
        ]
        raise PartlyDelivered(failed=listed(failed), done=", ".join(item.name for item in items))
    return tuple(items)
