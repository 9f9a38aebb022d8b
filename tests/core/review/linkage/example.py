"""The worked example of docs/convergence.md: a list of grantees in two months, and a sports team.

Invented throughout: no such town, list or team exists. 40 of the 60 members are grantees; 37 of these
are the only ones of their town, month of birth and sex on the list, three share theirs with another.
"""

import random
from collections import Counter
from dataclasses import replace

from app.core.model import Table
from tests.core.tables import table

ROWS = 2_000
TOWNS = [f"{side}{place}镇" for side in "东南西北中" for place in "河山岭湖"]
Person = tuple[str, str, str]  # township, month of birth, sex


def grantees() -> Table:
    """低保发放名单, month 1: names are left out, so that nobody seems to be named."""
    return _listed(_persons())


def next_month() -> Table:
    """The same list a month later: four came in, twelve went."""
    return _listed(
        _persons()[12:] + [("东河镇", f"19{year}-05", "女") for year in (41, 43, 45, 47)]
    )


def by_year() -> Table:
    """Month 1 with the month of birth generalised to the year."""
    return _listed([(town, month[:4], sex) for town, month, sex in _persons()], "出生年份")


def without_town() -> Table:
    """Month 1 by year of birth and without the township."""
    whole = by_year()
    names = ["序号", "出生年份", "性别", "保障金额"]
    return table({name: whole.data[name].to_pylist() for name in names})


def team() -> Table:
    """老年门球队名单, from a club's web site: names, and birthdays in words."""
    persons = _persons()
    count = Counter(persons)
    alone = [person for person in persons if count[person] == 1]
    doubled = [person for person in dict.fromkeys(persons) if count[person] > 1]
    strangers = [(town, f"19{year}-01", "男") for town in TOWNS for year in (35, 36)]
    generator = random.Random(60)
    members = generator.sample(alone, 37) + generator.sample(doubled, 3) + strangers[:20]
    generator.shuffle(members)
    listed = table(
        {
            "队员": [f"队员{number}" for number in range(1, len(members) + 1)],
            "所在乡镇": [town for town, _, _ in members],
            "生日": [f"{month[:4]}年{int(month[5:])}月" for _, month, _ in members],
            "性别": [sex for _, _, sex in members],
        }
    )
    return replace(listed, source=replace(listed.source, name="门球队名单.csv"))


def _persons() -> list[Person]:
    generator = random.Random(2000)
    return [
        (
            generator.choice(TOWNS),
            f"{generator.randrange(1940, 1970)}-{generator.randrange(1, 13):02d}",
            generator.choice("男女"),
        )
        for _ in range(ROWS)
    ]


def _listed(persons: list[Person], born: str = "出生年月") -> Table:
    amounts = [
        f"{400 + 10 * (TOWNS.index(town) + int(month[:4]) % 7)}元" for town, month, _ in persons
    ]
    return table(
        {
            "序号": [str(number) for number in range(1, len(persons) + 1)],
            "乡镇": [town for town, _, _ in persons],
            born: [month for _, month, _ in persons],
            "性别": [sex for _, _, sex in persons],
            "保障金额": amounts,
        }
    )
