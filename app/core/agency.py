"""What an agency has set for its workspace: its province, its own rules, and who signs.

What its administrators' policy says of these comes first (:mod:`app.core.fleet`).

Its packs lie in the database, encrypted: a list of words to watch for tells what there is to hide.
Every change is an event of the log.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.core import resources
from app.core.approval import routes
from app.core.approval.values import Route
from app.core.fleet.errors import PolicyForbids
from app.core.fleet.settings import Setting
from app.core.fleet.standing import DRILL, Keeper, policy
from app.core.review import own_rules
from app.core.review.own_rules import OwnRules
from app.core.review.policy import NATIONAL
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

PROVINCE = Setting("province", Text("分级规则", "grades"), "province", NATIONAL, str)
ROUTE = Setting("route", routes.KIND, "route", routes.DEFAULT, str)
_PACKS = "own-rules"  # a setting


def rules(ws: Workspace) -> OwnRules:
    """What every scan in this workspace keeps to: its own rules, and those of the policy.

    Raises PluginUnknown, PackUnusable, RuleInvalid where this release of the program no longer takes
    what was set, and WorkspaceDamaged: without its rules nothing may be called safe.
    """
    return in_force(_own(ws), ws).of_province(PROVINCE.of(ws).value)


def in_force(own: Mapping[str, bytes], ws: Keeper | None = None) -> OwnRules:
    """Own packs, by file name, with those of the policy, which replace any of the same name.

    The policy's gates are the last word. Raises what :func:`app.core.review.own_rules.of` raises.
    """
    pack = policy(ws)
    if pack is None:
        return own_rules.of(own)
    laid = {name: text.encode() for name, text in pack.rules.items()}
    names = {resources.parse_pack(name, content).name for name, content in laid.items()}
    kept = {
        name: content
        for name, content in own.items()
        if not pack.restrictions.rules_only
        and name not in laid
        and resources.parse_pack(name, content).name not in names
    }
    return own_rules.of(kept | laid)


def check_own_rules(ws: Keeper | None = None) -> None:
    """Raises :class:`PolicyForbids` where the policy leaves no room for an agency's own rules."""
    pack = policy(ws)
    if pack is not None and pack.restrictions.rules_only:
        raise PolicyForbids(what=OWN_RULES, allowed=", ".join(pack.rules) or "–")


def change(
    ws: Workspace,
    actor: Identity,
    *,
    province: str | None = None,
    packs: Path | None = None,
    drop: bool = False,
) -> OwnRules:
    """Set what the next scan keeps to, all of it or nothing; returns what stands then.

    ``packs``: a folder whose packs take the place of those that stand; ``drop``: do without any.
    Raises what :func:`app.core.review.own_rules.load` raises, PluginUnknown for a province that is
    neither installed nor one of the agency's own, SettingLocked and :class:`PolicyForbids`.
    """
    if packs:
        check_own_rules(ws)
    files = own_rules.read(packs) if packs else {}
    own = in_force(files if packs or drop else _own(ws), ws)
    before = PROVINCE.of(ws).value
    own = own.of_province(PROVINCE.asked(province, ws))
    if packs or drop:
        ws.note("own-rules-set", actor.card, packs={p.name: p.sha256 for p in own.packs})
        ws.seal_setting(_PACKS, _as_text(files) if files else "")
    if own.province != before:
        ws.note("province-set", actor.card, province=own.province)
        ws.set_setting(PROVINCE.key, own.province)
    return own


def route(ws: Workspace, joint: Sequence[str] = ()) -> Route:
    """The route that every release here takes; ``joint``: other organisations that have to sign as well.

    Raises PluginUnknown, PackUnusable, and ParameterInvalid where the route has no place for others.
    """
    return routes.route(ROUTE.of(ws).value, joint, _more_routes(ws))


def choose_route(ws: Workspace, actor: Identity, id: str) -> Route:
    """Send what is submitted from now on along another route. Raises PluginUnknown, SettingLocked."""
    chosen = routes.route(ROUTE.asked(id, ws), more=_more_routes(ws))
    if chosen.id != ROUTE.of(ws).value:
        ws.note("route-set", actor.card, route=chosen.id, pack=chosen.pack)
        ws.set_setting(ROUTE.key, chosen.id)
    return chosen


def known_routes(ws: Workspace) -> tuple[Route, ...]:
    """Every route that may be chosen here: those that are installed, and the policy's."""
    return routes.installed(_more_routes(ws))


def mark_as_drill(ws: Workspace) -> None:
    """Say for good that nothing in this workspace is real; its papers say so too."""
    ws.set_setting(DRILL, "yes")


def is_drill(ws: Workspace) -> bool:
    """Whether this workspace is for practice only."""
    return bool(ws.setting(DRILL))


def _as_text(files: dict[str, bytes]) -> str:
    return json.dumps({name: base64.b64encode(content).decode() for name, content in files.items()})


def _own(ws: Workspace) -> dict[str, bytes]:
    """The files of the agency's own packs, by name."""
    texts: dict[str, str] = json.loads(ws.sealed_setting(_PACKS) or "{}")
    return {name: base64.b64decode(text) for name, text in texts.items()}


def _more_routes(ws: Workspace) -> resources.Pack | None:
    pack = policy(ws)
    return pack.own_routes() if pack is not None and pack.routes else None


OWN_RULES = Text("另加本单位规则", "rules of the agency's own")
