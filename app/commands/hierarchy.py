"""Commands over hierarchies: begin one, look at it, change it, hold it against a table."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, refuse_existing
from app.core.desensitize.hierarchies import editing
from app.core.desensitize.hierarchies.builtin import propose
from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.files import column_of, read_file
from app.core.desensitize.hierarchies.forms import encode_csv
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.hierarchies.starts import STARTS, begun, counted, suggested
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.files import write_atomically
from app.core.text import Text

_SHOWN = 8  # labels of a level that are listed
_LONGEST = 24  # characters of a label


@dataclass(frozen=True)
class _Edit:
    """One way to change a hierarchy: what its option takes, and what it does."""

    words: int | str
    metavar: str | tuple[str, ...] | None
    told: str
    done: Callable[[Hierarchy, list[str]], Hierarchy]


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    family = commands.add_parser("hierarchy")
    hierarchy = family.add_subparsers(required=True)

    parser = hierarchy.add_parser(
        "suggest", parents=[common], help="begin one: built in, or made from the data"
    )
    add_input(parser)
    parser.add_argument("--column", required=True)
    parser.add_argument(
        "--by", metavar="NAME[=SETTING]",
        help=f"a built-in one, or {', '.join(f'{s.name}={s.example}' for s in STARTS.values())}",
    )  # fmt: skip
    add_output(parser, required=False)
    parser.set_defaults(command=suggest)

    parser = hierarchy.add_parser("show", parents=[common], help="its levels and groups")
    _add_hierarchy(parser)
    parser.set_defaults(command=show)

    parser = hierarchy.add_parser("check", parents=[common], help="what it lacks for a table")
    _add_hierarchy(parser)
    add_input(parser)
    parser.set_defaults(command=check_against)

    parser = hierarchy.add_parser("edit", parents=[common], help="change it, edit after edit")
    _add_hierarchy(parser)
    add_output(parser)
    for name, one in EDITS.items():
        parser.add_argument(
            f"--{name}", dest=name, nargs=one.words, metavar=one.metavar, action=_InOrder,
            default=argparse.SUPPRESS, help=one.told,
        )  # fmt: skip
    parser.set_defaults(command=edit, edits=())


def suggest(args: argparse.Namespace, console: Console) -> Outcome:
    """A hierarchy of a column's values, as rows of values and their levels; and what else would fit."""
    refuse_existing(args)
    table = read_table(args, console)
    column = resolve(args.column, table.columns)
    values, counts = counted(table.data[column])
    by = args.by or suggested(values, counts)
    made = begun(column, values, counts, by)
    _write(made, args)
    proposals = [
        {"id": one.id, "title": one.title.to(console.language), "fit": round(one.fit, 4)}
        for one in propose(values)
    ]
    return Outcome(_told(made) | {"by": by, "proposals": proposals}, [by, *_lines(made)])


def show(args: argparse.Namespace, console: Console) -> Outcome:
    """Each level with its labels and how many values each stands for."""
    found = _read(args)
    return Outcome(_told(found), _lines(found))


def check_against(args: argparse.Namespace, console: Console) -> Outcome:
    """Whether every value of a table's column can be generalised; exit status 1 if not."""
    found = _read(args)
    table = read_table(args, console)
    values, _ = counted(table.data[resolve(found.column, table.columns)])
    fit = check(found, values)
    data = {
        "column": found.column,
        "complete": fit.complete,
        "values": fit.values,
        "missing": len(fit.missing),
        "unused": len(fit.unused),
        "top_labels": fit.tops,
    }
    return Outcome(data, [said.to(console.language) for said in fit.told()], good=fit.complete)


def edit(args: argparse.Namespace, console: Console) -> Outcome:
    """The hierarchy after all edits, in the order in which they were given; nothing if one fails."""
    refuse_existing(args)
    changed = _read(args)
    for name, words in args.edits:
        changed = EDITS[name].done(changed, words)
    _write(changed, args)
    return Outcome(_told(changed), _lines(changed))


class _InOrder(argparse.Action):
    """Edits of all kinds in one list."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: "str | Sequence[Any] | None",
        option_string: str | None = None,
    ) -> None:
        namespace.edits = (*namespace.edits, (self.dest, list(values or [])))


def _add_hierarchy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hierarchy", type=Path, help="a file of values and their levels")
    parser.add_argument("--column", help="what it is for; else told by the file's name")


def _read(args: argparse.Namespace) -> Hierarchy:
    return read_file(args.hierarchy, args.column or column_of(args.hierarchy))


def _write(hierarchy: Hierarchy, args: argparse.Namespace) -> None:
    if args.output is not None:
        write_atomically(args.output, [encode_csv(hierarchy)], overwrite=args.force)


def _told(hierarchy: Hierarchy) -> dict[str, Any]:
    levels = [
        {"level": number, "groups": len(level.labels)}
        for number, level in enumerate(hierarchy.levels)
    ]
    return {"column": hierarchy.column, "values": len(hierarchy.values), "levels": levels}


def _lines(hierarchy: Hierarchy) -> list[str]:
    """A line a level: so many groups, and the first of them with the values in each."""
    lines = []
    for number, level in enumerate(hierarchy.levels):
        told = pc.value_counts(hierarchy.labels(number))[:_SHOWN].to_pylist()
        words = ", ".join(f"{_short(one['values'])} ({one['counts']})" for one in told)
        more = " …" if len(level.labels) > _SHOWN else ""
        lines.append(f"{number}: {len(level.labels)} · {words}{more}")
    return lines


def _short(label: str | None) -> str:
    """A label on one line; of running text, its beginning. A blank has none."""
    words = " ".join((label or "").split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _level(word: str) -> int:
    if not word.isdecimal():
        reason = Text("“{word}”不是级数", "“{word}” is no number of a level")
        raise ParameterInvalid(name=Text("级", "level"), reason=reason.format(word=word))
    return int(word)


def _pairs(words: Sequence[str]) -> dict[str, str]:
    for word in words:
        if "=" not in word:
            reason = Text("“{word}”应写作 标签=组", "“{word}” should read LABEL=GROUP")
            raise ParameterInvalid(name="--add-level", reason=reason.format(word=word))
    return dict(word.split("=", 1) for word in words)


def _added(hierarchy: Hierarchy, words: Sequence[str]) -> Hierarchy:
    value, *into = words
    if len(into) > 1:
        reason = Text("只能归入一组", "a value goes into one group")
        raise ParameterInvalid(name="--add", reason=reason)
    return editing.add_values(hierarchy, pa.array([value], pa.string()), *into)


def _merged(hierarchy: Hierarchy, words: Sequence[str]) -> Hierarchy:
    if len(words) < 3:
        reason = Text("须写：级 新名 组…", "it reads LEVEL NAME GROUP…")
        raise ParameterInvalid(name="--merge", reason=reason)
    level, name, *groups = words
    return editing.merge(hierarchy, _level(level), groups, name)


EDITS = {
    "move": _Edit(
        3,
        ("LEVEL", "LABEL", "INTO"),
        "put a value (level 0) or group under a group of the next level",
        lambda tree, words: editing.move(tree, _level(words[0]), *words[1:]),
    ),
    "rename": _Edit(
        3,
        ("LEVEL", "LABEL", "NAME"),
        "call a group otherwise",
        lambda tree, words: editing.rename(tree, _level(words[0]), *words[1:]),
    ),
    "merge": _Edit("+", ("LEVEL", "NAME GROUP"), "make several groups one", _merged),
    "add-level": _Edit(
        "+",
        ("ABOVE", "LABEL=GROUP"),
        "a new level above one; labels not named stay alone",
        lambda tree, words: editing.add_level(tree, _level(words[0]), _pairs(words[1:])),
    ),
    "add-top": _Edit(
        0, None, "a last level that is * for all", lambda tree, _: editing.add_top(tree)
    ),
    "drop-level": _Edit(
        1,
        "LEVEL",
        "without one level",
        lambda tree, words: editing.remove_level(tree, _level(words[0])),
    ),
    "add": _Edit("+", ("VALUE", "INTO"), "a new value, in a group of level 1, else *", _added),
}
