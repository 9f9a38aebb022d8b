"""What every built-in hierarchy must do, also those to come."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import resources
from app.core.contingency import Coded, code
from app.core.desensitize.hierarchies.builtin import build, builtins, propose, propose_for
from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.listed import Listed
from app.core.errors import PluginUnknown
from tests.core.tables import TEXTS

KNOWN = [
    "浙江省杭州市西湖区文三路9号", "朝阳区", "330106", "23", "81岁", "2024-03-01", "1999年5月", "博士", "11", "汉族",
    "A0111", "制造业", "未婚", "9.5万元", "-3", "2-02-10-01", "军人", "男", "0", "*", "",
]  # fmt: skip


@settings(max_examples=12)
@given(st.lists(TEXTS | st.sampled_from(KNOWN), min_size=1, unique=True))
def test_any_values_make_a_complete_tree_that_lets_nothing_unknown_through(
    texts: list[str],
) -> None:
    values = pa.array([text for text in texts if text is not None] or ["x"], pa.string())
    for id, builtin in builtins.all().items():
        built = build(id, "c", values)
        assert check(built, values).complete
        unknown = pc.is_null(builtin.labels(values)[0])
        at_once = set(built.labels(min(1, len(built.levels) - 1)).filter(unknown).to_pylist())
        assert at_once <= {"*", ""}, id


def test_a_few_strangers_lower_the_fit_and_are_suppressed_at_once() -> None:
    ages = pa.array(["23", "31", "不详"])
    best = propose(ages)[0]
    assert (best.id, best.fit) == ("age", pytest.approx(2 / 3))
    assert build("age", "年龄", ages).labels(1).to_pylist() == ["20-24", "30-34", "*"]


def test_postcodes_are_no_regions_and_nothing_fits_prose() -> None:
    codes = [proposal.id for proposal in propose(pa.array(["310012", "310013", "518000"]))]
    assert "region-code" not in codes
    assert propose(pa.array(["随便", "写写"])) == ()
    assert propose(pa.array([], pa.string())) == ()


def test_an_unknown_hierarchy_names_the_known_ones() -> None:
    with pytest.raises(PluginUnknown) as caught:
        build("ages", "c", pa.array(["1"]))
    assert "age" in caught.value.advice("en")


@pytest.mark.parametrize("id", [id for id, b in builtins.all().items() if isinstance(b, Listed)])
def test_listed_trees_know_each_name_once(id: str) -> None:
    def ends(tree: object) -> list[str]:
        if isinstance(tree, dict):
            return [end for below in tree.values() for end in ends(below)]
        assert isinstance(tree, list)
        return [name for entry in tree for name in entry.split("|")]

    names = ends(resources.hierarchy(id).data["tree"])
    assert len(set(names)) == len(names)


def test_the_lists_of_the_standards_are_whole() -> None:
    industries = resources.hierarchy("industry").data["tree"]
    assert len(industries) == 20
    listed = [entry for section in industries.values() for entry in section]
    assert sum(any(map(str.isdigit, entry)) for entry in listed) == 97
    ethnicities = resources.hierarchy("ethnicity").data["tree"]
    assert len(ethnicities["汉族"]) + len(ethnicities["少数民族"]) == 56


def test_of_a_long_column_some_cells_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"{1950 + n % 60}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(50_000)]
    plain = pa.chunked_array([days[:7], days[7:30_001], [None] * 9, days[30_001:]], pa.string())
    read: list[int] = []

    def counted(column: pa.ChunkedArray) -> Coded:
        read.append(len(column))
        return code(column)

    monkeypatch.setattr("app.core.desensitize.hierarchies.builtin.code", counted)
    assert [found.id for found in propose_for(plain)] == [
        found.id for found in propose_for(plain.dictionary_encode())
    ]
    some, every = read
    assert some < 2 * 16_384 < every
