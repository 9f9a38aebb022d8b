"""Words for what the core names by codes."""

import dataclasses
import typing
from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication

from app.core.desensitize.operation import Operator, operators
from app.ui import wording
from app.ui.languages import Languages


@pytest.mark.parametrize("operator", operators.all().values(), ids=lambda operator: operator.id)
def test_every_parameter_and_choice_of_an_operator_has_words(operator: Operator) -> None:
    kinds = typing.get_type_hints(operator.Params)
    for field in dataclasses.fields(operator.Params):
        assert wording.parameter(field.name) != field.name
        if typing.get_origin(kinds[field.name]) is Literal:
            for choice in typing.get_args(kinds[field.name]):
                assert wording.choice(choice) != choice, choice


def test_one_day_is_told_as_one(qapp: QApplication) -> None:
    languages = Languages(qapp)
    languages.use("en")
    try:
        assert [wording.term(left) for left in (7, 1, 0, -1, -2)] == [
            "7 days left", "1 day left", "0 days left", "1 day overdue", "2 days overdue",
        ]  # fmt: skip
    finally:
        languages.forget()
