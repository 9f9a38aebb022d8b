"""What a platform asks of a package beyond its proof: the fields, type, size and form of what it publishes.

Every refusal names a rule of the pack ``platform``, or of ``admission.json`` in the platform's folder, which
has the same form.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core import resources
from app.core.errors import ChainBroken
from app.core.model import Entry, Kind
from app.core.text import Text


@dataclass(frozen=True)
class Rule:
    """One rule: what must hold, and what to do where it does not."""

    id: str
    demand: Text
    mend: Text


class Admission:
    """The rules of one platform; read anew each time, so that they can be changed while it runs."""

    def __init__(self, folder: Path) -> None:
        self._own = folder / "admission.json"

    @property
    def max_bytes(self) -> int:
        """The size of the largest package, in bytes."""
        return int(self._data()["max_bytes"])

    def rules(self) -> dict[str, Rule]:
        """Every rule, by its id."""
        told = self._data()["rules"]
        return {id: Rule(id, Text(r["zh"], r["en"]), Text(**r["mend"])) for id, r in told.items()}

    def check_size(self, size: int) -> None:
        """Raises :class:`ChainBroken` for a package of too many bytes."""
        most = self.max_bytes
        if size > most:
            zh, en = f"{size} 字节，上限 {most}", f"it has {size} bytes; the limit is {most}"
            raise ChainBroken.at(Kind.PACKAGE, zh, en, rule="size")

    def check(self, entry: Entry, data: Path) -> int:
        """How many rows a dataset has, once its entry and its file are as this platform wants them.

        Raises :class:`ChainBroken`.
        """
        missing = [
            id for id in self._data()["required_fields"] if not entry.fields.get(id, "").strip()
        ]
        if missing:
            named = {field["id"]: field for field in resources.pack("catalog").data["fields"]}
            zh = "、".join(named[id]["zh"] if id in named else id for id in missing)
            en = ", ".join(named[id]["en"] if id in named else id for id in missing)
            raise ChainBroken.at(Kind.ENTRY, f"缺少：{zh}", f"missing: {en}", rule="fields")
        if entry.fields["open_type"] not in self._data()["open_types"]:
            raise ChainBroken.at(Kind.ENTRY, "不予开放", "it is not to be opened", rule="opening")
        return _rows(entry, data)

    def _data(self) -> dict[str, Any]:
        if self._own.exists():
            return resources.read_pack(self._own).data
        return resources.pack("platform").data


def table(data: Path) -> Iterator[list[str]]:
    """The lines of a published CSV file (RFC 4180, UTF-8), the header first."""
    with data.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, strict=True)


def _rows(entry: Entry, data: Path) -> int:
    try:
        lines = table(data)
        header = next(lines, [])
        if header != [item.name for item in entry.items]:
            raise _unfit("列与信息项不一致", "its columns are not the entry's items")
        rows = 0
        for rows, line in enumerate(lines, 1):
            if len(line) != len(header):
                raise _unfit(f"第 {rows} 行列数不符", f"row {rows} has another number of cells")
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unfit("不是 UTF-8 的 CSV", "it is not CSV in UTF-8") from error
    return rows


def _unfit(zh: str, en: str) -> ChainBroken:
    return ChainBroken.at(Kind.OUTPUT, zh, en, rule="format")


csv.field_size_limit(1 << 24)  # characters of a cell; the default is less than a long text
