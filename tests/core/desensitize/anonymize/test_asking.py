"""Models as they are asked for, and every one of them kept by what comes out."""

import pytest

from app.core.desensitize.anonymize.asking import model_of, parse
from app.core.desensitize.anonymize.model import models
from app.core.errors import ParameterInvalid, PluginUnknown
from app.core.model import AskedModel


def test_written_on_one_line() -> None:
    asked = parse("recursive-l-diversity:sensitive=病种,一,c=2.5,l=3")
    assert asked == AskedModel(
        "recursive-l-diversity", {"sensitive": "病种,一", "c": "2.5", "l": "3"}
    )
    made = model_of(asked)
    assert (made.id, made.sensitive, made.least_rows) == ("recursive-l-diversity", "病种,一", 3)
    assert model_of(parse("average-risk")) == type(models.get("average-risk"))()


@pytest.mark.parametrize("id", models.all())
def test_every_model_can_be_asked_for(id: str) -> None:
    kind = type(models.get(id))
    params = {"sensitive": "病种"} if "sensitive" in kind.__dataclass_fields__ else {}
    assert type(model_of(AskedModel(id, params))) is kind


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("beauty", PluginUnknown),
        ("k-anonymity:k=many", ParameterInvalid),
        ("k-anonymity:5", ParameterInvalid),
        ("k-anonymity:depth=5", ParameterInvalid),
        ("beta-likeness:beta=2", ParameterInvalid),
    ],
)
def test_asked_wrongly(written: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        model_of(parse(written))
