"""The catalog for programs: DCAT 3 as JSON-LD, a plain list, and a sitemap.

Written from the entries alone, as a platform of another maker would. Source: W3C Data Catalog
Vocabulary 3 (2024-08-22); the sitemap protocol 0.9; which terms stand for the Guide's words: pack ``crosswalk``.
"""

import json
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from app.core import resources
from app.core.trust import canonical
from app.sandbox.open_platform import Published
from app.sandbox.portal.conversions import forms
from app.sandbox.portal.series import Series

_EU = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def place(series: Series, item: Published, form: str) -> str:
    """Where a form of an edition's data is fetched, below the platform's address."""
    return f"/datasets/{series.key}/files/{item.sha256}/data.{form}"


def graph(catalog: Sequence[Series], address: str, title: str) -> bytes:
    """All datasets as one dcat:Catalog; ``address``: the platform's, without a slash at its end."""
    document = {
        "@context": _CONTEXT,
        "@id": f"{address}/",
        "@type": "dcat:Catalog",
        "dcterms:title": _zh(title),
        "dcat:dataset": [_dataset(series, address) for series in catalog],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def one(series: Series, address: str) -> bytes:
    """One dataset as JSON-LD."""
    document = {"@context": _CONTEXT, **_dataset(series, address)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def listed(catalog: Sequence[Series], address: str) -> bytes:
    """The datasets as a plain list: the Guide's fields, the information items, and each edition's files."""
    return json.dumps([_plain(series, address) for series in catalog], ensure_ascii=False).encode()


def sitemap(catalog: Sequence[Series], address: str) -> bytes:
    """The pages that a search engine should know."""
    pages = [(path, "") for path in ("/", "/statistics", "/applications", "/api")]
    pages += [(f"/datasets/{series.key}", series.latest.published[:10]) for series in catalog]
    told = "".join(
        f"<url><loc>{escape(address + path)}</loc>{day and f'<lastmod>{day}</lastmod>'}</url>"
        for path, day in pages
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{space}">{told}</urlset>'.encode()


def _dataset(series: Series, address: str) -> dict[str, Any]:
    fields = series.entry.fields
    words = resources.pack("crosswalk").data
    page = f"{address}/datasets/{series.key}"
    told: dict[str, Any] = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dcterms:identifier": series.dataset,
        "dcterms:title": _zh(series.title),
        "dcterms:description": _zh(fields["abstract"]),
        "dcterms:publisher": {"@type": "foaf:Agent", "foaf:name": _zh(fields["provider"])},
        "dcterms:issued": _typed(series.standing[-1].published, "dateTime"),
        "dcterms:modified": _typed(series.latest.published, "dateTime"),
        "dcterms:language": {"@id": f"{_EU}language/ZHO"},
        "dcat:landingPage": {"@id": page},
        "dcat:keyword": [_zh(word) for word in (fields["theme"], *_words(fields))],
        "dcat:distribution": [
            _distribution(series, item, form, address)
            for item in series.standing
            for form in forms(item.rows)
        ],
    }
    if term := words["update_cycles"].get(fields["update_cycle"], {}).get("eu"):
        told["dcterms:accrualPeriodicity"] = {"@id": f"{_EU}frequency/{term}"}
    if rights := words["openings"].get(fields["open_type"], {}).get("eu"):
        told["dcterms:accessRights"] = {"@id": f"{_EU}access-right/{rights}"}
    return told


def _distribution(series: Series, item: Published, form: str, address: str) -> dict[str, Any]:
    kind = resources.pack("crosswalk").data["files"][form]
    where = address + place(series, item, form)
    told: dict[str, Any] = {
        "@id": where,
        "@type": "dcat:Distribution",
        "dcterms:issued": _typed(item.published, "dateTime"),
        "dcterms:format": {"@id": f"{_EU}file-type/{kind['eu']}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind['media']}"},
        "dcat:accessURL": {"@id": where},
        "dcat:downloadURL": {"@id": where},
        "dcterms:rights": {"dcterms:description": _zh(item.entry.fields["use_terms"])},
    }
    if form == "csv":
        file = item.files[0]
        told["dcat:byteSize"] = _typed(str(file.size), "nonNegativeInteger")
        told["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        }
    return told


def _plain(series: Series, address: str) -> dict[str, Any]:
    return {
        "key": series.key,
        "organisation": series.organisation,
        "page": f"{address}/datasets/{series.key}",
        "fields": series.entry.fields,
        "items": canonical.as_json(series.entry.items),
        "editions": [
            {
                "sha256": item.sha256,
                "published": item.published,
                "rows": item.rows,
                "files": {form: address + place(series, item, form) for form in forms(item.rows)},
                "csv": {"sha256": item.files[0].sha256, "size": item.files[0].size},
            }
            for item in series.standing
        ],
    }


def _words(fields: dict[str, str]) -> list[str]:
    told = fields.get("keywords", "").replace("；", ";").split(";")
    return [word.strip() for word in told if word.strip()]


def _zh(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "zh"}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}
