"""The public part of the platform: which address leads to which page, file or form.

GET /                              the catalog: q, theme, provider, update_cycle, open_type, format, sort, page
GET /datasets/{key}                a dataset; chart: the number of a column
GET /datasets/{key}/files/{sha256}/data.{csv,json,xlsx,xml}
GET /datasets/{key}/dcat.jsonld
GET /catalog.json /catalog.jsonld /sitemap.xml
GET /receipts/{sha256}             the platform's signed receipt of an edition
GET /statistics /applications /api /style.css
GET /browse/…                      rows and their API, where Datasette is installed
POST /enquiries /applications      forms; GET /enquiries/{id}: what has become of one
Each page stands once more in English below /en.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from app.core.model import Envelope
from app.core.text import Language
from app.core.trust import canonical
from app.sandbox.open_platform import Platform
from app.sandbox.portal import browsing, dcat
from app.sandbox.portal.answer import Answer, document
from app.sandbox.portal.applications import Applications
from app.sandbox.portal.conversions import converted, forms
from app.sandbox.portal.pages import DATA, Asked, Pages
from app.sandbox.portal.series import Series, all_series, public
from app.sandbox.portal.templates import ROOTS, style
from app.sandbox.portal.usage import Usage

TITLE = "公共信息资源开放目录（演练）"
_FILE = re.compile(
    r"(?P<key>[0-9a-f]{16})/files/(?P<sha256>[0-9a-f]{64})/data\.(?P<form>[a-z]{3,4})"
)
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
_MOST_FIELDS = 100  # of a form


class Portal:
    """Everything behind the public door. ``address``: how the public reaches it."""

    def __init__(self, platform: Platform, address: str) -> None:
        self._platform = platform
        self._address = address
        self._usage = Usage(platform.folder / "usage.db")
        self.applications = Applications(platform.folder / "applications")
        self._browser = browsing.browser(platform, address)
        self._pages = Pages(
            platform, self._usage, self.applications, address, self._browser is not None
        )

    def close(self) -> None:
        """Let go of the rows that are being browsed."""
        if self._browser is not None:
            self._browser.close()

    def get(self, target: str) -> Answer:
        """The answer to an address, as it stands in a request."""
        asked = _asked(target)
        room, _, rest = asked.path.lstrip("/").partition("/")
        if room == "browse" and self._browser is not None:
            answer = self._browser.get(target)
        elif room == "datasets":
            answer = self._below_dataset(asked, rest)
        elif room == "enquiries":
            answer = self._pages.enquiry(asked, rest)
        elif room == "receipts":
            answer = self._receipt(rest)
        else:
            answer = self._page(asked)
        return answer or self._pages.message(
            asked,
            HTTPStatus.NOT_FOUND,
            "没有这个页面，或数据已不再开放。",
            "There is no such page, or it is public no more.",
        )

    def post(self, target: str, body: bytes) -> Answer:
        """The answer to a form that a person has filled in on a page."""
        asked = _asked(target)
        try:
            form = parse_qsl(body.decode(), max_num_fields=_MOST_FIELDS)
        except ValueError:
            form = []
        fields = dict(form)
        if asked.path == "/enquiries":
            known = {
                name: fields[name]
                for name in ("kind", "to", "dataset", "text", "contact")
                if name in fields
            }
            id = self._platform.enquiries.put(canonical.encode(known))
            where = f"{ROOTS[asked.language]}/enquiries/{id}"
            if id is not None:
                return Answer(HTTPStatus.SEE_OTHER, headers={"Location": where})
        elif asked.path == "/applications" and self._register(
            fields, [v for n, v in form if n == "key"]
        ):
            return self._pages.message(
                asked,
                HTTPStatus.CREATED,
                "已登记，平台查看后展示。",
                "It is registered, and shown once the platform has looked at it.",
            )
        return self._pages.message(
            asked,
            HTTPStatus.BAD_REQUEST,
            "没有提交：请填齐必填项，内容不要过长。",
            "Not sent: fill in what is required, and keep it short.",
        )

    def _register(self, fields: Mapping[str, str], keys: Sequence[str]) -> bool:
        known = all_series(self._platform)
        datasets = tuple(dict.fromkeys(key for key in keys if key in known))
        name, who, text, address = (
            fields.get(each, "") for each in ("name", "who", "text", "address")
        )
        return self.applications.register(name, who, text, address, datasets) is not None

    def _page(self, asked: Asked) -> Answer | None:
        pages: dict[str, Callable[[Asked], Answer]] = {
            "/": self._pages.catalog,
            "/statistics": self._pages.statistics,
            "/applications": self._pages.applications,
            "/api": self._pages.interfaces,
        }
        if asked.path in pages:
            return pages[asked.path](asked)
        if asked.path == "/style.css":
            return Answer(type="text/css; charset=utf-8", body=style())
        if asked.path == "/catalog.json":
            return document("application/json", dcat.listed(public(self._platform), self._address))
        if asked.path == "/catalog.jsonld":
            body = dcat.graph(public(self._platform), self._address, TITLE)
            return document("application/ld+json", body)
        if asked.path == "/sitemap.xml":
            return document("application/xml", dcat.sitemap(public(self._platform), self._address))
        return None

    def _below_dataset(self, asked: Asked, rest: str) -> Answer | None:
        key, _, part = rest.partition("/")
        if not part:
            return self._pages.dataset(asked, key)
        series = all_series(self._platform).get(key)
        if series is None or not series.standing:
            return None
        if part == "dcat.jsonld":
            return document("application/ld+json", dcat.one(series, self._address))
        named = _FILE.fullmatch(rest)
        return self._file(series, named["sha256"], named["form"]) if named else None

    def _file(self, series: Series, sha256: str, form: str) -> Answer | None:
        """An edition's data; its CSV file is what was signed, byte for byte."""
        item = next((item for item in series.standing if item.sha256 == sha256), None)
        data = self._platform.file(item.package, DATA) if item else None
        if item is None or data is None or form not in forms(item.rows):
            return None
        try:
            file = data.open("rb") if form == "csv" else converted(Path(data), form)
        except FileNotFoundError:  # taken down this moment
            return None
        self._usage.count(series.key, "downloads")
        size = file.seek(0, 2)
        file.seek(0)
        name = f"{series.key}-{item.published[:10]}.{form}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Access-Control-Allow-Origin": "*",
        }
        return Answer(type=_MEDIA[form], headers=headers, file=file, size=size)

    def _receipt(self, sha256: str) -> Answer | None:
        if sha256 not in {item.sha256 for item in self._platform.catalog()}:
            return None
        receipt = self._platform.answer(sha256)
        if not isinstance(receipt, Envelope):
            return None
        return document("application/json", canonical.encode(receipt))


def _asked(target: str) -> Asked:
    parts = urlsplit(target)
    path = unquote(parts.path)
    language: Language = "en" if path == "/en" or path.startswith("/en/") else "zh"
    below = path.removeprefix(ROOTS[language]) or "/"
    try:
        given = dict(parse_qsl(parts.query, max_num_fields=_MOST_FIELDS))
    except ValueError:
        given = {}
    return Asked(language, below, given)
