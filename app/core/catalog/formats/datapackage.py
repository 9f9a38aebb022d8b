"""Data Package v2 descriptor. Source: https://datapackage.org, release of 2024-06-26."""

import json

from app.core.catalog.crosswalk import file_kind, item_type, keywords, slug, suffix
from app.core.catalog.format import formats
from app.core.model import Entry, InfoItem, PackedFile
from app.core.text import Text


@formats.register
class DataPackageFormat:
    """``datapackage.json``. Dates keep the writing of the source, so their type is string."""

    id = "datapackage"
    title = Text("Data Package", "Data Package")
    version = "3"
    file_name = "datapackage.json"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        fields = entry.fields
        descriptor = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": slug(entry),
            "id": fields["code"],
            "title": fields["name"],
            "description": fields["abstract"],
            "created": f"{fields['publish_date']}T00:00:00Z",
            "keywords": keywords(entry),
            "contributors": [{"title": fields["provider"], "roles": ["publisher"]}],
            "resources": [_resource(entry, file) for file in files],
        }
        return json.dumps(descriptor, ensure_ascii=False, indent=2).encode()


def _resource(entry: Entry, file: PackedFile) -> dict[str, object]:
    keys = [item.name for item in entry.items if item.key]
    return {
        "name": file.name.rpartition("/")[2].rpartition(".")[0].lower(),
        "type": "table",
        "path": file.name,
        "format": suffix(file),
        "mediatype": file_kind(file)["media"],
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {"fields": [_field(item) for item in entry.items]}
        | ({"primaryKey": keys} if keys else {}),
    }


def _field(item: InfoItem) -> dict[str, str]:
    field = {"name": item.name, "type": item_type(item, "datapackage")}
    return field | ({"description": item.description} if item.description else {})
