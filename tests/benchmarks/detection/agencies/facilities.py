"""Facilities, measurements and sums, which speak of nobody."""

from tests.benchmarks.detection.agencies.draw import (
    amount,
    blank,
    county,
    date,
    form,
    landline,
    mostly,
    name,
    number,
    pick,
    site,
)  # fmt: skip
from tests.benchmarks.detection.agencies.kit import column, table
from tests.benchmarks.detection.agencies.pools import (
    INDICATORS,
    OFFICES,
    RIVERS,
    ROADS,
    SCHOOLS,
    STATIONS,
    TREES,
    VILLAGE_NAMES,
)  # fmt: skip
from tests.benchmarks.detection.labels import LabelledTable

LONGITUDE = form("120.{a}", a=form("######"))
LATITUDE = form("30.{a}", a=form("######"))


def tables() -> tuple[LabelledTable, ...]:
    return (
        table(
            "公交站点信息",
            1400,
            column("站点编码", form("3301########")),
            column("站点名称", pick(*STATIONS)),
            column(
                "途经线路",
                form("{a}路,{b}路,B{c}路", a=number(1, 99), b=number(100, 899), c=number(1, 9)),
            ),
            column("经度", LONGITUDE),
            column("纬度", LATITUDE),
            column("首班车", pick("05:30", "06:00", "06:15")),
            column("站台类型", pick("港湾式", "直线式")),
        ),
        table(
            "中小学校名录",
            310,
            column("学校标识码", form("31330#####")),
            column("学校名称", form("{c}{s}", c=county, s=pick(*SCHOOLS))),
            column("学校地址", site),
            column("校长", name, may="person-name"),
            column("办公电话", landline),
            column("邮政编码", form("3100##")),
            column("在校生数", number(120, 3600)),
            column("建校时间", date(1902, 2018, "{y}年")),
        ),
        table(
            "医疗机构执业登记",
            260,
            column("登记号", form("PDY{a}33010617A1001", a=form("#####"))),
            column(
                "机构名称",
                form("{c}{s}", c=county, s=pick("人民医院", "康复医院", "口腔门诊部", "卫生院")),
            ),
            column("机构地址", site),
            column("主要负责人", name, may="person-name"),
            column(
                "诊疗科目", pick("内科;外科;妇产科", "口腔科", "中医科;针灸科专业", "精神科;肿瘤科")
            ),
            column("床位数", number(0, 1200)),
            column("急诊电话", landline),
        ),
        table(
            "标准地名录",
            900,
            column("标准名称", pick(*VILLAGE_NAMES)),
            column(
                "罗马字母拼写", pick("Wáng Zhuāng", "Lǐjiāgōu", "Gāomíng", "Huángshān", "Fāngzhèng")
            ),
            column("地名类别", pick("自然村", "行政区", "山峰", "居民点")),
            column("行政区划代码", form("330106###")),
            column(
                "地名含义",
                pick(
                    "明代王姓最早迁此定居，故名。",
                    "因村旁有石林而得名。",
                    "以李家沟命名，取安居之意。",
                ),
            ),
            column("地名代码", form("33010611200{a}", a=form("######"))),
            column("设立年份", number(1368, 1990)),
        ),
        table(
            "不可移动文物名录",
            150,
            column("编号", form("330106-0###")),
            column(
                "名称",
                form(
                    "{a}{b}",
                    a=pick("林启", "郁达夫", "章太炎", "弘一法师", "岳飞"),
                    b=pick("墓", "故居", "纪念馆", "祠"),
                ),
                may="person-name",
            ),
            column("年代", pick("明", "清", "民国", "1933年")),
            column("类别", pick("古墓葬", "近现代重要史迹", "古建筑")),
            column("地址", site),
            column(
                "公布批次及文号",
                form("第{a}批 浙政发〔2005〕{b}号", a=pick("三", "五"), b=number(10, 99)),
            ),
        ),
        table(
            "气象站观测日值",
            2000,
            column("区站号", form("58{a}", a=number(400, 480))),
            column("站名", pick("高安", "金坛", "黄岩", "龙泉", "江山", "丁桥", "石浦")),
            column("观测日期", date(2023, 2023, "{y}{m:02}{d:02}")),
            column("平均气温", amount(-5, 36, 1)),
            column("20-20时降水量", blank(0.5, amount(0, 120, 1))),
            column("最大风速的风向", pick("NNE", "SSW", "C", "W")),
            column("平均本站气压", amount(990, 1030, 1)),
        ),
        table(
            "地表水水质月报",
            360,
            column("断面名称", pick("王家渡", "闸口", "陈家埠", "白渡", "周浦", "方家桥")),
            column("河流", pick(*RIVERS)),
            column("水质类别", pick("Ⅰ类", "Ⅱ类", "Ⅲ类", "劣Ⅴ类")),
            column("pH", amount(6.5, 8.6, 2)),
            column("溶解氧(mg/L)", amount(4, 12)),
            column("氨氮", mostly(amount(0.05, 1.2), 0.9, pick("<0.025", "-1"))),
            column("采样时间", date(2023, 2023, "{y}-{m:02}")),
        ),
        table(
            "公共充电桩",
            700,
            column("充电站名称", form("{r}充电站", r=pick(*ROADS))),
            column("设备编号", form("3301000{a}", a=form("#########"))),
            column("运营商", pick("国家电网", "特来电", "星星充电")),
            column("服务电话", pick("95598", "400-013-0001", "4008281099")),
            column("详细地址", site),
            column("位置坐标", form("{a},{b}", a=LONGITUDE, b=LATITUDE)),
            column("功率(kW)", pick("7", "60", "120")),
        ),
        table(
            "古树名木保护名录",
            480,
            column("古树编号", form("018620######")),
            column("树种", pick(*TREES)),
            column("估测树龄", number(100, 1300)),
            column("胸围(cm)", number(90, 800)),
            column("生长位置", form("{v}村口", v=pick(*VILLAGE_NAMES))),
            column("X坐标", LONGITUDE, may="coordinates"),
            column("Y坐标", LATITUDE, may="coordinates"),
            column("养护责任单位", pick(*OFFICES)),
        ),
        table(
            "水表抄见",
            1800,
            column("表号", form("2018########{a}", a=number(10, 99))),
            column("册号", form("A0##")),
            column("上期读数", number(0, 9000)),
            column("本期读数", number(9000, 19000)),
            column("用水性质", pick("居民生活", "非居民", "特种行业")),
            column("抄表日期", date(2023, 2023)),
            column("口径", pick("DN15", "DN20", "DN50")),
        ),
        table(
            "国民经济主要指标",
            20,
            column("指标名称", pick(*INDICATORS)),
            column("计量单位", pick("亿元", "万人", "%", "万吨")),
            column("2021年", amount(10, 20000)),
            column("2022年", amount(10, 20000)),
            column("2023年", amount(10, 20000)),
            column("同比增长（%）", amount(-12, 25, 1)),
        ),
        table(
            "部门预算支出表",
            45,
            column("科目编码", form("20{a}0#0#", a=pick("1", "8"))),
            column(
                "科目名称", pick("一般公共服务支出", "行政运行", "社会保障和就业支出", "住房公积金")
            ),
            column("合计", amount(10, 90000)),
            column("基本支出", amount(10, 9000)),
            column("项目支出", blank(0.4, amount(10, 9000))),
        ),
        table(
            "政府信息公开目录",
            340,
            column("索引号", form("00250{a}/2023-#####", a=form("####"))),
            column(
                "文件名称",
                form(
                    "关于{a}的通知",
                    a=pick(
                        "印发2023年工作要点",
                        "做好防汛救灾工作",
                        "调整最低工资标准",
                        "加强校园安全管理",
                    ),
                ),
            ),
            column("文号", form("×政办发〔2023〕{row}号")),
            column("发布机构", pick(*OFFICES)),
            column("成文日期", date(2023, 2023, "{y}年{m}月{d}日")),
            column("主题分类", pick("综合政务", "民政、扶贫、救灾", "卫生、体育")),
            column("有效性", pick("有效", "废止", "失效")),
        ),
    )
