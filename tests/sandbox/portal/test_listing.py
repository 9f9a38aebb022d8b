"""Finding a dataset among many."""

from app.sandbox.open_platform import Platform
from app.sandbox.portal.listing import PAGE, Query, search
from app.sandbox.portal.series import public
from app.sandbox.portal.usage import Uses
from tests.sandbox.shelves import publish


def found(platform: Platform, **given: str) -> list[str]:
    query = Query.read(given)
    return [series.title for series in search(public(platform), query, {}).found]


def test_words_are_found_anywhere_in_a_description(platform: Platform) -> None:
    publish(platform, "养老机构名单", "301/000001")
    publish(platform, "公交线路ＧＰＳ", "302/000001", abstract="公交车位置", keywords="", theme="交通运输",
            rows=(["车牌", "经度"], ["x", "1"]))  # fmt: skip
    for words in ("老机", "各镇", "床位", "青 养老"[2:], "301/0", "镇说明"):
        assert found(platform, q=words) == ["养老机构名单"], words
    assert found(platform, q="gps 经度") == [
        "公交线路ＧＰＳ"
    ]  # half width, small letters, two words
    assert found(platform, q="青石养老院") == []  # a cell is no description
    assert len(found(platform, q="")) == 2


def test_filters_count_what_each_of_their_values_would_leave(platform: Platform) -> None:
    for number, (theme, cycle) in enumerate(
        [("社会救助", "每月"), ("社会救助", "每年"), ("交通运输", "每年")]
    ):
        publish(platform, f"数据{number}", f"301/{number}", theme=theme, update_cycle=cycle)
    listing = search(public(platform), Query(filters={"theme": "社会救助"}), {})
    assert listing.total == 2
    assert listing.choices["theme"] == [("社会救助", 2), ("交通运输", 1)]
    assert dict(listing.choices["update_cycle"]) == {"每月": 1, "每年": 1}
    both = {"theme": "交通运输", "update_cycle": "每年"}
    assert found(platform, **both) == ["数据2"]
    for name in ("provider", "open_type", "format"):
        assert found(platform, **{name: "没有"}) == []


def test_orders(platform: Platform) -> None:
    old = publish(platform, "甲", "301/1", day="2026-01-01")
    publish(platform, "乙", "301/2", day="2026-03-01", rows=(["a"], ["1"]))
    catalog = public(platform)
    key = next(series.key for series in catalog if series.latest == old)
    uses = {key: Uses(views=5, downloads=1)}
    firsts = {
        sort: search(catalog, Query(sort=sort), uses).found[0].title
        for sort in ("newest", "name", "views", "downloads", "rows")
    }
    assert firsts == {"newest": "乙", "name": "乙", "views": "甲", "downloads": "甲", "rows": "甲"}


def test_pages_hold_everything_once(platform: Platform) -> None:
    for number in range(PAGE * 2 + 1):
        publish(platform, f"数据{number}", f"301/{number}")
    pages = [search(public(platform), Query(page=page), {}) for page in (1, 2, 3, 99)]
    assert [len(page.found) for page in pages] == [PAGE, PAGE, 1, 1]
    seen = {series.key for page in pages for series in page.found}
    assert len(seen) == PAGE * 2 + 1


def test_what_means_nothing_in_an_address_is_passed_over() -> None:
    query = Query.read(
        {"page": "-1", "sort": "drop table", "q": "x" * 999, "theme": "", "other": "1"}
    )
    assert (query.page, query.sort, len(query.text), dict(query.filters)) == (1, "newest", 200, {})
    assert Query.read({"page": "²"}).page == 1
