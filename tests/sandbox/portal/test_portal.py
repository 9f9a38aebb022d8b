"""The pages, as a browser without scripts sees them."""

import json
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from app.sandbox.open_platform import Platform
from app.sandbox.portal.portal import Portal
from tests.sandbox.portal.reading import fetch
from tests.sandbox.shelves import end, publish

HOSTILE = """<script>alert(1)</script>"'&{{7*7777777}}{% raw %}"""
VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """Every start tag with its attributes, and all text."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page(portal: Portal, target: str, status: int = 200) -> Page:
    answer = portal.get(target)
    assert answer.status == status, answer.body
    return Page(answer.body)


def key_of(portal: Portal) -> str:
    return str(json.loads(portal.get("/catalog.json").body)[0]["key"])


def every_page(portal: Portal) -> list[str]:
    key = key_of(portal)
    below = (
        "/",
        f"/datasets/{key}",
        f"/datasets/{key}?chart=1",
        "/statistics",
        "/applications",
        "/api",
    )
    return [root + path for root in ("", "/en") for path in below]


def test_every_page_is_accessible_and_needs_no_script(platform: Platform, portal: Portal) -> None:
    publish(platform)
    id = portal.applications.register("地图", "某公司", "说明", "", (key_of(portal),))
    portal.applications.show(id or "")
    for target in every_page(portal):
        seen = page(portal, target)
        assert seen.all("html") == [{"lang": "en" if target.startswith("/en") else "zh-CN"}]
        assert seen.all("script") == []
        assert len(seen.all("h1")) == len(seen.all("main")) == 1 <= len(seen.all("title")), target
        assert not [
            attrs
            for _, attrs in seen.tags
            if "style" in attrs or any(n.startswith("on") for n in attrs)
        ]
        ids = Counter(attrs["id"] for _, attrs in seen.tags if "id" in attrs)
        assert set(ids.values()) <= {1}, target
        labelled = {attrs.get("for") for attrs in seen.all("label")}
        for tag in ("input", "select", "textarea"):
            for attrs in seen.all(tag):
                if attrs.get("type") not in ("hidden", "checkbox"):
                    assert attrs.get("id") in labelled, (target, attrs)
        places = [attrs.get("href") for attrs in seen.all("a") + seen.all("link")]
        assert all(place.startswith(("/", "#", "?", "http")) for place in places if place)


def test_every_link_leads_somewhere(platform: Platform, portal: Portal) -> None:
    publish(platform)
    for target in every_page(portal):
        for attrs in page(portal, target).all("a"):
            place = attrs["href"] or ""
            if place.startswith("/") and not place.startswith("/receipts/"):
                assert fetch(portal, place)[0] == 200, (target, place)


def test_a_hostile_name_is_text_everywhere(platform: Platform, portal: Portal) -> None:
    publish(platform, HOSTILE, rows=([HOSTILE, "b"], [HOSTILE, "=1+1"]), organisation=HOSTILE, abstract=HOSTILE,
            theme=HOSTILE, keywords=HOSTILE)  # fmt: skip
    id = portal.applications.register(HOSTILE, HOSTILE, HOSTILE, "", (key_of(portal),))
    portal.applications.show(id or "")
    query = urlencode({"q": HOSTILE, "theme": HOSTILE, "sort": HOSTILE, "x": HOSTILE})
    for target in [
        *every_page(portal),
        f"/?{query}",
        f"/en/?{query}",
        f"/datasets/{key_of(portal)}?chart=0",
    ]:
        body = portal.get(target).body.decode()
        assert "<script" not in body, target
        assert "54444439" not in body, target
    assert page(portal, f"/?{query}").all("input")[0]["value"] == HOSTILE
    missing = page(portal, "/" + HOSTILE, 404)
    assert missing.all("script") == []


def test_a_withdrawn_dataset_says_so_and_its_files_are_gone(
    platform: Platform, portal: Portal
) -> None:
    item = publish(platform)
    key = key_of(portal)
    file = f"/datasets/{key}/files/{item.sha256}/data.csv"
    assert fetch(portal, file)[0] == 200
    end(platform, item, "数据有误<b>")
    gone = page(portal, f"/datasets/{key}", 410)
    assert "数据有误<b>" in gone.text
    assert portal.get(file).status == 404
    assert portal.get(f"/datasets/{key}/dcat.jsonld").status == 404
    assert "养老机构名单" not in page(portal, "/").text


def test_an_old_edition_is_named_beside_the_new(platform: Platform, portal: Portal) -> None:
    first = publish(platform, day="2026-01-05")
    second = publish(platform, day="2026-02-05")
    end(platform, first)
    seen = page(portal, f"/datasets/{key_of(portal)}")
    assert second.files[0].sha256 in seen.text
    assert first.sha256[:16] in seen.text


def test_uses_are_counted_and_shown(platform: Platform, portal: Portal) -> None:
    item = publish(platform)
    key = key_of(portal)
    portal.get(f"/datasets/{key}")
    for form in ("csv", "json", "xlsx", "xml"):
        assert fetch(portal, f"/datasets/{key}/files/{item.sha256}/data.{form}")[0] == 200
    assert "浏览 1 · 下载 4" in page(portal, "/").text
    assert "2 views · 4 downloads" in page(portal, f"/en/datasets/{key}").text


@pytest.mark.parametrize(
    "target",
    ["/nothing", "/datasets/", "/datasets/0123456789abcdef", "/datasets/../trusted", "/enquiries/x", "/receipts/x",
     "/receipts/" + "0" * 64, "/datasets/x/files/y/data.csv", "/en/x", "/style.css/x", "/?" + "a=1&" * 200 + "x"],
)  # fmt: skip
def test_what_is_not_there(platform: Platform, portal: Portal, target: str) -> None:
    publish(platform)
    assert portal.get(target).status == (200 if "?" in target else 404)


def test_a_form_of_the_wrong_kind_is_refused(platform: Platform, portal: Portal) -> None:
    publish(platform)
    key = key_of(portal)
    good = {"name": "地图", "who": "某公司", "key": key}
    assert portal.post("/applications", urlencode(good).encode()).status == 201
    assert portal.post("/en/applications", urlencode(good | {"key": "x"}).encode()).status == 400
    assert portal.post("/enquiries", b"kind=praise&to=a&text=b").status == 400
    assert portal.post("/enquiries", b"\xff").status == 400
    assert portal.post("/nothing", b"a=b").status == 400
    assert [made.datasets for made in portal.applications.waiting()] == [(key,)]


def test_an_enquiry_can_be_followed_in_either_language(platform: Platform, portal: Portal) -> None:
    sent = urlencode({"kind": "request", "to": "清溪县民政局", "text": "请开放名单", "contact": ""})
    answer = portal.post("/en/enquiries", sent.encode())
    assert answer.status == 303
    assert "no reply yet" in page(portal, answer.headers["Location"]).text
    (enquiry,) = platform.enquiries.to("清溪县民政局")
    assert (enquiry.kind, enquiry.text) == ("request", "请开放名单")
