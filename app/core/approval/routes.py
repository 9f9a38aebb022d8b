"""The routes that there are, and whether one asks for all that another does."""

from collections.abc import Sequence
from typing import Any

import msgspec

from app.core import resources
from app.core.approval.round import SIGNERS
from app.core.approval.values import Level, Route
from app.core.errors import ParameterInvalid, PluginUnknown
from app.core.resources import Pack
from app.core.text import Text

KIND = Text("审查路线", "route")
DEFAULT = "one"


def route(id: str, joint: Sequence[str] = (), more: Pack | None = None) -> Route:
    """The installed route of this id; its joint level is there once for each organisation in ``joint``.

    ``more``: a pack whose routes are there too, and come first. Raises PluginUnknown, PackUnusable, and
    ParameterInvalid where the route has no place for others.
    """
    known = _known(more)
    if id not in known:
        raise PluginUnknown(id=id, kind=KIND, known=", ".join(known))
    pack, told = known[id]
    organisations = tuple(dict.fromkeys(name.strip() for name in joint))
    if "" in organisations:
        raise ParameterInvalid(name=KIND, reason=Text("单位名称为空", "an organisation is blank"))
    found = _read(pack, told, organisations)
    if {level.organisation for level in found.levels} < {*organisations}:
        reason = Text("这条路线没有会签环节", "it has no place for another organisation")
        raise ParameterInvalid(name=found.title, reason=reason)
    return found


def installed(more: Pack | None = None) -> tuple[Route, ...]:
    """Every route, without what others would sign."""
    return tuple(route(id, more=more) for id in _known(more))


def is_sound(route: Route) -> bool:
    """Whether a route cannot be walked without a signature, nor signed by who must not."""
    persons = all(level.signatures >= 1 and level.role in SIGNERS for level in route.levels)
    return persons and not all(level.only_unsure for level in route.levels)


def covers(route: Route, demanded: Route) -> bool:
    """Whether a route asks for every level that is demanded, in that order, of no fewer persons."""
    ahead = iter(route.levels)
    asked = all(any(_is_as_strict(level, other) for level in ahead) for other in demanded.levels)
    return asked and (demanded.escalation or not route.escalation)


def _known(more: Pack | None) -> dict[str, tuple[Pack, dict[str, Any]]]:
    """What is told of every route, by its id, and the pack that tells it."""
    packs = [resources.pack("routes"), *([more] if more else [])]
    return {told["id"]: (pack, told) for pack in packs for told in pack.data["routes"]}


def _is_as_strict(level: Level, demanded: Level) -> bool:
    return (
        level.role == demanded.role
        and level.organisation == demanded.organisation
        and level.signatures >= demanded.signatures
        and level.only_unsure <= demanded.only_unsure
    )


def _read(pack: Pack, told: dict[str, Any], joint: tuple[str, ...]) -> Route:
    levels = [
        told_level | {"organisation": organisation}
        for told_level in told["levels"]
        for organisation in (joint if told_level.get("joint") else ("",))
    ]
    try:
        found = msgspec.convert(told | {"levels": levels, "pack": pack.sha256}, Route)
    except msgspec.ValidationError as error:
        raise resources.pack_unusable(pack.name, Text.plain(str(error))) from error
    if not is_sound(found):
        reason = Text("路线 {id} 有缺陷", "the route {id} can be walked unsigned").format(
            id=found.id
        )
        raise resources.pack_unusable(pack.name, reason)
    return found
