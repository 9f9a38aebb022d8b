"""The input of a command: one file or many, and what a person says of them."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.commands.console import Console
from app.core.desensitize.plan import Population
from app.core.errors import ParameterInvalid
from app.core.intake.apart import import_file, import_members
from app.core.intake.encoding.decoding import is_known
from app.core.intake.gather import gather, is_archive
from app.core.intake.layout.renames import of_lines, with_renames
from app.core.intake.sheet import Wish
from app.core.model import LayoutPlan, Table
from app.core.text import Text
from app.core.trust import canonical


def place(said: str) -> Path | str:
    """A path, or an address such as hdfs://host/folder as it stands."""
    return said if "://" in said else Path(said)


def add_input(
    parser: argparse.ArgumentParser, *, many: bool = False, addresses: bool = False
) -> None:
    """The file, its sheet, and what overrules the guesses of import.

    ``addresses``: it may lie where only a cluster reads.
    """
    if many:
        parser.add_argument(
            "file", type=Path, nargs="+", help="files, folders or zip archives become one table"
        )
        parser.add_argument(
            "--union", action="store_true", help="of many: leave missing columns blank"
        )
    else:
        parser.add_argument("file", type=place if addresses else Path)
        parser.set_defaults(union=False)
    parser.add_argument("--sheet", help="its name, or NAME#2 for its second table")
    parser.add_argument("--encoding", help="of delimited text, such as gb18030")
    parser.add_argument("--delimiter", help="of delimited text, such as ';' or '\\t'")
    parser.add_argument("--password-file", type=Path, help="its first line opens the workbook")
    parser.add_argument("--plan", type=Path, help="a layout plan, as inspect prints it")
    parser.add_argument(
        "--rename",
        metavar="NOW=NAME",
        action="append",
        default=[],
        help="the column that the file calls NOW is called NAME; may be given again",
    )


def add_population(parser: argparse.ArgumentParser) -> None:
    """The file of all persons among whom those of the table hide."""
    parser.add_argument(
        "--population",
        type=Path,
        metavar="FILE",
        help="all persons among whom those of the table hide, for a recipe that asks for k-map",
    )


def population(args: argparse.Namespace, console: Console) -> Population:
    """The rows of that file, if one is named; it is read when a recipe asks for them."""
    path: Path | None = args.population
    return None if path is None else lambda: import_file(path, console).data


def add_period(parser: argparse.ArgumentParser) -> None:
    """What an earlier release lends to the next month's file."""
    earlier = parser.add_mutually_exclusive_group()
    earlier.add_argument("--plan-of", metavar="RELEASE", help="read it by that release's layout")
    earlier.add_argument("--append", metavar="RELEASE", help="put it under that release's table")


def wish(args: argparse.Namespace) -> Wish:
    """What was said on the command line. Raises ParameterInvalid."""
    if args.encoding is not None:
        _check_encoding(args.encoding)
    delimiter = args.delimiter.replace("\\t", "\t") if args.delimiter else None
    password = None
    if args.password_file:
        password = _first_line(args.password_file)
    return Wish(args.encoding, delimiter, password)


def plan(args: argparse.Namespace) -> LayoutPlan | None:
    """The layout plan of the command line. Raises FileMissing, DocumentInvalid, ParameterInvalid."""
    given = canonical.read_document(args.plan, LayoutPlan) if args.plan else None
    return with_renames(given, of_lines(args.rename))


def is_one(files: Sequence[Path]) -> bool:
    """Whether there is one file to be read as it is. Raises FileMissing."""
    return len(files) == 1 and not files[0].is_dir() and not is_archive(files[0])


def read_table(args: argparse.Namespace, console: Console) -> Table:
    """The table of the file, or of all files together. Raises what import raises."""
    said, laid = wish(args), plan(args)
    files = args.file if isinstance(args.file, list) else [args.file]
    if is_one(files):
        return import_file(files[0], console, args.sheet, said, laid)
    with gather(files, console, said.password) as found:
        for name, reason in found.skipped:
            console.say(Text.plain(f"– {name}: {reason.to(console.language)}"))
        return import_members(found, console, args.sheet, said, laid, union=args.union)


def _first_line(path: Path) -> str:
    """Raises FileMissing, FileUnreadable, ParameterInvalid."""
    try:
        lines = canonical.read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        reason = Text("密码文件须为 UTF-8 编码", "the file of the password must be UTF-8")
        raise ParameterInvalid(name="--password-file", reason=reason) from None
    return lines[0] if lines else ""


def _check_encoding(name: str) -> None:
    if not is_known(name):
        reason = Text("没有这种编码", "there is no such encoding")
        raise ParameterInvalid(name="--encoding", reason=reason)
