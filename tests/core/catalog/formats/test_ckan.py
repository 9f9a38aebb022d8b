"""The body of package_create: what CKAN refuses stays out of it, and CKAN itself takes the rest."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.core.catalog.format import render
from app.core.model import Entry
from tests import third_party_ckan
from tests.core.catalog.formats.conftest import FILES

CASES: dict[str, dict[str, str]] = {
    "rich": {},
    "tags": {"keywords": "水；低保（城市）；小学"},
    "address": {"contact_email": "信息科@example.gov.cn"},
    "office": {"contact": "信息科", "contact_email": "office@example.gov.cn"},
    "closed": {"open_type": "不予开放", "open_to_public": "否"},
    "class": {"code": "301001A/12"},
    "long": {"name": "名" * 128, "abstract": "述" * 255, "use_terms": "一\n二"},
    "begun": {"abstract": "", "code": "", "theme": ""},
}


def body(entry: Entry, **fields: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        render("ckan", replace(entry, fields=entry.fields | fields), FILES)
    )
    return told


def test_words_that_are_no_tags_are_kept_beside_them(rich: Entry) -> None:
    told = body(rich, **CASES["tags"])
    assert [tag["name"] for tag in told["tags"]] == ["教育文化", "小学"]
    assert {"key": "keywords", "value": "教育文化；水；低保（城市）；小学"} in told["extras"]
    assert "keywords" not in {extra["key"] for extra in body(rich)["extras"]}


def test_an_address_that_ckan_refuses_is_left_out(rich: Entry) -> None:
    assert body(rich, **CASES["address"])["maintainer_email"] == ""
    assert body(rich, **CASES["office"])["maintainer_email"] == "office@example.gov.cn"


def test_ckan_takes_every_body(rich: Entry) -> None:
    bodies = [body(rich, **fields) for fields in CASES.values()]
    spoilt = body(rich) | {"tags": [{"name": "水"}], "name": "名", "maintainer_email": "x"}
    try:
        *taken, refused = third_party_ckan.errors([*bodies, spoilt])
    except third_party_ckan.NotAvailable as reason:
        pytest.skip(str(reason))
    assert dict(zip(CASES, taken, strict=True)) == {key: {} for key in CASES}
    assert refused.keys() == {"tags", "name", "maintainer_email"}
