"""A quality report as a file, for the commands that write one."""

import argparse
from pathlib import Path
from typing import cast, get_args

from app.commands.output import add_templates
from app.core import acts
from app.core.errors import ParameterInvalid
from app.core.text import Text


def add_report(parser: argparse.ArgumentParser) -> None:
    """``-o``, ``--force`` and ``--templates``."""
    parser.add_argument(
        "-o", "--output", type=Path, metavar="REPORT",
        help="the report: .html, .pdf, .json, or .xlsx with the cells marked",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="overwrite the output")
    add_templates(parser)


def report_form(path: Path | None) -> acts.Form | None:
    """What kind of report a file is to be, by its suffix. Raises ParameterInvalid."""
    if path is None:
        return None
    form = path.suffix.lower().removeprefix(".")
    for known in get_args(acts.Form):
        if form == known:
            return cast(acts.Form, known)
    reason = Text("应为 .html、.pdf、.json 或 .xlsx", "ends in .html, .pdf, .json or .xlsx")
    raise ParameterInvalid(name="-o", reason=reason)
