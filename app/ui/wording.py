"""Words for what the core names by a code: levels, gates, reasons, parameters."""

import datetime
from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication

from app.core.model import REASON_NAMES, Card, Drift, DropReason, Grade
from app.core.pipeline import PUBLIC, STATE_NAMES, State
from app.core.review.detector import detectors
from app.core.text import Language
from app.ui.widgets.labels import Tone

translate = QCoreApplication.translate


def label(text: str) -> str:
    """A word of the core as the name of a field: in English it begins with a capital."""
    return text[:1].upper() + text[1:]


LEVEL_TONES: dict[str, Tone] = {
    "secret": "stop", "important-data": "stop", "sensitive-personal": "stop", "personal": "warn",
    "trade-secret": "warn", "internal": "warn", "public": "ok",
}  # fmt: skip
MAY_TONES: dict[str, Tone] = {"not-open": "stop", "conditional": "warn", "open": "ok"}
GATE_TONES: dict[str, Tone] = {"block": "stop", "hold": "warn", "warn": "warn", "clear": "ok"}


def grade(told: Grade, language: Language) -> str:
    """A grade, and what may be done with data of it, in the province's words."""
    return aside(told.name.to(language), told.opening.to(language))


def gate(code: str) -> str:
    """What the gate asks for, as a sentence."""
    return {
        "block": translate("wording", "发现国家秘密标志，不得继续。请立即报告本单位保密工作机构。"),
        "hold": translate("wording", "发现不能直接公开的内容，须先脱敏，或由承办人写明保留理由。"),
        "warn": translate("wording", "没有须脱敏的内容，但有需要留意的用语，请人工核对。"),
        "clear": translate(
            "wording", "没有发现敏感内容。请继续：如确无需处理，可直接执行脱敏步骤。"
        ),
    }.get(code, code)


def severity(code: str) -> str:
    """How much a fault of the data weighs."""
    return {
        "error": translate("wording", "错误"),
        "warn": translate("wording", "提示"),
    }.get(code, code)


def rule_kind(kind: str) -> str:
    """A kind of an agency's own quality rule."""
    return {
        "range": translate("wording", "范围"),
        "regex": translate("wording", "样式"),
        "set": translate("wording", "清单"),
        "not-null": translate("wording", "非空"),
        "unique": translate("wording", "唯一"),
        "expression": translate("wording", "列间关系"),
        "foreign-key": translate("wording", "外键"),
    }[kind]


def row_kind(code: str, language: Language) -> str:
    """What a row of the sheet is taken for."""
    kinds: dict[str, str] = {
        "header": translate("wording", "表头"),
        "data": translate("wording", "数据"),
        "outside": translate("wording", "表外"),
    }
    return kinds.get(code) or REASON_NAMES[cast(DropReason, code)].to(language)


def row_of(row: int, file: str) -> str:
    """A row's number, with its file where a table is made of several."""
    return f"{file} {row}" if file else str(row)


def drift(change: Drift) -> str:
    """How a sheet differs from the plan that it is read by."""
    return {
        "added": translate("wording", "多出“{column}”"),
        "removed": translate("wording", "缺少“{column}”"),
        "renamed": translate("wording", "“{column}”改名为“{now}”"),
        "moved": translate("wording", "“{column}”换了位置"),
    }[change.kind].format(column=change.column, now=change.now)


def encoding(code: str) -> str:
    """What an encoding is used for."""
    return {
        "utf-8": translate("wording", "各国文字，新系统多用"),
        "gb18030": translate("wording", "简体中文，含 GBK 和 GB2312"),
        "cp950": translate("wording", "繁体中文，Big5"),
        "big5hkscs": translate("wording", "繁体中文，含香港增补字符"),
        "utf-16": translate("wording", "各国文字，Excel 的“Unicode 文本”"),
        "cp932": translate("wording", "日文"),
        "cp949": translate("wording", "韩文"),
        "cp1252": translate("wording", "西欧文字"),
    }.get(code, code)


def strength(code: str) -> str:
    """How far a treatment can be undone."""
    return {
        "irreversible": translate("wording", "不可还原"),
        "linkable": translate("wording", "可关联"),
        "reversible": translate("wording", "凭密钥可还原"),
        "none": translate("wording", "原样保留"),
    }.get(code, code)


def parameter(name: str) -> str:
    """An operator's parameter; a new operator's own name is shown as it is."""
    return {
        "kind": translate("wording", "种类"),
        "period": translate("wording", "日期归到"),
        "width": translate("wording", "区间宽度"),
        "level": translate("wording", "地址归到"),
        "reason": translate("wording", "公开理由"),
        "length": translate("wording", "代号位数"),
        "shape": translate("wording", "样式"),
        "keep_start": translate("wording", "前面保留"),
        "keep_end": translate("wording", "后面保留"),
        "character": translate("wording", "遮蔽字符"),
        "keep_column": translate("wording", "保留空列"),
        "id_part": translate("wording", "身份证号保留"),
        "part": translate("wording", "这一列是"),
        "separator": translate("wording", "分隔符"),
        "precision": translate("wording", "小数位或网格码长度"),
        "function": translate("wording", "哈希算法"),
        "release": translate("wording", "用于哪次发布"),
        "prefix": translate("wording", "代号前缀"),
        "characters": translate("wording", "保留字符数"),
        "side": translate("wording", "保留哪一端"),
        "to": translate("wording", "取整到"),
        "unit": translate("wording", "统一成哪个单位"),
        "bare": translate("wording", "没写单位的就是这个单位"),
        "rows": translate("wording", "每组至少行数"),
        "low": translate("wording", "下限"),
        "high": translate("wording", "上限"),
        "label": translate("wording", "标注"),
        "fewer_than": translate("wording", "少于多少行"),
        "when": translate("wording", "条件"),
        "values": translate("wording", "值"),
        "value": translate("wording", "换成"),
        "table": translate("wording", "对应表"),
        "others": translate("wording", "其余换成"),
        "by": translate("wording", "区分列"),
        "days": translate("wording", "最多偏移天数"),
        "distribution": translate("wording", "噪声分布"),
        "epsilon": translate("wording", "隐私预算 ε"),
        "sigma": translate("wording", "标准差 σ"),
        "within": translate("wording", "分组列"),
        "smallest": translate("wording", "最小组行数"),
        "replacement": translate("wording", "替换成"),
        "alphabet": translate("wording", "加密的字符"),
        "tweak": translate("wording", "区分串"),
        "cipher": translate("wording", "加密算法"),
        "unfit": translate("wording", "无法加密时"),
        "keep_sex": translate("wording", "保留性别"),
        "keep_birth_year": translate("wording", "保留出生年份"),
    }.get(name, name)


def choice(value: str) -> str:
    """A value that a parameter may take."""
    return {
        "date": translate("wording", "日期"),
        "number": translate("wording", "数值"),
        "region": translate("wording", "地址"),
        "year": translate("wording", "年"),
        "quarter": translate("wording", "季度"),
        "month": translate("wording", "月"),
        "province": translate("wording", "省"),
        "city": translate("wording", "市"),
        "district": translate("wording", "区县"),
        "ends": translate("wording", "留首尾"),
        "name": translate("wording", "姓名"),
        "email": translate("wording", "邮箱"),
        "company": translate("wording", "单位名称"),
        "address": translate("wording", "住址"),
        "phone_number": translate("wording", "电话号码"),
        "ssn": translate("wording", "身份证号"),
        "decade": translate("wording", "年代"),
        "code": translate("wording", "区划代码"),
        "coordinates": translate("wording", "坐标"),
        "geohash": translate("wording", "网格码"),
        "id": translate("wording", "身份证号"),
        "phone": translate("wording", "电话号码"),
        "plate": translate("wording", "车牌"),
        "bank-card": translate("wording", "银行卡号"),
        "separator": translate("wording", "按分隔符"),
        "region-and-year": translate("wording", "地区和出生年份"),
        "only-region": translate("wording", "地区"),
        "only-year": translate("wording", "出生年份"),
        "sha256": translate("wording", "SHA-256"),
        "sm3": translate("wording", "SM3（国密）"),
        "start": translate("wording", "开头"),
        "end": translate("wording", "末尾"),
        "uscc": translate("wording", "统一社会信用代码"),
        "bank_card": translate("wording", "银行卡号"),
        "equal": translate("wording", "等于"),
        "contains": translate("wording", "含有"),
        "blank": translate("wording", "空白"),
        "below": translate("wording", "小于"),
        "above": translate("wording", "大于"),
        "rare": translate("wording", "罕见"),
        "laplace": translate("wording", "拉普拉斯"),
        "gaussian": translate("wording", "高斯"),
        "kind": translate("wording", "类别名"),
        "stars": translate("wording", "星号"),
        "digits": translate("wording", "数字"),
        "capitals": translate("wording", "数字和大写字母"),
        "alphanumeric": translate("wording", "数字和字母"),
        "han": translate("wording", "汉字"),
        "resident-id": translate("wording", "身份证号"),
        "aes": translate("wording", "AES"),
        "sm4": translate("wording", "SM4（国密）"),
        "names": translate("wording", "相对人的名称"),
        "numbers": translate("wording", "相对人的证照号码"),
        "stop": translate("wording", "停止"),
        "empty": translate("wording", "清空"),
    }.get(value, value)


def finding_type(id: str, language: Language) -> str:
    """A finding's type, by the detector of that name; an older file may name one that is gone."""
    return detectors.title_of(id).to(language)


def listed(parts: Iterable[str]) -> str:
    """Several words as one enumeration."""
    return translate("wording", "、").join(parts)


def sentences(parts: Iterable[str]) -> str:
    """Several sentences, or parts of one, as one line."""
    return translate("wording", "；").join(parts)


def said_of(name: str, text: str) -> str:
    """A name, and what is said of it."""
    return translate("wording", "{name}：{text}").format(name=name, text=text)


def aside(name: str, text: str) -> str:
    """A name, with something in brackets behind it."""
    return translate("wording", "{name}（{text}）").format(name=name, text=text)


def opinion(value: str) -> str:
    """A reviewer's opinion, with what follows from it."""
    return {
        "公开": translate("wording", "公开——同意向社会公开"),
        "免于公开": translate("wording", "免于公开——依法不公开，退回承办人"),
        "需报审": translate("wording", "需报审——拿不准，报上一级或保密部门确定"),
        "退回": translate("wording", "退回——修改后重新送审"),
    }.get(value, value)


def when(at: str) -> str:
    """A moment of the log or of a signature, by the clock on the wall."""
    return datetime.datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def term(left: int) -> str:
    """How many days are left, or since when it is overdue. One is said apart: only ``tr`` has plural forms."""
    if left == 1:
        return translate("wording", "还有 1 天")
    if left == -1:
        return translate("wording", "已超期 1 天")
    if left < 0:
        return translate("wording", "已超期 {n} 天").format(n=-left)
    return translate("wording", "还有 {n} 天").format(n=left)


def state(value: State, language: Language) -> str:
    """Where a release stands."""
    return STATE_NAMES[value].to(language)


def away(people: Iterable[Card]) -> str:
    """With whom a release is for review on another computer; "" for nobody."""
    quoted = translate("wording", "“{name}”")
    names = listed(quoted.format(name=card.name) for card in people)
    return translate("wording", "由{who}审查").format(who=names) if names else ""


def state_tone(value: State) -> str:
    """The tone that a state is shown in."""
    if value in (State.APPROVED, State.SEALED, *PUBLIC):
        return "ok"
    tones: dict[State, Tone] = {State.RETURNED: "stop", State.WITHDRAWN: "warn"}
    return tones.get(value, "info")
