"""Every format against its golden file, and against readers that are not ours.

After a deliberate change: ``python -m tests.core.catalog.formats.test_golden``, and read the difference.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph
from rdflib.compare import isomorphic

from app.core.catalog.format import formats, render
from app.core.errors import EntryInvalid, PluginUnknown
from app.core.model import Entry, InfoItem
from tests.core.catalog.formats.conftest import FILES, rich_entry
from tests.core.catalog.test_validate import GOOD

GOLDEN = Path(__file__).parent / "golden"
# rdflib's own JSON-LD reader still makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
BASE = "https://example.org/catalog/"


PUBLIC = [
    id for id in formats.all() if id not in ("xlsx", "guide")
]  # what the public gets; the rest goes to the platform


@pytest.mark.parametrize("id", PUBLIC)
def test_golden_file(id: str, rich: Entry) -> None:
    assert render(id, rich, FILES) == (GOLDEN / formats.get(id).file_name).read_bytes()


@pytest.mark.parametrize("id", formats.all())
def test_entry_that_is_hardly_begun_can_be_shown(id: str) -> None:
    assert render(id, Entry("guide-2017", {}, ()))


@pytest.mark.parametrize("id", formats.all())
def test_every_item_type_is_known(id: str) -> None:
    types = ("C", "N", "Y", "D", "T", "L", "M", "G", "B", "I", "F")
    items = tuple(InfoItem(f"列{code}", code, 1) for code in types)
    assert render(id, Entry(GOOD.schema, GOOD.fields, items), FILES)


def test_unknown_item_type_and_format_are_refused() -> None:
    with pytest.raises(EntryInvalid):
        render("ckan", Entry(GOOD.schema, GOOD.fields, (InfoItem("a", "Z", 1),)))
    with pytest.raises(PluginUnknown):
        render("no-such", GOOD)


def graph(id: str, entry: Entry) -> Graph:
    form = "turtle" if id == "dcat-turtle" else "json-ld"
    return Graph().parse(data=render(id, entry, FILES), format=form, publicID=BASE)


def test_both_writings_of_dcat_are_one_graph(rich: Entry) -> None:
    assert isomorphic(graph("dcat", rich), graph("dcat-turtle", rich))


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        (DCAT.Catalog, (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset)),
        (DCAT.Dataset, (DCTERMS.title, DCTERMS.description)),
        (DCAT.Distribution, (DCAT.accessURL,)),
        (FOAF.Agent, (FOAF.name,)),
    ],
)
def test_what_dcat_ap_makes_mandatory(kind: Any, properties: tuple[Any, ...], rich: Entry) -> None:
    told = graph("dcat", rich)
    nodes = list(told.subjects(RDF.type, kind))
    assert nodes
    for node in nodes:
        for wanted in properties:
            assert list(told.objects(node, wanted)), (node, wanted)


def test_what_dcat_points_to_is_there(rich: Entry) -> None:
    told = graph("dcat", rich)
    dataset = next(told.subjects(RDF.type, DCAT.Dataset))
    ours = {str(node) for node in told.subjects()}
    for target in told.objects():
        if str(target).startswith(f"{dataset}#"):
            assert str(target) in ours
    files = {str(place) for place in told.objects(None, DCAT.accessURL)}
    assert files == {
        BASE + "data/table.csv",
        BASE + "data/%E5%B0%8F%E5%AD%A6%20%E5%90%8D%E5%BD%95.xlsx",
    }


def test_what_is_not_open_to_all_has_no_way_to_it(rich: Entry) -> None:
    closed = Entry(rich.schema, rich.fields | {"open_type": "有条件开放"}, rich.items)
    assert "distribution" not in json.loads(render("schemaorg", closed, FILES))
    assert json.loads(render("ckan", closed, FILES))["private"] is True
    assert "RESTRICTED" in render("dcat", closed, FILES).decode()


def test_sharing_among_departments_is_told_to_nobody(rich: Entry) -> None:
    told = Entry(rich.schema, rich.fields | {"share_condition": "仅限本局"}, rich.items)
    for id in PUBLIC:
        assert "仅限本局" not in render(id, told, FILES).decode()
        assert "无条件共享" not in render(id, told, FILES).decode()


def test_frictionless_takes_the_data_package(rich: Entry) -> None:
    frictionless = pytest.importorskip("frictionless")
    descriptor = json.loads(render("datapackage", rich, FILES[:1]))
    frictionless.Package.from_descriptor(descriptor)
    assert not list(frictionless.Package.metadata_validate(descriptor))


def test_openapi_validator_takes_the_description(rich: Entry) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(json.loads(render("openapi", rich)))


if __name__ == "__main__":
    for id in PUBLIC:
        (GOLDEN / formats.get(id).file_name).write_bytes(render(id, rich_entry(), FILES))
