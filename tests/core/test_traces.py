"""A trace says where, and repeats nothing."""

from app.core.traces import trace


def test_causes_are_told_and_words_are_not() -> None:
    number, name = "330199194912310020 x", "王小伟"
    try:
        try:
            int(number)
        except ValueError as error:
            raise KeyError(name) from error
    except KeyError as error:
        told = trace(error)
    assert told.index("KeyError") < told.index("ValueError")
    assert "test_traces.py" in told and "int(number)" in told
    assert "王小伟" not in told and "330199" not in told
