"""The codes of a department's resources: the next one that is free, and those that two have.

A code once given is not given again: that of a withdrawn release stays its own, and one that an entry of
the register has lost stays unused.
"""

from collections.abc import Collection, Iterator

from app.core.catalog.codes import class_of, collisions, next_serial, plain, written
from app.core.model import Entry, Kind
from app.core.workspace.register import codes_given_up, registered
from app.core.workspace.store import Workspace


def codes_in_use(ws: Workspace, release: str = "") -> dict[str, str]:
    """The names of resources by their codes, "" for a code given up.

    ``release``: whose own code does not count, nor that of the releases that it continues.
    """
    own = {release, *ws.earlier(release)} if release else set()
    used = {plain(code): "" for code in codes_given_up(ws)}
    for entry in (*registered(ws), *_released(ws, own)):
        if code := plain(entry.fields.get("code", "")):
            used[code] = entry.fields.get("name", "")
    return used


def next_code(ws: Workspace, class_code: str = "") -> str:
    """The next free code of a class, by default of the one that codes are proposed in.

    Raises ParameterInvalid for what is no class.
    """
    class_code = class_code or class_of("")
    return written(class_code, next_serial(class_code, codes_in_use(ws)))


def code_collisions(ws: Workspace) -> dict[str, tuple[str, ...]]:
    """Codes that resources of several names have, with these names; of a line of releases the last counts."""
    continued = {earlier for release in ws.releases() for earlier in ws.earlier(release.id)}
    return collisions((*registered(ws), *_released(ws, continued)))


def _released(ws: Workspace, but: Collection[str]) -> Iterator[Entry]:
    """The entry of every other release that stands, withdrawn or not."""
    for release in ws.releases():
        if release.id not in but and Kind.ENTRY in ws.standing(release.id):
            yield ws.load(release.id, Kind.ENTRY, Entry)
