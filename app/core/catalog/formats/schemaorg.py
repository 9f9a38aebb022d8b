"""schema.org Dataset as JSON-LD, for search engines. Source: https://schema.org/Dataset."""

import json
import re

from app.core.catalog.crosswalk import dataset_iri, file_kind, keywords, listed_in, opening
from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text

_SCOPE = re.compile(r"(\d{4}/\d{2}/\d{2})-(\d{4}/\d{2}/\d{2}|至今)")


@formats.register
class SchemaOrgFormat:
    id = "schemaorg"
    title = Text("schema.org", "schema.org")
    version = "2"
    file_name = "schemaorg.jsonld"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        fields = entry.fields
        told = {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": dataset_iri(entry),
            "identifier": fields["code"],
            "name": fields["name"],
            "description": fields["abstract"],
            "inLanguage": "zh-CN",
            "keywords": keywords(entry),
            "about": _thing("DefinedTerm", "name", fields["theme"]),
            "publisher": {
                "@type": "GovernmentOrganization",
                "name": fields["provider"],
                "identifier": fields["provider_code"],
            },
            "datePublished": fields["publish_date"],
            "isAccessibleForFree": True,
            "conditionsOfAccess": fields["open_condition"] or fields["open_type"],
            "usageInfo": _thing("CreativeWork", "text", fields["use_terms"]),
            "citation": listed_in(fields["related"]),
            "spatialCoverage": _thing("Place", "name", fields.get("spatial_scope", "")),
            "temporalCoverage": _interval(fields.get("temporal_scope", "")),
            "variableMeasured": [
                {"@type": "PropertyValue", "name": item.name, "description": item.description}
                for item in entry.items
            ],
            "distribution": [_download(file) for file in files],
        }
        # What only some may have is announced, without a way to it.
        if opening(entry)["private"]:
            del told["distribution"]
        return json.dumps(
            {key: value for key, value in told.items() if value not in ("", [])},
            ensure_ascii=False,
            indent=2,
        ).encode()


def _thing(kind: str, said: str, text: str) -> dict[str, str] | str:
    """A text as what schema.org takes in its place; "" for none."""
    return {"@type": kind, said: text} if text else ""


def _interval(scope: str) -> str:
    """2025/01/01-2025/12/31 as an interval of ISO 8601, 至今 as one without an end; another text as it is."""
    found = _SCOPE.fullmatch(scope.strip())
    if found is None:
        return scope
    first, last = (found[n].replace("/", "-") for n in (1, 2))
    return f"{first}/{'..' if last == '至今' else last}"


def _download(file: PackedFile) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "contentUrl": file.name,
        "encodingFormat": file_kind(file)["media"],
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
