"""The catalog for programs."""

import json
import xml.etree.ElementTree as ET

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef

from app.sandbox.open_platform import Platform
from app.sandbox.portal import dcat
from app.sandbox.portal.series import public
from tests.sandbox.shelves import publish

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ADDRESS = "https://data.example"
SPDX = Namespace("http://spdx.org/rdf/terms#")


def test_a_reader_of_graphs_finds_datasets_and_their_files(platform: Platform) -> None:
    item = publish(platform)
    publish(platform, code="301/2", update_cycle="没有这个词")
    graph = Graph().parse(data=dcat.graph(public(platform), ADDRESS, "目录"), format="json-ld")
    catalog = URIRef(f"{ADDRESS}/")
    assert (catalog, RDF.type, DCAT.Catalog) in graph
    datasets = set(graph.objects(catalog, DCAT.dataset))
    assert len(datasets) == 2
    assert {str(graph.value(each, DCTERMS.identifier)) for each in datasets} == {
        "301/000001",
        "301/2",
    }
    sums = {str(sum) for sum in graph.objects(None, SPDX.checksumValue)}
    assert item.files[0].sha256 in sums
    assert (
        len(set(graph.subjects(RDF.type, DCAT.Distribution))) == 8
    )  # csv, json, xlsx, xml of each


def test_the_plain_list_and_the_sitemap_name_the_same_pages(platform: Platform) -> None:
    publish(platform, '<&">', "301/1")
    publish(platform, code="301/2")
    catalog = public(platform)
    listed = json.loads(dcat.listed(catalog, ADDRESS))
    root = ET.fromstring(dcat.sitemap(catalog, ADDRESS))  # noqa: S314 — our own
    places = {place.text for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {each["page"] for each in listed} < places
    assert {each["fields"]["name"] for each in listed} == {'<&">', "养老机构名单"}
