"""Certificates that end soon: those of the profiles that this workspace delivers with."""

import datetime
from pathlib import Path

from app.core.delivery.certificates import Validity, client_validity
from app.core.errors import GongkaiError
from app.core.model import Profile
from app.core.trust import canonical
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import Standing
from app.core.workspace.store import Workspace

UPLOAD_PROFILE = "platform-profile"  # the setting with the profile that the window delivers with


def expiring(ws: Workspace, now: datetime.datetime) -> tuple[tuple[Path, Validity], ...]:
    """Each profile whose certificate is over, or ends within 30, 7 or 1 days. ``now``: UTC.

    A profile that cannot be read is left to whoever delivers with it.
    """
    chosen = ws.setting(UPLOAD_PROFILE)
    profiles = {Path(chosen)} if chosen else set()
    profiles |= {q.profile for q in queue.queue(ws) if q.standing is not Standing.DONE}
    found = []
    for path in sorted(profiles):
        try:
            profile = canonical.read_document(path, Profile)
            held = client_validity(profile, path.parent, now)
        except GongkaiError:
            continue
        if held.warning is not None:
            found.append((path, held))
    return tuple(found)
