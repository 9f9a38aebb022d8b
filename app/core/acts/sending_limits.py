"""How much and when this office sends, whatever the profile: kept with the workspace."""

from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.deliver import Limits
from app.core.delivery.hours import Hours
from app.core.workspace.store import Workspace

_RATE, _HOURS = "upload-bytes-per-second", "upload-hours"


def sending_limits(ws: Workspace) -> Limits:
    """What was set; nothing, at first."""
    rate, hours = ws.setting(_RATE), ws.setting(_HOURS)
    return Limits(int(rate) if rate else None, hours or None)


def limit_sending(ws: Workspace, limits: Limits) -> None:
    """Keep limits for all deliveries to come. Raises ParameterInvalid."""
    Bandwidth(limits.bytes_per_second or 0)
    Hours.parse(limits.hours or "")
    rate = limits.bytes_per_second
    ws.set_setting(_RATE, "" if rate is None else str(rate))
    ws.set_setting(_HOURS, limits.hours or "")
