"""Removable media: a package is carried to where no network reaches, and its receipt is carried back."""

from dataclasses import dataclass
from pathlib import Path

from app.core.delivery.connector import Sent, connectors
from app.core.delivery.letterbox import bring, bring_notice
from app.core.delivery.local_box import LocalBox
from app.core.delivery.options import read_options
from app.core.delivery.parts import FAT32
from app.core.jobs import Job
from app.core.model import Envelope, Profile
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``part_size``: the largest file that the medium takes, in bytes."""

    part_size: int = FAT32


@connectors.register
class MediaConnector:
    """``address`` is where the medium is mounted. Nobody waits: the receipt travels on foot."""

    id = "media"
    title = Text("移动介质（离线摆渡）", "removable media (air gap)")
    version = "1"

    def send(self, package: Path, sha256: str, profile: Profile, folder: Path, job: Job) -> Sent:
        limit = read_options(profile, Options).part_size
        box = LocalBox(folder / profile.address)
        return bring(box, package, sha256, job, wait=0, limit=limit)

    def take_down(self, notice: Envelope, sha256: str, profile: Profile, folder: Path) -> Envelope:
        read_options(profile, Options)
        return bring_notice(LocalBox(folder / profile.address), notice, sha256, wait=0)
