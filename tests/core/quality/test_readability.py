"""What stood in a program's way, and whether the import has taken it away."""

from pathlib import Path

from app.core import resources
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.quality.readability import Obstacle, obstacles


def of(path: Path) -> dict[str, Obstacle]:
    return {one.kind: one for one in obstacles(import_file(path, Job()))}


def test_plain_file_has_nothing_in_the_way(people_csv: Path) -> None:
    assert of(people_csv) == {}


def test_messy_example() -> None:
    messy = resources.path("examples", "subsistence-allowance.xlsx")
    found = of(messy)
    assert {"outside-rows", "total-rows"} <= set(found)
    assert found["outside-rows"].mended


def test_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,地址\n第一小学,人民路\n第二小学,解放路\n".encode("gb18030"))
    assert of(path)["encoding"].mended


def test_columns_that_are_data(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        "地区,2021年,2022年,2023年,2024年",
        "城关镇,1,2,3,4",
        "青石镇,5,6,7,8",
        "白沙乡,1,3,5,7",
    ]
    path.write_text("\n".join(rows), "utf-8")
    assert not of(path)["cross-table"].mended
