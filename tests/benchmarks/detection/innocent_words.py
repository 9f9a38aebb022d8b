"""Innocent columns of words: names of things, places and institutions, and classes."""

import random
from collections.abc import Callable

from tests.benchmarks.detection import identifiers, words
from tests.benchmarks.detection.innocent import innocent
from tests.benchmarks.detection.words import county, road

Rng = random.Random
Draw = Callable[[int], str]


def _one_of(rng: Rng, choices: tuple[str, ...] | list[str]) -> Draw:
    return lambda row: rng.choice(choices)


@innocent("企业名称 单位名称 供应商 中标单位 qymc company 申请单位")
def company_name(rng: Rng) -> Draw:
    place = county(rng) if rng.random() < 0.5 else None
    return lambda row: words.company(rng, place)


@innocent("企业简称 品牌 字号 brand", neutral=False)
def company_short_name(rng: Rng) -> Draw:
    """Two to four characters; many begin with a surname."""
    first = "金安康华方石万海天明江成东高常国文和"

    def draw(row: int) -> str:
        if rng.random() < 0.4:
            return rng.choice(words.BRANDS)
        return (
            rng.choice(first)
            + rng.choice("源达盛科林大泰")
            + rng.choice(("", "股份", "电子", "达"))
        )

    return draw


@innocent("商户名称 店铺名称 经营主体 shop_name", may="person-name", neutral=False)
def shop_name(rng: Rng) -> Draw:
    trades = ("小吃店", "五金店", "理发店", "副食店", "便利店", "饭馆", "家具店", "牙科诊所")

    def draw(row: int) -> str:
        owner = words.chinese_name(rng) if rng.random() < 0.3 else rng.choice(words.BRANDS)
        return f"{county(rng).name}{owner}{rng.choice(trades)}"

    return draw


@innocent("单位 主管部门 数据提供单位 发布机构 department 责任单位")
def agency_name(rng: Rng) -> Draw:
    place = county(rng)
    return lambda row: words.agency(rng, place)


@innocent("处室 科室 内设机构 承办科室 section 部门")
def department(rng: Rng) -> Draw:
    return _one_of(rng, words.DEPARTMENTS)


@innocent("职务 岗位 职务职级 job_title 职称", neutral=True)
def job_title(rng: Rng) -> Draw:
    return _one_of(rng, words.JOBS)


@innocent("所在地区 地市 区县 所属区域 city 行政区划")
def place_name(rng: Rng) -> Draw:
    form = rng.choice(("{0.name}", "{0.province}", "{0.province}{0.city}{0.name}"))
    return lambda row: form.format(county(rng))


@innocent("街道 乡镇 所属街道 乡镇街道 town")
def town_name(rng: Rng) -> Draw:
    return _one_of(rng, [*words.TOWNS, *words.STREETS])


@innocent("街道简称 片区 网格 district", neutral=False)
def bare_street_name(rng: Rng) -> Draw:
    """Without 街道 or 镇: two characters, as given names have."""
    bare = [name.removesuffix("街道")[:2] for name in words.STREETS]
    return _one_of(rng, [*bare, "安华", "王家湾", "金水", "高桥", "万安"])


@innocent("村名 行政村 所在村 社区 village")
def village_name(rng: Rng) -> Draw:
    return _one_of(rng, words.VILLAGES)


@innocent("道路名称 路名 街路名 road_name 路段")
def street_name(rng: Rng) -> Draw:
    return lambda row: road(rng)


@innocent("起止路段 施工范围 限行路段")
def street_section(rng: Rng) -> Draw:
    return lambda row: f"{road(rng)}（{road(rng)}—{road(rng)}）"


@innocent("学校名称 学校 毕业院校 school xxmc")
def school_name(rng: Rng) -> Draw:
    return lambda row: (
        f"{county(rng).name}{rng.choice(('', rng.choice(words.ROADS)))}{rng.choice(words.SCHOOLS)}"
    )


@innocent("场馆名称 设施名称 机构名称 venue 名称 name")
def venue_name(rng: Rng) -> Draw:
    return lambda row: (
        f"{county(rng).name}{rng.choice(('', '老年', '工人', '科技'))}{rng.choice(words.VENUES)}"
    )


@innocent("医院名称 定点医疗机构 hospital 药店名称")
def hospital_name(rng: Rng) -> Draw:
    ends = ("第一人民医院", "中医院", "妇幼保健院", "卫生院", "社区卫生服务中心", "人民大药房")
    return lambda row: f"{county(rng).name}{rng.choice(ends)}"


@innocent("小区名称 楼盘名称 项目名称 estate")
def estate_name(rng: Rng) -> Draw:
    return _one_of(rng, words.ESTATES)


@innocent("单位地址 注册地址 办公地址 经营场所 机构地址 office_address 营业地址", neutral=False)
def office_address(rng: Rng) -> Draw:
    place = county(rng)
    return lambda row: (
        f"{place.province}{place.city}{place.name}{road(rng)}{rng.randint(1, 999)}号"
        f"{rng.choice(('', '', f'{rng.choice(words.BRANDS)}大厦{rng.randint(2, 28)}楼', '行政中心3号楼'))}"
    )


@innocent("站点位置 设置地点 停车场位置 公交站位置 site", may="address", neutral=False)
def site_location(rng: Rng) -> Draw:
    return lambda row: (
        f"{road(rng)}与{road(rng)}交叉口{rng.choice('东西南北')}侧{rng.randint(10, 300)}米"
    )


@innocent("书名 图书名称 题名 book_title 文献名称")
def book_title(rng: Rng) -> Draw:
    return lambda row: rng.choice(words.BOOKS) + rng.choice(("", "", "（第2版）", "：上册"))


@innocent("植物名称 树种 物种名 中文名 species")
def plant_name(rng: Rng) -> Draw:
    return _one_of(rng, words.PLANTS)


@innocent("商品名称 食品名称 品种 commodity 农产品")
def food_name(rng: Rng) -> Draw:
    return _one_of(rng, words.FOODS)


@innocent("病种 疾病名称 传染病名称 病种名称", neutral=False)
def disease_of_statistics(rng: Rng) -> Draw:
    """Heads of a statistic, not of persons."""
    return lambda row: words.DISEASES[row % len(words.DISEASES)]


@innocent("商标 系列名称 车型 vehicle_model")
def car_model(rng: Rng) -> Draw:
    return _one_of(
        rng,
        (
            "凯美瑞",
            "帕萨特",
            "朗逸",
            "秦PLUS",
            "汉EV",
            "唐DM",
            "宋MAX",
            "元PLUS",
            "高尔夫",
            "轩逸",
            "思域",
        ),
    )


@innocent("事项名称 服务事项 许可事项 matter 业务名称")
def matter(rng: Rng) -> Draw:
    objects = (
        "食品经营许可",
        "建筑施工许可",
        "医师执业注册",
        "出生医学证明",
        "居民身份证申领",
        "户口迁移",
        "社保卡补换",
        "不动产登记",
        "护照签发",
        "银行账户备案",
    )
    acts = ("办理", "变更", "注销", "补发", "核发", "延续")
    return lambda row: rng.choice(objects) + rng.choice(acts)


@innocent("字段名称 信息项 数据项名称 field_name")
def field_name(rng: Rng) -> Draw:
    """A data dictionary: it speaks of persons, it holds none."""
    return _one_of(
        rng,
        (
            "姓名",
            "身份证号码",
            "联系电话",
            "家庭住址",
            "出生日期",
            "金额",
            "编号",
            "备注",
            "密级",
            "更新时间",
        ),
    )


@innocent("职业技能 工种 培训课程 专业 major")
def major(rng: Rng) -> Draw:
    return _one_of(
        rng,
        (
            "计算机科学与技术",
            "护理学",
            "法学",
            "汉语言文学",
            "土木工程",
            "电工",
            "焊工",
            "育婴员",
            "会计学",
            "金融学",
        ),
    )


@innocent("年级 班级 grade 学段")
def grade(rng: Rng) -> Draw:
    form = rng.choice(("{}年级", "{}年级（{}）班"))
    return lambda row: form.format(rng.choice("一二三四五六"), rng.randint(1, 12))


@innocent("等级 信用等级 评定等级 level 考核等次")
def rating(rng: Rng) -> Draw:
    return _one_of(
        rng,
        rng.choice((("A", "B", "C", "D"), ("优秀", "良好", "合格", "不合格"), ("AAA", "AA", "A"))),
    )


@innocent("状态 办理状态 是否公示 status 登记状态")
def status(rng: Rng) -> Draw:
    return _one_of(
        rng,
        rng.choice((("是", "否"), ("在业", "注销", "吊销", "迁出"), ("已办结", "办理中", "退回"))),
    )


@innocent("密级 涉密属性 公开属性 保密审查意见", neutral=False)
def not_secret(rng: Rng) -> Draw:
    """Says that nothing is secret."""
    return _one_of(
        rng,
        rng.choice(
            (
                ("非涉密", "非密", "公开"),
                ("无", "公开"),
                ("主动公开", "依申请公开"),
                ("不涉密", "可以公开"),
            )
        ),
    )


@innocent("性别 xb gender")
def gender(rng: Rng) -> Draw:
    return _one_of(rng, ("男", "女"))


@innocent("民族 mz ethnicity")
def ethnicity(rng: Rng) -> Draw:
    return lambda row: "汉族" if rng.random() < 0.8 else rng.choice(words.NATIONALITIES)


@innocent("文化程度 学历 xl education")
def education(rng: Rng) -> Draw:
    return _one_of(rng, ("小学", "初中", "高中", "中专", "大专", "大学本科", "硕士研究生"))


@innocent("补助类别 救助类型 保障类别 category 补贴项目")
def benefit(rng: Rng) -> Draw:
    return _one_of(
        rng,
        (
            "城市低保",
            "农村低保",
            "特困供养",
            "临时救助",
            "高龄津贴",
            "耕地地力保护补贴",
            "农机购置补贴",
        ),
    )


@innocent("计量单位 单位 unit 规格单位")
def unit(rng: Rng) -> Draw:
    return _one_of(rng, ("个", "万元", "吨", "平方米", "公里", "户", "人次", "千瓦时"))


@innocent("颜色 车身颜色 color 树皮颜色")
def colour(rng: Rng) -> Draw:
    return _one_of(rng, ("白", "黑", "红", "黄", "蓝", "金", "白色", "银灰"))


@innocent("币种 行业 行业门类 industry 产业")
def industry(rng: Rng) -> Draw:
    return _one_of(
        rng, ("农林牧渔业", "制造业", "建筑业", "批发和零售业", "金融业", "教育", "房地产业")
    )


@innocent("教别 宗教场所教别 场所教别", may="religion", neutral=False)
def place_of_worship(rng: Rng) -> Draw:
    return _one_of(rng, ("佛教", "道教", "基督教", "天主教", "伊斯兰教"))


@innocent("英文名称 english_name title_en description")
def english(rng: Rng) -> Draw:
    nouns = (
        "Annual report",
        "Water quality",
        "Road works",
        "Public library",
        "Urban planning",
        "Bus routes",
    )
    tails = ("of the district in {}", "published by the bureau, {}", "monitoring results {}")
    return lambda row: f"{rng.choice(nouns)} {rng.choice(tails).format(rng.randint(2012, 2025))}"


@innocent("数据来源 来源系统 data_source 附件名称")
def file_name(rng: Rng) -> Draw:
    suffixes = (".xlsx", ".pdf", ".csv", "数据")

    def draw(row: int) -> str:
        stem = rng.choice(words.AGENCIES) + identifiers.compact_day(rng, 2019, 2025)
        return stem + rng.choice(suffixes)

    return draw


@innocent("景点名称 文物名称 文保单位 heritage")
def heritage(rng: Rng) -> Draw:
    """Some are former homes: they name the dead."""
    places = (
        "岳王庙",
        "灵隐寺",
        "陈家祠",
        "黄鹤楼",
        "白塔",
        "关帝庙",
        "文昌阁",
        "万松书院",
        "石拱桥",
        "张家大院",
        "王家祠堂",
    )
    return lambda row: rng.choice(places) + rng.choice(("", "", "遗址", "（北区）"))


@innocent("河流名称 水库名称 河道 river")
def river(rng: Rng) -> Draw:
    return lambda row: (
        rng.choice(("白沙", "青山", "金牛", "黄石", "高塘", "柳", "沙"))
        + rng.choice(("河", "水库", "溪", "渠"))
    )


@innocent("证件类型 证件名称 有效证件类型 id_type zjlx")
def document_kind(rng: Rng) -> Draw:
    return _one_of(
        rng,
        (
            "居民身份证",
            "护照",
            "军官证",
            "港澳居民来往内地通行证",
            "户口簿",
            "外国人永久居留身份证",
        ),
    )


@innocent("开户银行 银行卡开户行 发卡行 khyh bank_name")
def bank_branch(rng: Rng) -> Draw:
    banks = ("中国农业银行", "中国工商银行", "中国建设银行", "中国邮政储蓄银行", "农村商业银行")
    return lambda row: f"{rng.choice(banks)}{county(rng).name}支行"


@innocent("手机号归属地 户籍所在地 号码归属地 车牌归属地 籍贯")
def home_region(rng: Rng) -> Draw:
    def draw(row: int) -> str:
        place = county(rng)
        return place.province + place.city

    return draw


@innocent("是否提供身份证 是否有手机 是否登记住址 是否参加社保 是否绑定银行卡")
def whether(rng: Rng) -> Draw:
    """The header names what the column only affirms."""
    return _one_of(rng, ("是", "否"))


@innocent("姓名 经办人 xm", may="person-name", neutral=False)
def masked_name(rng: Rng) -> Draw:
    """Desensitized already."""
    return lambda row: words.chinese_name(rng)[0] + rng.choice(("**", "*", "某某", "某"))
