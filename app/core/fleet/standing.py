"""What holds on this computer, and why: the newest pack that follows what was good before.

| what lies there | what holds |
|---|---|
| a good pack, newer than the last good one or the same | that pack |
| one that is damaged, forged, older, of another issuer, or gone | the last good one, and the trouble is told |
| the same, and none was ever good | nothing: no setting can be told, and no work is done (fail closed) |
| a good pack whose time is over | that pack, its locks above all; but nothing is sent |

A new program may bring a pack of its own; what lies there is then ignored if it is older than that.
"""

import datetime
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from app.core import span
from app.core.errors import GongkaiError
from app.core.files import write_atomically
from app.core.fleet.errors import PolicyExpired, PolicyMissing, PolicyOlder
from app.core.fleet.places import Places, lies, places
from app.core.text import Text

if TYPE_CHECKING:
    from app.core.fleet.pack import PolicyPack
    from app.core.fleet.signed import Opened

Origin = Literal["built-in", "laid", "kept"]
WARNING = 30  # days before the end
DRILL = "drill"  # the setting of a workspace in which nothing is real


@dataclass(frozen=True)
class Standing:
    """``opened``: what holds, and where it came from; ``trouble``: why what lies there does not.

    ``pinned``: whether anything but the pack itself says whose packs count here.
    """

    opened: "Opened | None" = None
    origin: Origin | None = None
    trouble: GongkaiError | None = None
    pinned: bool = True

    @property
    def pack(self) -> "PolicyPack | None":
        """The policy in force; None where there is none. Raises the trouble where nothing was ever good."""
        if self.opened is None:
            if self.trouble is not None:
                raise self.trouble
            return None
        return self.opened.pack

    def days_left(self, now: datetime.datetime) -> int | None:
        """Whole days until the policy ends, below 0 once it has; None where there is none."""
        if self.opened is None:
            return None
        ends = datetime.datetime.fromisoformat(self.opened.pack.expires)
        return math.floor((ends - now) / datetime.timedelta(days=1))

    def check_term(self, now: datetime.datetime) -> None:
        """Raises :class:`PolicyExpired` once the policy is over."""
        left = self.days_left(now)
        if left is not None and left < 0 and self.opened is not None:
            raise PolicyExpired(day=span.last_day(self.opened.pack.expires))

    def troubles(self, now: datetime.datetime) -> tuple[Text, ...]:
        """What administrators must mend: the trouble, and an end that has come."""
        told = []
        if self.trouble is not None:
            told.append(self.trouble.message.format(**self.trouble.params))
        left = self.days_left(now)
        return (*told, OVER) if left is not None and left < 0 else tuple(told)

    def warnings(self, now: datetime.datetime) -> tuple[Text, ...]:
        """The troubles, and an end that is near."""
        left = self.days_left(now)
        near = left is not None and 0 <= left <= WARNING
        return (*self.troubles(now), NEARLY.format(days=left)) if near else self.troubles(now)

    def advice(self, now: datetime.datetime) -> tuple[Text, ...]:
        """The warnings, and an issuer whom nothing names: what only administrators can mend, without haste."""
        return self.warnings(now) if self.pinned else (*self.warnings(now), UNPINNED)


class Keeper(Protocol):
    """What remembers settings: a workspace."""

    def setting(self, key: str, default: str = "") -> str: ...


def standing(at: Places | None = None) -> Standing:
    """What holds now; files are read anew each time, so a new pack counts at once."""
    at = at or places()
    if not at.any():
        return Standing()
    known = _weighed(Standing(), "built-in", at.built_in, "")
    pinned = known.opened is not None or lies(at.issuer)
    issuer = known.opened.issuer if known.opened is not None else _issuer(at)
    known = _weighed(known, "kept", at.kept, issuer)
    known = _weighed(known, "laid", at.laid, issuer)
    if known.trouble is None and known.origin == "kept" and not lies(at.laid):
        known = Standing(known.opened, "kept", PolicyMissing(path=at.laid))
    return replace(known, pinned=pinned or known.opened is None)


def policy(ws: Keeper | None = None) -> "PolicyPack | None":
    """The policy that holds in a workspace, or for whoever has none. A drill knows no policy.

    Raises what :attr:`Standing.pack` raises.
    """
    return None if ws is not None and ws.setting(DRILL) else standing().pack


def keep(at: Places | None = None) -> None:
    """Remember what is laid there, once it holds, as the last good pack. Raises OutputUnwritable."""
    at = at or places()
    if standing(at).origin == "laid" and not _same(at.laid, at.kept):
        write_atomically(at.kept, [at.laid.read_bytes()], private=True)


def _issuer(at: Places) -> str:
    """Whose packs count where the program brings none: whom administrators have named, else the issuer of what
    they have laid; "" where that cannot be told.
    """
    from app.core.fleet.signed import named_issuer, read_pack

    if lies(at.issuer):
        return named_issuer(at.issuer)
    try:
        return read_pack(at.laid).issuer
    except GongkaiError:
        return ""


def _weighed(known: Standing, origin: Origin, file: Path, issuer: str) -> Standing:
    """What holds once one more file was looked at; ``issuer``: whose it must be, "" for anybody's."""
    from app.core.fleet.signed import read_pack

    if not lies(file):
        return known
    try:
        opened = read_pack(file)
        opened.check_issuer(issuer)
        if known.opened is not None:
            opened.follows(known.opened)
    except GongkaiError as error:
        superseded = isinstance(error, PolicyOlder) and known.origin == "built-in"
        if origin == "kept" or superseded:
            return known  # a copy that is of no use, or what a newer program has left behind
        return Standing(known.opened, known.origin, error)
    return Standing(opened, origin, None)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


OVER = Text(
    "策略包已到期：锁定的设置仍然有效，但不能送出数据",
    "The policy has expired: its locks stay, and nothing is sent",
)
NEARLY = Text("策略包还有 {days} 天到期", "The policy expires in {days} days")
UNPINNED = Text(
    "没有固定策略由谁签发：放在这里的任何单位的策略包都会生效；请放置 issuer.txt",
    "Nothing says whose policy counts here: any issuer’s pack that is laid here holds; lay issuer.txt",
)
