"""Where each setting of a workspace comes from, and what its administrators' policy forbids."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.core.acts.originals_policy import ORIGINALS
from app.core.acts.platforms import CATALOG_PLATFORM
from app.core.acts.sending_limits import HOURS, RATE
from app.core.acts.ways_out import UPLOAD_PLATFORM
from app.core.agency import PROVINCE, ROUTE
from app.core.fleet.pack import PolicyPack
from app.core.fleet.settings import LANGUAGE, Resolved, Setting
from app.core.fleet.standing import policy
from app.core.text import Text
from app.core.updates.source import UPDATE_SOURCE
from app.core.workspace.retention import RECEIVED, RETENTION
from app.core.workspace.store import Workspace

KEPT: tuple[Setting[Any], ...] = (
    PROVINCE,
    ROUTE,
    CATALOG_PLATFORM,
    RETENTION,
    RECEIVED,
    ORIGINALS,
    UPLOAD_PLATFORM,
    RATE,
    HOURS,
    UPDATE_SOURCE,
)
"""The settings that a workspace keeps; the language is each user's."""


@dataclass(frozen=True)
class InForce:
    """One setting as it stands, and what says so."""

    setting: Setting[Any]
    resolved: Resolved[Any]

    @property
    def told(self) -> Text:
        """The value in words."""
        return self.setting.say(self.resolved.value)


def settings_in_force(ws: Workspace | None, language: str = "") -> tuple[InForce, ...]:
    """Every setting; without a workspace, as in one where nothing was chosen. ``language``: the user's own.

    Raises what policy() raises.
    """
    kept = (InForce(each, each.of(ws) if ws else each.resolve()) for each in KEPT)
    return (InForce(LANGUAGE, LANGUAGE.resolve(language)), *kept)


def restrictions_in_force(ws: Workspace | None) -> tuple[tuple[Text, Text], ...]:
    """What the policy forbids, each with what is left."""
    pack = policy(ws)
    return tuple(restrictions_of(pack)) if pack else ()


def restrictions_of(pack: PolicyPack) -> Iterator[tuple[Text, Text]]:
    """What a pack forbids, each with what is left."""
    limits = pack.restrictions
    if limits.connectors is not None:
        yield CONNECTORS, Text.plain(", ".join(limits.connectors) or "–")
    if limits.platforms_only:
        yield PLATFORMS, Text.plain(", ".join(pack.platforms) or "–")
    if limits.rules_only:
        yield RULES, Text.plain(", ".join(pack.rules) or "–")


CONNECTORS = Text("只能用上传通道", "connectors that may be used")
PLATFORMS = Text("只能送往平台", "platforms that may be sent to")
RULES = Text("只用策略的规则包", "rule packs that count, and no others")
