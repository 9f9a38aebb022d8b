"""What differs between two recipes, in words."""

from dataclasses import replace

import pytest

from app.core.desensitize.differences import differences
from app.core.errors import ParameterInvalid, PluginUnknown
from app.core.model import (
    Anonymity,
    AskedModel,
    Ladder,
    LayoutPlan,
    Recipe,
    ResidualCheck,
    Treatment,
)

MASK = Treatment("姓名", "mask", {"shape": "name"}, "只留姓")


def test_equal_recipes_differ_in_nothing() -> None:
    assert differences(Recipe((MASK,)), Recipe((MASK,))) == ()


def test_by_column_what_was_done_and_is_done() -> None:
    old = Recipe((MASK, Treatment("号码", "hash", {})))
    new = Recipe(
        (
            Treatment("姓名", "mask", {"shape": "name"}, "改了理由"),
            Treatment("住址", "suppress", {}),
        )
    )
    told = {change.name: (change.before.zh, change.after.zh) for change in differences(old, new)}
    assert list(told) == ["姓名", "住址", "号码"]
    assert told["姓名"] == ("只留姓氏（只留姓）", "只留姓氏（改了理由）")
    assert told["住址"] == ("原样", "删除该列")
    assert told["号码"][1] == "原样"


def test_number_is_the_column_that_it_counts() -> None:
    by_number = Recipe((Treatment("#2", "hash", {}),), columns=("姓名", "号码"))
    by_name = Recipe((Treatment("号码", "hash", {}),), columns=("姓名", "号码"))
    assert differences(by_number, by_name)[0].name == "号码"


def test_checks_layout_and_packs() -> None:
    old = Recipe((), checks=(ResidualCheck(("年龄", "性别"), 5),), packs={"names": "a" * 64})
    new = Recipe(
        (),
        checks=(ResidualCheck(("年龄",), 21, "病种", 3),),
        layout=LayoutPlan(("年龄",)),
        packs={"names": "b" * 64},
    )
    told = [(c.subject, c.before.en, c.after.en) for c in differences(old, new)]
    assert told == [
        ("check", "none", "at least 21 rows agree in 年龄, with 3 kinds of 病种 among them"),
        ("check", "at least 5 rows agree in 年龄、性别", "none"),
        ("layout", "none", "changed"),
        ("pack", "aaaaaaaa", "bbbbbbbb"),
    ]


def test_what_anonymity_promises() -> None:
    plan = Anonymity((Ladder("年龄", "ages"),), 5)
    none, some, other = (Recipe((), anonymity=a) for a in (None, plan, replace(plan, t=0.5)))
    told = [
        (c.subject, c.before.en, c.after.en)
        for old, new in ((none, some), (some, none), (some, other), (some, some))
        for c in differences(old, new)
    ]
    promise = "at least 5 rows agree in 年龄"
    assert told == [
        ("anonymity", "none", promise),
        ("anonymity", promise, "none"),
        ("anonymity", promise, "changed"),
    ]


@pytest.mark.parametrize(
    ("treatment", "error"),
    [
        (Treatment("a", "no-such", {}), PluginUnknown),
        (Treatment("a", "keep", {}), ParameterInvalid),
    ],
)
def test_what_is_not_understood_is_refused(treatment: Treatment, error: type[Exception]) -> None:
    with pytest.raises(error):
        differences(Recipe(()), Recipe((treatment,)))


def test_further_models_and_the_method_are_told() -> None:
    plan = Anonymity((Ladder("年龄", "age"),), 5)
    model = AskedModel("beta-likeness", {"sensitive": "病种", "beta": 0.5})
    more, local = replace(plan, models=(model,)), replace(plan, method="mondrian")
    old = Recipe((), anonymity=plan)
    told = [differences(old, Recipe((), anonymity=one))[0].after.en for one in (more, local)]
    assert told[0].endswith("no value of 病种 more than 1 + 0.5 times as likely in a class")
    assert told[1].endswith("as fine as each class allows")
