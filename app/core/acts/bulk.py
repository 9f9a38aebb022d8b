"""Many entries of the register at once: what is wrong in which of them, and all of them or none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.core.acts.classes import own_tree
from app.core.acts.platforms import platform
from app.core.acts.resource_codes import codes_in_use
from app.core.catalog.classes.rules import class_problems
from app.core.catalog.codes import code_problems, collisions, plain
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.validate import validate
from app.core.catalog.workbook import grid
from app.core.errors import EntryInvalid
from app.core.model import Entry, Problem
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.register import register, registered
from app.core.workspace.store import Workspace


def entry_problems(ws: Workspace, entries: Sequence[Entry]) -> tuple[tuple[Problem, ...], ...]:
    """Of each entry, what keeps it out of the register: by the rules that it kept so far, and by each other."""
    known = {entry.fields.get("name", ""): entry for entry in registered(ws)}
    names = Counter(entry.fields.get("name", "") for entry in entries)
    rules = (platform(ws), *_tables())
    found = []
    for entry, others in zip(entries, catalog_problems(ws, entries), strict=True):
        before = known.get(entry.fields.get("name", ""))
        kept = (each for each in rules if before and not validate(before, None, each))
        found.append(
            (*validate(entry, None, next(kept, rules[0])), *others, *_named_again(entry, names))
        )
    return tuple(found)


def catalog_problems(ws: Workspace, entries: Sequence[Entry]) -> tuple[tuple[Problem, ...], ...]:
    """Of each entry, what does not go with the others or with the catalog of this workspace: a code that
    another has or had, a class that is none of the agency's.
    """
    codes, twice, tree = codes_in_use(ws), collisions(entries), own_tree(ws)
    return tuple(
        (*(_shared(entry, twice) or code_problems(entry, codes)), *class_problems(entry, tree))
        for entry in entries
    )


def reregister(ws: Workspace, actor: Identity, entries: Sequence[Entry]) -> int:
    """Put entries of the register in, new ones and those that differ, all or none; returns how many.

    Raises :class:`EntryInvalid`.
    """
    known = {entry.fields.get("name", ""): entry for entry in registered(ws)}
    changed = [entry for entry in entries if known.get(entry.fields.get("name", "")) != entry]
    names = Counter(entry.fields.get("name", "") for entry in entries)
    wrong = [problem for problems in entry_problems(ws, changed) for problem in problems]
    wrong += [problem for entry in changed for problem in _named_again(entry, names)]
    if wrong:
        fields = ", ".join(dict.fromkeys(problem.field for problem in wrong))
        raise EntryInvalid(count=len(wrong), fields=fields)
    if changed:
        register(ws, actor, changed)
    return len(changed)


def _named_again(entry: Entry, names: Mapping[str, int]) -> Iterator[Problem]:
    """An entry is known by its name: of two, one would take the other's place unasked."""
    name = entry.fields.get("name", "")
    if name and names[name] > 1:
        text = Text("已有同名的目录", "another entry has this name")
        yield Problem("name", "repeated", text)


def _tables() -> tuple[Profile, ...]:
    """The rules of the workbooks that entries come in by."""
    return profile("template"), grid.rules()


def _shared(entry: Entry, twice: Mapping[str, tuple[str, ...]]) -> Iterator[Problem] | None:
    """The problem of a code that another of these entries has, too."""
    code, name = plain(entry.fields.get("code", "")), entry.fields.get("name", "")
    others = [other for other in twice.get(code, ()) if other != name]
    return code_problems(entry, {code: others[0]}) if others else None
