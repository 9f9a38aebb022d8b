"""The catalog in figures."""

from app.sandbox.open_platform import Platform
from app.sandbox.portal import figures
from app.sandbox.portal.series import public
from app.sandbox.portal.usage import Uses
from tests.sandbox.shelves import publish


def test_groups_add_up_to_the_whole(platform: Platform) -> None:
    publish(platform, code="301/1", day="2026-01-05")
    publish(platform, code="301/1", day="2026-02-05")  # the next period of the same dataset
    publish(platform, code="301/2", theme="交通运输", organisation="清溪县交通局")
    catalog = public(platform)
    uses = {series.key: Uses(3, 2) for series in catalog}
    whole = figures.total(catalog, uses)
    assert whole == figures.Figures(2, 3, 6, 6, 4)
    for field in ("theme", "provider"):
        groups = figures.by_field(catalog, field, uses).values()
        assert sum(group.rows for group in groups) == whole.rows
        assert sum(group.downloads for group in groups) == whole.downloads
    assert figures.by_month(catalog) == {"2026-02": (1, 2), "2026-01": (2, 4)}
