"""The DCAT graph against shapes of DCAT-AP, by a validator that is not ours."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, Graph, Literal, Node, URIRef

from app.core.catalog.dcat import SPDX, VCARD, dcat_graph
from app.core.model import Entry
from tests.core.catalog.formats.conftest import FILES

SHAPES = Path(__file__).parent / "shapes" / "dcat-ap.ttl"
Spoil = Callable[[Graph], object]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def complaints(graph: Graph, shapes: Graph) -> set[tuple[Node | None, Node | None]]:
    """Severity and property of everything that the shapes do not allow."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {
        (report.value(result, SH.resultSeverity), report.value(result, SH.resultPath))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_full_entry_has_all_that_is_mandatory_and_recommended(rich: Entry, shapes: Graph) -> None:
    assert complaints(dcat_graph(rich, FILES), shapes) == set()


@pytest.mark.parametrize("opening", ["无条件开放", "有条件开放", "不予开放"])
@pytest.mark.parametrize("cycle", ["实时", "每旬", "每半年", "不定期", "其他"])
def test_whatever_an_entry_says_it_is_valid(
    rich: Entry, shapes: Graph, opening: str, cycle: str
) -> None:
    fields = {
        "open_type": opening, "update_cycle": cycle, "contact": "信息科",
        "contact_phone": "0571 8888", "contact_email": "信息科@example.gov.cn",
    }  # fmt: skip
    told = replace(rich, fields=rich.fields | fields)
    assert complaints(dcat_graph(told, FILES), shapes) == set()


def test_without_files_a_distribution_is_wished_for(rich: Entry, shapes: Graph) -> None:
    assert complaints(dcat_graph(rich, ()), shapes) == {(SH.Warning, DCAT.distribution)}


def drop(property: URIRef) -> Spoil:
    return lambda graph: graph.remove((None, property, None))


def put(property: URIRef, value: Node) -> Spoil:
    def spoil(graph: Graph) -> None:
        (subject, *_) = graph.subjects(property, None)
        graph.set((subject, property, value))

    return spoil


@pytest.mark.parametrize(
    ("spoil", "severity", "path"),
    [
        (drop(DCTERMS.title), SH.Violation, DCTERMS.title),
        (drop(DCTERMS.description), SH.Violation, DCTERMS.description),
        (drop(DCAT.accessURL), SH.Violation, DCAT.accessURL),
        (drop(FOAF.name), SH.Violation, FOAF.name),
        (drop(DCAT.keyword), SH.Warning, DCAT.keyword),
        (drop(VCARD.fn), SH.Violation, DCAT.contactPoint),
        (drop(SPDX.algorithm), SH.Violation, SPDX.checksum),
        (put(DCTERMS.issued, Literal("上月")), SH.Violation, DCTERMS.issued),
        (put(DCAT.byteSize, Literal("many")), SH.Violation, DCAT.byteSize),
        (put(DCTERMS.accessRights, Literal("PUBLIC")), SH.Violation, DCTERMS.accessRights),
    ],
)
def test_the_shapes_see_what_is_wrong(
    rich: Entry, shapes: Graph, spoil: Spoil, severity: URIRef, path: URIRef
) -> None:
    graph = dcat_graph(rich, FILES)
    spoil(graph)
    assert (severity, path) in complaints(graph, shapes)
