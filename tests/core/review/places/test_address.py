"""How far addresses lead, and whose they are."""

import time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.review.places.address import (
    PARTS,
    Depth,
    address_column,
    address_parts,
    policy,
    whose,
)

DEPTHS = {
    Depth.DOOR: [
        "浙江省杭州市西湖区翠苑小区3幢2单元301室",
        "柳树屯12号",
        "清溪县青石镇清溪村3组12号",
        "文一西路998号海创园5号楼301",
        "幸福家园12-2-301",
        "幸福小区5-301",
        "上海市浦东新区张江路1200弄15号602室",
        "湖北省武汉市洪山区珞喻路1037号西一区12栋405",
        "阳光花园二期8号楼1单元东户",
        "青石镇石桥村45号",
        "解放路12号3单元401",
        "和平里小区甲3号楼2门502室",
    ],
    Depth.BUILDING: ["人民路88号3幢", "幸福小区8号楼", "清溪县工业大道5号B座"],
    Depth.NUMBER: [
        "浙江省杭州市西湖区文三路90号",
        "解放路12号",
        "西藏拉萨市城关区北京中路35号",
        "朝阳区建国门外大街甲6号",
        "滨江区长河街道江南大道3588号恒生大厦11楼",
        "新华街18-2号",
        "人民东路附3号",
    ],
    Depth.GROUP: ["清溪村三组", "白沙乡石桥村第二村民小组", "青石镇清溪村5社", "清溪县柳树屯2组"],
    Depth.AREA: [
        "清溪县青石镇清溪村",
        "杭州西湖区文三路",
        "河南省周口市太康县老冢镇前王村",
        "广东省深圳市南山区科技园南区",
        "清溪县文昌街道",
    ],
    Depth.REGION: [
        "浙江杭州",
        "安徽省合肥市",
        "四川成都市武侯区",
        "山东济南人",
        "北京市朝阳区",
        "和平区",
        "内蒙古自治区锡林郭勒盟东乌珠穆沁旗",
    ],
    Depth.NONE: [
        "和平",
        "高速公路",
        "新农村建设",
        "2024-03-05",
        "0571-87012345",
        "张三",
        "第3组",
        "一号线",
        "3号楼",
        "301室",
        "国务院令第711号",
        "东风大道54号至深南大道",
        "城关镇劳动路至老城街",
        "京政发〔2020〕12号",
        "清溪县教育局",
        "",
        "男",
        "王建国",
        "解放",
        "￥301",
        "2020-2021",
        "石桥镇",
        "三排5号",
    ],
}
TEXTS = [text for texts in DEPTHS.values() for text in texts]


@pytest.mark.parametrize(
    ("text", "depth"), [(text, depth) for depth, texts in DEPTHS.items() for text in texts]
)
def test_depth(text: str, depth: Depth) -> None:
    assert address_parts(pa.array([text])).depths[0] == depth


def test_parts_of_a_full_address() -> None:
    text = "浙江省杭州市西湖区北山街道求是村求是路8号翠苑小区3幢2单元301室"
    found = address_parts(pa.array([text])).parts
    assert {name for name in PARTS if found[name][0]} == set(PARTS) - {"group"}


def test_words_of_dwellings_and_of_workplaces() -> None:
    found = address_parts(pa.array(["文三路9号翠苑小区", "文三路9号科技大厦"]))
    assert (found.home.tolist(), found.office.tolist()) == ([True, False], [False, True])


def test_what_the_pack_calls_personal() -> None:
    assert policy(Depth.DOOR) == "personal"
    assert policy(Depth.GROUP) == "doubtful"  # some dozen households
    assert policy(Depth.AREA) == policy(Depth.REGION) == "public"


def test_column_figures() -> None:
    column = address_column(
        pa.array([*DEPTHS[Depth.DOOR][:6], *DEPTHS[Depth.REGION][:3], "男", "\u3000", None])
    )
    assert column.distinct == 10
    assert column.addresses == pytest.approx(0.9)
    assert column.personal == column.depths[Depth.DOOR] == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("header", "neighbours", "expected"),
    [
        ("家庭住址", (), "home"),
        ("户籍地址", (), "origin"),
        ("籍贯", (), "origin"),
        ("单位地址", ("姓名",), "office"),
        ("经营场所", (), "office"),
        ("地址", ("姓名", "身份证号", "性别"), "home"),
        ("地址", ("单位名称", "统一社会信用代码"), "office"),
        ("地址", ("序号",), "unknown"),
    ],
)
def test_whose(header: str, neighbours: tuple[str, ...], expected: str) -> None:
    assert whose(header, neighbours) == expected


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.sampled_from(TEXTS) | ANY, max_size=8), st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_neighbours_and_cuts_change_nothing(texts: list[str], cut: int) -> None:
    whole = pa.array(texts, pa.string())
    alone = [int(address_parts(pa.array([text], pa.string())).depths[0]) for text in texts]
    assert address_parts(whole).depths.tolist() == alone
    halves = [*address_parts(whole.slice(0, cut)).depths, *address_parts(whole.slice(cut)).depths]
    assert [int(depth) for depth in halves] == alone


def test_nulls_and_hostile_cells() -> None:
    texts = pa.array(
        [
            None,
            "路" * 10_000,
            "省市区县镇乡村街路巷弄1" * 900,
            "1-" * 5000,
            "😀号",
            "村" * 130,
            "1号" * 60,
        ]
    )
    started = time.process_time()
    depths = address_parts(texts).depths
    assert time.process_time() - started < 0.2
    assert depths[:5].tolist() == [Depth.NONE] * 5
