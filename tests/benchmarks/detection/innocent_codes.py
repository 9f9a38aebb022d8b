"""Innocent columns of numbers and codes, many of them shaped like identifiers."""

import base64
import random
import uuid
from collections.abc import Callable

from app.core.checksums import luhn_checks
from tests.benchmarks.detection import identifiers, wear
from tests.benchmarks.detection.identifiers import compact_day
from tests.benchmarks.detection.innocent import innocent
from tests.benchmarks.detection.words import county, digits

Rng = random.Random
Draw = Callable[[int], str]

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_HEX = "0123456789abcdef"


@innocent("序号 编号 No 行号")
def sequence(rng: Rng) -> Draw:
    return lambda row: str(row + 1)


@innocent("订单编号 订单号 order_no 采购单号")
def order_number(rng: Rng) -> Draw:
    prefix = rng.choice(("", "DD", "PO", "XS"))
    return lambda row: f"{prefix}{compact_day(rng, 2019, 2025)}{digits(rng, 8)}"


@innocent("合同编号 合同号 HTBH contract_no 出让合同编号 协议编号")
def contract_number(rng: Rng) -> Draw:
    """Area, day of signing, serial: 18 digits that pass the check of an ID one time in eleven."""
    code = county(rng).code
    return lambda row: f"{code}{compact_day(rng, 2005, 2024)}{digits(rng, 4)}"


@innocent("项目代码 项目编码 xmdm project_code", neutral=True)
def project_code(rng: Rng) -> Draw:
    """Of the national approval platform: year, area, industry and serial, 18 to 24 digits."""
    code = county(rng).code
    return lambda row: (
        f"{rng.randint(2016, 2025)}-{code}-{rng.randint(1, 97):02d}-0{rng.randint(1, 3)}-{digits(rng, 6)}"
    )


@innocent("文号 发文字号 公文编号 wh document_no")
def document_number(rng: Rng) -> Draw:
    place = county(rng)
    office = rng.choice(("政发", "政办发", "发改", "教", "财预", "民", "人社发"))
    left, right = rng.choice(("〔〕", "[]", "（）"))
    return lambda row: (
        f"{place.name[0]}{office}{left}{rng.randint(2012, 2025)}{right}{rng.randint(1, 300)}号"
    )


@innocent("档案号 卷宗号 档号 file_no")
def file_number(rng: Rng) -> Draw:
    code = digits(rng, 4)
    return lambda row: f"{code}-{rng.randint(2001, 2024)}-Y-{rng.randint(1, 9999):04d}"


@innocent("流水号 业务流水号 受理编号 lsh serial_no")
def serial_of_11(rng: Rng) -> Draw:
    """Begins with 1; seven in ten look like a mobile number."""
    return lambda row: f"1{digits(rng, 10)}"


@innocent("流水号 受理号 登记编号 业务编号")
def ascending_serial_of_11(rng: Rng) -> Draw:
    """One after the other: every one looks like a mobile number."""
    start = int(f"1{rng.choice('3456789')}{rng.randrange(10)}00{digits(rng, 6)}")
    return lambda row: str(start + row)


@innocent("交易流水号 业务受理号 运单号 快递单号 trade_no")
def serial_of_16_to_19(rng: Rng) -> Draw:
    """One in ten passes the check of a bank card."""
    length, first = rng.randint(16, 19), rng.choice(("1", "2", "4", "7", "62", "9"))
    return lambda row: first + digits(rng, length - len(first))


@innocent("缴款书号 票据号码 缴费单号")
def dated_serial_of_18(rng: Rng) -> Draw:
    return lambda row: f"{compact_day(rng, 2016, 2025)}{digits(rng, 10)}"


@innocent("发票号码 发票号 fphm invoice_no")
def invoice(rng: Rng) -> Draw:
    length = rng.choice((8, 20))
    return lambda row: digits(rng, length) if length == 8 else f"2{digits(rng, 19)}"


@innocent("行政区划代码 区划代码 xzqhdm region_code 所属区划")
def region_code(rng: Rng) -> Draw:
    length = rng.choice((6, 9, 12))
    return lambda row: county(rng).code + digits(rng, 2) + "0" * 4 if length == 12 else (
        (county(rng).code + "001").ljust(length, "0")[:length]
    )  # fmt: skip


@innocent("产品编码 物料编码 规格型号 cpbm product_code 型号")
def product_code(rng: Rng) -> Draw:
    """A letter and eight digits, as passports and travel permits have."""
    letter = rng.choice("BEHGMW")
    return lambda row: f"{letter}{digits(rng, 8)}"


@innocent("型号 规格 部件型号 model")
def model_code(rng: Rng) -> Draw:
    return lambda row: (
        f"{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}{rng.randint(10, 9999)}-"
        f"{rng.choice(_LETTERS)}{digits(rng, 2)}"
    )


@innocent("产品编号 设备型号 配件号")
def plate_like_code(rng: Rng) -> Draw:
    """Letter, letter and five characters, sometimes after a word of the maker's province."""
    head = rng.choice(("鲁工", "川仪", "A", "沪光"))
    return lambda row: f"{head}{rng.choice('ABCDEF')}{digits(rng, 4)}{rng.choice(_LETTERS)}"


@innocent("零件号 物料号 part_no 备件编码")
def vin_like_part(rng: Rng) -> Draw:
    """17 characters without a check digit."""
    head = "".join(rng.choices(_LETTERS.replace("Q", ""), k=4))
    return lambda row: f"{head}{digits(rng, 5)}{rng.choice('ABCDEFGH')}{digits(rng, 7)}"


@innocent("设备编号 资产编号 资产条码 asset_no 电表资产号")
def imei_like_asset(rng: Rng) -> Draw:
    """15 digits that fail the check of an IMEI."""

    def draw(row: int) -> str:
        number = rng.choice(("86", "35", "33")) + digits(rng, 13)
        return number if not luhn_checks(number) else draw(row)

    return draw


@innocent("ISBN 书号 国际标准书号 isbn")
def isbn(rng: Rng) -> Draw:
    dashed = rng.random() < 0.5

    def draw(row: int) -> str:
        body = f"9787{digits(rng, 8)}"
        total = sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(body))
        number = f"{body}{-total % 10}"
        cuts = f"{number[:3]}-{number[3]}-{number[4:8]}-{number[8:12]}-{number[12]}"
        return cuts if dashed else number

    return draw


@innocent("ISSN 刊号 issn")
def issn(rng: Rng) -> Draw:
    return lambda row: f"{digits(rng, 4)}-{digits(rng, 3)}{rng.choice('0123456789X')}"


@innocent("食品经营许可证号 许可证编号 卫生许可证号 xkzbh licence_no")
def food_licence(rng: Rng) -> Draw:
    form = rng.choice(("JY{}{}", "SC{}{}"))
    return lambda row: form.format(rng.randint(101, 333), f"{county(rng).code[:6]}{digits(rng, 5)}")


@innocent("经营许可证号 资质证书编号 安全生产许可证编号")
def firm_licence(rng: Rng) -> Draw:
    place = county(rng)
    word = rng.choice(("JZ安许证字", "卫水字", "交运管许可字", "危化经字"))
    return lambda row: (
        f"（{place.plate[0]}）{word}〔{rng.randint(2012, 2024)}〕第{digits(rng, 6)}号"
    )


@innocent("批准文号 药品批准文号 国药准字")
def drug_approval(rng: Rng) -> Draw:
    """A letter and eight digits after a word."""
    return lambda row: f"国药准字{rng.choice('HZSB')}{rng.randint(1999, 2023)}{digits(rng, 4)}"


@innocent("商品条码 条形码 barcode 69码")
def barcode(rng: Rng) -> Draw:
    return lambda row: f"69{rng.randint(0, 5)}{digits(rng, 10)}"


@innocent("专利号 申请号 zlh patent_no")
def patent(rng: Rng) -> Draw:
    return lambda row: (
        f"ZL{rng.randint(2008, 2024)}{rng.randint(1, 3)}{digits(rng, 7)}.{rng.choice('0123456789X')}"
    )


@innocent("服务热线 咨询电话 投诉电话 监督电话 hotline 客服电话", may="landline", neutral=False)
def hotline(rng: Rng) -> Draw:
    short = ("12345", "12315", "12333", "12366", "12348", "12369", "96345", "95598")
    return lambda row: (
        rng.choice(short) if rng.random() < 0.5 else f"400-{digits(rng, 3)}-{digits(rng, 4)}"
    )


@innocent("办公电话 单位电话 服务窗口电话 值班电话 bgdh office_phone", neutral=False)
def office_phone(rng: Rng) -> Draw:
    place, form = county(rng), rng.choice(identifiers.LANDLINE_FORMS)
    extra = rng.choice(("", "", "-8{:03d}", "转{}"))
    return lambda row: identifiers.landline(rng, place, form) + extra.format(rng.randint(1, 99))


@innocent("单位邮箱 办公邮箱 office_email 意见反馈邮箱", may="email", neutral=False)
def office_email(rng: Rng) -> Draw:
    host = (
        rng.choice(("jyj", "mzj", "czj", "sjj"))
        + rng.choice((".hangzhou", ".zj", ".beijing"))
        + ".gov.cn"
    )
    return lambda row: (
        f"{rng.choice(('bgs', 'zwgk', 'xxzx', 'info', 'admin'))}{rng.randint(1, 60)}@{host}"
    )


@innocent("网址 官方网站 链接地址 url 详情链接")
def url(rng: Rng) -> Draw:
    host = f"www.{rng.choice(('hzedu', 'zwfw', 'stats', 'lib'))}.gov.cn"
    return lambda row: (
        f"http://{host}/art/{rng.randint(2015, 2025)}/{rng.randint(1, 12)}/{rng.randint(1, 28)}/"
        f"art_{digits(rng, 10)}_{digits(rng, rng.choice((7, 8, 8, 11)))}.html"
    )


@innocent("版本号 软件版本 固件版本 version 系统版本")
def version(rng: Rng) -> Draw:
    """Four numbers, as an IP address has."""
    prefix = rng.choice(("V", "", "v"))
    return lambda row: (
        f"{prefix}{rng.randint(1, 9)}.{rng.randint(0, 12)}.{rng.randint(0, 30)}.{rng.randint(0, 255)}"
    )


@innocent("校验值 MD5 文件摘要 hash sha1")
def digest(rng: Rng) -> Draw:
    length = rng.choice((32, 40, 64))
    return lambda row: "".join(rng.choices(_HEX, k=length))


@innocent("主键 唯一标识 uuid guid 记录ID")
def identifier_uuid(rng: Rng) -> Draw:
    return lambda row: str(uuid.UUID(int=rng.getrandbits(128), version=4))


@innocent("报文 附件内容 电子签章 数据包 payload")
def blob(rng: Rng) -> Draw:
    return lambda row: base64.b64encode(rng.randbytes(24)).decode()


@innocent("对象ID row_id 资源标识 object_id")
def hex_id(rng: Rng) -> Draw:
    return lambda row: "".join(rng.choices(_HEX, k=rng.choice((16, 24))))


@innocent("雪花ID 数据ID data_id 业务主键")
def snowflake(rng: Rng) -> Draw:
    """19 digits that rise, as databases number their rows."""
    start = rng.randint(1_100_000_000_000_000_000, 1_800_000_000_000_000_000)
    return lambda row: str(start + row * 4_194_304 * rng.randint(1, 900))


@innocent("表号 户号 电表编号 水表编号", may="account", neutral=False)
def meter_number(rng: Rng) -> Draw:
    return lambda row: f"33{digits(rng, 10)}"


@innocent("车次 航班号 班次")
def departure(rng: Rng) -> Draw:
    kinds = rng.choice((("G", "D", "K"), ("CA", "MU", "CZ")))
    return lambda row: f"{rng.choice(kinds)}{rng.randint(1001, 9899)}"


@innocent("统计代码 行业代码 国民经济行业代码 industry_code")
def industry_code(rng: Rng) -> Draw:
    return lambda row: f"{rng.choice('ABCDEFGHIJKLMNOPQRS')}{rng.randint(111, 9720):04d}"


@innocent("科目编码 支出功能分类科目编码 kmbm")
def budget_code(rng: Rng) -> Draw:
    return lambda row: f"2{rng.randint(1, 29):02d}{rng.randint(1, 99):02d}{rng.randint(1, 99):02d}"


@innocent("批次号 生产批号 batch_no 抽样单编号")
def batch(rng: Rng) -> Draw:
    return lambda row: (
        f"{rng.choice(('NCP', 'GC', 'SC', ''))}{compact_day(rng, 2019, 2025)}{digits(rng, 3)}"
    )


@innocent("宗地编号 地块编号 dkbh parcel_no", may="real-estate-id")
def land_parcel(rng: Rng) -> Draw:
    place = county(rng)
    return lambda row: f"{place.name[:1]}政储出〔{rng.randint(2015, 2025)}〕{rng.randint(1, 90)}号"


@innocent("标准号 执行标准 standard_no")
def standard(rng: Rng) -> Draw:
    return lambda row: (
        f"{rng.choice(('GB', 'GB/T', 'DB33/T', 'NY/T'))} {rng.randint(100, 43999)}-{rng.randint(1995, 2024)}"
    )


@innocent("预算项目编号 采购编号 招标编号 zbbh tender_no")
def tender(rng: Rng) -> Draw:
    head = rng.choice(("ZJZB", "HZZFCG", "SDGP", "A33"))
    return lambda row: f"{head}-{rng.randint(2016, 2025)}-{digits(rng, 4)}"


@innocent("站点编码 测站编码 站码 station_code")
def station(rng: Rng) -> Draw:
    return lambda row: digits(rng, 8)


@innocent("IMSI段 号段 卡号段 码号资源")
def number_block(rng: Rng) -> Draw:
    return lambda row: f"460{rng.choice(('00', '01', '11'))}{digits(rng, 4)}"


@innocent("开户账号 对公账号 单位账号 收款单位账号", may="account bank-card", neutral=False)
def firm_account(rng: Rng) -> Draw:
    """An enterprise's account has no check digit."""
    head = digits(rng, 4)
    return lambda row: "1" + head + digits(rng, rng.choice((12, 14)))


@innocent("手机号码 联系电话 lxdh", may="mobile", neutral=False)
def masked_mobile(rng: Rng) -> Draw:
    """Desensitized already."""
    return lambda row: wear.masked(rng, identifiers.mobile(rng))


@innocent("身份证号码 证件号码 sfzh", may="resident-id", neutral=False)
def masked_resident_id(rng: Rng) -> Draw:
    """Desensitized already."""
    return lambda row: wear.masked(rng, identifiers.resident_id(rng))
