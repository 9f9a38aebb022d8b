"""Columns that must be found: one kind a way in which a type occurs, with its headers and forms."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from tests.benchmarks.detection import identifiers, wear, words
from tests.benchmarks.detection.labels import LabelledColumn, Need
from tests.benchmarks.detection.wear import Form

Draw = Callable[[random.Random], str]
Style = Literal["formal", "colloquial", "pinyin", "english", "neutral"]
STYLES: tuple[Style, ...] = ("formal", "colloquial", "pinyin", "english", "neutral")
NEUTRAL = ("字段{}", "F{}", "列{}", "col{}", "数据项{}", "C{:02d}")


@dataclass(frozen=True)
class Headers:
    """Column names by style, each style's alternatives parted by a blank."""

    formal: str
    colloquial: str
    pinyin: str
    english: str

    def pick(self, rng: random.Random, style: Style) -> str:
        if style == "neutral":
            return rng.choice(NEUTRAL).format(rng.randint(1, 40))
        return rng.choice(str(getattr(self, style)).split())


@dataclass(frozen=True)
class Kind:
    """One way in which a type occurs.

    ``sure`` and ``lossy``: the forms of :mod:`wear` that its values come in. ``plain_form``: whether
    the values tell what they are under a header without meaning; else no column of it is so named.
    ``instead`` and ``may``: see :class:`Need` and :class:`LabelledColumn`. ``blank``: the values that
    hold nothing though the type's column does (a religion of 无). ``public``: needs no protection.
    ``of_column`` makes, once a column, what draws the values of one place or one institution; without
    it each value stands for itself.
    """

    type: str
    draw: Draw
    headers: Headers
    sure: tuple[Form, ...] = ()
    lossy: tuple[Form, ...] = ()
    plain_form: bool = False
    instead: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    public: bool = False
    of_column: Callable[[random.Random], Draw] | None = None
    name: str = field(default="")

    @property
    def label(self) -> str:
        return self.name or self.type


@dataclass(frozen=True)
class Dirt:
    """Shares of a column's cells: blank, noise such as 无, other forms, misspelt, repeated."""

    blank: float = 0.0
    noise: float = 0.0
    other_form: float = 0.0
    typo: float = 0.0
    repeat: float = 0.0


def dirt(rng: random.Random) -> Dirt:
    """As tables have it: half of the columns are full and clean, some are nearly half blank."""
    return Dirt(
        blank=rng.choice((0.0, 0.0, 0.02, 0.1, 0.4)),
        noise=rng.choice((0.0, 0.0, 0.02, 0.05)),
        other_form=rng.choice((0.0, 0.05, 0.15)),
        typo=rng.choice((0.0, 0.0, 0.01, 0.05)),
        repeat=rng.choice((0.02, 0.02, 0.3)),
    )


def column(
    rng: random.Random, kind: Kind, rows: int, header: str, amount: Dirt | None = None
) -> LabelledColumn:
    """A column of a kind: most of its cells in one form, some of them dirty."""
    amount = amount or dirt(rng)
    main = rng.choice(kind.sure) if kind.sure and rng.random() < 0.4 else wear.plain
    draw = kind.of_column(rng) if kind.of_column else kind.draw
    values: list[str | None] = []
    held: dict[bool, set[int]] = {True: set(), False: set()}  # rows by whether the value is whole
    last: tuple[str, bool] | None = None
    for row in range(rows):
        fate = rng.random()
        if fate < amount.blank:
            values.append(None)
            continue
        if fate < amount.blank + amount.noise:
            values.append(rng.choice(wear.NOISE))
            continue
        if last is None or rng.random() >= amount.repeat:
            last = _cell(rng, kind, draw, amount, main)
        text, whole = last
        values.append(text)
        if text.strip() not in kind.blank:
            held[whole].add(row)
    sure, doubtful = frozenset(held[True]), frozenset(held[False])
    needs = (Need(kind.type, sure, doubtful, kind.instead),) if sure else ()
    may = kind.may if sure else kind.may | {kind.type}
    public = frozenset({kind.type} if kind.public else ())
    return LabelledColumn(kind.label, header, tuple(values), needs, may, public)


def _cell(rng: random.Random, kind: Kind, draw: Draw, amount: Dirt, main: Form) -> tuple[str, bool]:
    """A cell's text, and whether it still holds the whole value."""
    value = draw(rng)
    form = main
    if kind.sure and rng.random() < amount.other_form:
        form = rng.choice(kind.sure)
    if kind.lossy and rng.random() < amount.typo:
        form = rng.choice(kind.lossy)
    return form(rng, value), form not in kind.lossy


def named(rng: random.Random, kind: Kind, rows: int, style: Style) -> LabelledColumn:
    """A column of a kind under a header of a style."""
    if style == "neutral" and not kind.plain_form:
        style = rng.choice(STYLES[:-1])
    return column(rng, kind, rows, kind.headers.pick(rng, style))


def _of_a_place(draw: Callable[..., str]) -> Callable[[random.Random], Draw]:
    """Makes draws that all belong to one county."""
    return lambda rng: partial(draw, where=words.county(rng))


def _landlines(rng: random.Random) -> Draw:
    form = rng.choice(identifiers.LANDLINE_FORMS)
    return partial(identifiers.landline, where=words.county(rng), form=form)


def _medical_records(rng: random.Random) -> Draw:
    prefix, length = rng.choice(("", "", "ZY", "MZ", "B")), rng.choice((7, 8, 10))
    return partial(identifiers.medical_record, prefix=prefix, length=length)


def _social_security(rng: random.Random) -> Draw:
    where = rng.choice((None, words.county(rng)))
    return partial(identifiers.social_security, where=where)


def _student_numbers(rng: random.Random) -> Draw:
    return partial(identifiers.student_number, national=rng.random() < 0.5)


_BROKEN = (wear.masked, wear.typo, wear.short_scientific)
_ID = (
    wear.plain, wear.full_width, wear.apostrophe, wear.padded, wear.lower, wear.wide_x,
    wear.grouped(6, 8), wear.fours, wear.zeroed, wear.scientific, wear.labelled("身份证", "身份证号"),
)  # fmt: skip
_CODE = (wear.plain, wear.padded, wear.lower, wear.full_width, wear.apostrophe)
_ID_HEADERS = Headers(
    "公民身份号码 身份证号码 居民身份证号 证件号码 有效身份证件号码",
    "身份证 身份证号 证件号 本人身份证",
    "sfzh SFZHM gmsfhm zjhm GMSFZHM",
    "id_card IDCardNo id_number identity_no cert_no",
)

KINDS: tuple[Kind, ...] = (
    Kind("resident-id", identifiers.resident_id, _ID_HEADERS, _ID, _BROKEN, True,
         of_column=_of_a_place(identifiers.resident_id)),
    Kind("resident-id", identifiers.old_resident_id, _ID_HEADERS,
         (wear.plain, wear.padded, wear.apostrophe, wear.full_width), (wear.masked, wear.typo),
         name="resident-id of 15 digits"),
    Kind("resident-id", identifiers.child_id, Headers(
         "学生身份证号 儿童身份证号码", "孩子身份证 小孩身份证号", "xssfzh etsfzh",
         "student_id_card child_id_number"), _ID, _BROKEN, True,
         may=frozenset({"minor"}), name="resident-id of children"),
    Kind("hmt-residence-permit", identifiers.hmt_residence_permit, Headers(
         "港澳台居民居住证号码 港澳台居民居住证", "居住证号 港澳台居住证", "gatjzz jzzh",
         "hmt_permit_no residence_permit"), _ID[:8], (wear.masked, wear.typo), True,
         instead=frozenset({"resident-id"})),
    Kind("permanent-residence-id", identifiers.permanent_residence_id, Headers(
         "外国人永久居留身份证号码 永久居留证号", "永居证 绿卡号", "yjjlz wgryjjlz",
         "permanent_residence_no fpr_card"), _ID[:7], (wear.masked, wear.typo), True),
    Kind("passport", identifiers.passport, Headers(
         "护照号码 护照号 因私护照号码", "护照 护照编号", "hzhm hzh", "passport_no passport"),
         (*_CODE, wear.grouped(1)), (wear.masked, wear.typo)),
    Kind("travel-permit", identifiers.travel_permit, Headers(
         "港澳居民来往内地通行证号码 往来港澳通行证号", "通行证号 回乡证", "txzh gatxz",
         "travel_permit_no hm_permit"), _CODE, (wear.masked, wear.typo)),
    Kind("military-id", identifiers.military_id, Headers(
         "军官证号 军人证件号码 士兵证号", "军官证 军人证", "jgzh jrzjh",
         "military_id officer_id"), (wear.plain, wear.padded, wear.full_width),
         (wear.masked,), True),
    Kind("mobile", identifiers.mobile, Headers(
         "手机号码 移动电话 联系电话 本人联系方式", "手机 电话 联系方式 手机号", "sjhm lxdh SJH",
         "mobile phone cellphone tel contact_phone"),
         (wear.plain, wear.full_width, wear.country_code, wear.grouped(3, 4), wear.padded,
          wear.apostrophe, wear.several, wear.labelled("手机", "电话", "tel", "M")),
         (wear.masked, wear.typo), True),
    Kind("landline", identifiers.landline, Headers(
         "住宅电话 家庭电话 固定电话", "家里电话 座机 宅电", "zzdh jtdh gddh",
         "home_phone landline home_tel"), (wear.plain, wear.padded, wear.full_width),
         (wear.typo,), of_column=_landlines),
    Kind("bank-card", identifiers.bank_card, Headers(
         "银行卡号 社会保障卡银行账号 银行账号 发放账号", "卡号 工资卡 一卡通账号 打款账号",
         "yhkh yhzh khzh", "bank_card card_no bank_account"),
         (wear.plain, wear.fours, wear.padded, wear.apostrophe, wear.full_width),
         (*_BROKEN, wear.zeroed), True, may=frozenset({"account"})),
    Kind("uscc", identifiers.uscc, Headers(
         "统一社会信用代码 社会信用代码", "信用代码 信用码", "tyshxydm shxydm TYXYDM",
         "uscc credit_code unified_social_credit_code"), _CODE, (wear.typo,), True, public=True),
    Kind("uscc", lambda rng: identifiers.uscc(rng, "92"), Headers(
         "个体工商户统一社会信用代码 经营者信用代码", "个体户信用代码", "gthxydm",
         "sole_trader_credit_code"), _CODE, (wear.typo,), name="uscc of sole traders"),
    Kind("organisation-code", identifiers.organisation_code, Headers(
         "组织机构代码 机构代码证号", "机构代码 组织代码", "zzjgdm jgdm", "organization_code org_code"),
         _CODE, (wear.typo,), public=True),
    Kind("business-registration", identifiers.business_registration, Headers(
         "工商注册号 营业执照注册号", "执照号 注册号", "zch yyzzh", "registration_no license_reg_no"),
         (wear.plain, wear.padded, wear.apostrophe), (wear.typo, wear.short_scientific), public=True),
    Kind("tax-id", identifiers.tax_id, Headers(
         "纳税人识别号 税务登记号", "税号 纳税号", "nsrsbh swdjh", "taxpayer_id tax_no"), _CODE,
         (wear.typo,), may=frozenset({"resident-id", "organisation-code"})),
    Kind("email", identifiers.email, Headers(
         "电子邮箱 电子邮件地址", "邮箱 邮件", "dzyx yx", "email e_mail mail"),
         (wear.plain, wear.padded, wear.full_width, lambda rng, value: value.upper()),
         (wear.masked, wear.typo), True),
    Kind("plate", identifiers.plate, Headers(
         "机动车号牌号码 车牌号码 车牌号", "车牌 车号", "cphm hphm cph", "plate_no license_plate"),
         (wear.plain, wear.padded, wear.grouped(2), lambda rng, v: f"{v[:2]}·{v[2:]}", wear.lower),
         (wear.masked, wear.typo), True),
    Kind("vin", identifiers.vin, Headers(
         "车辆识别代号 车架号", "车架号码 大架号", "clsbdh cjh", "vin vin_code"), _CODE[:4],
         (wear.typo,), True),
    Kind("imei", identifiers.imei, Headers(
         "手机串号 IMEI号 移动设备识别码", "串号 IMEI", "sjch imeih", "imei device_imei"),
         (wear.plain, wear.padded, wear.apostrophe), (wear.typo,), True),
    Kind("mac", identifiers.mac, Headers(
         "MAC地址 终端物理地址", "物理地址 网卡地址", "macdz wkdz", "mac mac_address"),
         (wear.plain, wear.lower, lambda rng, v: v.replace(":", "-"), wear.padded),
         (wear.typo,), True),
    Kind("ip", identifiers.ip, Headers(
         "IP地址 登录IP地址", "登录IP IP", "ipdz dlip", "ip ip_address client_ip"),
         (wear.plain, wear.padded), (wear.typo,), True),
    Kind("wechat", identifiers.wechat, Headers(
         "微信号 微信账号", "微信 VX", "wxh weixin", "wechat wechat_id"), (wear.plain, wear.padded),
         (wear.masked,), may=frozenset({"account"})),
    Kind("qq", identifiers.qq, Headers(
         "QQ号码 QQ号", "QQ 扣扣号", "qqh qqhm", "qq qq_number"), (wear.plain, wear.padded),
         (wear.masked,), may=frozenset({"account"})),
    Kind("coordinates", identifiers.coordinates, Headers(
         "住所经纬度 家庭位置坐标", "家庭坐标 位置坐标", "jtzb zsjwd", "home_location home_lnglat"),
         (wear.plain, lambda rng, v: v.replace(",", "，"), lambda rng, v: v.replace(",", " ")),
         (), True, may=frozenset({"whereabouts", "address"})),
    Kind("real-estate-id", identifiers.real_estate_id, Headers(
         "不动产单元号 房屋不动产单元号", "单元号 不动产单元", "bdcdyh", "real_estate_unit_no parcel_id"),
         (wear.plain, wear.padded), (wear.typo,), True),
    Kind("real-estate-id", identifiers.real_estate_certificate, Headers(
         "不动产权证号 不动产权证书号", "房产证号 产权证号", "bdcqzh", "property_certificate_no"),
         (wear.plain, wear.padded), (wear.typo,), True, name="real-estate-id, certificate"),
    Kind("case-number", identifiers.case_number, Headers(
         "案号 执行案号", "案件号 法院案号", "ah ajh", "case_no case_number"),
         (wear.plain, wear.padded), (wear.typo,), True),
    Kind("medical-record", identifiers.medical_record, Headers(
         "病历号 住院号 病案号", "门诊号 病历", "blh zyh bah", "medical_record_no mrn patient_no"),
         (wear.plain, wear.padded, wear.apostrophe), (wear.typo,), may=frozenset({"health"}),
         of_column=_medical_records),
    Kind("social-security", identifiers.social_security, Headers(
         "社会保障卡号 社保卡号 医保卡号", "社保号 医保号", "sbkh ybkh shbzkh",
         "social_security_no ssc_no insurance_no"), (wear.plain, wear.padded, wear.apostrophe),
         (wear.masked, wear.typo), of_column=_social_security),
    Kind("student-number", identifiers.student_number, Headers(
         "学籍号 全国学籍号 学号", "学生号 学号", "xjh xh xsxh", "student_no student_number"),
         (wear.plain, wear.padded, wear.lower), (wear.masked, wear.typo),
         may=frozenset({"resident-id", "minor"}), of_column=_student_numbers),
    Kind("person-name", identifiers.person_name, Headers(
         "姓名 申请人姓名 户主姓名 负责人 法定代表人", "名字 联系人 户主 经办人", "xm XM hzxm fddbr",
         "name full_name contact_name applicant"),
         (wear.plain, wear.of_name, wear.padded, wear.dotted, lambda rng, v: words.traditional(v)),
         (wear.masked,), True, may=frozenset({"account"})),
    Kind("person-name", words.minority_name, Headers(
         "姓名 农牧民姓名 户主姓名", "名字 户主", "xm hzxm", "name full_name"),
         (wear.plain, wear.dotted, wear.padded), (wear.masked,), name="person-name, transcribed"),
    Kind("address", identifiers.address, Headers(
         "家庭住址 户籍地址 现居住地址 住所 通讯地址", "住址 家庭地址 住哪里 现住址", "jtzz hjdz xzz jzdz",
         "home_address address residence"), (wear.plain, wear.padded, wear.full_width),
         (lambda rng, v: v[: len(v) // 2] + "***",), True,
         of_column=_of_a_place(identifiers.address)),
    Kind("birth-date", identifiers.birth_date, Headers(
         "出生日期 出生年月 出生年月日", "生日 出生", "csrq csny CSRQ", "birth_date dob birthday"),
         tuple(map(wear.date_form, wear.DATE_FORMS)), (), may=frozenset({"minor"})),
    Kind("minor", identifiers.minor, Headers(
         "儿童类别 未成年人类别 保障儿童类型", "孩子情况 儿童情况", "etlb wcnrlb",
         "child_category minor_type"), (wear.plain, wear.padded), may=frozenset({"health"})),
    Kind("health", identifiers.health, Headers(
         "疾病诊断 残疾类别及等级 主要诊断 健康状况", "病情 患何种病 得了什么病", "jbzd cjlb jkzk",
         "diagnosis disease health_condition"), (wear.plain, wear.padded)),
    Kind("religion", identifiers.religion, Headers(
         "宗教信仰 信仰宗教", "信教情况 信什么教", "zjxy", "religion religious_belief"),
         (wear.plain, wear.padded), blank=frozenset({"无", "无宗教信仰"})),
    Kind("biometric", identifiers.biometric, Headers(
         "指纹特征码 人脸特征值 指纹模板", "指纹 人脸特征", "zwtzm rltz",
         "fingerprint_template face_feature"), (wear.plain,)),
    Kind("account", identifiers.account, Headers(
         "用户名 登录账号 网络账号", "账号 登录名", "yhm dlzh", "username login_name user_account"),
         (wear.plain, wear.padded), (wear.masked,), may=frozenset({"wechat"})),
    Kind("account", identifiers.provident_fund, Headers(
         "公积金账号 个人公积金账号", "公积金号 公积金", "gjjzh", "provident_fund_account"),
         (wear.plain, wear.padded, wear.apostrophe), (wear.masked, wear.typo),
         may=frozenset({"social-security"}), name="account, provident fund",
         of_column=_of_a_place(identifiers.provident_fund)),
    Kind("whereabouts", identifiers.whereabouts, Headers(
         "活动轨迹 行动轨迹 行程轨迹", "去过哪里 行程 近期行程", "hdgj xcgj",
         "travel_history trajectory itinerary"), (wear.plain,), (), True,
         may=frozenset({"address"})),
    Kind("secret-mark", identifiers.secret_mark, Headers(
         "密级 文件密级 备注", "密级情况 保密等级", "mj wjmj", "classification secrecy_level"),
         (wear.plain, wear.padded, lambda rng, v: v.replace("★", "☆")), (), True),
    Kind("internal-mark", identifiers.internal_mark, Headers(
         "标注 公开属性 文件标识", "说明 备注情况", "bz gksx", "remark note"),
         (wear.plain, wear.padded), (), True),
    Kind("trade-secret", identifiers.trade_secret, Headers(
         "商密标识 不公开理由 保密说明", "保密情况 理由", "smbs bgkly", "confidentiality reason"),
         (wear.plain, wear.padded), (), True, may=frozenset({"internal-mark", "secret-mark"})),
)  # fmt: skip

# Only who lives there makes a point on the map personal: these stand beside names, never alone.
OF_PERSONS: tuple[Kind, ...] = (
    Kind("coordinates", identifiers.longitude, Headers("经度", "经度", "jd", "lng"),
         may=frozenset({"whereabouts"}), name="coordinates, longitude"),
    Kind("coordinates", identifiers.latitude, Headers("纬度", "纬度", "wd", "lat"),
         may=frozenset({"whereabouts"}), name="coordinates, latitude"),
)  # fmt: skip


def by_label(label: str) -> Kind:
    return next(kind for kind in (*KINDS, *OF_PERSONS) if kind.label == label)
