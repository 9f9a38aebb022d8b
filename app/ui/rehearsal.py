"""演练: the platform in miniature, in a folder of the workspace, for trying the whole way out."""

from pathlib import Path

from app.core import acts
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

FOLDER = "sandbox"


def start(ws: Workspace) -> Sandbox:
    """Start it and let everyone who works here or reviews for us sign. Its address is another one each time."""
    sandbox = Sandbox(ws.folder / FOLDER)
    trust_everyone(sandbox, ws)
    sandbox.start()
    return sandbox


def trust_everyone(sandbox: Sandbox, ws: Workspace) -> None:
    """Make the workspace's people known to the platform, and whoever reviews for them on another computer;
    some may be newer than it.
    """
    elsewhere = (known.card for known in acts.correspondents(ws))
    sandbox.platform.trust(*ws.identities().values(), *elsewhere)


def is_rehearsal(ws: Workspace, profile_file: Path) -> bool:
    """Whether a profile leads to the miniature and not to a real platform."""
    return profile_file.is_relative_to(ws.folder / FOLDER)
