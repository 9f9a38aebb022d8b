"""For which platform a workspace writes its catalog: whose rules an entry has to keep."""

from app.core.catalog.platforms import NATIONAL, Profile, profile
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

_PLATFORM = "catalog-platform"  # a setting


def platform(ws: Workspace) -> Profile:
    """The platform that was chosen, else the Guide's own rules. Raises PluginUnknown, PackUnusable."""
    return profile(ws.setting(_PLATFORM, NATIONAL))


def choose_platform(ws: Workspace, actor: Identity, id: str) -> Profile:
    """From now on entries are filed by another platform's rules. Raises PluginUnknown, PackUnusable."""
    chosen = profile(id)
    if id != ws.setting(_PLATFORM, NATIONAL):
        with ws.recording("catalog-platform-set", actor.card, platform=id):
            ws.set_setting(_PLATFORM, id)
    return chosen
