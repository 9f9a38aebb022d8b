"""Whole tables: columns put together as agencies put them, and extracts from systems."""

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from openpyxl import Workbook

from tests.benchmarks.detection import (
    innocent,
    innocent_codes,  # noqa: F401 — registers its kinds
    innocent_numbers,  # noqa: F401 — registers its kinds
    innocent_words,  # noqa: F401 — registers its kinds
    mixed,
    personal,
    prose,
)
from tests.benchmarks.detection.labels import LabelledColumn, LabelledTable
from tests.benchmarks.detection.personal import STYLES, Style

# By title: the columns, each "kind" or "kind=header"; personal kinds by their label.
TEMPLATES = {
    "最低生活保障对象名单": (
        "sequence=序号 person-name=户主姓名 resident-id=公民身份号码 mobile=联系电话 address=家庭住址 "
        "benefit=保障类别 statistic=保障人口 amount=月保障金额 bank-card=发放账号 event_date=审批日期"
    ),
    "高龄津贴发放表": (
        "sequence=序号 town_name=乡镇街道 village_name=村 person-name=姓名 gender=性别 birth-date=出生年月 "
        "resident-id=身份证号码 bank-card=银行账号 amount=金额 innocent_prose=备注"
    ),
    "残疾人两项补贴名单": (
        "sequence=序号 place_name=区县 person-name=姓名 gender=性别 health=残疾类别及等级 "
        "resident-id=残疾人身份证号 mobile=手机号 amount=补贴金额 status=状态"
    ),
    "干部职工花名册": (
        "sequence=序号 department=部门 person-name=姓名 gender=性别 ethnicity=民族 birth-date=出生日期 "
        "education=学历 job_title=职务 mobile=手机 email=邮箱 address=现居住地址 office_phone=办公电话"
    ),
    "学生基本信息表": (
        "sequence=序号 school_name=学校 grade=年级 person-name=学生姓名 gender=性别 student-number=学籍号 "
        "birth-date=出生日期 resident-id_of_children=身份证件号 address=户籍地址 mobile=监护人联系电话"
    ),
    "企业登记信息": (
        "sequence=序号 company_name=企业名称 uscc=统一社会信用代码 business-registration=注册号 "
        "person-name=法定代表人 amount=注册资本(万元) event_date=成立日期 office_address=住所地址 "
        "industry=行业门类 status=登记状态"
    ),
    "耕地地力保护补贴公示": (
        "sequence=序号 town_name=乡镇 village_name=村组 person-name=农户姓名 resident-id=身份证号 "
        "extent=补贴面积(亩) amount=补贴金额(元) bank-card=一卡通账号 mobile=电话"
    ),
    "行政处罚信息": (
        "sequence=序号 document_number=处罚决定书文号 company_name=行政相对人名称 uscc=相对人代码 "
        "person-name=法定代表人姓名 innocent_prose=违法事实 amount=罚款金额(万元) agency_name=处罚机关 "
        "event_date=处罚日期"
    ),
    "就诊登记": (
        "sequence=序号 medical-record=住院号 person-name=患者姓名 gender=性别 resident-id=证件号 "
        "health=诊断 department=就诊科室 event_date=入院日期 amount=费用 social-security=医保卡号"
    ),
    "机动车登记": (
        "sequence=序号 plate=号牌号码 vin=车辆识别代号 car_model=品牌型号 person-name=所有人 colour=车身颜色 "
        "event_date=注册日期 address=所有人住址 mobile=联系电话 status=机动车状态"
    ),
    "信访件登记": (
        "sequence=序号 batch=信访件编号 person-name=来访人 mobile=联系方式 address=住址 prose=反映事项 "
        "agency_name=承办单位 event_date=受理日期 status=办理状态"
    ),
    "不动产登记": (
        "sequence=序号 real-estate-id=不动产单元号 real-estate-id,_certificate=不动产权证号 person-name=权利人 "
        "resident-id=证件号码 address=坐落 extent=建筑面积 event_date=登簿时间"
    ),
    "特困老人走访定位": (
        "sequence=序号 person-name=老人姓名 address=居住地址 coordinates,_longitude=经度 "
        "coordinates,_latitude=纬度 event_date=走访日期 health=健康状况 innocent_prose=走访情况"
    ),
    "公共图书馆名录": (
        "sequence=序号 venue_name=名称 place_name=所在地区 office_address=地址信息 postcode=邮编 "
        "office_phone=办公电话 facility_longitude=经度 facility_latitude=纬度 opening_hours=开放时间 url=网址"
    ),
    "食品抽检结果": (
        "sequence=序号 batch=抽样单编号 food_name=食品名称 model_code=规格型号 event_date=生产日期 "
        "company_name=被抽样单位名称 office_address=被抽样单位地址 standard=执行标准 status=是否合格 "
        "innocent_prose=备注"
    ),
    "政府采购中标公告": (
        "sequence=序号 tender=招标编号 estate_name=项目名称 agency_name=采购单位 company_name=中标供应商 "
        "amount=中标金额 event_date=公告日期 contract_number=合同编号 office_phone=单位联系电话"
    ),
    "国有建设用地出让": (
        "sequence=序号 land_parcel=地块编号 contract_number=电子监管号 street_section=四至范围 extent=面积(公顷) "
        "company_name=受让单位 amount=成交价款(万元) event_date=合同签订日期 place_name=行政区"
    ),
    "传染病月度统计": (
        "sequence=序号 year=年份 disease_of_statistics=病种 statistic=发病数 percentage=发病率 "
        "place_name=地区 measurement=死亡率"
    ),
    "公交站点": (
        "sequence=序号 station=站点编码 bus_line=途经线路 street_name=所在道路 site_location=站点位置 "
        "facility_longitude=经度 facility_latitude=纬度 company_name=营运公司"
    ),
    "古树名木": (
        "sequence=序号 file_number=古树编号 plant_name=树种 measurement=树高 extent=冠幅 street_name=位置 "
        "agency_name=管护单位 rating=保护等级"
    ),
    "药品批准信息": (
        "sequence=序号 drug_approval=批准文号 food_name=品名 company_name=生产企业 barcode=药品本位码 "
        "event_date=批准日期 office_address=生产地址"
    ),
    "馆藏图书": (
        "sequence=序号 isbn=ISBN book_title=题名 year=出版年 company_name=出版者 amount=定价 "
        "hex_id=馆藏标识 status=是否在架"
    ),
    "数据资源目录": (
        "sequence=序号 policy_title=资源名称 agency_name=提供单位 field_name=信息项 file_name=来源 "
        "timestamp=更新时间 not_secret=涉密属性 identifier_uuid=资源标识 digest=文件摘要"
    ),
    "业务办件流水": (
        "sequence=序号 serial_of_11=流水号 matter=事项名称 dated_serial_of_18=缴款书号 "
        "serial_of_16_to_19=交易流水号 department=承办科室 timestamp=办结时间 status=办理状态"
    ),
    "设备资产台账": (
        "sequence=序号 imei_like_asset=资产编号 product_code=产品编码 vin_like_part=零件号 "
        "version=固件版本 plate_like_code=设备型号 amount=原值 department=使用部门 event_date=购置日期"
    ),
}  # fmt: skip


def whole_tables(rng: random.Random, rows: int) -> Iterator[LabelledTable]:
    """Every template, half of them under their own headers, the others under another style's."""
    for title, template in TEMPLATES.items():
        style: Style = rng.choice(("formal", "formal", "formal", "colloquial", "pinyin", "english"))
        columns = [_of_template(rng, part, style, rows) for part in template.split()]
        yield _table(title, columns, rng)


def _of_template(rng: random.Random, part: str, style: Style, rows: int) -> LabelledColumn:
    name, _, header = part.partition("=")
    if name in innocent.KINDS:
        kind = innocent.KINDS[name]
        given = header if style == "formal" else None
        return innocent.column(rng, kind, rows, given)
    if name == "prose":
        return prose.personal_column(rng, rows, next(iter(prose.PERSONAL)))
    held = personal.by_label(name.replace("_", " "))
    if style == "formal":
        return personal.column(rng, held, rows, header)
    return personal.named(rng, held, rows, style)


def extracts(rng: random.Random, rows: int) -> Iterator[LabelledTable]:
    """Columns of every kind, four that must be found among seven that are innocent."""
    wanted: list[LabelledColumn] = []
    styles = cycle(rng.sample(STYLES, len(STYLES)))
    for kind in (*personal.KINDS, *personal.KINDS):
        wanted.append(personal.named(rng, kind, rows, next(styles)))
    for share in mixed.SHARES:
        wanted += [mixed.column(rng, mix, share, rows) for mix in mixed.MIXES]
    wanted += [mixed.documents(rng, rows) for _ in range(3)]
    wanted += [prose.personal_column(rng, rows, headers) for headers in prose.PERSONAL]
    rng.shuffle(wanted)
    others = _shuffled_forever(rng)
    for number, start in enumerate(range(0, len(wanted), 4), 1):
        company = [innocent.column(rng, kind, rows) for kind in islice(others, 7)]
        columns = [*wanted[start : start + 4], *company]
        rng.shuffle(columns)
        first = innocent.column(rng, innocent.KINDS["sequence"], rows, "序号")
        yield _table(f"extract_{number:03d}", [first, *columns], rng)


def _shuffled_forever(rng: random.Random) -> Iterator[innocent.Innocent]:
    """Every innocent kind as often as every other."""
    kinds = [kind for name, kind in innocent.KINDS.items() if name != "sequence"]
    while True:
        rng.shuffle(kinds)
        yield from kinds


def _table(name: str, columns: list[LabelledColumn], rng: random.Random) -> LabelledTable:
    """The columns as a table; a header that is taken already gets a number behind it."""
    taken: dict[str, LabelledColumn] = {}
    for column in columns:
        header, number = column.header, 2
        while header in taken:
            header, number = f"{column.header}{number}", number + 1
        taken[header] = column
    renamed = tuple(replace(column, header=header) for header, column in taken.items())
    return LabelledTable(name, renamed, ".xlsx" if rng.random() < 0.2 else ".csv")


def examination(seed: int, rows: int) -> tuple[LabelledTable, ...]:
    """The whole set of a seed: about 680 columns, seven in ten of them innocent."""
    rng = random.Random(seed)
    return (*whole_tables(rng, rows), *extracts(rng, rows))


def write(table: LabelledTable, folder: Path) -> Path:
    """The table as a file of its format: CSV in UTF-8 with a mark, or text cells of XLSX."""
    path = folder / f"{table.name}{table.suffix}"
    records = zip(*(column.values for column in table.columns), strict=True)
    if table.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.header for column in table.columns)
            writer.writerows(records)
        return path
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append([column.header for column in table.columns])
    for record in records:
        sheet.append(record)
    book.save(path)
    return path
