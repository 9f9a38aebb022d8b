"""Every rule of an entry, once broken and once kept."""

from dataclasses import replace

import pytest

from app.core.catalog import schema
from app.core.catalog.platforms import profile
from app.core.catalog.sources import rule_source
from app.core.catalog.validate import completeness, validate
from app.core.model import Entry, Grade, InfoItem, May
from app.core.text import Text

BASIS = "政府信息公开条例第十五条"
GOOD = Entry(
    "guide-2017",
    {
        "classification": "部门/省级/民政/社会救助",
        "name": "清溪县小学名录",
        "code": "301/000001",
        "provider": "清溪县教育局",
        "provider_code": "11330000002482090Q",
        "abstract": "全县小学的名称和地址。",
        "format": "电子表格",
        "share_type": "无条件共享",
        "share_condition": "",
        "share_mode": "共享平台方式",
        "open_to_public": "是",
        "open_condition": "",
        "update_cycle": "每年",
        "publish_date": "2026-11-23",
        "related": "",
        "theme": "教育文化",
        "open_department": "清溪县教育局",
        "data_attribute": "原始数据",
        "update_deadline": "每年 9 月底前",
        "open_type": "无条件开放",
        "open_mode": "下载",
        "use_terms": "注明来源",
    },
    (InfoItem("名称", "C", 60), InfoItem("人数", "I", 4)),
)


def problems(entry: Entry) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in validate(entry)}


def changed(**fields: str) -> Entry:
    return replace(GOOD, fields=GOOD.fields | fields)


def test_good_entry_has_no_problem() -> None:
    assert validate(GOOD) == ()


@pytest.mark.parametrize("field", [f for f in schema.fields() if f.required], ids=lambda f: f.id)
def test_required(field: schema.Field) -> None:
    assert (field.id, "required") in problems(changed(**{field.id: "  "}))
    fields = {id: value for id, value in GOOD.fields.items() if id != field.id}
    assert (field.id, "required") in problems(replace(GOOD, fields=fields))


@pytest.mark.parametrize("field", [f for f in schema.fields() if f.max_length], ids=lambda f: f.id)
def test_longest(field: schema.Field) -> None:
    assert field.max_length is not None
    assert (field.id, "too-long") in problems(changed(**{field.id: "字" * (field.max_length + 1)}))
    assert (field.id, "too-long") not in problems(changed(**{field.id: "字" * field.max_length}))


@pytest.mark.parametrize("field", [f for f in schema.fields() if f.code_list], ids=lambda f: f.id)
def test_lists(field: schema.Field) -> None:
    assert (field.id, "not-in-list") in problems(changed(**{field.id: "别的"}))
    for value in schema.codes(str(field.code_list)):
        assert (field.id, "not-in-list") not in problems(changed(**{field.id: value}))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("code", "301-1", "wrong-form"),
        ("code", "301/", "wrong-form"),
        ("code", "301/123456789", "wrong-form"),
        ("code", "301/000001\n", None),  # blanks around a value do not count
        ("code", "3/1", None),
        ("code", "301001ab/1", None),
        ("provider_code", "11330000002482090R", "check-failed"),
        ("provider_code", "清溪县教育局", "check-failed"),
        ("provider_code", "1133000000248209IQ", "check-failed"),
        ("provider_code", "N2330106MF1234567L", None),
        ("publish_date", "2026-02-30", "check-failed"),
        ("publish_date", "2026/02/03", "check-failed"),
        ("publish_date", "20260203", "check-failed"),
        ("publish_date", "2026-W01-1", "check-failed"),
        ("publish_date", "2024-02-29", None),
    ],
)
def test_forms_and_checks(field: str, value: str, code: str | None) -> None:
    assert problems(changed(**{field: value})) == (set() if code is None else {(field, code)})


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"share_type": "有条件共享"}, ("share_condition", "condition-missing")),
        ({"share_type": "有条件共享", "share_condition": "凭协议"}, None),
        (
            {
                "share_type": "不予共享",
                "share_condition": "法条",
                "open_type": "不予开放",
                "not_open_basis": BASIS,
                "open_to_public": "否",
            },
            None,
        ),
        (
            {
                "share_type": "不予共享",
                "open_type": "不予开放",
                "not_open_basis": BASIS,
                "open_to_public": "否",
            },
            ("share_condition", "condition-missing"),
        ),
        (
            {"share_type": "不予共享", "share_condition": "法条"},
            ("open_type", "share-open-conflict"),
        ),
        ({"open_type": "有条件开放"}, ("open_condition", "condition-missing")),
        ({"open_type": "有条件开放", "open_condition": "实名"}, None),
        ({"open_type": "不予开放", "not_open_basis": BASIS}, ("open_to_public", "open-conflict")),
        ({"open_to_public": "否"}, ("open_to_public", "open-conflict")),
        ({"open_to_public": "否", "open_type": "不予开放", "not_open_basis": BASIS}, None),
        ({"open_to_public": "否", "open_type": "不予开放"}, ("not_open_basis", "basis-missing")),
    ],
)
def test_rules_between_fields(fields: dict[str, str], problem: tuple[str, str] | None) -> None:
    assert problems(changed(**fields)) == (set() if problem is None else {problem})


def test_unknown_field() -> None:
    assert problems(changed(colour="red")) == {("colour", "field-unknown")}


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ((), ("items", "required")),
        ((InfoItem("a", "C", 1), InfoItem("a", "C", 1)), ("items.a", "repeated")),
        ((InfoItem("a", "Z", 1),), ("items.a", "not-in-list")),
        ((InfoItem("a", "C", 0),), ("items.a", "too-short")),
        ((InfoItem("a", "C", 1), InfoItem("b", "F", 8)), None),
    ],
)
def test_items(items: tuple[InfoItem, ...], problem: tuple[str, str] | None) -> None:
    assert problems(replace(GOOD, items=items)) == (set() if problem is None else {problem})


def test_problems_are_told_in_both_languages() -> None:
    for problem in validate(Entry("guide-2017", {}, ())):
        assert problem.message.zh
        assert problem.message.en
        assert "{" not in problem.message.zh + problem.message.en


def test_completeness() -> None:
    assert completeness(Entry("guide-2017", {}, ())) == 0
    assert completeness(changed(share_condition="x", open_condition="x", related="x")) == 1


@pytest.mark.parametrize(
    ("may", "chosen", "exceeds"),
    [
        ("open", "无条件开放", False),
        ("conditional", "无条件开放", True),
        ("conditional", "有条件开放", False),
        ("conditional", "不予开放", False),
        ("not-open", "有条件开放", True),
        ("not-open", "不予开放", False),
    ],
)
def test_nothing_is_opened_further_than_its_grade_allows(
    may: May, chosen: str, exceeds: bool
) -> None:
    grade = Grade(3, Text("L3 较敏感", "L3"), may, Text("受限开放", "limited"))
    found = validate(changed(open_type=chosen), grade)
    told = [problem.message.zh for problem in found if problem.code == "grade-exceeded"]
    assert told == (["数据分级为“L3 较敏感”，只能受限开放"] if exceeds else [])


def with_items(*items: InfoItem, **fields: str) -> Entry:
    return replace(changed(**fields), items=items)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (changed(secrecy="涉密"), ("secrecy", "secret")),
        (with_items(InfoItem("a", "C", 1, secret=True)), ("items.a", "secret")),
        (
            with_items(InfoItem("a", "C", 1, share="不予共享", open="有条件开放")),
            ("items.a", "share-open-conflict"),
        ),
        (with_items(InfoItem("a", "C", 1, open="公开")), ("items.a", "not-in-list")),
        (
            with_items(
                InfoItem("a", "T", 1, timestamp=True), InfoItem("b", "T", 1, timestamp=True)
            ),
            ("items.b", "repeated"),
        ),
        (
            with_items(
                InfoItem("a", "C", 1, open="无条件开放"), InfoItem("b", "C", 1, open="不予开放")
            ),
            ("open_type", "roll-up"),
        ),
        (with_items(InfoItem("a", "C", 1, share="有条件共享")), ("share_type", "roll-up")),
    ],
)
def test_items_among_themselves_and_with_their_entry(
    entry: Entry, problem: tuple[str, str]
) -> None:
    assert problem in problems(entry)


def test_items_that_say_nothing_bind_nothing() -> None:
    some = with_items(InfoItem("a", "C", 1, open="不予开放"), InfoItem("b", "C", 1))
    assert validate(some) == ()


def test_items_that_agree_with_their_entry() -> None:
    mixed = with_items(
        InfoItem("a", "C", 1, open="无条件开放"),
        InfoItem("b", "C", 1, open="不予开放"),
        open_type="有条件开放",
        open_condition="签订协议",
    )
    assert validate(mixed) == ()


def test_an_item_without_a_name_is_told_once() -> None:
    entry = replace(GOOD, items=(*GOOD.items, InfoItem("", "C", 5), InfoItem("", "C", 5)))
    assert problems(entry) == {("items.", "required")}
    assert sum(problem.field == "items." for problem in validate(entry)) == 1


def test_a_word_that_is_not_known_is_told_with_the_nearest_that_is() -> None:
    (problem,) = validate(changed(update_cycle="每季"))
    assert problem.message.zh.endswith("是否“每季度”？")
    (problem,) = validate(changed(update_cycle="xyz"))
    assert "是否" not in problem.message.zh
    items = (replace(GOOD.items[0], open="无条件公开"), *GOOD.items[1:])
    told = [p for p in validate(replace(GOOD, items=items)) if p.code == "not-in-list"]
    assert "是否“无条件开放”？" in told[0].message.zh


def test_every_problem_names_where_its_rule_is_laid_down() -> None:
    guide = profile()
    (closed,) = validate(changed(open_type="不予开放", open_to_public="否", not_open_basis=""))
    assert "条例" in rule_source(closed, guide)
    (form,) = validate(changed(code="301-1"))
    assert rule_source(form, guide) == guide.source
    assert "1272" in guide.source
