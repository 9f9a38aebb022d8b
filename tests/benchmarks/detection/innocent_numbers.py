"""Innocent columns of quantities: amounts, counts, measurements, days and hours."""

import random
from collections.abc import Callable

from tests.benchmarks.detection.innocent import innocent
from tests.benchmarks.detection.words import county, day, digits

Rng = random.Random
Draw = Callable[[int], str]


@innocent("创建时间 更新时间 入库时间 gxsj create_time")
def timestamp(rng: Rng) -> Draw:
    def draw(row: int) -> str:
        year, month, date = day(rng, 2018, 2025)
        clock = f"{rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}"
        return f"{year}-{month:02d}-{date:02d} {clock}"

    return draw


@innocent("时间戳 timestamp ts 采集时间戳")
def epoch(rng: Rng) -> Draw:
    tail = rng.choice((0, 3))
    return lambda row: f"{rng.randint(1420000000, 1750000000)}{digits(rng, tail)}"


@innocent("金额 合同金额（元） 补助金额 预算数 决算数 je amount 中标价(万元)")
def amount(rng: Rng) -> Draw:
    scale = rng.choice((1e3, 1e5, 1e8, 1e10))
    form = rng.choice(("{:.2f}", "{:,.2f}", "{:.0f}", "¥{:,.2f}", "{:.2f}元"))
    return lambda row: form.format(rng.random() ** 3 * scale)


@innocent("人口数 户数 用电量 产量（吨） 年末总数 tjs population 发病数 参保人数")
def statistic(rng: Rng) -> Draw:
    return lambda row: str(round(rng.lognormvariate(6, 2)))


@innocent("国内生产总值 交易总额 累计数 总量")
def large_statistic(rng: Rng) -> Draw:
    """Eleven digits that often begin with 1."""
    return lambda row: str(rng.randint(10_000_000_000, 19_999_999_999))


@innocent("增长率 占比 合格率 完成率 zb percentage 同比")
def percentage(rng: Rng) -> Draw:
    form = rng.choice(("{:.1f}%", "{:.2f}", "{:.0f}％"))
    return lambda row: form.format(rng.uniform(-20, 100))


@innocent("邮政编码 邮编 yzbm postcode zip")
def postcode(rng: Rng) -> Draw:
    return lambda row: county(rng).post


@innocent("成立日期 检查日期 发布日期 开工日期 fbrq event_date 许可有效期至")
def event_date(rng: Rng) -> Draw:
    pattern = rng.choice(
        ("{y}-{m:02d}-{d:02d}", "{y}/{m}/{d}", "{y}年{m}月{d}日", "{y}{m:02d}{d:02d}")
    )

    def draw(row: int) -> str:
        year, month, date = day(rng, 1998, 2026)
        return pattern.format(y=year, m=month, d=date)

    return draw


@innocent("年份 年度 nf year 统计年度")
def year(rng: Rng) -> Draw:
    form = rng.choice(("{}", "{}年"))
    return lambda row: form.format(rng.randint(1990, 2025))


@innocent("经度 lng longitude x坐标")
def facility_longitude(rng: Rng) -> Draw:
    return lambda row: f"{rng.uniform(100, 122):.2f}"


@innocent("纬度 lat latitude y坐标")
def facility_latitude(rng: Rng) -> Draw:
    return lambda row: f"{rng.uniform(22, 41):.2f}"


@innocent("抄表读数 本期读数 水表读数 meter_reading 用水量")
def meter(rng: Rng) -> Draw:
    return lambda row: f"{rng.randint(0, 99999):05d}.{digits(rng, 2)}"


@innocent("公交线路 线路名称 途经线路 bus_line 线路")
def bus_line(rng: Rng) -> Draw:
    return lambda row: f"{rng.choice(('', 'K', 'B', 'Y'))}{rng.randint(1, 499)}路"


@innocent("PM2.5 水温 pH值 降水量 监测值 reading 气温")
def measurement(rng: Rng) -> Draw:
    return lambda row: f"{rng.gauss(20, 12):.1f}"


@innocent("面积（亩） 建筑面积 占地面积 area 长度(米)")
def extent(rng: Rng) -> Draw:
    return lambda row: f"{rng.lognormvariate(4, 1):.2f}"


@innocent("得分 评分 总分 考核得分 score")
def score(rng: Rng) -> Draw:
    return lambda row: f"{rng.uniform(55, 100):.1f}"


@innocent("开放时间 营业时间 服务时间 opening_hours")
def opening_hours(rng: Rng) -> Draw:
    return lambda row: f"{rng.randint(7, 10)}:{rng.choice(('00', '30'))}-{rng.randint(16, 22)}:00"


@innocent("桩号 里程桩号 路段桩号")
def stake(rng: Rng) -> Draw:
    return lambda row: f"K{rng.randint(0, 1800)}+{rng.randrange(1000):03d}"


@innocent("身份证办理数量 护照签发数 手机用户数 出生人口数 住院人次 邮箱注册量 信教人数 残疾人数")
def count_of_persons(rng: Rng) -> Draw:
    """The header names what the column only counts."""
    return lambda row: str(rng.randint(0, 30_000))


@innocent("电话补贴（元） 医保缴费额 银行卡手续费 学号位数 住址变更次数")
def amount_named_after_data(rng: Rng) -> Draw:
    return lambda row: str(rng.randint(1, 500))
