"""What every connector to a platform offers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.delivery.failures import ProfileUnusable
from app.core.jobs import Job
from app.core.model import Card, Envelope, Profile
from app.core.registry import Registry
from app.core.text import Text


@dataclass(frozen=True)
class Sent:
    """What came of a delivery. ``resumed_from``: the offset where sending went on, in bytes."""

    receipt: Envelope
    resumed_from: int
    bytes_sent: int


class Connector(Protocol):
    """Speaks one platform's protocol."""

    id: str
    title: Text
    version: str

    def send(self, package: Path, sha256: str, profile: Profile, folder: Path, job: Job) -> Sent:
        """Deliver a sealed package and bring back the platform's receipt, not yet verified.

        ``sha256``: what the package must be; whoever receives something else refuses it. ``folder``: where
        the profile's certificates lie. Sending again resumes, and never publishes twice. Raises
        PlatformUnreachable, PlatformUntrusted, PlatformFailed, PlatformRefused.
        """

    def take_down(self, notice: Envelope, sha256: str, profile: Profile, folder: Path) -> Envelope:
        """Have a package of this digest taken down; the platform's answer, not yet verified.

        Asking again changes nothing. Raises what :meth:`send` raises.
        """


connectors: Registry[Connector] = Registry(
    "connectors", Text("上传通道", "connector"), "app.core.delivery.connectors"
)


def receipt_signer(profile: Profile) -> Card:
    """Who signs a platform's receipts. Raises :class:`ProfileUnusable` where the profile names none."""
    if profile.platform is None or not profile.sealing_key:
        key = "sealing_key" if profile.platform else "platform"
        reason = Text(
            f"缺少 {key}，平台的回执或封装离不开它", f"{key} is missing, which packages need"
        )
        raise ProfileUnusable(name=profile.name, reason=reason)
    return profile.platform
