"""The hours of the day in which a platform, or the office's line, lets packages be sent."""

import datetime
import re
from dataclasses import dataclass

from app.core.errors import OutsideError, ParameterInvalid
from app.core.text import Text

_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN = re.compile(f"({_CLOCK})-({_CLOCK})")


class OutsideHours(OutsideError):
    """Sending is allowed later."""

    code = "outside-hours"
    message = Text("现在不在允许上传的时段（{hours}）", "Sending is allowed at {hours} only")
    hint = Text(
        "{opens} 起可以上传；放入上传队列会到时自动发送。",
        "It opens at {opens}; what is put into the queue is sent then.",
    )

    def __init__(self, hours: "Hours", opens: datetime.datetime) -> None:
        super().__init__(hours=hours, opens=opens.isoformat(" ", "minutes")[:16])
        self.opens = opens


@dataclass(frozen=True)
class Hours:
    """A span of each day, local time; one that ends before it starts runs over midnight."""

    start: datetime.time
    end: datetime.time

    @classmethod
    def parse(cls, text: str) -> "Hours | None":
        """``20:00-06:00``; None for "", which is always. Raises :class:`ParameterInvalid`."""
        if not text:
            return None
        match = _SPAN.fullmatch(text)
        if match is None or match[1] == match[2]:
            reason = Text(f"“{text}” 应写成 20:00-06:00", f"{text} should read like 20:00-06:00")
            raise ParameterInvalid(name=Text("上传时段", "hours"), reason=reason)
        return cls(datetime.time.fromisoformat(match[1]), datetime.time.fromisoformat(match[2]))

    def opens(self, now: datetime.datetime) -> datetime.datetime:
        """``now`` where it is within the hours, else when they next begin."""
        clock = now.time()
        since, lasts = _minutes(self.start, clock), _minutes(self.start, self.end)
        if since < lasts:
            return now
        day = now.date() + datetime.timedelta(days=clock >= self.start)
        return datetime.datetime.combine(day, self.start, now.tzinfo)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def _minutes(start: datetime.time, end: datetime.time) -> int:
    """From one time to the next occurrence of another."""
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % (24 * 60)


def check_hours(hours: Hours | None, now: datetime.datetime) -> None:
    """Raises :class:`OutsideHours` outside of them."""
    if hours is None:
        return
    opens = hours.opens(now)
    if opens != now:
        raise OutsideHours(hours, opens)


def local_now() -> datetime.datetime:
    """The time as the office's clock shows it."""
    return datetime.datetime.now().astimezone()
