"""Documents, goods and contacts of offices."""

from tests.benchmarks.detection.agencies.draw import (
    amount,
    county,
    date,
    form,
    landline,
    mobile,
    name,
    number,
    pick,
    plate,
    serial,
    site,
)  # fmt: skip
from tests.benchmarks.detection.agencies.kit import Among, column, table
from tests.benchmarks.detection.agencies.pools import (
    OFFICES,
    ROADS,
    SCHOOLS,
    SECTIONS,
)  # fmt: skip
from tests.benchmarks.detection.labels import LabelledTable

LONGITUDE = form("120.{a}", a=form("######"))
LATITUDE = form("30.{a}", a=form("######"))


def tables() -> tuple[LabelledTable, ...]:
    return (
        table(
            "固定资产卡片",
            430,
            column("资产编号", form("TY2019{a}", a=form("######"))),
            column("资产名称", pick("台式计算机", "办公桌", "空调机组", "多功能一体机")),
            column("规格型号", pick("ThinkCentre M720t", "HL-3150CDN", "KFR-35GW")),
            column("取得日期", date(2010, 2023)),
            column("账面原值", amount(300, 90000)),
            column("使用部门", pick(*SECTIONS)),
            column("使用人", name, may="person-name"),
            column("序列号", form("{a}{b}", a=pick("PF1", "CND9", "SN"), b=form("#######"))),
        ),
        table(
            "公务用车编制",
            36,
            column("号牌", plate, may="plate"),
            column("品牌型号", pick("红旗牌CA7180", "大众牌SVW7183", "比亚迪牌BYD7006")),
            column("车辆用途", pick("机要通信用车", "应急保障用车", "执法执勤用车")),
            column("购置价格（万元）", amount(10, 25)),
            column("所属单位", pick(*OFFICES)),
        ),
        table(
            "机关值班电话",
            18,
            column("单位", pick(*OFFICES)),
            column("值班电话", landline),
            column("传真", landline),
            column("邮编", form("3100##")),
            column("电子信箱", form("{a}@hangzhou.gov.cn", a=pick("bgs", "fgw", "jyj"))),
        ),
        table(
            "单位联系方式汇总",
            600,
            column("单位名称", form("{c}{o}", c=county, o=pick("街道办事处", "司法所", "税务所"))),
            column("联系电话", Among(landline, mobile, 0.01), "mobile"),
            column("办公时间", pick("工作日 9:00-17:00", "8:30-12:00,14:00-17:30")),
            column("地址", site),
        ),
        table(
            "馆藏图书清单",
            1100,
            column(
                "ISBN", form("978-7-{a}-{b}-{x}", a=form("####"), b=form("####"), x=number(0, 9))
            ),
            column("题名", pick("平凡的世界", "围城", "三体", "白鹿原", "活着")),
            column(
                "责任者",
                pick("路遥著", "钱锺书著", "刘慈欣著", "余华", "陈忠实"),
                may="person-name",
            ),
            column("出版年", number(1985, 2023)),
            column("索书号", form("I247.5/{n}", n=number(10, 999))),
            column("馆藏条码", form("0100{a}", a=form("##########"))),
            column("定价", amount(18, 98)),
        ),
        table(
            "政务网站备案",
            75,
            column("网站名称", form("{o}门户网站", o=pick(*OFFICES))),
            column("域名", form("{a}.hangzhou.gov.cn", a=pick("fgw", "jyj", "wjw"))),
            column("政府网站标识码", form("3301000{a}", a=form("###"))),
            column("ICP备案号", form("浙ICP备050{a}号-1", a=form("#####"))),
            column(
                "系统版本", form("{a}.{b}.0.{c}", a=number(1, 9), b=number(0, 20), c=number(1, 200))
            ),
            column("内网地址", form("10.33.{a}.{b}", a=number(0, 254), b=number(1, 254)), "ip"),
        ),
        table(
            "停车泊位使用",
            2500,
            column("泊位号", form("P33010{a}", a=form("######"))),
            column(
                "路段",
                form(
                    "{r}（{a}—{b}）",
                    r=pick(*ROADS),
                    a=pick("学院路", "莫干山路"),
                    b=pick("古墩路", "天目山路"),
                ),
            ),
            column("车牌", plate, "plate"),
            column("驶入时间", date(2023, 2023, "{y}-{m:02}-{d:02} 08:{d}:00")),
            column("应收", amount(0, 60, 1)),
            column("交易流水", form("{d}########", d=date(2023, 2023, "{y}{m:02}{d:02}1200"))),
        ),
        table(
            "建设用地规划许可",
            120,
            column("证书编号", form("地字第3301002023#####号")),
            column("建设项目名称", form("{c}{s}迁建工程", c=county, s=pick(*SCHOOLS))),
            column("用地单位", form("{c}城市建设投资集团", c=county)),
            column(
                "用地位置",
                form("东至{a}、南至{b}、西至规划支路、北至河道", a=pick(*ROADS), b=pick(*ROADS)),
            ),
            column("用地面积", amount(1200, 90000)),
            column("宗地号", form("HZ-2023-{row}")),
            column("容积率", amount(0.8, 3.5, 1)),
        ),
        table(
            "交通流量采集",
            3000,
            column("卡口编号", form("330106000{a}", a=form("#########"))),
            column("方向", pick("东向西", "南向北")),
            column("时段", form("{h}:00-{h}:59", h=number(0, 23))),
            column("小型车", number(0, 2400)),
            column("大型车", number(0, 300)),
            column("平均车速", amount(8, 72, 1)),
            column("时间戳", form("16{a}", a=form("###########"))),
        ),
        table(
            "领导分工",
            9,
            column("姓名", name, may="person-name"),
            column("职务", pick("党组书记、局长", "党组成员、副局长", "二级调研员")),
            column("分管工作", pick("主持全面工作", "分管法规、审批", "分管财务、后勤")),
        ),
        table(
            "权责清单",
            500,
            column("事项编码", form("330125001000{a}", a=form("##"))),
            column(
                "实施编码", form("11330100002490{a}133012500100{b}", a=form("###"), b=form("##"))
            ),
            column(
                "事项名称",
                pick("取水许可", "新建民用建筑人防审批", "教师资格认定", "公共场所卫生许可"),
            ),
            column("办理对象", pick("自然人", "法人", "其他组织")),
            column("法定时限", pick("20个工作日", "30日")),
            column("咨询电话", pick("0571-87012345", "12345")),
            column("序", serial()),
        ),
    )
