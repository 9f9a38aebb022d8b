"""Where updates come from: off, unless the policy or whoever calls names a source."""

from dataclasses import dataclass
from pathlib import Path

from app.core.files import write_atomically
from app.core.fleet.places import places
from app.core.fleet.settings import Setting
from app.core.fleet.standing import policy
from app.core.text import Text
from app.core.trust import canonical
from app.core.updates.errors import UpdatesOff

UPDATE_SOURCE = Setting[str | None](
    "update_source", Text("更新源", "source of updates"), "update-source", None, str
)
ROOT, CA = "root.json", "ca.pem"  # files beside the policy's source


@dataclass(frozen=True)
class Source:
    """``place``: a folder, or an https address; ``root``: the first root metadata, JSON.

    ``ca``: a PEM file with the authority of the address; the system's, where there is none.
    """

    place: str
    root: bytes
    ca: Path | None = None


def memory() -> Path:
    """Where this user's program remembers what it has seen of updates."""
    return places().kept.parent / "updates"


def source(place: str | None = None, root: Path | None = None, ca: Path | None = None) -> Source:
    """What is asked for, else the policy's. Raises UpdatesOff, SettingLocked, FileMissing, OutputUnwritable."""
    place = UPDATE_SOURCE.asked(place)
    pack = policy()
    beside = pack.updates if pack is not None else {}
    if place is None or not (root or ROOT in beside):
        raise UpdatesOff
    if ca is None and CA in beside:
        ca = memory() / CA
        write_atomically(ca, [beside[CA].encode()])
    return Source(place, canonical.read_bytes(root) if root else beside[ROOT].encode(), ca)
