"""Just enough of Solr for CKAN to start, file a dataset, and find it again by name or id.

``python solr_stub.py PORT SCHEMA.xml``: SCHEMA.xml is CKAN's own, whose version it asks for. Ranking and
facets are none of its business, so nothing may be tested that hangs on them.
"""

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

DOCUMENTS: dict[str, dict[str, Any]] = {}


class Handler(BaseHTTPRequestHandler):
    schema: bytes

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self._answer(url.path, {key: values[0] for key, values in parse_qs(url.query).items()}, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if "urlencoded" in self.headers.get("Content-Type", ""):
            query |= {key: values[0] for key, values in parse_qs(body.decode()).items()}
        self._answer(url.path, query, body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def _answer(self, path: str, query: dict[str, str], body: bytes) -> None:
        if "/schema" in path:
            self._send(self.schema)
        elif path.endswith("/update") or "/update/" in path:
            self._update(body)
            self._send({"responseHeader": {"status": 0, "QTime": 1}})
        elif path.endswith("/select"):
            found = [d for d in DOCUMENTS.values() if _matches(d, query)]
            rows = int(query.get("rows", 10))
            self._send(
                {
                    "responseHeader": {"status": 0, "QTime": 1},
                    "response": {"numFound": len(found), "start": 0, "docs": found[:rows]},
                    "facet_counts": {"facet_fields": {}},
                }
            )
        else:
            self._send({"responseHeader": {"status": 0, "QTime": 1}, "status": "OK"})

    def _update(self, body: bytes) -> None:
        text = body.decode()
        if text.lstrip().startswith("<"):
            for query in ElementTree.fromstring(text).iter("query"):  # noqa: S314
                ids = re.findall(r'\bid:"?([\w-]+)"?', query.text or "")
                for key in [k for k, d in DOCUMENTS.items() if d.get("id") in ids]:
                    del DOCUMENTS[key]
        elif text.lstrip().startswith("["):
            for document in json.loads(text):
                DOCUMENTS[document["index_id"]] = document

    def _send(self, answer: dict[str, Any] | bytes) -> None:
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _matches(document: dict[str, Any], query: dict[str, str]) -> bool:
    asked = re.findall(r'\b(?:name|id):"?([\w-]+)"?', query.get("q", ""))
    return not asked or bool({document.get("name"), document.get("id")} & set(asked))


if __name__ == "__main__":
    port, schema = sys.argv[1:]
    Handler.schema = Path(schema).read_bytes()
    ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
