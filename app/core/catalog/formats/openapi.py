"""OpenAPI 3.1: the dataset as an API that gives out rows. Source: OpenAPI Specification 3.1.1.

For a platform that offers what it has been sent: pages of rows, and equality filters by item.
"""

import json
from typing import Any

from app.core.catalog.crosswalk import item_type, slug
from app.core.catalog.format import formats
from app.core.model import Entry, InfoItem, PackedFile
from app.core.text import Text

_PAGE = 1000  # rows in one answer, at most
_ROW, _ROWS = "#/components/schemas/Row", "#/components/schemas/Rows"


@formats.register
class OpenApiFormat:
    id = "openapi"
    title = Text("OpenAPI", "OpenAPI")
    version = "1"
    file_name = "openapi.json"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        fields = entry.fields
        description = {
            "openapi": "3.1.1",
            "info": {
                "title": fields["name"],
                "version": fields["publish_date"],
                "description": fields["abstract"],
                "termsOfService": fields["use_terms"],
                "contact": {"name": fields["open_department"]},
            },
            "paths": {f"/{slug(entry)}": {"get": _operation(entry)}},
            "components": {"schemas": _schemas(entry)},
        }
        return json.dumps(description, ensure_ascii=False, indent=2).encode()


def _operation(entry: Entry) -> dict[str, Any]:
    pages = [
        _parameter("limit", "一次返回的行数", {"type": "integer", "minimum": 1, "maximum": _PAGE}),
        _parameter("offset", "跳过的行数", {"type": "integer", "minimum": 0}),
    ]
    filters = [
        _parameter(item.name, f"只要“{item.name}”等于此值的行", _type(item)) for item in entry.items
    ]
    answer = {
        "description": "一页数据",
        "content": {"application/json": {"schema": {"$ref": _ROWS}}},
    }
    return {
        "operationId": "rows",
        "summary": entry.fields["name"],
        "tags": [entry.fields["theme"]],
        "parameters": pages + filters,
        "responses": {"200": answer, "400": {"description": "参数有误"}},
    }


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


def _schemas(entry: Entry) -> dict[str, Any]:
    row = {item.name: _type(item) for item in entry.items}
    rows = {"type": "array", "items": {"$ref": _ROW}}
    total = {"type": "integer", "minimum": 0, "description": "符合条件的总行数"}
    return {
        "Row": {"type": "object", "properties": row},
        "Rows": {
            "type": "object",
            "required": ["total", "rows"],
            "properties": {"total": total, "rows": rows},
        },
    }


def _type(item: InfoItem) -> dict[str, Any]:
    """A cell may be blank. Text is described by its form, never by a length: that counts bytes here."""
    kind, form = item_type(item, "openapi")
    schema: dict[str, Any] = {"type": [kind, "null"]}
    if form:
        schema["format"] = form
    if item.description:
        schema["description"] = item.description
    return schema
