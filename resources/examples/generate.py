"""Make the example tables. Every person in them is invented, and could not exist:

county 330199 is not assigned, mobile numbers begin with the unassigned 142, and card numbers with
the unassigned issuer 620000. Run: ``python resources/examples/generate.py``.
"""

import csv
import random
import re
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from app.core.checksums import id_check_digit  # noqa: E402

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红梅建国志文"
TOWNS = ("文昌街道", "青石镇", "白沙乡")


def main() -> None:
    """Write all files beside this one."""
    chance = random.Random(20180101)
    households = allowance(chance, HERE / "subsistence-allowance.xlsx")
    facilities(chance, HERE / "cultural-facilities.csv")
    notice(chance, households, HERE / "village-notice.csv")
    print("\n".join(path.name for path in sorted(HERE.glob("*.*"))))


def allowance(chance: random.Random, path: Path) -> list[list[object]]:
    """最低生活保障对象名单: title, unit, two-row header, group rows, total, notes; personal data."""
    book = Workbook()
    sheet = book.active
    sheet.title = "低保名单"
    sheet.append(["清溪县城乡最低生活保障对象名单"])
    sheet.append(["单位：元"])
    sheet.append(
        ["序号", "户主信息", None, None, None, "保障人口", "保障情况", None, "发放账号", "审批日期"]
    )
    sheet.append([None, "姓名", "公民身份号码", "联系电话", "家庭住址", None, "类别", "月保障金额"])
    for cells in ("A1:J1", "A2:J2", "B3:E3", "G3:H3", "A3:A4", "F3:F4", "I3:I4", "J3:J4"):
        sheet.merge_cells(cells)
    number, total = 0, 0
    listed: list[list[object]] = []
    for town in TOWNS:
        households = 40
        sheet.append([f"{town}（{households}户）"])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=10
        )
        for _ in range(households):
            number += 1
            people = chance.randint(1, 5)
            amount = people * chance.choice((420, 510, 630))
            total += amount
            listed.append(_household(chance, number, town, people, amount))
            sheet.append(listed[-1])
    sheet.append(["合计", None, None, None, None, None, None, total])
    sheet.append(["注：名单按乡镇（街道）排列，金额为当月应发数。"])
    sheet.append(["填表人：王芳", None, None, "审核人：李强"])
    for row in sheet.iter_rows(min_row=1, max_row=4):
        for cell in row:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center")
    for letter, width in zip("ABCDEFGHIJ", (6, 10, 22, 15, 44, 10, 8, 12, 24, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    book.save(path)
    return listed


def notice(chance: random.Random, households: list[list[object]], path: Path) -> None:
    """村务公开栏: what somebody else made public of some of these households, in other words."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["户主", "人口", "批准时间"])
        for household in chance.sample(households, 12):
            year, month, day = map(int, re.findall("[0-9]+", str(household[9])))
            rows.writerow([household[1], household[5], f"{year}-{month:02d}-{day:02d}"])


def _household(
    chance: random.Random, number: int, town: str, people: int, amount: int
) -> list[object]:
    village = chance.choice("东西南北") + chance.choice("河山林塘")
    door = f"{village}村{chance.randint(1, 12)}组{chance.randint(1, 90)}号"
    day = f"{chance.randint(2015, 2017)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return [
        number,
        chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2))),
        resident_id(chance),
        f"142{chance.randint(0, 10**8 - 1):08d}",
        f"浙江省杭州市清溪县{town}{door}",
        people,
        chance.choice(("城市", "农村")),
        amount,
        card_number(chance),
        day,
    ]


def facilities(chance: random.Random, path: Path) -> None:
    """公共文化设施名录: clean, in GB18030 as county systems export it; nothing personal."""
    kinds = (("图书馆", 6), ("文化馆", 6), ("博物馆", 4), ("综合文化站", 24), ("农家书屋", 60))
    with path.open("w", encoding="gb18030", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["设施名称", "类别", "所在乡镇", "地址", "建筑面积", "开放时间", "建成年份"])
        for kind, count in kinds:
            for place in range(1, count + 1):
                town = chance.choice(TOWNS)
                rows.writerow(
                    [
                        f"清溪县第{place}{kind}",
                        kind,
                        town,
                        f"清溪县{town}{chance.choice(('人民', '文化', '解放', '新华'))}路{chance.randint(1, 300)}号",
                        f"{chance.randint(80, 9000)}",
                        chance.choice(("09:00-17:00", "08:30-20:30", "周二至周日 09:00-16:30")),
                        f"{chance.randint(1978, 2017)}年",
                    ]
                )


def resident_id(chance: random.Random) -> str:
    """A number with a right check digit, in a county that does not exist."""
    day = f"{chance.randint(1940, 1999)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    first = f"330199{day}{chance.randint(1, 999):03d}"
    return first + id_check_digit(first)


def card_number(chance: random.Random) -> str:
    """Nineteen digits that pass Luhn, of an issuer that does not exist."""
    first = f"620000{chance.randint(0, 10**12 - 1):012d}"
    doubled = sum(
        (2 * int(d) - 9 * (int(d) > 4)) if place % 2 == 0 else int(d)
        for place, d in enumerate(reversed(first))
    )
    return first + str(-doubled % 10)


if __name__ == "__main__":
    main()
