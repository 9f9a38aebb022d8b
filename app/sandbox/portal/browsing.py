"""Rows to browse, filter and query, and their JSON and CSV interface: Datasette on what is published.

Datasette is an extra (``gongkai[sandbox]``). It runs inside this process and is asked over ASGI, so it has no
port of its own, and this door decides what it is asked: GET, and only for editions that stand at that moment.
Each edition's CSV becomes a read-only SQLite file in browse/, named by its package, when it is first asked for.
"""

import asyncio
import threading
from collections.abc import Callable
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from app.sandbox.admission import table
from app.sandbox.open_platform import Platform, Published
from app.sandbox.portal.answer import Answer

ROWS = 1000  # of one answer
MILLISECONDS = 1000  # of one query
_WAIT = 30  # seconds for one answer, be it the whole file as CSV
_TABLE = "rows"
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_KEPT = ("content-type", "location", "link", "access-control-allow-origin")
_SETTINGS = {
    "base_url": "/browse/",
    "max_returned_rows": ROWS,
    "sql_time_limit_ms": MILLISECONDS,
    "max_csv_mb": 50,
    "allow_download": False,
    "default_cache_ttl": 0,  # what is withdrawn must not live on in a cache
    "force_https_urls": True,
    "num_sql_threads": 2,
}


def name_of(item: Published) -> str:
    """An edition's name in addresses below /browse/."""
    return item.sha256[:16]


def browser(platform: Platform, address: str) -> "Browser | None":
    """What answers below /browse/ of an address; None where Datasette is not installed."""
    try:
        import datasette.app
        from datasette import handle_exception
    except ImportError:  # the pages say so
        return None
    # With rich at hand, it would write every mistaken query down, with all that it was asked.
    handle_exception.rich = None
    return Browser(platform, address, datasette.app.Datasette)


class Browser:
    """Datasette, on an event loop in a thread of its own. Safe for many threads."""

    def __init__(self, platform: Platform, address: str, made: Callable[..., Any]) -> None:
        self._platform = platform
        self._host = {"Host": urlsplit(address).netloc}  # of the links to a next page
        self._folder = platform.folder / "browse"
        self._folder.mkdir(exist_ok=True)
        self._about: dict[str, Any] = {"title": "数据浏览 / Data browser", "databases": {}}
        self._datasette = made(memory=False, settings=_SETTINGS, metadata=self._about, cors=True)
        self._turn = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of the files."""
        if self._loop.is_closed():
            return
        with self._turn:
            for name in list(self._about["databases"]):
                self._drop(name)
        self._datasette.executor.shutdown()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def get(self, target: str) -> Answer | None:
        """The answer to an address that begins with /browse/; None for what is not public."""
        below = target.removeprefix("/browse")
        if below in ("", "/"):  # Datasette's own list would say where its files lie
            return Answer(HTTPStatus.SEE_OTHER, headers={"Location": "/"})
        name = below.split("?")[0].lstrip("/").split("/")[0].split(".")[0]
        if not below.startswith("/-/static/") and not self._stands(name):
            return None
        # Without its base, as behind a proxy that strips it: else some of its links have it twice.
        asking = self._datasette.client.request(
            "GET", below, avoid_path_rewrites=True, headers=self._host
        )
        response = asyncio.run_coroutine_threadsafe(asking, self._loop).result(_WAIT)
        headers = {k.title(): v for k, v in response.headers.items() if k in _KEPT[1:]}
        headers |= {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        kind = response.headers.get("content-type", "text/plain")
        return Answer(response.status_code, kind, response.content, headers)

    def _stands(self, name: str) -> bool:
        """Whether an edition is public; if so, it can be asked for from now on. What has ended goes."""
        standing = {name_of(item): item for item in self._platform.catalog()}
        with self._turn:
            for gone in set(self._about["databases"]) - set(standing):
                self._drop(gone)
            if name not in standing:
                return False
            if name not in self._about["databases"]:
                return self._add(name, standing[name])
            return True

    def _add(self, name: str, item: Published) -> bool:
        data = self._platform.file(item.package, "data/data.csv")
        if data is None:  # taken down this moment
            return False
        from datasette.database import Database as Attached

        file = self._folder / f"{name}.db"
        _fill(file, data)
        self._datasette.add_database(Attached(self._datasette, str(file), is_mutable=False), name)
        source = item.entry.fields["provider"]
        tables = {_TABLE: {"title": item.title}}
        self._about["databases"][name] = {"title": item.title, "source": source, "tables": tables}
        return True

    def _drop(self, name: str) -> None:
        base = self._datasette.get_database(name)
        self._datasette.remove_database(name)
        base.close()
        self._about["databases"].pop(name)
        (self._folder / f"{name}.db").unlink(missing_ok=True)


def _fill(file: Path, data: Path) -> None:
    """A table of texts, as they were published: 007 stays 007."""
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    base = Database(part)
    lines = table(data)
    names = _columns(next(lines))
    rows = base.table(_TABLE)
    with base.atomic():  # or each thousand rows would wait for the disk
        rows.create(dict.fromkeys(names, str))
        rows.insert_all((dict(zip(names, line, strict=True)) for line in lines), batch_size=1000)
    base.close()
    part.replace(file)


def _columns(header: list[str]) -> list[str]:
    """The columns' names as SQLite can have them: none twice, whatever the case, and no brackets."""
    names: list[str] = []
    taken: set[str] = set()
    for number, name in enumerate(header, 1):
        plain = name.translate({ord("["): "［", ord("]"): "］"}) or f"#{number}"
        tries = (f"{plain} {n}" if n > 1 else plain for n in count(1))
        names.append(next(each for each in tries if each.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names
