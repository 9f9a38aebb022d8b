"""The pages' templates under ``resources/platform``: everything is escaped, both languages stand side by side."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core import resources
from app.core.text import Language

ROOTS: dict[Language, str] = {"zh": "", "en": "/en"}
"""Where each language's pages begin."""


def render(name: str, language: Language, path: str, **values: Any) -> bytes:
    """One page. ``path``: its address below the language's root, for the way to the other language."""

    def told(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    other: Language = "en" if language == "zh" else "zh"
    return (
        _environment()
        .get_template(name)
        .render(
            t=told,
            lang=language,
            root=ROOTS[language],
            other=ROOTS[other] + path,
            labels=_labels(language),
            **values,
        )
        .encode()
    )


@cache
def style() -> bytes:
    """The one style sheet."""
    return resources.path("platform", "style.css").read_bytes()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resources.path("platform")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _labels(language: Language) -> dict[str, str]:
    return {field["id"]: field[language] for field in resources.pack("catalog").data["fields"]}
