"""The anonymity that a recipe asks for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.acts.prepare import treat
from app.core.contingency import contingency
from app.core.desensitize.anonymous import anonymous, checks_of, made_anonymous
from app.core.desensitize.hierarchies.forms import to_document
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.errors import AnonymityUnreached, ColumnUnknown, ParameterInvalid, PluginUnknown
from app.core.jobs import Job
from app.core.model import Anonymity, AskedModel, Ladder, Recipe, ResidualCheck, Treatment
from app.core.trust import canonical
from tests.core.tables import data, table

PEOPLE: dict[str, list[str | None]] = {
    "性别": ["男", "女"] * 10 + ["男"],
    "年龄": [str(20 + n % 10) for n in range(20)] + ["87"],
    "病种": ["甲", "乙", "丙"] * 7,
}
PLAN = Anonymity((Ladder("性别", "sex"), Ladder("年龄", "age")), k=5)


def test_classes_are_large_enough_and_few_rows_go() -> None:
    found = anonymous(data(PEOPLE), PLAN, Job())
    assert found.suppressed == 1
    assert found.data.num_rows == 20
    assert found.gap == 0
    assert contingency(found.data, ["性别", "年龄"], Job()).counts.min() >= 5
    assert found.data["病种"].to_pylist() == PEOPLE["病种"][:20]
    assert all(level.told().zh and level.told().en for level in found.columns)


def test_hierarchy_of_ones_own_travels_in_the_recipe() -> None:
    rows = [[str(n), "青年" if n < 60 else "老年", "*"] for n in [*range(20, 30), 87]]
    own = canonical.as_json(to_document(from_rows("年龄", rows)))
    plan = Anonymity((Ladder("年龄", document=own),), k=20)
    again = canonical.decode(canonical.encode(Recipe((), anonymity=plan)), Recipe, "recipe")
    assert again.anonymity is not None
    found = anonymous(data(PEOPLE), again.anonymity, Job())
    assert set(found.data["年龄"].to_pylist()) == {"青年"}


def test_output_is_measured_for_what_was_promised() -> None:
    own = ResidualCheck(("病种",), 2)
    recipe = Recipe((), checks=(own,), anonymity=PLAN)
    assert checks_of(recipe, ["性别", "年龄", "病种"]) == (own, ResidualCheck(("性别", "年龄"), 5))
    treated = treat(table(PEOPLE), recipe, b"k" * 32, Job())
    assert treated.shortfalls == ()
    assert [effect.column for effect in treated.effects] == ["–", "性别", "年龄"]
    assert treated.table.rows == 20


def test_diversity_is_promised_too() -> None:
    plan = Anonymity((Ladder("年龄", "age"),), k=2, sensitive="病种", l=3)
    found = anonymous(data(PEOPLE), plan, Job())
    pairs = {
        (a, b)
        for a, b in zip(*found.data.select(["年龄", "病种"]).to_pydict().values(), strict=True)
    }
    for label in {a for a, _ in pairs}:
        assert len({b for a, b in pairs if a == label}) == 3


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        (Anonymity((Ladder("没有", "age"),), 2), ColumnUnknown),
        (Anonymity((Ladder("年龄", "colour"),), 2), PluginUnknown),
        (Anonymity((), 2), ParameterInvalid),
        (Anonymity((Ladder("年龄", document={"values": 3}),), 2), ParameterInvalid),
        (Anonymity((Ladder("年龄", "age"),), 50), AnonymityUnreached),
        (Anonymity((Ladder("年龄", "age"),), 2, sensitive="没有", l=2), ColumnUnknown),
        (Anonymity((Ladder("年龄", "age"),), 2, metric="beauty"), PluginUnknown),
    ],
)
def test_plan_that_does_not_fit(plan: Anonymity, error: type[Exception]) -> None:
    with pytest.raises(error):
        anonymous(data(PEOPLE), plan, Job())


def test_no_other_treatment_touches_what_is_anonymized() -> None:
    mask = Treatment("#2", "mask", {}, "")
    with pytest.raises(ParameterInvalid) as caught:
        made_anonymous(data(PEOPLE), Recipe((mask,), anonymity=PLAN), Job())
    assert "年龄" in caught.value.told("zh")
    keep = Treatment("年龄", "keep", {"reason": "统计需要"}, "")
    made_anonymous(data(PEOPLE), Recipe((keep,), anonymity=PLAN), Job())


@given(st.lists(st.integers(0, 99), min_size=1, max_size=25), st.integers(1, 6))
def test_promise_is_kept_or_refused(ages: list[int], k: int) -> None:
    plan = Anonymity((Ladder("年龄", "age"),), k, suppression=0.3)
    source = data({"年龄": [str(age) for age in ages]})
    try:
        found = anonymous(source, plan, Job())
    except AnonymityUnreached:
        assert len(ages) < k / 0.7
        return
    assert found.suppressed <= 0.3 * len(ages)
    assert contingency(found.data, ["年龄"], Job()).counts.min() >= k


ASKED = {
    "average-risk": {"risk": 0.2},
    "beta-likeness": {"beta": 0.2},
    "delta-disclosure": {"delta": 1.0},
    "distinct-l-diversity": {"l": 3},
    "entropy-l-diversity": {"l": 2.9},
    "equal-t-closeness": {"t": 0.05},
    "hierarchical-t-closeness": {
        "t": 0.05,
        "hierarchy": canonical.as_json(
            to_document(
                from_rows("病种", [["甲", "前", "*"], ["乙", "前", "*"], ["丙", "后", "*"]])
            )
        ),
    },
    "recursive-l-diversity": {"c": 1.0, "l": 2},
}


@pytest.mark.parametrize("id", ASKED)
def test_further_models_in_a_recipe(id: str) -> None:
    params = ASKED[id] | ({} if id == "average-risk" else {"sensitive": "#3"})
    plan = Anonymity((Ladder("#2", "age"),), 2, models=(AskedModel(id, params),), suppression=0.2)
    again = canonical.decode(canonical.encode(Recipe((), anonymity=plan)), Recipe, "recipe")
    assert again.anonymity == plan
    plain = anonymous(data(PEOPLE), Anonymity((Ladder("年龄", "age"),), 2, suppression=0.2), Job())
    found = anonymous(data(PEOPLE), plan, Job())
    assert found.classes < plain.classes
    if id == "distinct-l-diversity":
        assert ResidualCheck(("年龄",), 2, "病种", 3) in checks_of(again, list(PEOPLE))


def test_k_map_among_a_population_that_is_brought_along() -> None:
    """87 stands alone in the table, and among three in the population; 20 to 29 stand twice at least."""
    everybody = data({"年龄": ["87", "87"] + [str(20 + n % 10) for n in range(20)]})
    plan = Anonymity(
        (Ladder("年龄", "age"),), 1, models=(AskedModel("k-map", {"k": 2}),), suppression=0.0
    )
    found = anonymous(data(PEOPLE), plan, Job(), lambda: everybody)
    assert (found.suppressed, found.data["年龄"].to_pylist()) == (0, PEOPLE["年龄"])
    more = data({"年龄": [*everybody["年龄"].to_pylist(), "3", "104", None]})
    assert anonymous(data(PEOPLE), plan, Job(), lambda: more).data == found.data
    alone = data({"年龄": [str(20 + n % 10) for n in range(20)]})
    coarser = anonymous(data(PEOPLE), replace(plan, suppression=0.05), Job(), lambda: alone)
    assert coarser.suppressed == 1
    with pytest.raises(ColumnUnknown):
        anonymous(data(PEOPLE), plan, Job(), lambda: data({"岁数": ["1"]}))


def test_models_that_a_recipe_cannot_have() -> None:
    for model in (
        AskedModel("k-map", {"k": 2}),
        AskedModel("k-map", {"k": 2, "population": "everybody.csv"}),
        AskedModel("hierarchical-t-closeness", {"sensitive": "病种"}),
        AskedModel("hierarchical-t-closeness", {"sensitive": "病种", "hierarchy": 3}),
        AskedModel("entropy-l-diversity", {"l": 2}),
    ):
        plan = Anonymity((Ladder("年龄", "age"),), 2, models=(model,))
        with pytest.raises(ParameterInvalid):
            anonymous(data(PEOPLE), plan, Job())


@pytest.mark.parametrize("method", ["mondrian", "relaxed", "cells"])
def test_local_recoding_as_a_method(method: str) -> None:
    ladders = (Ladder("#1", "sex"), Ladder("年龄"))
    recipe = Recipe((), anonymity=Anonymity(ladders, 5, method=method))  # type: ignore[arg-type]
    treated = treat(table(PEOPLE), recipe, b"k" * 32, Job())
    assert treated.shortfalls == ()
    assert treated.table.rows == 21
    assert [effect.column for effect in treated.effects] == ["–", "性别", "年龄"]
    shown = treated.table.data
    if method != "cells":
        assert contingency(shown, ["性别", "年龄"], Job()).counts.min() >= 5


def test_local_recoding_keeps_l_and_refuses_what_it_does_not_know() -> None:
    plan = Anonymity((Ladder("年龄"),), 3, sensitive="病种", l=3, method="mondrian")
    found = anonymous(data(PEOPLE), plan, Job())
    pairs = set(zip(found.data["年龄"].to_pylist(), found.data["病种"].to_pylist(), strict=True))
    assert all(len({b for a, b in pairs if a == label}) == 3 for label, _ in pairs)
    for wrong in (
        replace(plan, method="cells"),
        replace(plan, models=(AskedModel("beta-likeness", {"sensitive": "病种"}),)),
    ):
        with pytest.raises(ParameterInvalid):
            anonymous(data(PEOPLE), wrong, Job())


def test_a_promise_is_measured_on_the_column_that_it_was_made_for() -> None:
    """A number counts in the table that came in, though the output has fewer columns."""
    first = Treatment("性别", "suppress", {}, "")
    recipe = Recipe((first,), anonymity=Anonymity((Ladder("#2", "age"),), 5))
    treated = treat(table(PEOPLE), recipe, b"k" * 32, Job())
    assert checks_of(recipe, list(PEOPLE))[0].quasi_identifiers == ("年龄",)
    assert treated.shortfalls == ()


def test_blank_column_is_one_class() -> None:
    found = anonymous(data({"年龄": [None] * 6}), Anonymity((Ladder("年龄", "age"),), 5), Job())
    assert (found.classes, found.suppressed) == (1, 0)
