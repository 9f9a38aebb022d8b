"""Datasets that stand on a platform already, written as it keeps them; no package comes in for them."""

import csv
import hashlib
import io
from collections.abc import Sequence

from app.core.files import write_atomically
from app.core.model import Entry, InfoItem, PackedFile
from app.core.trust import canonical
from app.sandbox.editions import Edition
from app.sandbox.open_platform import Platform, Published
from app.sandbox.past import Ended

FIELDS = {
    "abstract": "各镇的养老机构和床位",
    "update_cycle": "每月",
    "publish_date": "2026-01-05",
    "theme": "社会救助",
    "open_type": "无条件开放",
    "format": "电子表格",
    "use_terms": "注明来源",
    "keywords": "养老;床位",
}
ROWS = (["机构", "镇", "床位"], ["青石养老院", "青石镇", "120"], ["白沙养老院", "白沙乡", "080"])


def publish(
    platform: Platform,
    name: str = "养老机构名单",
    code: str = "301/000001",
    organisation: str = "清溪县民政局",
    rows: Sequence[Sequence[str]] = ROWS,
    day: str = "2026-01-05",
    **fields: str,
) -> Published:
    """One dataset that the public can see."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    data = text.getvalue().encode()
    sha256 = hashlib.sha256(f"{organisation}{code}{day}".encode()).hexdigest()
    items = tuple(InfoItem(column, "C", 50, description=f"{column}说明") for column in rows[0])
    told = FIELDS | {"name": name, "code": code, "provider": organisation} | fields
    item = Published(
        code,
        name,
        f"p-{sha256[:8]}",
        "R0001",
        f"{day}T08:00:00+00:00",
        sha256,
        (PackedFile("data/data.csv", len(data), hashlib.sha256(data).hexdigest(), "output"),),
        Entry("guide-2017", told, items),
        Edition(code, organisation, sha256, f"{day}T07:00:00+00:00", "", ""),
        len(rows) - 1,
    )
    folder = platform.folder / "published" / item.package
    write_atomically(folder / "data" / "data.csv", [data])
    write_atomically(folder / "catalog.json", [canonical.encode(item)])
    return item


def end(platform: Platform, item: Published, reason: str = "数据有误") -> None:
    """What stood is withdrawn."""
    when = "2026-02-01T08:00:00+00:00"
    past = Ended(item.sha256, item.title, item.edition, item.published, when, "withdrawn", reason)
    platform.past.keep(past)
    (platform.folder / "published" / item.package).rename(platform.folder / "staging" / "gone")
