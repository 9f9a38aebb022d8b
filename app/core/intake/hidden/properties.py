"""Document properties: core, extended and custom ones, and printers.

Source: ECMA-376 Part 2, 11 (core), Part 1, 22.2 and 22.3 (extended, custom).
"""

import re

from app.core import resources
from app.core.intake.hidden.concealed import lines
from app.core.intake.hidden.parts import Part
from app.core.intake.hidden.readable import wide_runs

_NUMBER = re.compile(r"\d{11}")


def is_harmless(name: str, text: str) -> bool:
    """Whether a property tells nothing about the author: the program's own state or name."""
    harmless = resources.pack("hidden").data["harmless_properties"]
    if name in harmless["names"]:
        return True
    return any(
        name in entry["names"] and text.startswith(tuple(entry["starts"]))
        for entry in harmless["values"]
    )


def properties(part: Part) -> None:
    """The elements directly under the root, each a property of that name."""
    for tag in part.closed():
        if tag.parent is not None and tag.parent.parent is None and tag.text.strip():
            if not is_harmless(tag.name, tag.text.strip()):
                part.add(tag.text, tag.name)
        elif tag.name in ("lpstr", "lpwstr") and tag.inside("HLinks"):
            part.add(tag.text, "HLinks", "link")


def custom_properties(part: Part) -> None:
    """Properties that a person or a program named."""
    values: list[str] = []
    for tag in part.closed():
        if tag.name == "property":
            text = lines(values)
            if not is_harmless(tag.get("name"), text):
                part.add(text or tag.get("linkTarget"), tag.get("name"))
            values.clear()
        elif tag.name not in ("vector", "variant", "array"):
            values.append(tag.text)


def printer_settings(part: Part) -> None:
    """The names of printers and servers in a printer's settings (DEVMODE)."""
    part.add(printer(part.data(1 << 20)))


def printer(settings: bytes) -> str:
    """A printer's name and server out of its settings, and numbers like a person's."""
    found = wide_runs(settings)
    named = (
        text for n, text in enumerate(found) if n == 0 or "\\\\" in text or _NUMBER.search(text)
    )
    return lines(list(named))


def sheet_property(part: Part) -> None:
    """A property that a program left at a sheet; UTF-16 text, mostly."""
    part.add(lines(wide_runs(part.data())))
