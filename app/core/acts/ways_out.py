"""Which platform a workspace delivers to, and which ways out its administrators' policy leaves open."""

from pathlib import Path

from app.core.errors import FileMissing
from app.core.fleet import platforms
from app.core.fleet.settings import Setting
from app.core.fleet.standing import Keeper
from app.core.model import Profile
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace.store import Workspace

UPLOAD_PROFILE = "platform-profile"  # the setting with the profile that the window delivers with
UPLOAD_PLATFORM = Setting[Path | None](
    "upload_platform",
    Text("送达平台", "platform"),
    UPLOAD_PROFILE,
    None,
    Path,
    platforms.profile_of,
)


def upload_profile(ws: Workspace) -> Path | None:
    """The profile that the window delivers with; None before one is chosen."""
    return UPLOAD_PLATFORM.of(ws).value


def policys_profile() -> Path | None:
    """The profile that the policy chooses, whatever was chosen in any workspace; None where it chooses none."""
    return UPLOAD_PLATFORM.resolve().value


def upload_profile_at_hand(ws: Workspace) -> Path:
    """Likewise. Raises FileMissing before one is chosen."""
    chosen = upload_profile(ws)
    if chosen is None:
        raise FileMissing(name=UPLOAD_PLATFORM.title)
    return chosen


def choose_upload_profile(ws: Workspace, profile_file: Path) -> None:
    """Deliver with another profile from now on. Raises SettingLocked, PolicyForbids, FileMissing, DocumentInvalid."""
    check_way_out(UPLOAD_PLATFORM.asked(profile_file, ws) or profile_file, ws)
    ws.set_setting(UPLOAD_PROFILE, str(profile_file))


def check_way_out(profile_file: Path, ws: Keeper | None = None) -> None:
    """Raises PolicyForbids or PolicyExpired for a way that the policy does not leave open, and FileMissing,
    DocumentInvalid.
    """
    profile = canonical.read_document(profile_file, Profile)
    platforms.check_way_out(profile_file, profile, ws)
