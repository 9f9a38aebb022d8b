"""姓名."""

import pyarrow as pa
import pytest

from app.core.review import column as column_module
from app.core.review.detectors.person_name import PersonNameDetector
from app.core.review.names.scores import TITLED
from app.core.review.patterns import matches
from app.core.review.spans import Mask
from tests.core.review.columns import examine, spans, view

NAMES = ["王小伟", "李芳", "欧阳晓明", "阿卜杜拉·买买提", "张三"]


@pytest.mark.parametrize(
    "name", ["姓名", "申请人姓名", "户主", "联系人", "法定代表人", "单位负责人", "XM"]
)
def test_found(name: str) -> None:
    assert len(spans(examine("person-name", NAMES, name), NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", ["收件人", "志愿者", "安全员", "contacts", "linkman"])
def test_a_single_name_below_what_somebody_is(name: str) -> None:
    assert examine("person-name", ["王小伟"], name) is not None
    assert examine("person-name", ["青石镇"], name) is None


@pytest.mark.parametrize("name", ["username", "用户名"])
def test_names_that_users_log_in_by(name: str) -> None:
    users = ["肖文远", "向晴", "樊思齐", "李望舒", "测试机", "审批组", "qxcs01", "admin"]
    found = spans(examine("person-name", users, name), users)
    assert set(users[:4]) <= set(found)
    assert not {"qxcs01", "admin"} & set(found)
    assert examine("person-name", users, "内容") is None
    nicks = ["白露霜降", "冰镇西瓜", "清水听音", "蜗牛小周", "走自己的路", "秋风", "Laans"]
    assert examine("person-name", nicks, name) is None


def test_the_characters_tell_where_the_header_does_not() -> None:
    assert len(spans(examine("person-name", NAMES, "内容"), NAMES)) == len(NAMES)
    assert examine("person-name", NAMES[:1], "内容") is None  # a lone text needs one that does


def test_names_in_sentences() -> None:
    texts = ["经查，申请人王小伟已领取补贴", "无", "由李芳负责核实"]
    assert spans(examine("person-name", texts, "备注"), texts) == ["王小伟", "李芳"]


def test_those_who_act_for_an_office_are_public() -> None:
    evidence = examine("person-name", NAMES, "法定代表人")
    assert evidence is not None
    assert evidence.level == "public"


@pytest.mark.parametrize(
    "values",
    [["清溪县教育局", "清溪县民政局"], ["14200000001"], ["是", "否"], ["本科", "专科"], ["青石镇", "白沙乡"]],
)  # fmt: skip
def test_needs_values_that_look_like_names(values: list[str]) -> None:
    assert examine("person-name", values, "联系人") is None


FIRMS = [f"清溪县{kind}有限公司" for kind in ("建材", "物流", "餐饮")] + ["青石镇李记饭店"]


def test_names_between_firms() -> None:
    values = [*FIRMS, *NAMES]
    assert spans(examine("person-name", values, "行政相对人名称"), values) == NAMES
    others = [*FIRMS, "已归档", "补签", "续签"]
    assert examine("person-name", others, "行政相对人名称") is None


def test_names_with_the_number_to_call_them_by() -> None:
    values = ["王小伟 14213046334", "李芳：0931-6550791", "14213046335 张国强"]
    assert examine("person-name", values, "联系人及电话") is not None


def test_foreign_names_where_header_and_company_say_so() -> None:
    values = ["John SMITH", "Maria da Silva", "IVANOVA, Olga"]
    found = examine("person-name", values, "姓名（英文）", ("国籍", "护照号码"))
    assert spans(found, values) == values
    assert examine("person-name", values, "姓名（英文）") is None
    assert spans(examine("person-name", values, "Name", ("Sex", "Age")), values) == values
    assert examine("person-name", values, "Name", ("Price", "Size")) is None
    assert examine("person-name", ["Premium Plan", "Summer Camp"], "name", ("price",)) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("患者万翠花，女，67岁", ["万翠花"]),
        ("户主：曹水根；妻：余秀兰，子：曹海涛", ["曹水根", "余秀兰", "曹海涛"]),
        ("何志强（身份证尾号3312）申请困难补助", ["何志强"]),
        ("东至王建国地，南至人民路，西至水渠", ["王建国"]),
        ("东：王建国屋 南：路 西：李秀英宅 北：空地", ["王建国", "李秀英"]),
        ("王建国危险驾驶罪一审刑事判决书", ["王建国"]),
        ("关于防范电信网络诈骗的通告", []),
        ("周公宅水库、李大屋村、马厝宅村委会", []),
        ("市民和平路口反映", []),
        ("群众由社区组织撤离", []),
        ("我叫王建国，想预约明天", ["王建国"]),
        ("一位名叫李秀英的老人走失", ["李秀英"]),
    ],
)
def test_kin_and_neighbours_are_roles(text: str, names: list[str]) -> None:
    assert spans(examine("person-name", [text], "备注"), [text]) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王建国与其邻居李秀英因宅基地纠纷", ["王建国", "李秀英"]),
        ("经查，王建国于2023年5月3日持刀伤人", ["王建国"]),
        ("王建国同意腾退房屋", ["王建国"]),
        ("李秀英的身份证遗失；王建国未到", ["李秀英", "王建国"]),
        ("本市王建国同意", []),
        ("王伟与其子", []),
        ("梅雨季因病害", []),
        ("石景山与其周边", []),
        ("解放军与其家属", []),
    ],
)
def test_who_does_something_where_a_sentence_begins(text: str, names: list[str]) -> None:
    """Only long names: two characters are a word too often."""
    assert spans(examine("person-name", [text], "备注"), [text]) == names


def test_masked_names_name_nobody() -> None:
    assert examine("person-name", ["李**", "王**", "张某某", "欧阳**"], "姓名") is None
    assert examine("person-name", ["李某宁", "王某华", "张某", "俞某某"], "申请人") is None


def test_a_surname_and_a_form_of_address_name_nobody() -> None:
    values = ["王先生", "李女士", "张先生", "刘女士", "陈先生", "杨小姐"]
    assert examine("person-name", values, "兑奖人") is None
    found = spans(
        examine("person-name", [*values, "赵玉梅", "黄国华"], "业主"), [*values, "赵玉梅", "黄国华"]
    )
    assert found == ["赵玉梅", "黄国华"]


@pytest.mark.parametrize(("name", "found"), [("女方", True), ("收货人", True), ("内容", False)])
def test_a_header_that_is_a_role_speaks_of_persons(name: str, found: bool) -> None:
    names = ["王小伟", "李芳", "欧阳晓明", "赵玉梅", "张志强", "陈海燕"]
    values = [*names, *("Nguyen Hoa", "Ahmed K.", "拴牢氏", "Olga I.", "Maria S.")]
    assert (examine("person-name", values, name) is not None) == found


@pytest.mark.parametrize("text", ["反映{}违建问题", "因{}打伤邻居", "{}霸占通道"])
def test_whoever_did_wrong_is_named(text: str) -> None:
    values = [text.format("王建国"), "已办结"]
    assert "王建国" in spans(examine("person-name", values, "诉求"), values)


def test_names_without_titles_are_not_asked_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def telling(texts: pa.StringArray, pattern: str) -> Mask:
        asked.append(pattern)
        return matches(texts, pattern)

    monkeypatch.setattr(column_module, "matches", telling)
    assert PersonNameDetector().examine(view(NAMES, "姓名")) is not None
    assert TITLED not in asked
    titled = PersonNameDetector().examine(view([*NAMES, "王先生"], "姓名"))
    assert titled is not None
    assert len(titled.spans) == len(NAMES)
    assert TITLED in asked
