"""For which platform a workspace writes its catalog: whose rules an entry has to keep."""

from app.core.catalog.platforms import KIND, NATIONAL, Profile, profile
from app.core.fleet.settings import Setting
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

CATALOG_PLATFORM = Setting("catalog_platform", KIND, "catalog-platform", NATIONAL, str)


def platform(ws: Workspace) -> Profile:
    """The platform that was chosen, else the Guide's own rules. Raises PluginUnknown, PackUnusable."""
    return profile(CATALOG_PLATFORM.of(ws).value)


def choose_platform(ws: Workspace, actor: Identity, id: str) -> Profile:
    """From now on entries are filed by another platform's rules.

    Raises PluginUnknown, PackUnusable, SettingLocked.
    """
    chosen = profile(CATALOG_PLATFORM.asked(id, ws))
    if id != CATALOG_PLATFORM.of(ws).value:
        with ws.recording("catalog-platform-set", actor.card, platform=id):
            ws.set_setting(CATALOG_PLATFORM.key, id)
    return chosen
