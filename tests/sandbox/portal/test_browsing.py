"""Rows in Datasette: what stands can be asked, nothing else."""

import html
import json
import re
from urllib.parse import quote

import pytest

from app.sandbox.open_platform import Platform
from app.sandbox.portal import browsing
from app.sandbox.portal.portal import Portal
from tests.sandbox.portal.reading import fetch
from tests.sandbox.shelves import end, publish

pytest.importorskip(
    "datasette", reason="the extra gongkai[sandbox] is not installed: rows not browsed"
)


def rows(portal: Portal, name: str, query: str = "") -> list[dict[str, str]]:
    answer = portal.get(f"/browse/{name}/rows.json?_shape=array{query}")
    assert answer.status == 200, answer.body
    return [{k: v for k, v in row.items() if k != "rowid"} for row in json.loads(answer.body)]


def test_rows_are_the_published_texts(platform: Platform, portal: Portal) -> None:
    name = browsing.name_of(publish(platform))
    assert rows(portal, name)[1] == {"机构": "白沙养老院", "镇": "白沙乡", "床位": "080"}
    assert len(rows(portal, name, f"&{quote('镇')}__contains={quote('青石')}")) == 1
    page = portal.get(f"/browse/{name}/rows")
    assert (page.status, "白沙养老院" in page.body.decode()) == (200, True)
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_every_link_of_its_pages_leads_somewhere(platform: Platform, portal: Portal) -> None:
    name = browsing.name_of(publish(platform))
    page = portal.get(f"/browse/{name}/rows").body.decode()
    places = {html.unescape(place) for place in re.findall('(?:href|src|action)="(/[^"#]*)"', page)}
    assert len(places) > 9
    for place in places:
        assert portal.get(place).status == (303 if place == "/browse/" else 200), place
    found = portal.get(
        f"/browse/{name}/rows?_filter_column={quote('镇')}&_filter_op=exact&_filter_value=1"
    )
    assert found.headers["Location"].startswith(f"/browse/{name}/rows?")
    more = json.loads(portal.get(f"/browse/{name}/rows.json?_size=1").body)["next_url"]
    assert portal.get(more.removeprefix("https://data.example")).status == 200


def test_what_is_withdrawn_vanishes_at_once(platform: Platform, portal: Portal) -> None:
    item, other = publish(platform), publish(platform, code="301/2")
    assert len(rows(portal, browsing.name_of(item))) == 2
    end(platform, item)
    assert portal.get(f"/browse/{browsing.name_of(item)}/rows.json").status == 404
    assert len(rows(portal, browsing.name_of(other))) == 2
    assert [file.stem for file in (platform.folder / "browse").glob("*.db")] == [
        browsing.name_of(other)
    ]


@pytest.mark.parametrize(
    "path",
    ["/-/databases.json", "/-/settings", "/_internal", "/_memory", "/0123456789abcdef/rows", "/../usage.db",
     "/-/static/../../x", "x"],
)  # fmt: skip
def test_nothing_else_is_reached(platform: Platform, portal: Portal, path: str) -> None:
    publish(platform)
    assert portal.get(f"/browse{path}").status == 404


def test_it_can_only_be_read_and_not_for_long(platform: Platform, portal: Portal) -> None:
    name = browsing.name_of(publish(platform))
    endless = "with recursive t(n) as (select 1 union all select n+1 from t) select max(n) from t"
    for sql in ("delete from rows", "drop table rows", "attach 'usage.db' as u", endless):
        answer = portal.get(f"/browse/{name}.json?sql={quote(sql)}")
        assert answer.status == 400, sql
    many = "with recursive t(n) as (select 1 union all select n+1 from t where n < 5000) select n from t"
    answer = portal.get(f"/browse/{name}.json?_shape=objects&sql={quote(many)}")
    assert len(json.loads(answer.body)["rows"]) == browsing.ROWS
    assert len(rows(portal, name)) == 2


def test_columns_of_any_name_have_a_place(platform: Platform, portal: Portal) -> None:
    header = ["a", "A", "x[1]", "", "<script>", '"; drop table rows; --', "rowid2"]
    item = publish(platform, rows=(header, ["1", "2", "3", "4", "5", "6", "7"]))
    (row,) = rows(portal, browsing.name_of(item))
    assert list(row.values()) == ["1", "2", "3", "4", "5", "6", "7"]
    page = portal.get(f"/browse/{browsing.name_of(item)}/rows").body.decode()
    assert "<script>" not in page.split("<table")[1].split("</table>")[0]


def test_without_datasette_the_pages_say_so_and_files_are_there(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "Datasette", None)
    item = publish(platform)
    portal = Portal(platform, "https://data.example")
    listed = json.loads(portal.get("/catalog.json").body)[0]
    page = portal.get(f"/datasets/{listed['key']}").body.decode()
    assert "没有安装 Datasette" in page
    assert "/browse/" not in page
    assert "/browse/" not in portal.get("/api").body.decode()
    assert portal.get(f"/browse/{browsing.name_of(item)}/rows").status == 404
    place = listed["editions"][0]["files"]["csv"].removeprefix("https://data.example")
    assert fetch(portal, place)[0] == 200
    portal.close()
