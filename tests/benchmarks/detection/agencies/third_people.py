"""The third part, written after the first two had been mended for: persons."""

from tests.benchmarks.detection.agencies.draw import (
    amount,
    bank_card,
    child_id,
    company,
    county,
    date,
    email,
    form,
    full_width,
    home,
    masked_id,
    mobile,
    mostly,
    name,
    number,
    passport,
    pick,
    plate,
    resident_id,
    serial,
    shop,
    short_home,
    then,
    uscc,
    vin,
)  # fmt: skip
from tests.benchmarks.detection.agencies.kit import Among, column, table
from tests.benchmarks.detection.agencies.pools import (
    ESTATES,
    OFFICES,
    POSTS,
    ROADS,
    SCHOOLS,
)  # fmt: skip
from tests.benchmarks.detection.labels import LabelledTable


def tables() -> tuple[LabelledTable, ...]:
    return (
        table(
            "临时救助台账",
            64,
            column("救助编号", form("LSJZ-2023-{row:04}")),
            column("救助对象姓名", name, "person-name"),
            column("身份证号（脱敏）", masked_id, may="resident-id"),
            column(
                "救助事由",
                pick("突发重大疾病住院", "火灾房屋损毁", "交通事故致贫", "子女就学困难"),
                may="health",
            ),
            column("救助金额", pick("2000", "3500", "8000")),
            column("发放方式", pick("银行代发", "现金")),
            column(
                "开户银行及账号", form("农商银行 {c}", c=bank_card), "bank-card", instead="account"
            ),
            column("代领人及关系", form("{n}（父子）", n=name), "person-name"),
        ),
        table(
            "jzg_info",
            310,
            column("gh", form("2010###")),
            column("xm", name, "person-name"),
            column("xbm", pick("1", "2")),
            column("sfzjh", resident_id, "resident-id"),
            column("csny", date(1962, 1999, "{y}{m:02}"), "birth-date"),
            column("zzmm", pick("中共党员", "群众", "共青团员")),
            column("yddh", mobile, "mobile"),
            column("dzxx", email, "email"),
            column("rjkc", pick("语文", "数学", "物理")),
            column("xxdm", form("31330#####")),
        ),
        table(
            "退休干部体检汇总",
            48,
            column("序号", serial()),
            column("人员", name, "person-name"),
            column("原单位职务", form("{o}{p}", o=pick(*OFFICES), p=pick(*POSTS))),
            column(
                "异常指标", pick("甲状腺结节3类", "脂肪肝", "血压偏高", "空腹血糖升高"), "health"
            ),
            column(
                "复查建议", pick("三个月后复查彩超", "心内科随诊", "低盐低脂饮食"), may="health"
            ),
        ),
        table(
            "电动自行车上牌",
            1600,
            column("号牌", form("杭州#####{a}", a=pick("A", "B", "K")), may="plate"),
            column("车主姓名", name, "person-name"),
            column("证件号码", then(resident_id, lambda t: t.replace("X", "x")), "resident-id"),
            column("整车编码", form("{a}", a=form("1#############9"))),
            column("电机号", form("YF48V350W{a}", a=form("######"))),
            column("联系手机", mobile, "mobile"),
            column("上牌网点", form("{c}车管所", c=county)),
        ),
        table(
            "小区业主委员会备案",
            26,
            column("小区名称", pick(*ESTATES)),
            column("业委会主任", name, may="person-name"),
            column(
                "房号",
                form("{a}-{b}-{c}02", a=number(1, 20), b=number(1, 3), c=number(1, 18)),
                may="address",
            ),
            column("手机号码", mobile, "mobile"),
            column("备案日期", date(2019, 2023)),
            column("物业服务企业", company),
        ),
        table(
            "执法记录_当事人",
            380,
            column(
                "案件编号", form("杭西综执〔2023〕罚字第{a}号", a=form("#####")), may="case-number"
            ),
            column("当事人", mostly(name, 0.5, shop), "person-name"),
            column("当事人证件", Among(uscc("92"), resident_id, 0.5), "resident-id", may="uscc"),
            column(
                "违法地点", form("{r}{n}号门前", r=pick(*ROADS), n=number(1, 400)), may="address"
            ),
            column("执法人员", form("{a},{b}", a=name, b=name), may="person-name"),
            column("执法证号", form("33010{a}", a=form("######"))),
            column("罚没金额", amount(50, 5000, 0)),
        ),
        table(
            "残疾儿童康复补助",
            58,
            column("儿童姓名", name, "person-name"),
            column("证件号", child_id, "resident-id", may="minor"),
            column("障碍类型", pick("孤独症", "脑瘫", "听力残疾", "智力残疾"), "health"),
            column("康复机构", form("{c}康复中心", c=county)),
            column("家长", name, "person-name"),
            column("家长电话", then(mobile, lambda t: f"{t[:3]} {t[3:7]} {t[7:]}"), "mobile"),
        ),
        table(
            "旅店住宿登记",
            720,
            column("旅客", name, "person-name"),
            column("证件", mostly(resident_id, 0.93, passport), "resident-id", may="passport"),
            column("房间", form("{a}##", a=number(3, 12))),
            column("入住时间", date(2023, 2023, "{y}/{m:02}/{d:02} 14:{d:02}"), "whereabouts"),
            column("退房时间", date(2023, 2023, "{y}/{m:02}/{d:02} 11:{d:02}"), "whereabouts"),
            column("酒店名称", form("{c}如意酒店", c=county), may="whereabouts"),
        ),
        table(
            "村民代表会议记录表",
            18,
            column("代表姓名", name, "person-name"),
            column("村民小组", pick("一组", "二组", "五组")),
            column(
                "发言要点",
                form("{n}提出{r}排水沟需清理。", n=name, r=pick("村口", "三组")),
                may="person-name",
            ),
            column("表决", pick("同意", "反对", "弃权")),
        ),
        table(
            "贷款贴息公示",
            90,
            column("借款人名称", mostly(company, 0.4, name), "person-name"),
            column("借款人证件号", Among(uscc(), masked_id, 0.6), may="resident-id uscc"),
            column("贷款银行", pick("农业银行", "邮储银行", "泰隆银行")),
            column(
                "贷款合同号",
                form("3301{d}{a}", d=date(2022, 2023, "{y}{m:02}{d:02}"), a=form("######")),
            ),
            column("贴息额", amount(200, 30000)),
        ),
        table(
            "学生竞赛获奖",
            140,
            column("获奖学生", name, "person-name"),
            column("学校", form("{c}{s}", c=county, s=pick(*SCHOOLS))),
            column("指导教师", name, may="person-name"),
            column("奖项", pick("一等奖", "二等奖", "优胜奖")),
            column("证书编号", form("ZJKJ2023{a}", a=form("#####"))),
        ),
        table(
            "报修记录导出",
            2000,
            column(
                "工单号", form("GD{d}{a}", d=date(2023, 2023, "{y}{m:02}{d:02}"), a=form("####"))
            ),
            column("报修地址", short_home, "address"),
            column("报修人电话", then(mobile, full_width), "mobile"),
            column(
                "故障描述",
                Among(
                    pick("水管漏水", "楼道灯不亮", "电梯异响", "门禁失灵"),
                    form("找{n}师傅上门，住户电话{p}", n=name, p=mobile),
                    0.015,
                ),
                "mobile",
                may="person-name",
            ),
            column("回访结果", pick("满意", "未接通", "基本满意")),
        ),
        table(
            "干部人事任免",
            22,
            column("姓名", name, may="person-name"),
            column("拟任职务", form("{o}{p}", o=pick(*OFFICES), p=pick(*POSTS))),
            column("出生年月", date(1968, 1988, "{y}.{m:02}"), "birth-date"),
            column("学历", pick("在职研究生", "大学", "省委党校研究生")),
            column("任免文号", form("市委干〔2023〕{row}号")),
        ),
        table(
            "无名列导出2",
            330,
            column("Column1", form("A{a}", a=form("######"))),
            column("Column2", company),
            column("Column3", name, "person-name"),
            column("Column4", mobile, "mobile"),
            column("Column5", home, "address"),
            column("Column6", amount(1, 900)),
            column("Column7", then(resident_id, lambda t: t[:17] + t[17:].lower()), "resident-id"),
            column("Column8", date(1950, 2000), may="birth-date"),
        ),
        table(
            "车辆维保",
            420,
            column("车架号", vin, "vin"),
            column("车牌号", plate, "plate"),
            column("送修人", name, "person-name"),
            column("送修人联系方式", mobile, "mobile"),
            column("里程(km)", number(900, 300000)),
            column("维修项目", pick("更换机油", "四轮定位", "钣金喷漆")),
            column("结算单号", form("6{a}", a=form("##################"))),
        ),
    )
