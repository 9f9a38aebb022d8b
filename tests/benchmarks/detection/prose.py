"""Free text: complaints, visits and remarks that hold personal data, and texts that hold none."""

import random
import string
from collections.abc import Callable

from tests.benchmarks.detection import identifiers, words
from tests.benchmarks.detection.innocent import innocent
from tests.benchmarks.detection.labels import LabelledColumn, Need
from tests.benchmarks.detection.words import county, day, road

Rng = random.Random

_SLOTS = {
    "name": ("person-name", identifiers.person_name),
    "other": ("person-name", identifiers.person_name),
    "id": ("resident-id", identifiers.resident_id),
    "mobile": ("mobile", identifiers.mobile),
    "landline": ("landline", identifiers.landline),
    "address": ("address", identifiers.address),
    "card": ("bank-card", identifiers.bank_card),
    "email": ("email", identifiers.email),
    "plate": ("plate", identifiers.plate),
    "passport": ("passport", identifiers.passport),
    "disease": ("health", lambda rng: rng.choice(words.DISEASES)),
}

PERSONAL = {
    "诉求内容 来电内容 反映问题 content": (
        "市民{name}来电反映：其居住在{address}，楼上长期漏水，多次联系物业未果，请协调处理。联系电话{mobile}。",
        "{name}（身份证号：{id}）反映{road}夜间施工噪音扰民，希望有关部门核实，电话：{mobile}",
        "来电人{name}称{date}驾驶{plate}经过{road}时被违规停车剐蹭，要求调取监控，请回复{mobile}",
        "群众反映{road}路灯不亮，存在安全隐患，请尽快维修。",
        "来电咨询{agency}办理居住证需要哪些材料，已解答。",
    ),
    "备注 说明 情况说明 bz remark": (
        "委托{name}代领，身份证{id}，卡号{card}",
        "本人{name}已于{date}迁往{address}，原联系电话停用，改为{mobile}",
        "户主{name}患{disease}，由其子{other}（{mobile}）代办",
        "资料齐全，{date}复核通过。",
        "邮箱{email}，护照号{passport}",
        "同意",
    ),
    "联系人及电话 负责人及联系方式 lxrjdh contact": (
        "{name}{mobile}",
        "{name} {mobile}",
        "{name}（{mobile}）",
        "{name}：{landline}",
        "{name}/{other} {mobile}",
    ),
    "当事人基本情况 被处罚人信息 party": (
        "{name}，{sex}，汉族，{born}出生，住{address}，公民身份号码{id}。",
        "{name}，{sex}，{born}生，户籍所在地{address}，身份证号码：{id}，联系电话{mobile}",
        "被申请人：{company}，住所地{place}{road}{count}号。",
    ),
    "走访记录 处理情况 办理意见 visit_notes": (
        "{date}到{address}走访，户主{name}在家，其妻{other}患{disease}，无固定收入，建议纳入保障。",
        "已电话联系当事人{name}（{mobile}），对处理结果表示满意。",
        "{date}现场检查，未发现问题。",
        "经与{name}同志核实，账户{card}户名一致，家中座机{landline}。",
    ),
}

INNOCENT = (
    "{date}对{road}破损路面进行了修补，共修复{count}平方米，现已恢复通行。",
    "根据《{place}人民政府关于进一步加强安全生产工作的通知》要求，开展专项检查{count}次。",
    "{agency}组织开展了消防安全培训，参加人员{count}人，发放宣传资料{count}份。",
    "为做好{road}雨污分流改造工程，自{date}起实行交通管制，请过往车辆绕行。",
    "项目总投资{count}万元，建设内容包括主体工程、附属设施及绿化，计划工期18个月。",
    "资料齐全，符合要求。",
    "经检验，该批次产品所检项目符合相关标准要求。",
    "处以罚款{count}元，责令限期改正。依据《中华人民共和国食品安全法》第一百二十六条。",
    "已完成，详见{date}会议纪要。",
    "抽检样品编号NCP{count}{count}，规格500g/袋，结论为合格。",
    "合同编号{contract}，承包单位{company}，履约保证金{count}万元已退还。",
    "系统于{date}升级至V3.2.10.114，缴款流水{serial}已冲正。",
    "联系人及联系方式以网站公布的为准，服务热线400-820-{count}。",
)
_HOTLINE = "详情请咨询{agency}，咨询电话：12345，办公地点：{place}{road}{count}号。"


def _background(rng: Rng) -> dict[str, str]:
    year, month, date = day(rng, 2018, 2025)
    born = day(rng, 1945, 2003)
    return {
        "road": road(rng),
        "date": f"{year}年{month}月{date}日",
        "agency": words.agency(rng),
        "place": county(rng).name,
        "company": words.company(rng),
        "contract": f"{county(rng).code}{identifiers.compact_day(rng, 2008, 2024)}{words.digits(rng, 4)}",
        "serial": words.digits(rng, 16),
        "sex": rng.choice("男女"),
        "born": "{}年{}月{}日".format(*born),
        "count": str(rng.randint(3, 9000)),
    }


def sentence(rng: Rng, template: str) -> tuple[str, frozenset[str]]:
    """The template filled in, and the types that it now holds."""
    fields = dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(template) if name)
    slots = [name for name in fields if name in _SLOTS]  # in order: each draws from the generator
    filling = _background(rng) | {name: _SLOTS[name][1](rng) for name in slots}
    return template.format(**filling), frozenset(_SLOTS[name][0] for name in slots)


def personal_column(rng: Rng, rows: int, headers: str) -> LabelledColumn:
    """A column of sentences, several types in a cell; ``headers`` is a key of :data:`PERSONAL`."""
    held: dict[str, set[int]] = {}
    values = []
    for row in range(rows):
        text, types = sentence(rng, rng.choice(PERSONAL[headers]))
        values.append(text)
        for found in types:
            held.setdefault(found, set()).add(row)
    needs = tuple(Need(found, frozenset(rows)) for found, rows in sorted(held.items()))
    # A statement of where somebody lives or was can be read as more than an address.
    may = frozenset({"whereabouts", "person-name", "address", "birth-date"})
    return LabelledColumn("prose", rng.choice(headers.split()), tuple(values), needs, may)


@innocent("备注 工作情况 检查情况 内容摘要 简介 remark 处理结果")
def innocent_prose(rng: Rng) -> Callable[[int], str]:
    return lambda row: sentence(rng, rng.choice(INNOCENT))[0]


@innocent("办事指南 通知内容 公告内容 notice", may="landline address")
def notice_with_hotline(rng: Rng) -> Callable[[int], str]:
    return lambda row: sentence(rng, rng.choice((*INNOCENT, _HOTLINE)))[0]


@innocent("通知标题 文件名称 政策名称 标题 title")
def policy_title(rng: Rng) -> Callable[[int], str]:
    """Titles that speak of secrets and persons, and hold none."""
    titles = (
        "关于印发《{place}个人信息保护管理办法》的通知", "关于做好{count}年度保密期限届满文件解密工作的通知",
        "关于加强未成年人保护工作的实施意见", "{agency}关于开展残疾人两项补贴核查的通知",
        "关于公布{road}道路命名的公告", "关于秘密投票选举结果的公告", "关于规范手机号码实名登记的通知",
        "{place}宗教活动场所管理办法", "关于{date}停水的通告",
    )  # fmt: skip
    return lambda row: sentence(rng, rng.choice(titles))[0]
