"""Searching the catalog: words anywhere in a dataset's description, filters, order, pages."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.sandbox.portal.series import Series
from app.sandbox.portal.usage import Uses

PAGE = 20  # datasets

FILTERS = ("theme", "provider", "update_cycle", "open_type", "format")
"""The catalog fields that a list can be narrowed by."""

SORTS = ("newest", "name", "views", "downloads", "rows")


@dataclass(frozen=True)
class Query:
    """What is asked for. ``filters``: one value a field; ``page`` counts from 1."""

    text: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = "newest"
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Query":
        """From an address's parameters; what means nothing there is passed over."""
        filters = {name: given[name] for name in FILTERS if given.get(name)}
        sort = given.get("sort", "")
        page = given.get("page", "")
        return cls(
            given.get("q", "")[:200],
            filters,
            sort if sort in SORTS else "newest",
            max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )

    def parameters(self) -> dict[str, str]:
        """The address's parameters, without the page."""
        return {"q": self.text, **self.filters, "sort": self.sort}


@dataclass(frozen=True)
class Listing:
    """One page of what was found. ``choices``: by filter, each value and how many it would leave."""

    query: Query
    total: int
    page: int
    pages: int
    found: Sequence[Series]
    choices: Mapping[str, Sequence[tuple[str, int]]]


def search(catalog: Sequence[Series], query: Query, uses: Mapping[str, Uses]) -> Listing:
    """The datasets that hold every word and pass every filter."""
    words = folded(query.text).split()
    held = [series for series in catalog if all(word in _words(series) for word in words)]
    found = [series for series in held if _passes(series, query.filters)]
    found.sort(key=lambda series: (series.title, series.key))
    if query.sort == "newest":
        found.sort(key=lambda series: series.latest.published, reverse=True)
    elif query.sort == "rows":
        found.sort(key=lambda series: series.latest.rows, reverse=True)
    elif query.sort != "name":
        found.sort(
            key=lambda series: getattr(uses.get(series.key, Uses()), query.sort), reverse=True
        )
    pages = max(1, -(-len(found) // PAGE))
    page = min(query.page, pages)
    choices = {name: _choices(held, name, query.filters) for name in FILTERS}
    return Listing(query, len(found), page, pages, found[(page - 1) * PAGE :][:PAGE], choices)


def folded(text: str) -> str:
    """Full and half width, small and large letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def _words(series: Series) -> str:
    fields = series.entry.fields
    told = [
        fields.get(name, "")
        for name in ("name", "code", "provider", "abstract", "keywords", "theme")
    ]
    for item in series.entry.items:
        told += [item.name, item.description, item.technical_name]
    return folded("\n".join(told))


def _passes(series: Series, filters: Mapping[str, str]) -> bool:
    return all(series.entry.fields.get(name) == value for name, value in filters.items())


def _choices(
    held: Sequence[Series], name: str, filters: Mapping[str, str]
) -> list[tuple[str, int]]:
    others = {key: value for key, value in filters.items() if key != name}
    counted = Counter(
        series.entry.fields.get(name, "") for series in held if _passes(series, others)
    )
    return sorted(
        ((value, n) for value, n in counted.items() if value), key=lambda c: (-c[1], c[0])
    )
