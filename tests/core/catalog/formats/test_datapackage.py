"""Data Package v2."""

import json
import re

from app.core.catalog.format import formats
from app.core.catalog.schema import data as catalog
from app.core.model import Entry, InfoItem, PackedFile
from tests.core.catalog.test_validate import GOOD


def rendered(entry: Entry) -> dict[str, object]:
    file = PackedFile("data/table.csv", 12, "ab" * 32, "data")
    return dict(json.loads(formats.get("datapackage").render(entry, (file,))))


def test_descriptor() -> None:
    descriptor = rendered(GOOD)
    assert descriptor["title"] == GOOD.fields["name"]
    assert re.fullmatch(r"[a-z0-9._-]+", str(descriptor["name"]))
    (resource,) = descriptor["resources"]  # type: ignore[misc]
    assert (resource["path"], resource["bytes"]) == ("data/table.csv", 12)
    assert resource["hash"] == "sha256:" + "ab" * 32
    assert [field["name"] for field in resource["schema"]["fields"]] == ["名称", "人数"]
    assert [field["type"] for field in resource["schema"]["fields"]] == ["string", "integer"]


def test_every_item_type_has_a_type_there() -> None:
    items = tuple(InfoItem(f"列{code}", code, 1) for code in catalog()["item_types"])
    (resource,) = rendered(Entry(GOOD.schema, GOOD.fields, items))["resources"]  # type: ignore[misc]
    assert all(field["type"] for field in resource["schema"]["fields"])
