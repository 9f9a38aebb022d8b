"""The level of de-identification: every way to each of the four, and its words."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.model import Finding
from app.core.resources import parse_pack
from app.core.review.effect import words
from app.core.review.effect.evaluate import evaluate
from app.core.review.effect.values import EffectReport
from app.core.sharing import Context, sharing_profile
from app.core.text import Text
from tests.core.tables import data


def groups(*sizes: int) -> list[str | None]:
    return [f"g{number}" for number, size in enumerate(sizes) for _ in range(size)]


def report(
    cells: list[str | None],
    mode: str = "public",
    context: Context = Context(),  # noqa: B008 — a frozen value
    findings: tuple[Finding, ...] = (),
) -> EffectReport:
    profile = sharing_profile(mode)
    return evaluate(data({"a": cells}), ["a"], findings, profile, context, Job())


def finding(type_id: str, level: str = "personal") -> Finding:
    return Finding("a", type_id, level, 2, 1.0, 0.9, (), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mode", "sizes", "level", "r"),
    [
        ("public", (21, 30), 3, 1 / 21),
        ("public", (20, 30), 2, 0.05),  # not above τ, and yet not below the threshold
        ("public", (19, 30), 2, 1.0),  # above τ: R is 1
        ("controlled", (5, 20), 3, (1 / 5 + 1 / 20) / 2 * 0.3),
        ("controlled", (5, 5), 2, 0.2 * 0.3),
        ("controlled", (4, 200), 2, 1.0),
        ("enclave", (3, 60, 60), 3, (1 / 3 + 2 / 60) / 3 * 0.3),
        ("enclave", (2, 60, 60), 2, 1.0),
    ],
)
def test_levels_two_and_three(mode: str, sizes: tuple[int, ...], level: int, r: float) -> None:
    found = report(groups(*sizes), mode)
    assert (found.level, found.passes, found.k) == (level, level == 3, min(sizes))
    assert found.r == pytest.approx(r)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_the_three_data_risks_by_their_formulas(sizes: list[int]) -> None:
    found = report(groups(*sizes))
    by_group = pd.Series(groups(*sizes)).value_counts()
    theta = 1 / by_group
    assert found.r_a == pytest.approx((theta > 1 / 20).mean())
    assert found.r_b == pytest.approx(theta.max())
    assert found.r_c == pytest.approx(theta.mean())
    assert found.above == by_group[by_group < 20].sum()
    assert found.r == pytest.approx(1 if found.r_a > 0 else found.r_b)


def test_a_direct_identifier_makes_level_one_whatever_the_groups() -> None:
    found = report(groups(50, 50), findings=(finding("resident-id"), finding("birth-date")))
    assert (found.level, found.passes, found.r) == (1, False, 1)
    assert [direct.type for direct in found.direct] == ["resident-id"]
    assert "“a”列 2 个" in words.sentence(found).zh


def test_what_is_public_by_its_office_is_no_direct_identifier() -> None:
    assert report(groups(50), findings=(finding("landline", "public"),)).level == 3


def test_without_identifiers_it_is_level_four() -> None:
    profile = sharing_profile("public")
    table = data({"区": ["甲", "乙"], "人数": ["120", "98"]})
    found = evaluate(table, [], [], profile, Context(), Job())
    assert (found.level, found.passes, found.r, found.k) == (4, True, 0, 0)
    assert "承办人说明" in words.sentence(found).zh
    direct = evaluate(table, [], [finding("mobile")], profile, Context(), Job())
    assert direct.level == 1


def test_suppressed_rows_are_no_class() -> None:
    cells: list[str | None] = [*groups(30), "*", None, "**"]
    found = report(cells)
    assert (found.level, found.k, found.suppressed, found.classes) == (3, 30, 3, 1)
    assert "另有 3 行" in words.sentence(found).zh


def test_a_table_that_is_all_suppressed_tells_nothing() -> None:
    found = report([None, "*"])
    assert (found.level, found.passes, found.r, found.k) == (3, True, 0, 0)


def test_an_own_k_is_asked_for_beside_the_level() -> None:
    pack = {"pack": "ours", "version": "1", "source": "ours", "modes": {"controlled": {"readings": [
        {"k": 11, "default": True, "zh": "本省规定", "en": "of the province", "source": "ours"}]}}}  # fmt: skip
    own = sharing_profile("controlled", parse_pack("ours.json", json.dumps(pack).encode()))
    found = evaluate(data({"a": groups(10, 40)}), ["a"], [], own, Context(), Job())
    assert (found.level, found.passes) == (3, False)
    assert "不予通过" in words.sentence(found).zh
    assert found.packs["ours"]


def test_the_context_moves_the_overall_risk() -> None:
    strict = report(groups(5, 5), "controlled", Context("high", "low", "high"))
    assert (strict.level, strict.r) == (3, pytest.approx(0.2 * 0.14))
    assert words.assumptions(strict) is None
    lax = report(groups(5, 20), "controlled", Context("low", "high", "low"))
    assert lax.level == 2
    said = words.assumptions(report(groups(5, 5), "controlled", Context(motives="low")))
    assert said is not None
    assert "接收方的管控" in said.zh
    assert "动机" not in said.zh


def test_columns_that_are_not_there_and_columns_twice() -> None:
    profile = sharing_profile("public")
    with pytest.raises(ColumnUnknown):
        evaluate(data({"a": ["1"]}), ["b"], [], profile, Context(), Job())
    with pytest.raises(ParameterInvalid):
        evaluate(data({"a": ["1"]}), ["a", "a"], [], profile, Context(), Job())


def every_case() -> list[EffectReport]:
    cases = [report(groups(*sizes), mode) for sizes in ((1,), (20,), (60, 60)) for mode in
             ("public", "controlled", "enclave")]  # fmt: skip
    cases.append(report(groups(9), findings=(finding("mobile"),)))
    cases.append(evaluate(data({"a": ["1"]}), [], [], sharing_profile("public"), Context(), Job()))
    return cases


def test_every_figure_has_words_and_a_source() -> None:
    for case in every_case():
        found = words.figures(case)
        assert [figure.id for figure in found] == ["k", "r_a", "r_b", "r_c", "context", "r"]
        for figure in found:
            assert figure.source
            assert "{" not in figure.meaning.zh + figure.meaning.en
        said: list[Text] = [words.sentence(case), words.law(case)]
        assert all("{" not in text.zh + text.en and text.zh != text.en for text in said)
        assert f"{case.level} 级" in said[0].zh


def test_the_law_is_quoted_by_what_the_level_is() -> None:
    by_level = {case.level: words.law(case).zh for case in every_case()}
    assert "仍是个人信息" in by_level[2]
    assert by_level[2] == by_level[3]
    assert "是个人信息" in by_level[1]
    assert "本报告不下此结论" in by_level[4]
