"""Last month's recipe on this month's table."""

import dataclasses

from app.core.desensitize.replay import replay
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.model import (
    Anonymity,
    AskedModel,
    Findings,
    Ladder,
    Recipe,
    RecipeDrift,
    ResidualCheck,
    Treatment,
)
from app.core.review.scan import scan
from tests.core.tables import table

IDS: list[str | None] = ["330199194912310020", "330199195001010013", "330199196203040055"]
NAMES: list[str | None] = ["王小伟", "李芳", "张建国"]
TOWNS: list[str | None] = ["青石镇", "白沙乡", "青石镇"]


def looked_at(columns: dict[str, list[str | None]]) -> tuple[Findings, Recipe]:
    found = scan(table(columns), Job(), table_digest="0")
    return found, suggest(found, tuple(columns))


def kinds(drift: tuple[RecipeDrift, ...]) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.column, one.asks) for one in drift]


def test_same_columns_same_recipe() -> None:
    found, proposed = looked_at({"姓名": NAMES, "乡镇": TOWNS})
    own = dataclasses.replace(
        proposed,
        treatments=(Treatment("姓名", "suppress", {}, "不公开姓名"),),
        checks=(ResidualCheck(("乡镇",), 2),),
    )
    fitted, drift = replay(own, proposed, found)
    assert fitted == own
    assert drift == ()


def test_gone_new_and_newly_sensitive_columns() -> None:
    _, before = looked_at({"姓名": NAMES, "乡镇": TOWNS, "备注": ["无"] * 3})
    found, proposed = looked_at({"乡镇": TOWNS, "备注": IDS, "年度": ["2024"] * 3})
    fitted, drift = replay(before, proposed, found)
    assert kinds(drift) == [
        ("removed", "姓名", False),
        ("sensitive", "备注", True),
        ("added", "年度", True),
    ]
    assert [t.column for t in fitted.treatments] == ["备注"]
    assert fitted.columns == ("乡镇", "备注", "年度")


def test_number_counts_in_the_table_that_the_recipe_was_made_for() -> None:
    found, proposed = looked_at({"乡镇": TOWNS, "姓名": NAMES})
    by_number = Recipe((Treatment("#1", "mask", {"shape": "name"}),), columns=("姓名", "乡镇"))
    fitted, drift = replay(by_number, proposed, found)
    assert [t.column for t in fitted.treatments] == ["姓名"]
    assert drift == ()


def test_recipe_that_does_not_know_its_table_asks_of_nothing_but_findings() -> None:
    found, proposed = looked_at({"乡镇": TOWNS, "姓名": NAMES})
    _, drift = replay(Recipe(()), proposed, found)
    assert kinds(drift) == [("sensitive", "姓名", True)]


def test_column_kept_for_a_reason_is_not_asked_again() -> None:
    found, proposed = looked_at({"姓名": NAMES})
    kept = Recipe((Treatment("姓名", "keep", {"reason": "依法公示"}),), columns=("姓名",))
    fitted, drift = replay(kept, proposed, found)
    assert fitted.treatments == kept.treatments
    assert drift == ()


def test_other_rules_are_named() -> None:
    found, proposed = looked_at({"乡镇": TOWNS})
    old = dataclasses.replace(proposed, packs=proposed.packs | {"names": "0" * 64, "gone": "1"})
    _, drift = replay(old, proposed, found)
    assert kinds(drift) == [("rules", "", False)]
    assert "names" in drift[0].message.zh


def test_anonymity_follows_its_columns_to_another_place() -> None:
    diverse = AskedModel("distinct-l-diversity", {"sensitive": "#2", "l": 2})
    plan = Anonymity((Ladder("#1", "region-name"),), 2, models=(diverse,))
    before = Recipe((), columns=("乡镇", "年度", "姓名"), anonymity=plan)
    found, proposed = looked_at({"年度": ["2024"] * 3, "备注": ["无"] * 3, "乡镇": TOWNS})
    fitted, _ = replay(before, proposed, found)
    assert fitted.anonymity is not None
    assert [ladder.column for ladder in fitted.anonymity.ladders] == ["乡镇"]
    assert fitted.anonymity.models[0].params == {"sensitive": "年度", "l": 2}
    found, proposed = looked_at({"备注": ["无"] * 3, "乡镇": TOWNS})
    fitted, drift = replay(before, proposed, found)
    assert fitted.anonymity is None
    assert ("removed", "#2", True) in kinds(drift)
