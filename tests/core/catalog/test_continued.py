"""What a person has filled stays, and what none has confirmed stays marked."""

from app.core.catalog.continued import item_marks, items_as_filled
from app.core.catalog.marks import item_mark, marked_item
from app.core.model import Entry, InfoItem


def entry(*items: InfoItem, inferred: tuple[str, ...] = ()) -> Entry:
    return Entry("guide-2017", {}, items, inferred)


UNIT, RANGE = item_mark("面积.1", "unit"), item_mark("面积.1", "value_range")
KEY = item_mark("编号", "key")


def test_a_mark_names_its_item_and_attribute() -> None:
    assert marked_item(UNIT) == ("面积.1", "unit")
    assert marked_item("name") is None


def test_confirmed_stays_confirmed_and_asked_stays_asked() -> None:
    told = entry(InfoItem("面积.1", "N", 9, unit="亩", value_range="1–2"), inferred=(UNIT, RANGE))
    filled = entry(InfoItem("面积.1", "C", 5, unit="公顷", value_range="1–2"), inferred=(RANGE,))
    assert item_marks(told, filled) == (RANGE,)
    assert items_as_filled(told, filled) == (
        InfoItem("面积.1", "N", 9, unit="公顷", value_range="1–2"),
    )


def test_new_columns_and_values_told_anew_are_asked_and_gone_ones_are_not() -> None:
    told = entry(
        InfoItem("编号", "C", 9, key=True),
        InfoItem("面积.1", "N", 9, sensitive=True, value_range="1–9"),
        inferred=(KEY, RANGE),
    )
    gone = item_mark("旧列", "unit")
    filled = entry(InfoItem("面积.1", "N", 9, value_range="1.5–2.5"), inferred=(gone,))
    assert set(item_marks(told, filled)) == {RANGE, KEY}
