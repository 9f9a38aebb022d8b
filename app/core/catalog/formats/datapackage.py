"""Data Package v2 descriptor. Source: https://datapackage.org, release of 2024-06-26."""

import json

from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text

_TYPES = {"C": "string", "N": "number", "Y": "number", "D": "string", "T": "string", "L": "boolean",
          "M": "string", "G": "any", "B": "number", "I": "integer", "F": "number"}  # fmt: skip


@formats.register
class DataPackageFormat:
    """``datapackage.json``. Dates keep the writing of the source, so their type is string."""

    id = "datapackage"
    title = Text("Data Package", "Data Package")
    version = "2"
    file_name = "datapackage.json"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        fields = entry.fields
        descriptor = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": f"dataset-{fields['code'].replace('/', '-').lower()}",
            "id": fields["code"],
            "title": fields["name"],
            "description": fields["abstract"],
            "created": f"{fields['publish_date']}T00:00:00Z",
            "keywords": [fields["theme"]],
            "contributors": [{"title": fields["provider"], "roles": ["publisher"]}],
            "resources": [_resource(entry, file) for file in files],
        }
        return json.dumps(descriptor, ensure_ascii=False, indent=2).encode()


def _resource(entry: Entry, file: PackedFile) -> dict[str, object]:
    return {
        "name": file.name.rpartition("/")[2].rpartition(".")[0],
        "type": "table",
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [{"name": item.name, "type": _TYPES[item.type]} for item in entry.items]
        },
    }
