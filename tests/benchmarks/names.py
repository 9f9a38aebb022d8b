"""How well names and addresses are told, and how fast, on lists and sentences that Faker invents.

Read the figures with care. Faker's given names and the typed ones of
``resources/tables/given-names.json`` are both names in common use: counted without the typed ones, the
table tells .84 of Faker's names instead of .95. Its cities and districts are in the gazetteer: of town
names that were held out of it, .12 count as names by themselves, instead of .003. Run as
``python -m tests.benchmarks.names``.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable

import numpy as np
import pyarrow as pa
from faker import Faker

from app.core.review.names import tagger
from app.core.review.names.column import name_column
from app.core.review.names.cues import NameSpan, names_in_text
from app.core.review.names.scores import LIKELY, name_scores
from app.core.review.places.address import Depth, address_parts

CUED = (
    "申请人：{}，性别男，于2020年3月提出申请。",
    "联系人{}，电话请见附件。",
    "经研究，由{}负责该项目的日常管理。",
    "市民{}反映小区路灯不亮，请相关部门处理。",
    "原告：{}，住清溪县青石镇。",
    "患者{}因腹痛入院，经治疗好转。",
    "{}同志任清溪县民政局科员。",
    "户主{}家庭人口3人，月保障金额900元。",
    "经办人（签字）：{}",
    "会议由{}主持，各科室参加。",
    "当事人{}违反停车管理规定，罚款200元。",
    "请与{}先生联系办理退款手续。",
    "学生{}在本次竞赛中获一等奖。",
    "法定代表人：{}；注册资本：50万元",
    "清溪县教育局局长{}到校调研。",
    "来电人{}称其楼上住户漏水。",
    "村民{}家房屋在暴雨中受损。",
    "死者{}，系某施工单位工人。",
)
UNCUED = (
    "昨日{}来窗口咨询退休手续，已答复。",
    "经查，{}名下有两处房产。",
    "{}与邻居因宅基地发生争执，已调解。",
    "本次抽检由{}、工作人员共同完成。",
    "已电话告知{}补交材料。",
    "该款项于五月转入{}账户。",
    "高级工程师{}参加了评审。",
    "走访中了解到{}一家生活困难。",
)
INNOCENT = (
    "申请人应当自收到通知之日起十五日内补正材料。",
    "联系人及联系方式请见附件。",
    "由民政局负责组织实施，财政局配合。",
    "群众反映强烈的问题得到解决。",
    "患者满意度达到百分之九十五。",
    "学生安全教育平台使用情况良好。",
    "全县职工平均工资同比增长百分之六。",
    "居民委员会主任由居民选举产生。",
    "金融机构应当和财政部门签订协议。",
    "黄河流域生态保护和高质量发展规划。",
    "平安大街与和平路交叉口施工，请绕行。",
    "高峰时段公交车发车间隔为五分钟。",
    "马路两侧严禁堆放水泥和钢材。",
    "安康市、武鸣区、马关县先后开展检查。",
    "石家庄至张家口高速公路临时封闭。",
    "温度传感器安装方法和程序见说明书。",
    "法人单位应当及时办理变更登记。",
    "当事人可以在六个月内提起诉讼。",
    "本地白菜、胡萝卜价格平稳，龙虾上涨。",
    "经营者应当明码标价，严格管理。",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000, help="texts a list")
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    fake = Faker("zh_CN")
    fake.seed_instance(args.seed)
    names = distinct(fake.name, args.count)
    others = innocent(fake, args.count)
    out = sys.stdout.write
    cells(out, names, others)
    columns(out, names, others, random.Random(args.seed))
    speed(out, names, others)
    sentences(out, names, [fake.sentence() for _ in range(args.count)], random.Random(args.seed))
    addresses(out, fake, args.count, names, others)


def distinct(make: Callable[[], str], count: int) -> list[str]:
    return sorted({make() for _ in range(count)})


def innocent(fake: Faker, count: int) -> dict[str, list[str]]:
    """Short texts that are no names, by kind."""
    return {
        "company": distinct(fake.company, count),
        "company short": distinct(fake.company_prefix, count),
        "street": distinct(fake.street_name, count),
        "city": distinct(fake.city, count),
        "city bare": distinct(fake.city_name, count),
        "district": distinct(fake.district, count),
        "job": distinct(fake.job, count),
        "word": distinct(fake.word, count),
    }


def cells(out: Callable[[str], int], names: list[str], others: dict[str, list[str]]) -> None:
    out(f"cells by themselves, more than {LIKELY} nats\n")
    out(f"  {'names':14}{len(names):6}  TPR {share(names):.3f}\n")
    for kind, texts in others.items():
        out(f"  {kind:14}{len(texts):6}  FPR {share(texts):.3f}\n")


def share(texts: Iterable[str]) -> float:
    return float((name_scores(pa.array(texts, pa.string())) > LIKELY).mean())


def columns(
    out: Callable[[str], int],
    names: list[str],
    others: dict[str, list[str]],
    chance: random.Random,
) -> None:
    """How many columns of so many distinct texts are called names, without a header and with one."""
    out("\ncolumns called names, header silent / speaking of persons\n")
    for size in (1, 3, 5, 10, 30):
        out(f"  {size:3} texts: ")
        for kind, texts in {"names": names, **others}.items():
            drawn = [
                name_column(pa.array(chance.sample(texts, min(size, len(texts)))))
                for _ in range(60)
            ]
            silent, speaking = (
                np.mean([c.confidence(speaks) > 0.5 for c in drawn]) for speaks in (None, True)
            )
            out(f"{kind} {silent:.2f}/{speaking:.2f}  ")
        out("\n")


def speed(out: Callable[[str], int], names: list[str], others: dict[str, list[str]]) -> None:
    mixed = names + [text for texts in others.values() for text in texts]
    out("\ntexts per CPU second\n")
    for title, texts in (("names", names), ("names and others", mixed)):
        column = pa.array((texts * (1_000_000 // len(texts) + 1))[:1_000_000])
        name_scores(column[:1000])
        out(f"  {title:20}{1_000_000 / timed(name_scores, column):12,.0f}\n")


def timed(work: Callable[[pa.StringArray], object], column: pa.StringArray) -> float:
    started = time.process_time()
    work(column)
    return time.process_time() - started


def sentences(
    out: Callable[[str], int], names: list[str], noise: list[str], chance: random.Random
) -> None:
    """Precision and recall of exact spans, for each way to read."""
    readers = {"cues": names_in_text}
    if tagger.available():
        readers["cues and rjieba"] = tagger.all_names
    out("\nnames in sentences, exact spans (half of the sentences hold none)\n")
    for title, read in readers.items():
        for kind, templates in (("cued", CUED), ("without a cue", UNCUED)):
            planted = [(t, name) for t in templates for name in chance.sample(names, 60)]
            texts = [template.format(name) for template, name in planted]
            places = {(i, t.index("{}"), name) for i, (t, name) in enumerate(planted)}
            plain = [*INNOCENT * 10, *noise][: len(texts)]
            column = pa.array(texts + plain)
            started = time.process_time()
            found = {(s.text, s.start, cut(s, texts + plain)) for s in read(column)}
            spent = time.process_time() - started
            right = len(found & places)
            out(
                f"  {title:16}{kind:14} precision {right / max(len(found), 1):.3f}  recall "
                f"{right / len(places):.3f}  {sum(map(len, texts + plain)) / spent:10,.0f} characters/s\n"
            )


def cut(span: NameSpan, texts: list[str]) -> str:
    return texts[span.text][span.start : span.end]


def addresses(
    out: Callable[[str], int],
    fake: Faker,
    count: int,
    names: list[str],
    others: dict[str, list[str]],
) -> None:
    def region() -> str:
        return f"{fake.province()}{fake.city_name()}市{fake.district()}区"

    def rural() -> str:
        return f"{fake.last_name()}家屯村"

    makers: dict[Depth, Callable[[], str]] = {
        Depth.DOOR: lambda: (
            f"{region()}{fake.street_name()}{fake.random_int(1, 900)}号{fake.random_int(1, 30)}幢"
            f"{fake.random_int(1, 4)}单元{fake.random_int(101, 2900)}室"
        ),
        Depth.NUMBER: lambda: f"{region()}{fake.street_name()}{fake.random_int(1, 900)}号",
        Depth.GROUP: lambda: f"青石镇{rural()}{fake.random_int(1, 12)}组",
        Depth.AREA: lambda: f"{region()}青石镇{rural()}",
    }
    out("\naddresses\n")
    for depth, make in makers.items():
        texts = pa.array([make() for _ in range(count)])
        right = (address_parts(texts).depths == depth).mean()
        out(f"  {depth.name:8} right {right:.3f}  {count / timed(address_parts, texts):10,.0f}/s\n")
    rest = [*names, *(t for kind in ("company", "job", "word") for t in others[kind])]
    column = pa.array(rest)
    wrong = (address_parts(column).depths > Depth.REGION).mean()
    out(
        f"  others   called addresses {wrong:.4f}  {len(rest) / timed(address_parts, column):,.0f}/s\n"
    )


if __name__ == "__main__":
    main()
