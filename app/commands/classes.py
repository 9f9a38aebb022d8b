"""Commands over the classification of resources: catalog classes list|export|import."""

import argparse
from pathlib import Path
from typing import Any

from app import paths
from app.commands.console import Console, Outcome
from app.commands.misfits import misfit_json, misfit_line
from app.commands.opening import open_workspace, unlock
from app.commands.output import add_output, refuse_existing
from app.core.acts.classes import class_tree, classes_in_use, keep_classes, own_tree
from app.core.catalog.classes.table import read_classes, write_csv, write_xlsx
from app.core.catalog.classes.tree import ClassTree, ancestry
from app.core.errors import ParameterInvalid
from app.core.files import write_atomically
from app.core.intake.writer import ENCODINGS
from app.core.text import Text

_FORMS = (".xlsx", ".csv")


def add_classes(catalog: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands to those of the catalog."""
    family = catalog.add_parser("classes", help="类/项/目/细目: the classes of resources")
    classes = family.add_subparsers(required=True)
    parser = classes.add_parser(
        "list", parents=[common], help="every class, and how many codes each has given"
    )
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.set_defaults(command=show)

    parser = classes.add_parser(
        "export", parents=[common], help="as a table to edit: .xlsx or .csv"
    )
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.add_argument(
        "--output-encoding", choices=ENCODINGS, default="utf-8-sig", help="csv only"
    )
    add_output(parser)
    parser.set_defaults(command=export)

    parser = classes.add_parser(
        "import", parents=[common], help="hold entries to an edited table, whole or not"
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.add_argument("--as", dest="name", required=True, help="who sets it")
    parser.set_defaults(command=bring_in)


def show(args: argparse.Namespace, console: Console) -> Outcome:
    """The tree that stands. ``binds``: it is the agency's own, and entries are held to it."""
    with open_workspace(args) as ws:
        tree, used, binds = class_tree(ws), classes_in_use(ws), own_tree(ws) is not None
    listed = [
        {
            "code": one.code,
            "name": one.name,
            "path": tree.path(one.code),
            "given_up": one.given_up,
            "codes": used.get(one.code, 0),
        }
        for one in tree.classes
    ]
    lines = [
        f"{'  ' * (len(ancestry(one.code)) - 1)}{one.code} {one.name}"
        + (f" ({used[one.code]})" if used.get(one.code) else "")
        + (" ✗" if one.given_up else "")
        for one in tree.classes
    ]
    return Outcome({"binds": binds, "classes": listed}, lines)


def export(args: argparse.Namespace, console: Console) -> Outcome:
    """The tree as a table."""
    refuse_existing(args)
    suffix = args.output.suffix.lower()
    if suffix not in _FORMS:
        reason = Text("应为 .xlsx 或 .csv", "ends in .xlsx or .csv")
        raise ParameterInvalid(name="-o", reason=reason)
    with open_workspace(args) as ws:
        tree = class_tree(ws)
    content = (
        write_xlsx(tree) if suffix == ".xlsx" else write_csv(tree).encode(args.output_encoding)
    )
    write_atomically(args.output, [content], overwrite=args.force)
    return Outcome({"classes": len(tree.classes)}, [str(args.output)])


def bring_in(args: argparse.Namespace, console: Console) -> Outcome:
    """The table takes the place of the tree that stands; else every cell that is wrong."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name)
        found = read_classes(args.file, own_tree(ws) or ClassTree(()))
        if not found.misfits:
            keep_classes(ws, actor, found.tree)
    count = sum(1 for _ in found.tree.standing())
    data = {
        "valid": not found.misfits,
        "classes": count,
        "problems": [misfit_json(one, console) for one in found.misfits],
    }
    lines = [misfit_line(one, console) for one in found.misfits]
    lines.append(f"{args.file.name}: {count} {'✗' if found.misfits else '✓'}")
    return Outcome(data, lines, good=not found.misfits)
