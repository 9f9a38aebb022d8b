"""The catalog in figures: by theme, by provider, by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.sandbox.portal.series import Series
from app.sandbox.portal.usage import Uses


@dataclass(frozen=True)
class Figures:
    """Of one group of datasets. ``rows``: of all editions that stand; ``editions``: how many these are."""

    datasets: int = 0
    editions: int = 0
    rows: int = 0
    views: int = 0
    downloads: int = 0

    def plus(self, series: Series, uses: Uses) -> "Figures":
        return Figures(
            self.datasets + 1,
            self.editions + len(series.standing),
            self.rows + sum(item.rows for item in series.standing),
            self.views + uses.views,
            self.downloads + uses.downloads,
        )


def total(catalog: Sequence[Series], uses: Mapping[str, Uses]) -> Figures:
    """All together."""
    figures = Figures()
    for series in catalog:
        figures = figures.plus(series, uses.get(series.key, Uses()))
    return figures


def by_field(catalog: Sequence[Series], field: str, uses: Mapping[str, Uses]) -> dict[str, Figures]:
    """By a catalog field's values, the one with most datasets first."""
    groups: dict[str, list[Series]] = {}
    for series in catalog:
        groups.setdefault(series.entry.fields.get(field, ""), []).append(series)
    largest = sorted(groups, key=lambda value: (-len(groups[value]), value))
    return {value: total(groups[value], uses) for value in largest}


def by_month(catalog: Sequence[Series]) -> dict[str, tuple[int, int]]:
    """Editions and rows by the month (CCYY-MM) of their publication, the latest first."""
    months: dict[str, tuple[int, int]] = {}
    for series in catalog:
        for item in series.standing:
            editions, rows = months.get(item.published[:7], (0, 0))
            months[item.published[:7]] = (editions + 1, rows + item.rows)
    return dict(sorted(months.items(), reverse=True))
