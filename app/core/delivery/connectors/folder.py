"""A watched folder: the share of a front-end server (前置机), from which the platform takes what it finds."""

from dataclasses import dataclass
from pathlib import Path

from app.core.delivery.connector import Sent, connectors
from app.core.delivery.letterbox import bring, bring_notice
from app.core.delivery.local_box import LocalBox
from app.core.delivery.options import read_options
from app.core.jobs import Job
from app.core.model import Envelope, Profile
from app.core.text import Text


@dataclass(frozen=True)
class Options:
    """``wait``: seconds for the platform to answer, before the work is left to be resumed."""

    wait: float = 60.0


@connectors.register
class FolderConnector:
    """``address`` is the folder, relative to the profile's own."""

    id = "folder"
    title = Text("共享目录（前置机）", "watched folder (front-end server)")
    version = "1"

    def send(self, package: Path, sha256: str, profile: Profile, folder: Path, job: Job) -> Sent:
        wait = read_options(profile, Options).wait
        return bring(LocalBox(folder / profile.address), package, sha256, job, wait=wait)

    def take_down(self, notice: Envelope, sha256: str, profile: Profile, folder: Path) -> Envelope:
        wait = read_options(profile, Options).wait
        return bring_notice(LocalBox(folder / profile.address), notice, sha256, wait)
