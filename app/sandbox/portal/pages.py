"""The portal's pages, one function each: from what is published to HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.core import resources
from app.core.model import Envelope
from app.core.text import Language
from app.core.trust import canonical
from app.sandbox.admission import table
from app.sandbox.open_platform import Platform, Published
from app.sandbox.portal import charts, figures
from app.sandbox.portal.answer import Answer
from app.sandbox.portal.applications import Applications
from app.sandbox.portal.conversions import forms
from app.sandbox.portal.dcat import place
from app.sandbox.portal.listing import FILTERS, SORTS, Query, search
from app.sandbox.portal.series import Series, all_series, public
from app.sandbox.portal.templates import render
from app.sandbox.portal.usage import Usage, Uses

PREVIEW = 20  # rows
DATA = "data/data.csv"


@dataclass(frozen=True)
class Asked:
    """One request for a page: the language, the address below its root, and its parameters."""

    language: Language
    path: str
    given: Mapping[str, str]

    def page(self, template: str, status: int = HTTPStatus.OK, **values: Any) -> Answer:
        """The page made of a template."""
        query = urlencode(self.given)
        path = f"{self.path}?{query}" if query else self.path
        return Answer(status, body=render(template, self.language, path, **values))

    def told(self, zh: str, en: str) -> str:
        """A phrase in the request's language."""
        return zh if self.language == "zh" else en


class Pages:
    """The pages of one platform. ``address``: where the public reaches it; ``browsing``: rows can be browsed."""

    def __init__(
        self,
        platform: Platform,
        usage: Usage,
        applications: Applications,
        address: str,
        browsing: bool,
    ) -> None:
        self._platform = platform
        self._usage = usage
        self._applications = applications
        self._address = address
        self._browsing = browsing

    def catalog(self, asked: Asked) -> Answer:
        """The list of datasets, searched and narrowed."""
        query = Query.read(asked.given)
        uses = self._usage.by_dataset()
        listing = search(public(self._platform), query, uses)
        return asked.page(
            "catalog.html",
            listing=listing,
            uses=uses,
            unused=Uses(),
            filters=FILTERS,
            sorts=SORTS,
            address_of=lambda page: "?" + urlencode({**query.parameters(), "page": page}),
        )

    def dataset(self, asked: Asked, key: str) -> Answer | None:
        """One dataset, be it there no more."""
        series = all_series(self._platform).get(key)
        if series is None:
            return None
        if not series.standing:
            return asked.page("gone.html", HTTPStatus.GONE, series=series)
        self._usage.count(key, "views")
        item = series.latest
        data = self._platform.file(item.package, DATA)
        if data is None:  # taken down this moment
            return self.dataset(asked, key)
        header, rows = _preview(data)
        column = _number(asked.given.get("chart", ""), len(header))
        return asked.page(
            "dataset.html",
            series=series,
            item=item,
            types=resources.pack("catalog").data["item_types"],
            header=header,
            rows=rows,
            column=column,
            chart=None if column is None else _chart(asked, data, header[column], column),
            editions=[(edition, self._offered(series, edition)) for edition in series.standing],
            receipts={edition.sha256: self._receipt(edition) for edition in series.standing},
            uses=self._usage.by_dataset().get(key, Uses()),
            applications=[made for made in self._applications.shown() if key in made.datasets],
            browsing=self._browsing,
            address=self._address,
        )

    def statistics(self, asked: Asked) -> Answer:
        """The catalog in figures."""
        catalog, uses = public(self._platform), self._usage.by_dataset()
        groups = {name: figures.by_field(catalog, name, uses) for name in ("theme", "provider")}
        drawn = {
            name: charts.bars(
                [(value or "–", each.datasets) for value, each in group.items()],
                asked.told("数据集数", "datasets"),
            )
            for name, group in groups.items()
        }
        return asked.page(
            "statistics.html",
            total=figures.total(catalog, uses),
            groups=groups,
            charts=drawn,
            months=figures.by_month(catalog),
            used=self._usage.by_month(),
        )

    def applications(self, asked: Asked) -> Answer:
        """What has been made of the data, and the form to register more."""
        return asked.page(
            "applications.html",
            shown=self._applications.shown(),
            series=all_series(self._platform),
            catalog=public(self._platform),
        )

    def interfaces(self, asked: Asked) -> Answer:
        """How programs get at all of this."""
        first = next(iter(public(self._platform)), None)
        return asked.page("api.html", first=first, address=self._address, browsing=self._browsing)

    def enquiry(self, asked: Asked, id: str) -> Answer | None:
        """What has become of an enquiry."""
        try:
            shown = self._platform.enquiries.shown(id)
        except KeyError:
            return None
        return asked.page("enquiry.html", shown=shown)

    def message(self, asked: Asked, status: HTTPStatus, zh: str, en: str) -> Answer:
        """A page that says one thing."""
        return asked.page("message.html", status, text=asked.told(zh, en))

    def _offered(self, series: Series, item: Published) -> list[tuple[str, str]]:
        return [(form, place(series, item, form)) for form in forms(item.rows)]

    def _receipt(self, item: Published) -> str:
        """The digest of what the platform has signed for an edition; "" in the moment before it has."""
        receipt = self._platform.answer(item.sha256)
        return canonical.digest(receipt) if isinstance(receipt, Envelope) else ""


def _preview(data: Path) -> tuple[list[str], list[list[str]]]:
    lines = table(data)
    header = next(lines)
    return header, list(islice(lines, PREVIEW))


def _chart(asked: Asked, data: Path, name: str, column: int) -> tuple[str, list[charts.Count]]:
    """A column's drawing, and the same in figures."""
    lines = islice(table(data), 1, charts.ROWS + 1)
    counts = charts.column_counts((line[column] for line in lines), asked.told("其他", "others"))
    return charts.bars(counts, asked.told(f"“{name}”各值的行数", f"rows by {name}")), counts


def _number(text: str, below: int) -> int | None:
    """A column's place, counted from 0; None for what is none."""
    known = text.isascii() and text.isdigit() and len(text) < 6 and int(text) < below
    return int(text) if known else None
