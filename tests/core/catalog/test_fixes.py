"""A fix does away with its problem, and touches nothing that needs a person."""

from dataclasses import replace

import pytest

from app.core.catalog.fixes import fix
from app.core.catalog.validate import validate
from app.core.model import Entry, InfoItem

ITEM = InfoItem("名称", "C", 20, share="有条件共享", open="有条件开放")


def entry(*items: InfoItem, **fields: str) -> Entry:
    return Entry("guide-2017", fields, items or (InfoItem("名称", "C", 20),))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (entry(ITEM, share_type="无条件共享", open_type="无条件开放"), "roll-up"),
        (entry(open_type="不予开放", open_to_public="是"), "open-conflict"),
        (entry(open_type="无条件开放", open_to_public="否"), "open-conflict"),
        (entry(share_type="不予共享", open_type="无条件开放"), "share-open-conflict"),
    ],
)
def test_a_fix_does_away_with_its_problem(wrong: Entry, code: str) -> None:
    problems = [p for p in validate(wrong) if p.code == code]
    assert problems
    mended = wrong
    for problem in problems:
        changed = fix(problem, wrong)
        assert changed is not None
        mended = replace(mended, fields=mended.fields | changed)
    assert not [p for p in validate(mended) if p.code == code]


def test_items_that_differ_make_the_entry_conditional() -> None:
    free = replace(ITEM, name="类别", share="无条件共享", open="无条件开放")
    wrong = entry(ITEM, free, share_type="无条件共享", open_type="无条件开放")
    changed = [fix(p, wrong) for p in validate(wrong) if p.code == "roll-up"]
    assert changed == [{"share_type": "有条件共享"}, {"open_type": "有条件开放"}]


def test_what_needs_a_person_has_no_fix() -> None:
    wrong = entry(open_type="不予开放", share_type="不予共享")
    codes = {p.code for p in validate(wrong) if fix(p, wrong) is None}
    assert {"basis-missing", "condition-missing", "required"} <= codes
