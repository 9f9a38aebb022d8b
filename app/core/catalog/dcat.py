"""An entry as a DCAT 3 graph, with all that DCAT-AP 3 makes mandatory.

Every node has a name that follows from the dataset's, so that the same entry gives the same graph.
Source: W3C Data Catalog Vocabulary 3 (2024-08-22); DCAT-AP 3.0; terms of the EU authority tables.
"""

from urllib.parse import quote

from rdflib import DCAT, DCTERMS, FOAF, ORG, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from app.core.catalog.crosswalk import (
    dataset_iri,
    file_kind,
    keywords,
    listed_in,
    opening,
    update_cycle,
)
from app.core.model import Entry, PackedFile

EU = "http://publications.europa.eu/resource/authority/"
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_LANGUAGE = "zh"


def dcat_graph(entry: Entry, files: tuple[PackedFile, ...]) -> Graph:
    """A catalog of one dataset, with a distribution for each file."""
    graph = Graph()
    for prefix, space in (("spdx", SPDX), ("vcard", VCARD), ("org", ORG)):
        graph.bind(prefix, space)
    dataset = URIRef(dataset_iri(entry))
    publisher = _publisher(graph, dataset, entry)
    _catalog(graph, dataset, publisher, entry)
    _dataset(graph, dataset, publisher, entry)
    for number, file in enumerate(files, 1):
        graph.add((dataset, DCAT.distribution, _distribution(graph, dataset, number, file, entry)))
    return graph


def _catalog(graph: Graph, dataset: URIRef, publisher: URIRef, entry: Entry) -> None:
    catalog, provider = _part(dataset, "catalog"), entry.fields["provider"]
    graph.add((catalog, RDF.type, DCAT.Catalog))
    graph.add((catalog, DCTERMS.title, _text(f"{provider}开放数据目录")))
    graph.add((catalog, DCTERMS.description, _text(f"{provider}向社会开放的数据")))
    graph.add((catalog, DCTERMS.publisher, publisher))
    graph.add((catalog, DCAT.dataset, dataset))


def _dataset(graph: Graph, dataset: URIRef, publisher: URIRef, entry: Entry) -> None:
    fields = entry.fields
    graph.add((dataset, RDF.type, DCAT.Dataset))
    graph.add((dataset, DCTERMS.identifier, Literal(fields["code"])))
    graph.add((dataset, DCTERMS.title, _text(fields["name"])))
    graph.add((dataset, DCTERMS.description, _text(fields["abstract"])))
    graph.add((dataset, DCTERMS.publisher, publisher))
    graph.add((dataset, DCTERMS.issued, Literal(fields["publish_date"], datatype=XSD.date)))
    graph.add((dataset, DCTERMS.language, URIRef(EU + "language/ZHO")))
    graph.add((dataset, DCTERMS.accessRights, URIRef(f"{EU}access-right/{opening(entry)['eu']}")))
    graph.add((dataset, DCAT.theme, _theme(graph, dataset, entry)))
    graph.add((dataset, DCAT.contactPoint, _contact(graph, dataset, entry)))
    if cycle := update_cycle(entry, "eu"):
        graph.add((dataset, DCTERMS.accrualPeriodicity, URIRef(f"{EU}frequency/{cycle}")))
    for word in keywords(entry):
        graph.add((dataset, DCAT.keyword, _text(word)))
    for code in listed_in(fields["related"]):
        related = Entry(entry.schema, fields | {"code": code}, ())
        graph.add((dataset, DCTERMS.relation, URIRef(dataset_iri(related))))


def _distribution(
    graph: Graph, dataset: URIRef, number: int, file: PackedFile, entry: Entry
) -> URIRef:
    node, checksum = _part(dataset, f"file-{number}"), _part(dataset, f"checksum-{number}")
    kind, rights = file_kind(file), _part(dataset, "rights")
    place = URIRef(quote(file.name))  # beside this document
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(file.name.rpartition("/")[2])))
    graph.add((node, DCAT.accessURL, place))
    graph.add((node, DCAT.downloadURL, place))
    graph.add((node, DCTERMS["format"], URIRef(f"{EU}file-type/{kind['eu']}")))
    media = "https://www.iana.org/assignments/media-types/"
    graph.add((node, DCAT.mediaType, URIRef(media + kind["media"])))
    graph.add((node, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)))
    graph.add((node, DCTERMS.rights, rights))
    graph.add((rights, RDF.type, DCTERMS.RightsStatement))
    graph.add((rights, SKOS.prefLabel, _text(entry.fields["use_terms"])))
    graph.add((node, SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
    return node


def _publisher(graph: Graph, dataset: URIRef, entry: Entry) -> URIRef:
    node = _part(dataset, "publisher")
    graph.add((node, RDF.type, FOAF.Agent))
    graph.add((node, FOAF.name, _text(entry.fields["provider"])))
    graph.add((node, ORG.identifier, Literal(entry.fields["provider_code"])))
    return node


def _theme(graph: Graph, dataset: URIRef, entry: Entry) -> URIRef:
    node = _part(dataset, "theme")
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.prefLabel, _text(entry.fields["theme"])))
    return node


def _contact(graph: Graph, dataset: URIRef, entry: Entry) -> URIRef:
    node, fields = _part(dataset, "contact"), entry.fields
    graph.add((node, RDF.type, VCARD.Organization))
    graph.add((node, VCARD.fn, _text(fields.get("contact") or fields["open_department"])))
    if mail := fields.get("contact_email"):
        graph.add((node, VCARD.hasEmail, URIRef(f"mailto:{quote(mail, safe='@')}")))
    if phone := fields.get("contact_phone"):
        graph.add((node, VCARD.hasTelephone, URIRef(f"tel:{quote(phone, safe='+')}")))
    return node


def _part(dataset: URIRef, name: str) -> URIRef:
    return URIRef(f"{dataset}#{name}")


def _text(text: str) -> Literal:
    return Literal(text, lang=_LANGUAGE)
