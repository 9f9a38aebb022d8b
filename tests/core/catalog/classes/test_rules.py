"""An entry stands in one of the agency's classes, and its code begins with it."""

from app.core.catalog.classes.rules import class_problems
from app.core.catalog.fixes import fix
from app.core.model import Entry
from tests.core.catalog.classes.test_editing import SMALL
from tests.core.catalog.test_validate import changed


def problems(entry: Entry) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in class_problems(entry, SMALL)]


def test_class_and_code_go_together() -> None:
    path = "部门/省级及以下/民政"
    assert problems(changed(classification=path, code="301001/000003")) == []
    assert problems(changed(classification=path, code="")) == []
    assert problems(changed(classification="", code="301/000001")) == []
    assert problems(changed(classification=path, code="301/000003")) == [("code", "class-differs")]


def test_no_tree_no_rule() -> None:
    assert list(class_problems(changed(classification="甲"), None)) == []


def test_a_code_of_another_class_is_mended_with_the_next_one() -> None:
    entry = changed(classification="部门/省级及以下/民政", code="301/000003")
    (problem,) = class_problems(entry, SMALL)
    assert fix(problem, entry, ["301001/000007"], SMALL) == {"code": "301001/000008"}


def test_an_unknown_class_is_named_with_the_nearest_and_mended_by_the_code() -> None:
    entry = changed(classification="部门/省级及以下/民证", code="301001/000003")
    (problem,) = class_problems(entry, SMALL)
    assert (problem.field, problem.code) == ("classification", "class-unknown")
    assert "是否“部门/省级及以下/民政”" in problem.message.zh
    assert fix(problem, entry, (), SMALL) == {"classification": "部门/省级及以下/民政"}
    elsewhere = changed(classification="甲", code="999/1")
    (problem,) = class_problems(elsewhere, SMALL)
    assert fix(problem, elsewhere, (), SMALL) is None
