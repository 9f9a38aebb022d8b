"""A real standalone cluster gives what this machine gives, to the byte."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import cli
from app.core import acts
from app.core.acts import on_cluster
from app.core.acts.on_cluster import Cluster, apply_on_cluster, weigh_risk_on_cluster
from app.core.desensitize.hierarchies.forms import to_document
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.desensitize.operation import operators
from app.core.errors import ColumnUnknown, FileMissing, NotForCluster, OutputExists
from app.core.intake.apart import import_file
from app.core.intake.writer import write_table
from app.core.jobs import Job
from app.core.model import Anonymity, AskedModel, Ladder, Recipe, Treatment
from app.core.review.risk.assess import assess_risk
from app.core.trust import canonical
from tests.core.acts.test_applying import KEY, RECIPE, must_not_import, people
from tests.core.cluster.standalone import missing, standalone

on_spark = pytest.mark.skipif(bool(missing()), reason=f"NOT TESTED ON SPARK: {missing()}")
EVERY_SHAPE = Recipe(
    (
        *RECIPE.treatments[:3],
        Treatment("备注", "redact", {}, "r"),  # looks inside texts, with the review's eyes
        Treatment("乡镇", "suppress-rare", {"fewer_than": 1501}, "r"),  # learns from the column
        Treatment("金额", "remove-rows", {"when": "equal", "values": "[900, 1000)"}, "r"),
    )
)
AMOUNTS = canonical.as_json(
    to_document(from_rows("金额", [[str(n), f"{n // 50}", "*"] for n in range(977)]))
)
TOGETHER = Recipe(  # amounts end at 976, so that the classes of the last range are too small
    (RECIPE.treatments[0], RECIPE.treatments[3]),
    anonymity=Anonymity(
        (Ladder("乡镇", "region-name"), Ladder("#4", document=AMOUNTS)),
        45,
        sensitive="姓名",
        l=30,
        models=(AskedModel("entropy-l-diversity", {"sensitive": "姓名", "l": 20}),),
        suppression=0.2,
    ),
)
NOWHERE = Cluster("spark://127.0.0.1:1", {})


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    settings = {
        "spark.executor.memory": "512m",
        "spark.sql.shuffle.partitions": "3",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    with standalone(tmp_path_factory.mktemp("spark")) as master:
        yield Cluster(master, settings)


def local(source: Path, out: Path, recipe: Recipe = RECIPE) -> acts.Treated:
    return acts.apply_file(acts.Reading(source, must_not_import), recipe, out, KEY, Job())


@on_spark
@pytest.mark.spark
@pytest.mark.filterwarnings("default")
def test_one_file_of_csv(cluster: Cluster, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv", 3001)
    here = local(source, tmp_path / "here.csv", EVERY_SHAPE)
    there = apply_on_cluster(cluster, source, EVERY_SHAPE, tmp_path / "there.csv", KEY, Job())
    written = (tmp_path / "there.csv").read_bytes()
    assert written == (tmp_path / "here.csv").read_bytes()
    assert here.table.rows < 3001
    assert "青石镇" not in written.decode()
    assert b"14200000" not in written
    assert there.effects == here.effects
    assert there.residual == here.residual


@on_spark
@pytest.mark.spark
@pytest.mark.filterwarnings("default")
def test_anonymity_is_sought_here_and_done_there(cluster: Cluster, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv", 3001)
    there = apply_on_cluster(cluster, source, TOGETHER, tmp_path / "there.csv", KEY, Job())
    reading = acts.Reading(source, lambda: import_file(source, Job()))
    here = acts.apply_file(reading, TOGETHER, tmp_path / "here.csv", KEY, Job())
    assert 0 < here.table.rows < 3001
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()
    assert there.effects == here.effects
    assert there.shortfalls == here.shortfalls == ()


@on_spark
@pytest.mark.spark
@pytest.mark.filterwarnings("default")
def test_folders_of_parts(cluster: Cluster, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv")
    local(source, tmp_path / "here.csv")
    data = import_file(source, Job()).data
    parts = tmp_path / "in.parquet"
    parts.mkdir()
    for number, start in enumerate(range(0, data.num_rows, 700)):
        write_table(data.slice(start, 700), parts / f"part-{number:05d}.parquet", Job())
    apply_on_cluster(cluster, parts, RECIPE, tmp_path / "there", KEY, Job())
    written = b""
    for part in sorted((tmp_path / "there").glob("part-*")):
        header, end, rows = part.read_bytes().partition(b"\r\n")
        written += rows if written else header + end + rows
    assert written == (tmp_path / "here.csv").read_bytes()


@on_spark
@pytest.mark.spark
@pytest.mark.filterwarnings("default")
def test_counts_come_back_to_the_driver(cluster: Cluster, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv")
    table = import_file(source, Job())
    asked = {"sensitive": "姓名", "distance": "equal"}
    here = assess_risk(table, ["乡镇", "金额"], Job(), **asked)  # type: ignore[arg-type]
    there = weigh_risk_on_cluster(cluster, source, ["乡镇", "#4"], Job(), **asked)  # type: ignore[arg-type]
    for figure in ("rows", "classes", "k", "uniques", "sizes", "prosecutor", "attribute"):
        assert getattr(there, figure) == getattr(here, figure), figure


@on_spark
@pytest.mark.spark
@pytest.mark.filterwarnings("default")
def test_recipe_of_another_table_writes_nothing(cluster: Cluster, tmp_path: Path) -> None:
    source = people(tmp_path / "in.csv", 20)
    recipe = Recipe((Treatment("没有", "hash", {}, "r"),))
    with pytest.raises(ColumnUnknown):
        apply_on_cluster(cluster, source, recipe, tmp_path / "out.csv", KEY, Job())
    assert not (tmp_path / "out.csv").exists()


def test_cluster_that_is_not_there_ends_with_status_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, recipe = people(tmp_path / "in.csv", 20), tmp_path / "recipe.json"
    recipe.write_text('{"treatments": []}')
    call = ["apply", str(source), "--recipe", str(recipe), "-o", str(tmp_path / "out.csv")]
    call += ["--json", "--engine", "spark"]
    assert cli.run([*call, "--master", NOWHERE.master]) == (2 if missing() else 3)
    expected = "engine-missing" if missing() else "cluster-unreachable"
    assert json.loads(capsys.readouterr().out)["error"]["code"] == expected


@pytest.mark.parametrize(
    "call",
    [
        ["apply", "IN", "--recipe", "R", "-o", "OUT", "--engine", "spark"],
        ["apply", "IN", "--recipe", "R", "-o", "OUT", "--engine", "spark", "--master", "local[1]",
         "--spark-conf", "nothing"],
        ["apply", "IN", "--recipe", "R", "-o", "OUT", "--engine", "spark", "--master", "local[1]",
         "--sheet", "in"],
        ["apply", "hdfs://nowhere/in", "--recipe", "R", "-o", "OUT"],
        ["apply", "IN", "--recipe", "R", "-o", "hdfs://nowhere/out"],
        ["risk", "IN", "--engine", "spark", "--master", "local[1]"],
        ["risk", "IN", "--engine", "spark", "--master", "local[1]", "--qi", "乡镇", "--counts", "金额"],
        ["risk", "hdfs://nowhere/in", "--qi", "乡镇"],
    ],
)  # fmt: skip
def test_calls_that_make_no_sense(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], call: list[str]
) -> None:
    (tmp_path / "recipe.json").write_text('{"treatments": []}')
    places = {
        "IN": str(people(tmp_path / "in.csv", 20)),
        "R": str(tmp_path / "recipe.json"),
        "OUT": str(tmp_path / "out.csv"),
    }
    assert cli.run([*(places.get(said, said) for said in call), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "parameter-invalid"
    assert not (tmp_path / "out.csv").exists()


def test_what_a_cluster_does_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    halves = tmp_path / "halves.csv"
    halves.write_text("姓名,金额,,姓名,金额\n" + "张三,1,,李四,2\n" * 30, encoding="utf-8")
    titled = people(tmp_path / "titled.csv", 20, title="青石镇低保名单")
    for source in (halves, titled):
        with pytest.raises(NotForCluster, match=source.name):
            apply_on_cluster(NOWHERE, source, RECIPE, tmp_path / "out.csv", KEY, Job())
    with pytest.raises(FileMissing):
        apply_on_cluster(NOWHERE, tmp_path / "no.csv", RECIPE, tmp_path / "out.csv", KEY, Job())
    source = people(tmp_path / "in.csv", 20)
    with pytest.raises(OutputExists):
        apply_on_cluster(NOWHERE, source, RECIPE, source, KEY, Job())
    local = replace(TOGETHER.anonymity, method="mondrian", models=())  # type: ignore[type-var]
    with pytest.raises(NotForCluster, match="one level a column"):
        apply_on_cluster(
            NOWHERE, source, Recipe((), anonymity=local), tmp_path / "out.csv", KEY, Job()
        )
    monkeypatch.setattr(on_cluster, "ColumnOperator", type(operators.get("hash")))
    with pytest.raises(NotForCluster, match="whole column"):
        apply_on_cluster(NOWHERE, source, RECIPE, tmp_path / "out.csv", KEY, Job())
