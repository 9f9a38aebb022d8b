"""What an agency has set for its workspace: its province, its own rules, and who signs.

Its packs lie in the database, encrypted: a list of words to watch for tells what there is to hide.
Every change is an event of the log.
"""

import base64
import json
from collections.abc import Sequence
from pathlib import Path

from app.core.approval import routes
from app.core.approval.values import Route
from app.core.review import own_rules
from app.core.review.own_rules import OwnRules
from app.core.review.policy import NATIONAL
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

_PROVINCE, _PACKS, _ROUTE, _DRILL = "province", "own-rules", "route", "drill"  # settings


def rules(ws: Workspace) -> OwnRules:
    """What every scan in this workspace keeps to.

    Raises PluginUnknown, PackUnusable, RuleInvalid where this release of the program no longer takes
    what was set, and WorkspaceDamaged: without its rules nothing may be called safe.
    """
    return _own(ws).of_province(ws.setting(_PROVINCE, NATIONAL))


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
    Raises what :func:`app.core.review.own_rules.load` raises, and PluginUnknown for a province that is
    neither installed nor one of the agency's own.
    """
    files = own_rules.read(packs) if packs else {}
    own = own_rules.of(files) if packs or drop else _own(ws)
    before = ws.setting(_PROVINCE, NATIONAL)
    own = own.of_province(province or before)
    if packs or drop:
        ws.note("own-rules-set", actor.card, packs={p.name: p.sha256 for p in own.packs})
        ws.seal_setting(_PACKS, _as_text(files) if files else "")
    if own.province != before:
        ws.note("province-set", actor.card, province=own.province)
        ws.set_setting(_PROVINCE, own.province)
    return own


def route(ws: Workspace, joint: Sequence[str] = ()) -> Route:
    """The route that every release here takes; ``joint``: other organisations that have to sign as well.

    Raises PluginUnknown, PackUnusable, and ParameterInvalid where the route has no place for others.
    """
    return routes.route(ws.setting(_ROUTE, routes.DEFAULT), joint)


def choose_route(ws: Workspace, actor: Identity, id: str) -> Route:
    """Send what is submitted from now on along another route. Raises :class:`PluginUnknown`."""
    chosen = routes.route(id)
    if chosen.id != ws.setting(_ROUTE, routes.DEFAULT):
        ws.note("route-set", actor.card, route=chosen.id, pack=chosen.pack)
        ws.set_setting(_ROUTE, chosen.id)
    return chosen


def mark_as_drill(ws: Workspace) -> None:
    """Say for good that nothing in this workspace is real; its papers say so too."""
    ws.set_setting(_DRILL, "yes")


def is_drill(ws: Workspace) -> bool:
    """Whether this workspace is for practice only."""
    return bool(ws.setting(_DRILL))


def _as_text(files: dict[str, bytes]) -> str:
    return json.dumps({name: base64.b64encode(content).decode() for name, content in files.items()})


def _own(ws: Workspace) -> OwnRules:
    """The agency's own rules; empty where it has set none."""
    told = ws.sealed_setting(_PACKS)
    if not told:
        return own_rules.of({})
    texts: dict[str, str] = json.loads(told)
    return own_rules.of({name: base64.b64decode(text) for name, text in texts.items()})
