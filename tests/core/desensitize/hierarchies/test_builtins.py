"""What every built-in hierarchy must do, also those to come; and what each is there for."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import resources
from app.core.desensitize.hierarchies.builtin import build, builtins, propose
from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.listed import Listed
from app.core.errors import PluginUnknown
from tests.core.tables import TEXTS

# What a column holds, the hierarchy that comes first for it, and what its first value becomes.
COLUMNS: dict[str, tuple[list[str], list[str]]] = {
    "address": (
        ["浙江省杭州市西湖区文三路9号", "北京市朝阳区建国路1号"],
        ["浙江省杭州市西湖区", "浙江省杭州市", "浙江省", "华东", "*"],
    ),
    "age": (["23", "24岁", "81"], ["20-24", "20-29", "20-39", "*"]),
    "date": (
        ["2024-03-01", "1999年5月"],
        ["2024-03-01", "2024-03", "2024Q1", "2024H1", "2024", "2020-2024", "2020-2029", "*"],
    ),
    "education": (["博士", "高中", "11"], ["博士研究生", "研究生教育", "高等教育", "*"]),
    "ethnicity": (["满", "汉族", "回族"], ["满族", "少数民族", "*"]),
    "industry": (
        ["A0111", "制造业", "I65"],
        ["011", "农业", "农、林、牧、渔业", "*"],
    ),
    "marital": (["未婚", "初婚", "离异"], ["未婚", "无配偶", "*"]),
    "number": (["12000", "830", "9.5万元"], ["10000-14999", "10000-19999", "0-19999", "0-99999"]),
    "occupation": (
        ["2-02-10-01", "6-01-01", "军人"],
        ["2-02-10", "2-02", "专业技术人员", "专业和办事人员", "*"],
    ),
    "region-code": (["330106", "110105"], ["330100", "330000", "华东", "*"]),
    "region-name": (["杭州市", "北京朝阳"], ["浙江省杭州市", "浙江省杭州市", "浙江省", "华东", "*"]),
    "sex": (["男", "女", "未知"], ["*"]),
}  # fmt: skip


@pytest.mark.parametrize("id", builtins.all())
def test_it_is_proposed_first_for_its_columns(id: str) -> None:
    values, labels = COLUMNS[id]
    best = propose(pa.array(values))[0]
    assert (best.id, best.fit) == (id, 1)
    built = build(id, "c", pa.array(values))
    assert [built.labels(level)[0].as_py() for level in range(1, len(built.levels))] == labels


@settings(max_examples=25)
@given(
    st.lists(
        TEXTS | st.sampled_from([value for values, _ in COLUMNS.values() for value in values]),
        min_size=1,
        unique=True,
    )
)
def test_any_values_make_a_complete_tree_that_lets_nothing_unknown_through(
    texts: list[str],
) -> None:
    values = pa.array([text for text in texts if text is not None] or ["x"], pa.string())
    for id, builtin in builtins.all().items():
        built = build(id, "c", values)
        assert check(built, values).complete
        unknown = pc.is_null(builtin.labels(values)[0])
        at_once = set(built.labels(1).filter(unknown).to_pylist())
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
