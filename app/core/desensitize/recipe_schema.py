"""The form of a recipe file, for whoever writes one by hand or by another program."""

from typing import Any

import msgspec

from app.core.model import Recipe


def recipe_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12), made from the value itself."""
    schema = msgspec.json.schema(Recipe)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Gongkai recipe",
    } | schema
