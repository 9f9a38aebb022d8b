"""DCAT 3 as JSON-LD, in the terms of DCAT-AP 3."""

import json

from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text


@formats.register
class DcatFormat:
    id = "dcat"
    title = Text("DCAT（JSON-LD）", "DCAT (JSON-LD)")
    version = "1"
    file_name = "dcat.jsonld"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        from app.core.catalog.dcat import dcat_graph

        graph = dcat_graph(entry, files)
        context = {prefix: str(space) for prefix, space in graph.namespaces()}
        used = {prefix: context[prefix] for prefix in ("dcat", "dcterms", "foaf", "skos", "xsd")}
        used |= {prefix: context[prefix] for prefix in ("spdx", "vcard", "org")}
        document = json.loads(graph.serialize(format="json-ld", context=used, sort_keys=True))
        # A graph has no order; a file that is compared with another needs one.
        document["@graph"].sort(key=lambda node: node["@id"])
        return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode()
