"""Persons are counted: a second card, agency or spelling makes no second person."""

import pytest

from app.core.approval.persons import Person, may_be_one

OWN, OTHER, THIRD = "民政局", "公安局（本级）", "财政局"
CLERK = Person("张敏", OWN, "001")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Person("李静", OWN, "002"), False),
        (Person("李静", OTHER, "001"), False),  # a joint agency numbers its own people
        (Person("张敏", OTHER, "001"), True),  # lent to it, or calling herself so
        (Person("李静", OWN, "001"), True),
        (Person("李静", f" {OWN}", "001"), True),
        (Person("李静", THIRD, "001"), True),  # the route names neither
        (Person("李静", "", "001"), True),
        (Person.of("001"), True),
    ],
)
def test_a_number_is_anothers_only_where_that_is_certain(other: Person, same: bool) -> None:
    named = {"公安局(本级)"}
    assert may_be_one(CLERK, other, named) is may_be_one(other, CLERK, named) is same
    assert may_be_one(CLERK, other, ()) is (CLERK.person == other.person)
