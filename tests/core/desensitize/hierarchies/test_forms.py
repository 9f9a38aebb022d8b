"""A hierarchy survives its file and its JSON."""

import csv
import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.hierarchies.forms import (
    HierarchyDocument,
    encode_csv,
    from_document,
    to_document,
)
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows
from app.core.errors import DocumentInvalid

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
AWKWARD = TEXT | st.sampled_from(
    ["", ";", '"', 'a"b', " a", "a;b", "a\nb", "a\r\nb", "\ufeff", "*"]
)


@st.composite
def trees(draw: st.DrawFn) -> Hierarchy:
    """Rows whose groups are numbered, so that they are a tree, and then named in any way."""
    values = draw(st.lists(AWKWARD, min_size=1, unique=True))
    rows = [[value] for value in values]
    places = list(range(len(values)))
    for _ in range(draw(st.integers(0, 3))):
        groups = max(places) + 1
        into = draw(st.lists(st.integers(0, groups - 1), min_size=groups, max_size=groups))
        names = draw(st.lists(AWKWARD, min_size=groups, max_size=groups, unique=True))
        places = [into[place] for place in places]
        for row, place in zip(rows, places, strict=True):
            row.append(names[place])
    return from_rows("c", rows)


def rows(tree: Hierarchy) -> list[list[str]]:
    levels = [tree.labels(level).to_pylist() for level in range(len(tree.levels))]
    return [list(row) for row in zip(*levels, strict=True)]


@given(trees())
def test_csv(tree: Hierarchy) -> None:
    text = encode_csv(tree).decode()
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    assert read == rows(tree)


def test_csv_quotes_only_what_must_be() -> None:
    tree = from_rows("c", [["a;b", "x"], ['"', "x"], ["甲", "x"], ["", "x"]])
    assert encode_csv(tree).decode() == '"a;b";x\r\n"""";x\r\n甲;x\r\n"";x\r\n'


@given(trees())
def test_json(tree: Hierarchy) -> None:
    data = msgspec.json.encode(to_document(tree))
    again = from_document(msgspec.json.decode(data, type=HierarchyDocument))
    assert (again.column, rows(again)) == ("c", rows(tree))


def test_json_names_each_label_once() -> None:
    tree = from_rows("c", [["1", "a", "*"], ["2", "a", "*"], ["3", "b", "*"]])
    assert json.loads(msgspec.json.encode(to_document(tree))) == {
        "version": 1,
        "column": "c",
        "values": ["1", "2", "3"],
        "levels": [{"labels": ["a", "b"], "above": [0, 0, 1]}, {"labels": ["*"], "above": [0, 0]}],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"values": ["1", "1"]},
        {"values": []},
        {"levels": [{"labels": ["a"], "above": [0]}]},
        {"levels": [{"labels": ["a"], "above": [0, 1]}]},
        {"levels": [{"labels": ["a"], "above": [0, -1]}]},
        {"levels": [{"labels": [], "above": []}]},
        {"levels": [{"labels": ["a", "a"], "above": [0, 1]}]},
    ],
)
def test_json_that_is_no_tree_is_refused(change: dict[str, object]) -> None:
    data = {"version": 1, "column": "c", "values": ["1", "2"], "levels": []} | change
    with pytest.raises(DocumentInvalid):
        from_document(msgspec.convert(data, HierarchyDocument))


def test_another_version_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            b'{"version":2,"column":"c","values":[],"levels":[]}', type=HierarchyDocument
        )
