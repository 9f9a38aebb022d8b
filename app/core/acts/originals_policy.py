"""Whether the data as it came in travels to the reviewer's computer: what the agency has laid down.

Without a policy whoever hands a release over decides each time.
"""

from typing import Literal, get_args

from app.core.errors import Refusal
from app.core.fleet.settings import Setting
from app.core.model import Card
from app.core.text import Text
from app.core.workspace.store import Workspace

OriginalsPolicy = Literal["free", "never", "always"]

POLICIES: dict[OriginalsPolicy, Text] = {
    "free": Text("由承办人每次决定", "whoever hands over decides"),
    "never": Text("一律不带", "never"),
    "always": Text("一律带上", "always"),
}


def _read(text: str) -> OriginalsPolicy:
    return next((each for each in get_args(OriginalsPolicy) if each == text), "free")


ORIGINALS = Setting[OriginalsPolicy](
    "handover_originals",
    Text("原始数据随送审移交", "originals on hand-over"),
    "handover-originals",
    "free",
    _read,
    say=lambda policy: POLICIES[policy],
)


class OriginalsStay(Refusal):
    code = "originals-stay"
    message = Text(
        "本单位规定原始数据不随送审移交", "By the agency's policy originals are not handed over"
    )
    hint = Text(
        "请不带原始数据移交，或由管理员在“密钥与留存”中更改规定（命令行用 handover originals）。",
        "Hand over without the original, or have the policy changed under “Keys and retention” (handover "
        "originals on the command line).",
    )


def originals_policy(ws: Workspace) -> OriginalsPolicy:
    """What is laid down."""
    return ORIGINALS.of(ws).value


def set_originals_policy(ws: Workspace, actor: Card, policy: OriginalsPolicy) -> None:
    """Lay it down from now on; the log tells who did. Raises SettingLocked."""
    if policy != originals_policy(ws):
        ORIGINALS.check_free(ws)
    with ws.recording("originals-policy-set", actor, policy=policy) as db:
        db.table("settings").upsert({"key": ORIGINALS.key, "value": policy}, pk="key")


def settled(ws: Workspace, wish: bool) -> bool:
    """Whether an original travels, by the policy or else by the wish."""
    return {"free": wish, "never": False, "always": True}[originals_policy(ws)]


def granted(ws: Workspace, wish: bool) -> bool:
    """The same for somebody who asks now. Raises :class:`OriginalsStay` for a wish against the policy."""
    if wish and not settled(ws, wish):
        raise OriginalsStay
    return settled(ws, wish)
