"""How much and when this office sends, whatever the profile: kept with the workspace, or laid down by the policy."""

from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.deliver import Limits
from app.core.delivery.hours import Hours
from app.core.fleet.settings import Setting
from app.core.text import Text
from app.core.workspace.store import Workspace

UNLIMITED = Text("依平台配置", "as the profile says")
RATE_TOLD = Text("每秒 {n} 字节", "{n} bytes a second")
RATE = Setting[int | None](
    "upload_bytes_per_second",
    Text("上传限速", "bandwidth"),
    "upload-bytes-per-second",
    None,
    int,
    say=lambda rate: RATE_TOLD.format(n=f"{rate:,}") if rate else UNLIMITED,
)
HOURS = Setting[str | None](
    "upload_hours",
    Text("上传时段", "hours"),
    "upload-hours",
    None,
    str,
    say=lambda hours: Text.plain(hours) if hours else UNLIMITED,
)


def sending_limits(ws: Workspace) -> Limits:
    """What was set; nothing, at first."""
    return Limits(RATE.of(ws).value, HOURS.of(ws).value)


def limits_asked(asked: Limits, ws: Workspace | None = None) -> Limits:
    """What counts for deliveries that ask for these limits; None in them leaves what stands.

    Raises SettingLocked.
    """
    return Limits(RATE.asked(asked.bytes_per_second, ws), HOURS.asked(asked.hours, ws))


def limit_sending(ws: Workspace, limits: Limits) -> None:
    """Keep limits for all deliveries to come; None is none. Raises ParameterInvalid, SettingLocked."""
    Bandwidth(limits.bytes_per_second or 0)
    Hours.parse(limits.hours or "")
    for setting, value in ((RATE, limits.bytes_per_second), (HOURS, limits.hours)):
        if value != setting.of(ws).value:
            setting.check_free(ws)
            ws.set_setting(setting.key, "" if value is None else str(value))
