"""CKAN: the body of ``package_create``. Source: CKAN 2.12 action API and default package schema.

Package keys that CKAN does not know are dropped by it, so the Guide's own fields go into ``extras``. A tag or an
address that its validators refuse would have the whole dataset refused: such words stay in ``extras``.
How the department shares with other departments is nobody else's business and stays out.
"""

import json
import re

from app.core.catalog.crosswalk import (
    file_kind,
    item_type,
    keywords,
    opening,
    slug,
    suffix,
    update_cycle,
)
from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text

_EXTRAS = (
    "code", "provider_code", "classification", "theme", "open_type", "open_condition", "open_mode",
    "update_cycle", "publish_date", "data_attribute", "related", "spatial_scope", "temporal_scope",
)  # fmt: skip
_TAG = re.compile(r"[\w .-]{2,100}")  # CKAN's tag_name_validator and tag_length_validator
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


@formats.register
class CkanFormat:
    """``owner_org`` is the provider's code in small letters, as organisations are named there."""

    id = "ckan"
    title = Text("CKAN", "CKAN")
    version = "2"
    file_name = "ckan.json"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        fields = entry.fields
        extras = {key: fields[key] for key in _EXTRAS if fields.get(key)}
        words = keywords(entry)
        tags = [word for word in words if _TAG.fullmatch(word)]
        if tags != words:
            extras["keywords"] = "；".join(words)
        address = fields.get("contact_email", "")
        package = {
            "name": slug(entry),
            "title": fields["name"],
            "notes": fields["abstract"],
            "author": fields["provider"],
            "maintainer": fields.get("contact") or fields["open_department"],
            "maintainer_email": address if _ADDRESS.fullmatch(address) else "",
            "owner_org": fields["provider_code"].lower(),
            "license_title": fields["use_terms"],
            "private": opening(entry)["private"],
            "tags": [{"name": word} for word in tags],
            "extras": [
                {"key": key, "value": value}
                for key, value in (extras | {"frequency": update_cycle(entry, "iso")}).items()
                if value
            ],
            "resources": [_resource(entry, file) for file in files],
        }
        return json.dumps(package, ensure_ascii=False, indent=2).encode()


def _resource(entry: Entry, file: PackedFile) -> dict[str, object]:
    return {
        "name": file.name.rpartition("/")[2],
        "format": suffix(file).upper(),
        "mimetype": file_kind(file)["media"],
        "size": file.size,
        "hash": f"sha256:{file.sha256}",
        "fields": [
            {"id": item.name, "type": item_type(item, "ckan"), "info": {"notes": item.description}}
            for item in entry.items
        ],
    }
