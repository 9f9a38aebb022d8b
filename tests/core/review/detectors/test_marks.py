"""Marks of secrecy, of internal use, and of trade secrets."""

import pytest

from app.core.review.column import AROUND
from app.core.review.scan import severities
from tests.core.review.columns import examine


@pytest.mark.parametrize(
    "text",
    [
        "机密★10年",
        "本件密级为秘密，保密期限5年",
        "此件为机密级，不得复印",
        "秘密级文件",
        "绝密★长期",
        "秘密★6个月",
        "秘密★会议开始前",
        "机密★",
        "机密☆10年",
        "秘密 ★ 1年",
        "机 密★10年",
        "机密*10年",
        "机密＊10年",
        "绝密级★长期",
        "文件编号 机密★10年 第3号",
        "机密",
        " 秘密 ",
        "机密级",
        "绝密文件",
        "秘 密",
        "【秘密】关于某事的通知",
        "（机密）",
        "密级：机密",
        "密级:秘密",
        "机密★10年，另含商业秘密",
        "机密★2035年12月31日",
        "★机密",
        "機密★10年",
        "机密 10年",
        "秘密（5年）",
        "绝密·长期",
        "机密：保密期限10年",
        "机密 第003号",
        "绝密件 编号 12",
        "涉密等级：机密",
        "保密级别 秘密",
        "名单_机密.xlsx",
        "机密-附件.csv",
        "绝密_2024",
        "附件（秘密）.xlsx",
        "机密附件",
    ],
)
def test_secret(text: str) -> None:
    assert examine("secret-mark", [text]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "商业秘密",
        "商业秘密★",
        "保密期限",
        "非涉密",
        "机密性",
        "秘密投票",
        "个人秘密",
        "保密",
        "保守国家秘密法",
        "密级：无",
        "加密机密钥",
        "不涉及国家秘密",
        "公开",
        "秘密花园",
        "机密计算",
        "无密级",
        "秘密、机密、绝密",
        "秘密-机密-绝密三级",
        "机密文件管理办法",
        "秘密花园 2年",
        "秘密 第二版",
        "保密期限10年",
        "保密协议（5年）",
        "泄露秘密的处罚",
        "商密★5年",
    ],
)
def test_not_secret(text: str) -> None:
    assert examine("secret-mark", [text]) is None


@pytest.mark.parametrize(
    "name", ["密级", "涉密属性", "是否涉密", "基本信息_密级", "文件密级", "是否涉及国家秘密"]
)
def test_classification_column(name: str) -> None:
    innocent = [
        "否",
        "无",
        "非涉密",
        "公开",
        "不涉密",
        "-",
        "主动公开",
        "依申请公开",
        "可以公开",
        "不公开",
    ]
    assert examine("secret-mark", innocent, name) is None
    assert examine("secret-mark", [*innocent, "是"], name) is not None
    assert examine("secret-mark", ["涉密"], name) is not None


def test_counts_of_people_are_no_classification() -> None:
    assert examine("secret-mark", ["3", "5"], "涉密人员数") is None


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("工作秘密", "hold"),
        ("内部资料，注意保存", "hold"),
        ("内部文件", "hold"),
        ("注意保管", "hold"),
        ("注意保密", "hold"),
        ("仅供内部", "hold"),
        ("不宜公开", "hold"),
        ("内部参考，请勿外传", "hold"),
        ("内部★1年", "hold"),
        ("本件为内部材料", "hold"),
        ("内部使用手册", "hold"),
        ("任何单位和个人不得公开", "hold"),
        ("负责人会议纪要", "hold"),
        ("本文件涉密", "hold"),
        ("讨论稿", "hold"),
        ("征求意见稿", "hold"),
        ("送审稿", "hold"),
        ("过程稿", "hold"),
        ("会议纪要", "hold"),
        ("关于拨付经费的请示", "hold"),
        ("磋商信函", "hold"),
        ("讨论记录", "hold"),
        ("执法案卷", "hold"),
        ("不得外传", "hold"),
        ("阅后收回", "hold"),
        ("内部明电", "hold"),
        ("党组会议记录（未公开）", "hold"),
        ("维稳", "warn"),
        ("信访人", "warn"),
        ("举报人", "warn"),
        ("案件线索", "warn"),
        ("涉军", "warn"),
        ("涉外", "warn"),
        ("敏感信息", "warn"),
        ("较敏感", "warn"),
        ("群众举报的线索", "warn"),
        ("线索移交公安机关", "warn"),
        (r"见 \\fs01\share\名单.xlsx", "warn"),
        (r"C:\Users\lisi\Desktop\a.xlsx", "warn"),
        ("内网服务器 192.168.3.20", "warn"),
        ("http://10.1.2.3:8080/app", "warn"),
    ],
)
def test_internal(text: str, gate: str) -> None:
    assert examine("internal-mark", [text]) is not None
    assert severities("internal-mark", [text]) == [gate]


@pytest.mark.parametrize(
    "text",
    [
        "内部装修",
        "室内部分",
        "公开征求意见稿",
        "会议纪要管理办法",
        "已完成，详见2024年5月17日会议纪要。",
        "192.168.3.20",
        "环境敏感点",
        "药敏试验",
        "涉外婚姻登记",
        "文物线索",
        "适用于敏感菌所致的感染",
        "对价格十分敏感的客户",
        "他循着一条线索找到了凶手",
        "生态敏感地区",
        "注意保存温度",
        "请示范单位报名",
        "10.0.19041.1",
        "版本 10.1.2.3",
        "https://www.example.cn/a",
        "D:是",
        "后勤管理",
        "未成年人",
        "不涉及工作秘密",
        "经审查不涉及国家秘密、工作秘密和个人隐私",
        "会议记录员",
        "负责会议纪要的撰写与整理，以及物资采购",
        "起草公司文件、请示报告和工作总结",
        "《关于调整价格的请示》（府〔2020〕3号）收悉",
        "整理内部资料，完成交办的工作",
        "鞋垫内部材料采用记忆海绵",
        "不宜公开招标的项目",
        "行政机关不得公开涉及第三方的信息",
        "举报人可以获得奖励",
        "受理举报线索，保护举报人合法权益",
    ],
)
def test_not_internal(text: str) -> None:
    assert examine("internal-mark", [text]) is None


@pytest.mark.parametrize(
    ("type_id", "name", "gate"),
    [
        ("internal-mark", "人事管理", "hold"),
        ("internal-mark", "后勤保障", "hold"),
        ("internal-mark", "领导批示", "hold"),
        ("internal-mark", "请示", "hold"),
        ("internal-mark", "案卷", "hold"),
        ("internal-mark", "未成年人名单", "warn"),
        ("trade-secret", "标底", "hold"),
        ("trade-secret", "底价（元）", "hold"),
        ("trade-secret", "客户名单", "hold"),
        ("trade-secret", "合同单价", "warn"),
        ("trade-secret", "投标报价(万元)", "warn"),
    ],
)
def test_names_around_the_table(type_id: str, name: str, gate: str) -> None:
    assert examine(type_id, [name], AROUND) is not None
    assert severities(type_id, [name]) == [gate]
    assert examine(type_id, [name], "内容") is None


def test_each_text_by_its_strictest_rule() -> None:
    texts = ["内网服务器 192.168.3.20", "维稳", "内部资料，见服务器10.1.2.3", "没有"]
    assert severities("internal-mark", texts) == ["warn", "warn", "hold", "hold"]
    assert severities("internal-mark", []) == []


@pytest.mark.parametrize(
    "name",
    [
        "中标金额",
        "合同金额",
        "后勤人员数",
        "人事代理机构名称",
        "未成年人保护法",
        "案卷号",
        "最高限价",
    ],
)
def test_public_names(name: str) -> None:
    for type_id in ("internal-mark", "trade-secret", "secret-mark"):
        assert examine(type_id, [name], AROUND) is None


def test_trade_secret() -> None:
    assert examine("trade-secret", ["含商业秘密，不予公开"]) is not None
    assert examine("trade-secret", ["不涉及商业秘密"]) is None
    assert examine("trade-secret", ["本项不涉及商业秘密", "另一项含商业秘密"]) is not None
    assert severities("trade-secret", ["商业秘密"]) == ["hold"]
    for text in ("核心商密★5年", "商业机密", "技术秘密"):
        assert severities("trade-secret", [text]) == ["hold"]
        assert examine("trade-secret", [text]) is not None
        assert examine("secret-mark", [text]) is None
    assert examine("trade-secret", ["侵犯商业秘密案件"]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("具有保密意识，能够保守公司商业机密", False),
        ("为被检查单位保守技术秘密和业务秘密", False),
        ("窃取他人商业秘密的，处三年以下有期徒刑", False),
        ("涉及国家秘密、商业秘密和个人隐私的除外", False),
        ("对知悉的商业秘密予以保密", False),
        ("涉及商业秘密", True),
        ("本表涉及商业秘密的内容请勿外传", True),
        ("为保护商业秘密，本报价不予公开", True),
        ("不得泄露本报价的商业秘密", True),
    ],
)
def test_laws_and_duties_tell_of_no_secret_of_this_table(text: str, said: bool) -> None:
    assert (examine("trade-secret", [text]) is not None) is said


@pytest.mark.parametrize("text", ["不予公开", "本条信息不予公开", "公开属性：不予公开", "暂不公开"])
def test_what_is_kept_from_publication(text: str) -> None:
    for name in ("内容", "公开属性", "保密审查结果"):
        assert examine("internal-mark", [text], name) is not None
    for name in ("答复类型", "处理结果", "申请办理情况"):  # of applications for information
        assert examine("internal-mark", [text], name) is None
    assert examine("internal-mark", [text], AROUND) is not None
