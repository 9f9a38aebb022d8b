"""What looks alike is alike, or is refused."""

import pytest

from app.core.errors import DocumentInvalid, ParameterInvalid
from app.core.model import Card
from app.core.spelling import normal, shows
from app.core.trust import canonical
from app.core.trust.identity import Identity

LOOKS_LIKE_1 = [
    "\uff11",
    "1 ",
    "1\u3000",
    "1\u200b",
    "\u202e1",
    "1\x00",
    "1\ufe00",
    "1\u2060",
    "1\u3164",
]


def test_full_width_digits_and_blanks_have_one_spelling() -> None:
    assert normal(" \uff11\uff12\u3000") == "12"


@pytest.mark.parametrize(
    "name", ["张敏", "阿卜杜拉·买买提", "Müller-Lüdenscheidt", "清溪县民政局（本级）"]
)
def test_names_that_people_have(name: str) -> None:
    assert shows(name)


@pytest.mark.parametrize("person", LOOKS_LIKE_1)
def test_nobody_is_two_persons_by_spelling(person: str) -> None:
    """A card that was made elsewhere is refused wherever it is read; one made here is the plain one, or none."""
    with pytest.raises(ValueError, match=r"normal form|do not show"):
        Card("李静", person, "reviewer", "民政局", "")
    told = {
        "name": "李静",
        "person": person,
        "role": "reviewer",
        "organisation": "民政局",
        "key": "",
    }
    with pytest.raises(DocumentInvalid):
        canonical.decode(canonical.encode(told), Card, "card")
    try:
        assert Identity.new("李静", person, "reviewer", "民政局").card.person == "1"
    except ParameterInvalid:
        assert not shows(normal(person))
