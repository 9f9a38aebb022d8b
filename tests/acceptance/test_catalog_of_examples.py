"""Every example's entry in every format, beside its data, before validators that are not ours."""

import datetime
import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import RDF, SH, Graph

from app.core import resources
from app.core.catalog.format import formats, render
from app.core.catalog.infer import infer
from app.core.intake.table import import_file
from app.core.intake.writer import write_table
from app.core.jobs import Job
from app.core.model import Entry, PackedFile
from tests import third_party_ckan
from tests.core.catalog.formats.test_shapes import SHAPES

EXAMPLES = [
    path
    for path in sorted(resources.path("examples").iterdir())
    if path.suffix in (".csv", ".xlsx")
]


@dataclass(frozen=True)
class Described:
    """A folder with ``data/table.csv`` and one file of each format beside it."""

    folder: Path
    entry: Entry

    def text(self, id: str) -> str:
        return (self.folder / formats.get(id).file_name).read_text("utf-8")

    def json(self, id: str) -> dict[str, Any]:
        return dict(json.loads(self.text(id)))


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: str(path.stem))
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Described:
    table = import_file(request.param, Job())
    entry = infer(
        table,
        provider="清溪县民政局",
        provider_code="11330000MB0123456X",
        sequence=1,
        today=datetime.date(2026, 1, 5),
    )
    folder = tmp_path_factory.mktemp(request.param.stem)
    (folder / "data").mkdir()
    written = write_table(table.data, folder / "data" / "table.csv", Job())
    files = (PackedFile("data/table.csv", written.size, written.sha256, "output"),)
    for id, format in formats.all().items():
        (folder / format.file_name).write_bytes(render(id, entry, files))
    return Described(folder, entry)


def test_csvw_with_its_data(example: Described) -> None:
    csvw = pytest.importorskip("csvw", reason="the validator csvw is not here")
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # the validator counts those that are shown
        found = csvw.CSVW(str(example.folder / formats.get("csvw").file_name), validate=True)
        assert found.is_valid, [str(one.message) for one in found.warnings]


def test_frictionless_reads_the_package_with_its_data(example: Described) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(example.folder / formats.get("datapackage").file_name))
    assert report.valid, report.flatten(["type", "note"])


@pytest.mark.parametrize("id", ["dcat", "dcat-turtle"])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_dcat_ap_has_no_violation(example: Described, id: str) -> None:
    form = "turtle" if id == "dcat-turtle" else "json-ld"
    graph = Graph().parse(data=example.text(id), format=form, publicID="https://example.org/")
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert isinstance(report, Graph)
    assert not [
        str(report.value(result, SH.resultPath))
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if report.value(result, SH.resultSeverity) == SH.Violation
    ]


def test_schema_org_knows_its_words(example: Described) -> None:
    from tests.core.catalog.formats.test_schemaorg import faults

    assert sorted(set(faults(example.json("schemaorg")))) == []


def test_openapi_is_one(example: Described) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(example.json("openapi"))


def test_ckan_takes_it(example: Described) -> None:
    try:
        assert third_party_ckan.errors([example.json("ckan")]) == [{}]
    except third_party_ckan.NotAvailable as reason:
        pytest.skip(str(reason))
