"""Macros: VBA projects, sheets of Excel 4.0 macros, and the buttons that call them."""

import io
import struct
from typing import Any

import olefile

from app.core.intake.hidden.concealed import UNREAD, Gathering, lines
from app.core.intake.hidden.embedded import MAX_PART, MAX_PARTS
from app.core.intake.hidden.parts import Part
from app.core.intake.hidden.readable import runs
from app.core.intake.hidden.vba import modules

_STORED_FORM = frozenset(("f", "o", "\x03VBFrame"))  # the streams that keep the words of a form


def vba_project(part: Part) -> None:
    """A part that holds a VBA project as a compound file."""
    data = part.data()
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            tell_projects(container, part.where, part.into)
    except (OSError, ValueError, IndexError, struct.error, RecursionError):
        part.add(runs(data))
        part.into.remark(part.kind, part.where, UNREAD)


def tell_projects(container: Any, where: str, into: Gathering) -> None:
    """Every VBA project in a compound file (``OleFileIO``): its modules' source, its forms' words.

    Raises what olefile raises on damage: OSError, ValueError, IndexError.
    """
    folders: dict[str, dict[str, bytes]] = {}
    for path in container.listdir()[:MAX_PARTS]:
        into.job.report(0)
        folder, name = "/".join(path[:-1]), path[-1]
        if "vba" in folder.lower() or name.lower() in ("project", "projectwm", "f", "o"):
            folders.setdefault(folder, {})[name] = container.openstream(path).read(MAX_PART)
    for folder, streams in folders.items():
        place = where or folder
        found = False
        for module in modules(streams):
            found = True
            into.add("macro", f"{place} {module.name}", f"{module.name}\n{module.source}")
        for name, data in streams.items():
            if name in _STORED_FORM:
                into.add("macro", f"{where} {folder}/{name}".strip(), runs(data))
            elif name.lower() == "dir" and not found:
                into.add("macro", place, lines(list(streams)))
                into.remark("macro", place, UNREAD)


def macro_sheet(part: Part) -> None:
    """The formulas and texts of a sheet of Excel 4.0 macros."""
    part.add(lines([tag.text for tag in part.closed() if tag.name in ("f", "t", "v")]))


def ribbon(part: Part) -> None:
    """Buttons and the macros that they call."""
    texts: list[str] = []
    for tag in part.closed():
        texts += tag.attributes.values()
    part.add(lines(texts))
