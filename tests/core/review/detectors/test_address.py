"""家庭住址."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.detectors.address import AddressDetector
from tests.core.review.columns import examine, spans, view


@pytest.mark.parametrize(
    "text",
    [
        "清溪县城关镇人民路12号3单元402室",
        "清溪县翠苑小区3幢2单元402室",
        "阳光花园5栋1201室",
        "清溪县青石镇东村3组12号",
        "他家住清溪县城关镇和平里4号楼2单元，请上门",
        "清溪县城关镇人民路12-3-402",
    ],
)
def test_doors_are_found(text: str) -> None:
    assert examine("address", [text, "其他"]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "人民路12号",
        "清溪县城关镇人民路12号",
        "城关镇人民路100-102号",
        "清溪县市民中心2号楼",
        "清溪县科技园路8号301室",
        "东门广场",
        "第3单元测验",
        "人民路12号，电话0571-87000000",
    ],
)
def test_offices_and_places_are_innocent(text: str) -> None:
    assert examine("address", [text] * 3, "地址") is None


def test_column_of_homes() -> None:
    assert examine("address", ["清溪县城关镇人民路12号"], "家庭住址") is not None
    assert examine("address", ["清溪县城关镇人民路12号"], "户籍地址") is not None


@pytest.mark.parametrize(
    ("name", "beside"), [("门牌号", ("被征收人", "补偿总额")), ("宅基地位置", ("农户名称",))]
)
def test_homes_of_those_beside_them(name: str, beside: tuple[str, ...]) -> None:
    values = [f"清溪县人民路{n}号" for n in range(10, 20)]
    assert examine("address", values, name, beside) is not None
    assert examine("address", values, "门牌号", ("路名", "编制日期")) is None


def test_the_group_that_somebody_belongs_to_is_no_home() -> None:
    values = [f"石塘村{n}组" for n in range(1, 10)]
    assert examine("address", values, "所在村组", ("农户姓名",)) is None
    assert examine("address", values, "家庭住址（村组）", ("农户姓名",)) is not None


@pytest.mark.parametrize("name", ["灾害点名称", "管护区域", "内容"])
def test_groups_of_a_village_are_places(name: str) -> None:
    values = [f"石塘村{n}组滑坡" for n in range(1, 10)]
    assert examine("address", values, name, ("监测人", "威胁户数")) is None
    if name != "内容":
        assert examine("address", values, name, ("姓名", "性别")) is None


def test_a_door_is_a_home_wherever_somebody_comes_from() -> None:
    assert (
        examine("address", [f"石塘村{n}号" for n in range(10, 20)], "户籍地", ("姓名",)) is not None
    )
    assert (
        examine("address", [f"清溪县石塘镇{n}村" for n in "甲乙丙丁戊己"], "户籍地", ("姓名",))
        is None
    )


def test_homes_by_names_in_latin_letters() -> None:
    values = [f"清溪县人民路{n}号" for n in range(10, 20)]
    assert examine("address", values, "JTZZ", ("bm",)) is not None
    assert examine("address", values, "menpai", ("xingming", "sfzh")) is not None
    assert examine("address", values, "menpai", ("qymc", "fddbr")) is None
    assert examine("address", values, "address", ("corp_name", "legal_man_idcard_number")) is None
    assert examine("address", values, "warehouse_address", ("姓名", "性别")) is None
    assert examine("address", values, "购方地址", ("购方税号", "开票人姓名")) is None


@pytest.mark.parametrize("other", ["行业主管部门", "农户数", "常住户数", "企业主要产品"])
def test_words_that_meet_tell_of_no_home(other: str) -> None:
    values = [f"清溪县人民路{n}号" for n in range(10, 20)]
    assert examine("address", values, "地址", ("业主",)) is not None
    assert examine("address", values, "地址", (other,)) is None


def test_a_flat_in_a_remark_of_a_table_of_firms() -> None:
    texts = ["资料齐全", "材料邮寄至清溪县城关镇人民路28号金色家园3幢2单元402室"]
    firms = ("企业名称", "注册资本")
    assert len(spans(examine("address", texts, "备注", firms), texts)) == 1


def test_homes_of_parties_in_a_table_of_firms() -> None:
    texts = [
        f"王小伟，男，汉族，1961年1月{n}日出生，住清溪县人民路{n}号53幢2单元1402室，无业"
        for n in range(10, 20)
    ]
    found = spans(examine("address", texts, "当事人基本情况", ("企业名称", "许可证号")), texts)
    assert len(found) == 10
    assert examine("address", texts, "经营场所") is None


def test_column_of_offices() -> None:
    assert examine("address", ["清溪县城关镇人民路12号2幢3单元402室"], "注册地址") is None
    assert examine("address", ["清溪县城关镇人民路12号2幢402室"], "work_address") is None


@pytest.mark.parametrize(("between", "near"), [(0, True), (40, True), (41, False)])
@pytest.mark.parametrize("number", ["1号", "12 单元"])
def test_the_number_of_a_place_is_near_it(between: int, near: bool, number: str) -> None:
    text = "区" + "甲" * between + number
    held = AddressDetector().holders(view(["其他", text, "12号，区"]), None)
    assert held.tolist() == ([1] if near else [])


@given(
    st.lists(
        st.sampled_from([*"王村路a，\n 号室-", "12", "单元", "甲" * 40, "9" * 30]), max_size=12
    )
)
def test_what_is_left_at_once_holds_no_address(parts: list[str]) -> None:
    text = "".join(parts)
    within = r"[\u4e00-\u9fff0-9A-Za-z\-—－#]{0,70}"
    numbered = r"[0-9]+\s*(?:号楼|号|室|栋|幢|单元|组|户|座|\-|—)"
    plain = re.compile(rf"[\u4e00-\u9fff]{{2}}{within}?{numbered}{within}", re.ASCII)
    found = [match.span("it") for match in AddressDetector.pattern.finditer(text) if match["it"]]
    assert found == [match.span() for match in plain.finditer(text)]


_HOUSES = [f"清溪县城关镇柳树村{n}号" for n in range(10, 20)]


@pytest.mark.parametrize("name", ["通讯地址", "联系地址", "邮寄地址"])
def test_where_to_write_to_is_where_whoever_is_written_to_is(name: str) -> None:
    roads = [f"清溪县人民路{n}号" for n in range(10, 20)]
    assert examine("address", roads, name, ("姓名", "性别")) is not None
    assert examine("address", roads, name) is not None
    assert examine("address", roads, name, ("网点名称", "营业时间")) is None
    assert examine("address", roads, name, ("单位", "资质")) is None


def test_whose_address_the_name_tells() -> None:
    assert examine("address", _HOUSES, "持证人地址", ("许可证号", "船名号")) is not None
    assert examine("address", _HOUSES, "投注站地址", ("姓名", "性别")) is None
    assert examine("address", _HOUSES, "事故地点", ("姓名", "性别")) is None


@pytest.mark.parametrize("name", ["墓区墓位", "库位", "泊位号"])
def test_a_place_in_a_store_is_no_home(name: str) -> None:
    values = [f"松鹤区{n}-{n + 40}" for n in range(3, 20)]
    assert examine("address", values, name, ("姓名", "身份证号")) is None


def test_where_a_device_is_used_is_no_home() -> None:
    values = [f"翠苑小区{n}号楼{n % 4}单元" for n in range(10, 30)]
    assert examine("address", values, "使用地点", ("设备代码", "报警人姓名")) is None
