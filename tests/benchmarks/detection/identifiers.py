"""One value of every type that review must know, drawn at random, its check digits right.

The functions are independent of the detectors; formats follow the standards named in each.
"""

import base64
import random
from itertools import cycle

from app.core.checksums import id_check_digit, luhn_checks, uscc_check_digit
from tests.benchmarks.detection import words
from tests.benchmarks.detection.words import County, county, day, digits, parted

Rng = random.Random

_MOBILE = parted(
    "134 135 136 137 138 139 147 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198 "
    "130 131 132 145 155 156 166 175 176 185 186 196 133 149 153 173 177 180 181 189 190 191 193 "
    "199 192 162 165 167 170 171"
)
_CARDS = (
    ("622202", 19), ("621700", 19), ("622848", 19), ("621661", 19), ("622180", 19), ("621226", 19),
    ("623052", 19), ("622588", 16), ("622260", 17), ("621098", 19), ("436742", 16), ("520169", 16),
    ("625912", 16), ("621449", 19), ("620522", 19),
)  # fmt: skip
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100: no I, O, S, V, Z
_VIN = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, *range(9, 10),
                                                    *range(2, 10)), strict=True))  # fmt: skip
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_SYLLABLES = parted("wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo")
_GIVEN = parted("wei fang min jing lei tao hua ping xin yu jie bin qian long meng")
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"


def compact_day(rng: Rng, first: int, last: int) -> str:
    year, month, date = day(rng, first, last)
    return f"{year}{month:02d}{date:02d}"


def resident_id(
    rng: Rng, where: County | None = None, years: tuple[int, int] = (1936, 2012)
) -> str:
    """公民身份号码, GB 11643-1999."""
    place = where.code if where and rng.random() < 0.8 else county(rng).code
    first17 = f"{place}{compact_day(rng, *years)}{digits(rng, 3)}"
    return first17 + id_check_digit(first17)


def old_resident_id(rng: Rng) -> str:
    """The 15 digits of GB 11643-1989, which has no check digit."""
    return f"{county(rng).code}{compact_day(rng, 1936, 1990)[2:]}{digits(rng, 3)}"


def child_id(rng: Rng) -> str:
    return resident_id(rng, years=(2013, 2026))


def hmt_residence_permit(rng: Rng) -> str:
    """港澳台居民居住证: the citizen's scheme under 810000, 820000 and 830000."""
    first17 = f"8{rng.randint(1, 3)}0000{compact_day(rng, 1945, 2015)}{digits(rng, 3)}"
    return first17 + id_check_digit(first17)


def permanent_residence_id(rng: Rng) -> str:
    """外国人永久居留身份证: 9, province, ISO 3166 number, birth, serial, check; or the older 15."""
    if rng.random() < 0.8:
        country = rng.choice(("840", "392", "410", "826", "276", "250", "036", "124", "702", "398"))
        birth = compact_day(rng, 1945, 2010)
        first17 = f"9{county(rng).code[:2]}{country}{birth}{digits(rng, 3)}"
        return first17 + id_check_digit(first17)
    nation = rng.choice(("USA", "JPN", "KOR", "GBR", "DEU", "FRA", "AUS", "CAN", "KAZ"))
    first14 = f"{nation}{county(rng).code[:4]}{compact_day(rng, 1945, 1999)[2:]}{digits(rng, 1)}"
    total = sum(int(c, 36) * weight for c, weight in zip(first14, cycle((7, 3, 1)), strict=False))
    return f"{first14}{total % 10}"


def passport(rng: Rng) -> str:
    """普通护照 and, seldom, 公务护照."""
    form = rng.random()
    if form < 0.45:
        return f"E{digits(rng, 8)}"
    if form < 0.8:
        return f"E{rng.choice('ABCDEFGHJK')}{digits(rng, 7)}"
    if form < 0.92:
        return f"G{digits(rng, 8)}"
    return f"{rng.choice(('PE', 'SE', 'DE', 'MA', 'K'))}{digits(rng, 7)}"


def travel_permit(rng: Rng) -> str:
    """回乡证 (H, M), 往来港澳通行证 (C), 往来台湾通行证 (T, L)."""
    form = rng.random()
    if form < 0.55:
        return f"{rng.choice('HM')}{digits(rng, 8)}{rng.choice(('', '', '00', '01'))}"
    if form < 0.85:
        return f"C{rng.choice('ABCDEFGHJ0123456789')}{digits(rng, 7)}"
    return f"{rng.choice('TL')}{digits(rng, 8)}"


def military_id(rng: Rng) -> str:
    """军官证, 士兵证, 文职干部证."""
    body = rng.choice("南北沈兰成济广海空军政后装武")
    kind = rng.choice(("字第", "字第", "字第", "文字第", "士字第"))
    return f"{body}{kind}{digits(rng, rng.choice((6, 7, 8)))}号"


def mobile(rng: Rng) -> str:
    return rng.choice(_MOBILE) + digits(rng, 8)


LANDLINE_FORMS = ("{}-{}", "{}-{}", "{}-{}", "({}){}", "（{}）{}", "{}{}", "{} {}")
_EIGHT_DIGITS = (
    "0371",
    "0451",
    "0512",
    "0531",
    "0571",
    "0574",
    "0755",
    "0591",
    "0731",
    "0551",
    "0595",
)


def landline(rng: Rng, where: County | None = None, form: str | None = None) -> str:
    """A fixed-line number with its area code, in one of five forms."""
    area = (where or county(rng)).area
    length = 8 if len(area) == 3 or area in _EIGHT_DIGITS else 7
    local = rng.choice("25678") + digits(rng, length - 1)
    return (form or rng.choice(LANDLINE_FORMS)).format(area, local)


def bank_card(rng: Rng) -> str:
    """银行卡号, GB/T 19584 with the check of ISO/IEC 7812."""
    prefix, length = rng.choice(_CARDS)
    body = prefix + digits(rng, length - len(prefix) - 1)
    return body + next(last for last in "0123456789" if luhn_checks(body + last))


def uscc(rng: Rng, kind: str = "91") -> str:
    """统一社会信用代码, GB 32100-2015; its 9th to 17th characters are an organisation code."""
    first17 = f"{kind}{county(rng).code}{organisation_code(rng).replace('-', '')}"
    if any(character not in _CODE for character in first17):
        return uscc(rng, kind)
    return first17 + uscc_check_digit(first17)


def organisation_code(rng: Rng) -> str:
    """组织机构代码, GB 11714-1997."""
    if rng.random() < 0.4:
        body = "MA" + "".join(rng.choices(_CODE[1:], k=1)) + "".join(rng.choices(_CODE, k=5))
    else:
        body = rng.choice("1234567") + digits(rng, 7)
    total = sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return f"{body}-{'0123456789X0'[11 - total % 11]}"


def business_registration(rng: Rng) -> str:
    """工商注册号, GS 15-2006: 15 digits, ISO 7064 MOD 11,10."""
    body = f"{county(rng).code}{rng.choice('0012345')}{digits(rng, 7)}"
    rest = 10
    for digit in body:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return f"{body}{(11 - rest) % 10}"


def tax_id(rng: Rng) -> str:
    """纳税人识别号 before 2016: area and organisation code; an individual's: the ID and two digits."""
    if rng.random() < 0.75:
        return county(rng).code + organisation_code(rng).replace("-", "")
    return f"{resident_id(rng)}{rng.choice(('00', '01', '02'))}"


def email(rng: Rng) -> str:
    hosts = ("qq.com", "163.com", "126.com", "139.com", "sina.com", "gmail.com", "foxmail.com",
             "outlook.com", "189.cn", "aliyun.com")  # fmt: skip
    host = rng.choice(hosts)
    if host == "qq.com":
        return f"{qq(rng)}@{host}"
    return f"{account(rng)}@{host}"


def plate(rng: Rng) -> str:
    """机动车号牌, GA 36-2018, of private and of new-energy vehicles."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    head = f"{rng.choice(_PROVINCES)}{rng.choice('ABCDEFGHJKLM')}"
    form = rng.random()
    if form < 0.2:
        return f"{head}{rng.choice('DF')}{rng.choice(letters + '0123456789')}{digits(rng, 4)}"
    body = list(digits(rng, 5))
    for place in rng.sample(range(5), rng.choice((0, 1, 1, 2))):
        body[place] = rng.choice(letters)
    return head + "".join(body)


def vin(rng: Rng) -> str:
    """车辆识别代号, GB 16735 with its check at the ninth place."""
    body = [*rng.choice(("LSV", "LFV", "LVS", "LGX", "LBV", "LHG", "LSG", "LFM", "LGB"))]
    body += [*rng.choices(_VIN, k=5), "0", rng.choice("ABCDEFGHJKLMNPRST")]
    body += [*rng.choices(_VIN, k=2), *digits(rng, 5)]
    total = sum(
        (int(c) if c.isdigit() else _VIN_VALUES[c]) * w
        for c, w in zip(body, _VIN_WEIGHTS, strict=True)
    )
    body[8] = "0123456789X"[total % 11]
    return "".join(body)


def imei(rng: Rng) -> str:
    """IMEI of 3GPP TS 23.003: 15 digits, Luhn."""
    body = rng.choice(("86", "86", "35")) + digits(rng, 12)
    return body + next(last for last in "0123456789" if luhn_checks(body + last))


def mac(rng: Rng) -> str:
    return ":".join(f"{rng.randrange(256):02X}" for _ in range(6))


def ip(rng: Rng) -> str:
    nets = ("192.168", "10.32", "172.16", "61.153", "115.236", "218.75", "123.157", "60.12")
    return f"{rng.choice(nets)}.{rng.randrange(256)}.{rng.randint(1, 254)}"


def wechat(rng: Rng) -> str:
    form = rng.random()
    if form < 0.3:
        return "wxid_" + "".join(rng.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=14))
    return account(rng).replace(".", "_")


def qq(rng: Rng) -> str:
    return rng.choice("123456789") + digits(rng, rng.choice((7, 8, 8, 9, 9)))


def account(rng: Rng) -> str:
    """A user name as people choose them."""
    tail = rng.choice(("", digits(rng, 2), digits(rng, 4), compact_day(rng, 1970, 2005)[:4]))
    middle = rng.choice(("", "", ".", "_"))
    return f"{rng.choice(_SYLLABLES)}{middle}{rng.choice(_GIVEN)}{tail or rng.choice(_GIVEN)}"


def coordinates(rng: Rng) -> str:
    return f"{longitude(rng)},{latitude(rng)}"


def longitude(rng: Rng) -> str:
    return f"{rng.uniform(100, 122):.6f}"


def latitude(rng: Rng) -> str:
    return f"{rng.uniform(22, 41):.6f}"


def provident_fund(rng: Rng, where: County | None = None) -> str:
    """公积金账号: 12 digits of the local fund."""
    return (where or county(rng)).code[:4] + digits(rng, 8)


def real_estate_id(rng: Rng) -> str:
    """不动产单元号, GB/T 37346: 28 characters, whole or in groups of 12, 7 and 9."""
    land = f"{county(rng).code}{rng.randint(1, 30):03d}{rng.randint(1, 40):03d}"
    parcel = f"{rng.choice('GJ')}{rng.choice('BCDX')}{rng.randint(1, 900):05d}"
    house = f"F{rng.randint(1, 60):04d}{rng.randint(1, 400):04d}"
    return rng.choice(("", "", " ")).join((land, parcel, house))


def real_estate_certificate(rng: Rng) -> str:
    """不动产权证书号."""
    place = county(rng)
    left, right = rng.choice(("()", "（）"))
    year = rng.randint(2016, 2024)
    return f"{place.plate[0]}{left}{year}{right}{place.name}不动产权第{digits(rng, 7)}号"


def case_number(rng: Rng) -> str:
    """案号, 法〔2018〕335号."""
    place = county(rng)
    left, right = rng.choice(("（）", "（）", "()"))
    court = f"{place.plate[0]}{place.code[2:4]}{place.code[4:]}" if rng.random() < 0.8 else (
        f"{place.plate[0]}{place.code[2:4]}"
    )  # fmt: skip
    year = rng.randint(2016, 2025)
    return f"{left}{year}{right}{court}{rng.choice(words.COURTS)}{rng.randint(1, 19999)}号"


def medical_record(rng: Rng, prefix: str = "ZY", length: int = 8) -> str:
    """病历号, 住院号: each hospital's own prefix and length."""
    return prefix + digits(rng, length)


def social_security(rng: Rng, where: County | None = None) -> str:
    """社保卡号: a letter or digit and eight digits; or, with a place, the number of its fund."""
    if where is None:
        return rng.choice("ABCDEFGH123") + digits(rng, 8)
    return provident_fund(rng, where)


def student_number(rng: Rng, national: bool = True) -> str:
    """学籍号: G or L before the identity number; a school's own 学号: year, class and serial."""
    if national:
        return rng.choice("GGGL") + resident_id(rng, years=(1998, 2016))
    group = f"{rng.randint(1, 30):02d}{rng.randint(1, 20):02d}"
    return f"{rng.randint(2012, 2025)}{group}{digits(rng, 3)}"


def person_name(rng: Rng) -> str:
    return words.minority_name(rng) if rng.random() < 0.04 else words.chinese_name(rng)


def address(rng: Rng, where: County | None = None) -> str:
    """A home: to the door in town, to the group in the country."""
    place = where or county(rng)
    head = rng.choice(
        (place.province + place.city + place.name, place.city + place.name, place.name, "")
    )
    if rng.random() < 0.35:
        group = rng.choice(
            (
                f"{rng.randint(1, 15)}组",
                f"第{rng.randint(1, 12)}村民小组",
                f"{rng.randint(1, 300)}号",
            )
        )
        extra = rng.choice(("", "", f"{rng.randint(1, 90)}号")) if "组" in group else ""
        return f"{head or place.name}{rng.choice(words.TOWNS)}{rng.choice(words.VILLAGES)}{group}{extra}"
    door = rng.choice(
        (
            f"{rng.randint(1, 60)}幢{rng.randint(1, 4)}单元{rng.randint(1, 28)}0{rng.randint(1, 4)}室",
            f"{rng.randint(1, 30)}号楼{rng.randint(101, 2804)}",
            f"{rng.randint(1, 40)}栋{rng.randint(101, 1802)}号",
            f"{rng.randint(1, 30)}-{rng.randint(1, 4)}-{rng.randint(101, 1802)}",
        )
    )
    estate = rng.choice(("", rng.choice(words.ESTATES)))
    street = f"{words.road(rng)}{rng.randint(1, 900)}号"
    return f"{head}{rng.choice(('', rng.choice(words.STREETS)))}{street}{estate}{door}"


def birth_date(rng: Rng) -> str:
    year, month, date = day(rng, 1936, 2015)
    return f"{year}-{month:02d}-{date:02d}"


def minor(rng: Rng) -> str:
    """The words by which rolls of children say what kind of child it is."""
    return rng.choice(
        ("孤儿", "事实无人抚养儿童", "农村留守儿童", "困境儿童", "残疾儿童", "流浪儿童", "未成年人")
    )


def health(rng: Rng) -> str:
    form = rng.random()
    if form < 0.7:
        return rng.choice(words.DISEASES)
    return (
        rng.choice(("视力", "听力", "言语", "肢体", "智力", "精神"))
        + "残疾"
        + rng.choice("一二三四")
        + "级"
    )


def religion(rng: Rng) -> str:
    return rng.choice(("佛教", "道教", "伊斯兰教", "天主教", "基督教", "无", "无", "无宗教信仰"))


def biometric(rng: Rng) -> str:
    """A stored fingerprint or face template, base64."""
    return base64.b64encode(rng.randbytes(rng.choice((48, 64)))).decode()


def whereabouts(rng: Rng) -> str:
    """Where one person was, and when."""
    _, month, date = day(rng, 2020, 2024)
    place = county(rng)
    hour = f"{rng.randint(6, 22)}:{rng.randint(0, 59):02d}"
    train = f"{rng.choice('GDK')}{rng.randint(10, 2999)}次"
    return rng.choice(
        (
            f"{month}月{date}日{hour}乘坐{train}列车从{place.city or place.province}到达本市，"
            f"入住{rng.choice(words.BRANDS)}酒店",
            f"{month}月{date}日{hour}在{rng.choice(words.ESTATES)}家中，{rng.randint(12, 20)}时驾车前往"
            f"{rng.choice(words.BRANDS)}超市购物",
            f"{month}月{date}日乘{rng.choice(('CA', 'MU', 'CZ'))}{rng.randint(1001, 9899)}航班抵达，"
            f"自驾返回{rng.choice(words.ESTATES)}居家",
        )
    )


def secret_mark(rng: Rng) -> str:
    level = rng.choice(("秘密", "秘密", "机密", "绝密"))
    term = rng.choice(("1年", "3年", "5年", "10年", "长期", "6个月", "会议开始前", "20年"))
    return f"{level}★{term}"


def internal_mark(rng: Rng) -> str:
    return rng.choice(
        ("内部资料 注意保存", "内部文件，不得外传", "仅供内部使用", "工作秘密", "内部资料，注意保管",
         "（内部）不宜公开", "内部参考，请勿外传")
    )  # fmt: skip


def trade_secret(rng: Rng) -> str:
    return rng.choice(
        ("商业秘密", "企业商业秘密，未经许可不得公开", "涉及商业秘密", "核心商密★5年", "普通商密▲3年",
         "含企业商业秘密")
    )  # fmt: skip
