"""Every rule that a platform applies to an entry, with the field and what to write there."""

import datetime
import re
from collections.abc import Callable, Iterator

from app.core.catalog import schema
from app.core.catalog.items import item_problems
from app.core.catalog.nearest import near
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.schema import Field
from app.core.checksums import uscc_checks
from app.core.model import Entry, Grade, Problem
from app.core.text import Text


def validate(
    entry: Entry, grade: Grade | None = None, platform: Profile | None = None
) -> tuple[Problem, ...]:
    """All problems of an entry; an empty tuple means that it may be published.

    ``grade``: of the data that it describes, where that is known. ``platform``: whose rules count, the
    Guide's by default.
    """
    rules = platform or profile()
    return (
        *_fields(entry, rules),
        *_together(entry),
        *item_problems(entry, rules),
        *_opening(entry, grade),
    )


def completeness(entry: Entry) -> float:
    """The share of filled fields among those that every entry has, between 0 and 1."""
    fields = [field for field in schema.fields() if field.element != "extra"]
    return sum(bool(entry.fields.get(field.id, "").strip()) for field in fields) / len(fields)


def _fields(entry: Entry, rules: Profile) -> Iterator[Problem]:
    known = {field.id for field in rules.fields}
    for unknown in entry.fields.keys() - known:
        yield Problem(unknown, "field-unknown", Text("没有这个栏目", "there is no such field"))
    for field in rules.fields:
        value = entry.fields.get(field.id, "").strip()
        if not value and field.required:
            yield _problem(field, "required", "“{t}”必填", "“{t}” is required")
        elif value:
            yield from _value(field, value, rules)


def _value(field: Field, value: str, rules: Profile) -> Iterator[Problem]:
    if field.max_length is not None and len(value) > field.max_length:
        yield _problem(
            field, "too-long", "“{t}”最多 {n} 字", "“{t}” holds at most {n} characters",
            n=field.max_length,
        )  # fmt: skip
    codes = rules.codes.get(field.id, ())
    if codes and value not in codes:
        known = [rules.written(field.id, code) for code in codes]
        yield _problem(
            field, "not-in-list", "“{t}”应为：{known}{near}", "“{t}” is one of: {known}{near}",
            known="、".join(known), near=near(value, known),
        )  # fmt: skip
    if field.pattern is not None and not re.match(field.pattern, value):
        yield _problem(
            field, "wrong-form", "“{t}”格式不对。{hint}", "“{t}” has another form: {hint}",
            hint=field.hint,
        )  # fmt: skip
    if field.check is not None and not _CHECKS[field.check](value):
        yield _problem(
            field, "check-failed", "“{t}”未通过校验：{hint}", "“{t}” fails its check: {hint}",
            hint=field.hint,
        )  # fmt: skip


def _together(entry: Entry) -> Iterator[Problem]:
    """Rules between fields. Source: template rules of published catalog systems; 指南 1272号."""
    value = {field.id: entry.fields.get(field.id, "").strip() for field in schema.fields()}
    if value["share_type"] in ("有条件共享", "不予共享") and not value["share_condition"]:
        yield Problem(
            "share_condition", "condition-missing",
            Text("请写明共享条件或不予共享的依据", "state the condition, or the basis for not sharing"),
        )  # fmt: skip
    if value["share_type"] == "不予共享" and value["open_type"] != "不予开放":
        yield Problem(
            "open_type", "share-open-conflict",
            Text("不予共享的资源不能开放", "what is not shared cannot be opened"),
        )  # fmt: skip
    if value["open_type"] == "有条件开放" and not value["open_condition"]:
        yield Problem(
            "open_condition", "condition-missing",
            Text("请写明开放条件", "state the condition of opening"),
        )  # fmt: skip
    if value["open_to_public"] and (value["open_to_public"] == "否") != (
        value["open_type"] == "不予开放"
    ):
        yield Problem(
            "open_to_public", "open-conflict",
            Text("与“开放类型”矛盾", "contradicts the opening type"),
        )  # fmt: skip
    if value["open_type"] == "不予开放" and not value["not_open_basis"]:
        yield Problem(
            "not_open_basis", "basis-missing",
            Text("不予开放须注明法律依据", "state the legal basis for not opening it"),
        )  # fmt: skip
    if value["secrecy"] == "涉密":
        yield Problem(
            "secrecy", "secret",
            Text("涉密资源不得进入本系统", "what is a state secret has no place in this system"),
        )  # fmt: skip


def _opening(entry: Entry, grade: Grade | None) -> Iterator[Problem]:
    """Nothing is opened further than its grade allows. Source: the province pack of the grade."""
    types = schema.codes("open_type")  # the widest first
    chosen = entry.fields.get("open_type", "").strip()
    if grade is None or chosen not in types:
        return
    if types.index(chosen) < types.index(schema.opening_type(grade.may)):
        yield Problem(
            "open_type", "grade-exceeded",
            Text(
                "数据分级为“{grade}”，只能{opening}",
                "data of grade “{grade}” can only be: {opening}",
            ).format(grade=grade.name, opening=grade.opening),
        )  # fmt: skip


def _problem(field: Field, code: str, zh: str, en: str, **params: object) -> Problem:
    return Problem(field.id, code, Text(zh, en).format(t=field.title, **params))


def _is_date(text: str) -> bool:
    """CCYY-MM-DD and no other form of ISO 8601."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_uscc(text: str) -> bool:
    shape = re.fullmatch(r"[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}", text)
    return shape is not None and uscc_checks(text)


_CHECKS: dict[str, Callable[[str], bool]] = {"date": _is_date, "uscc": _is_uscc}
