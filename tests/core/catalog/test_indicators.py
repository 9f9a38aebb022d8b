"""The pilot's indicators, counted by hand."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalog import schema
from app.core.catalog.indicators import Indicator, Resource, standing
from tests.core.catalog.test_validate import GOOD

TODAY = datetime.date(2026, 11, 23)
DOMAINS = schema.codes("domain")


def resource(name: str, *, opened: int | None = 10, **fields: str) -> Resource:
    """An invented resource that was opened so many days ago."""
    entry = replace(GOOD, fields=GOOD.fields | {"name": name} | fields)
    day = None if opened is None else TODAY - datetime.timedelta(days=opened)
    return Resource(entry, day, day)


def figures(known: list[Resource]) -> dict[str, Indicator]:
    return {one.id: one for one in standing(known, TODAY).indicators}


def test_three_hundred_and_twenty_entries() -> None:
    """16 domains of 20: in each, 7 by API; of 13 downloads 12 csv and one pdf; one is daily."""
    known = []
    for place, domain in enumerate(DOMAINS[:16]):
        for n in range(20):
            mode = "接口" if n < 7 else "下载"
            kind, files = ("电子文件", "pdf") if n == 19 else ("电子表格", "csv;xlsx")
            cycle = "每日" if n == 0 else "每年"
            days = 3 if n == 0 and place == 0 else 0 if n == 0 else 400 if n == 1 else 10
            known.append(
                resource(
                    f"{domain}{n}",
                    opened=days,
                    theme=domain,
                    open_mode=mode,
                    format=kind,
                    file_formats=files,
                    update_cycle=cycle,
                )
            )
    found = standing(known, TODAY)
    told = {one.id: (round(one.value, 6), one.shortfall) for one in found.indicators}
    assert told == {
        "domains": (16, None),
        "domains_reached": (16, None),
        "datasets": (320, None),
        "machine_readable": (round(12 / 13, 6), None),
        "machine_readable_strict": (round(12 / 13, 6), None),
        "api": (0.35, None),
        "csv": (round(12 / 13, 6), None),
        "prompt": (0.05, None),
    }
    assert found.by_domain == {domain: 20 if domain in DOMAINS[:16] else 0 for domain in DOMAINS}
    # Yearly ones of 400 days are 34 late, the daily one of three days two.
    assert found.overdue == {f"{d}1": 34 for d in DOMAINS[:16]} | {f"{DOMAINS[0]}0": 2}


def test_what_is_lacking_in_words() -> None:
    known = [resource(f"a{n}", format="电子文件") for n in range(10)]
    found = figures(known)
    assert found["datasets"].shortfall is not None
    assert "290" in found["datasets"].shortfall.zh
    assert "14" in found["domains_reached"].shortfall.zh  # type: ignore[union-attr]
    assert "9" in found["machine_readable"].shortfall.zh  # type: ignore[union-attr]
    assert "3" in found["api"].shortfall.zh  # type: ignore[union-attr]
    assert found["csv"].shortfall is None


def test_empty_catalog_lacks_everything() -> None:
    found = figures([])
    assert found["datasets"].value == 0
    assert all(one.shortfall for one in found.values() if one.target is not None)


@pytest.mark.parametrize(
    ("fields", "readable", "strict"),
    [
        ({"format": "电子表格"}, 1, 0),
        ({"format": "电子文件"}, 0, 0),
        ({"format": "电子文件", "file_formats": "PDF、.csv"}, 1, 1),
        ({"format": "电子表格", "file_formats": "xls"}, 1, 0),
        ({"format": "电子表格", "file_formats": "doc"}, 0, 0),
    ],
)
def test_files_tell_before_the_kind(fields: dict[str, str], readable: int, strict: int) -> None:
    found = figures([resource("a", **fields)])
    assert found["machine_readable"].value == readable
    assert found["machine_readable_strict"].value == strict


def test_next_to_open_are_the_domains_that_lack_least() -> None:
    known = [resource(f"a{n}", theme="教育文化") for n in range(9)]
    known += [resource(f"b{n}", theme="气象服务") for n in range(10)]
    known += [
        resource("气象", opened=None, theme="气象服务"),
        resource("法律", opened=None, theme="法律服务"),
        resource("学校", opened=None, theme="教育文化"),
        resource("保留", opened=None, theme="教育文化", open_type="不予开放"),
    ]
    assert standing(known, TODAY).next == ("学校", "法律", "气象")


def test_what_is_kept_back_without_a_reason_is_named() -> None:
    known = [
        resource("a", opened=None, open_type="不予开放"),
        resource("b", opened=None, open_type="不予开放", not_open_basis="政府信息公开条例第十五条"),
    ]
    assert standing(known, TODAY).closed_without_basis == ("a",)


@given(st.lists(st.sampled_from(["接口", "下载"]), max_size=40))
def test_as_many_as_are_lacking_would_do(modes: list[str]) -> None:
    found = figures([resource(f"a{n}", open_mode=mode) for n, mode in enumerate(modes)])["api"]
    apis = modes.count("接口")
    if not modes:
        assert found.shortfall is not None
        return
    if found.shortfall is None:
        assert apis >= 0.3 * len(modes) - 1e-9
        return
    lack = int("".join(c for c in found.shortfall.zh if c.isdigit()))
    assert (apis + lack) >= 0.3 * len(modes) - 1e-9
    assert lack == 1 or (apis + lack - 1) < 0.3 * len(modes)
