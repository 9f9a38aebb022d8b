"""A source of updates, believed only as far as its signed metadata reach.

python-tuf decides: thresholds of signatures, ends, versions that only grow, and that all metadata are of one
moment. What it remembers lies in a folder of this user's; the first root comes from the policy.
Source: The Update Framework, specification 1.0.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tuf.api import exceptions
from tuf.api.metadata import TargetFile
from tuf.ngclient import FetcherInterface, Updater

from app.core.delivery.transport import Transport
from app.core.errors import GongkaiError, OutputUnwritable
from app.core.errors.system import system_reason
from app.core.model import Profile
from app.core.text import Text
from app.core.trust.canonical import CHUNK
from app.core.updates import tree
from app.core.updates.errors import UpdateRefused, UpdateUnreachable
from app.core.updates.source import Source
from app.core.updates.tree import Digests

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what a disk answers that takes no more


@dataclass(frozen=True)
class Offer:
    """A version that a source holds for one system, and all files of its tree."""

    version: str
    files: Digests


class Channel:
    """One look at a source; metadata are read once. ``memory``: where what was seen is remembered."""

    def __init__(self, source: Source, memory: Path) -> None:
        self._source = source
        self._cache = memory / "fetched"
        metadata = memory / "metadata"
        for folder in (self._cache, metadata):
            folder.mkdir(parents=True, exist_ok=True)
        fetcher = _Https(source) if urlsplit(source.place).scheme == "https" else _Folder(source)
        with _told(source):
            self._updater = Updater(
                str(metadata), "metadata/", str(self._cache), "targets/", fetcher,
                bootstrap=source.root,
            )  # fmt: skip
            self._updater.refresh()

    def offer(self, system: str) -> Offer | None:
        """What it holds for a system, "windows" or "deb"; None where it holds nothing.

        Raises UpdateRefused, UpdateUnreachable.
        """
        info = self._info(f"{system}/{tree.MANIFEST}")
        if info is None:
            return None
        text = self._fetched(info).read_text(encoding="utf-8")
        try:
            return Offer(info.custom["version"], tree.read(text))
        except (KeyError, TypeError, ValueError) as error:
            raise UpdateRefused(reason=_UNREADABLE) from error

    def version(self, target: str) -> str | None:
        """Which version a target is of; None where the source does not hold it. Raises UpdateRefused."""
        info = self._info(target)
        if info is None:
            return None
        try:
            return str(info.custom["version"])
        except (KeyError, TypeError) as error:
            raise UpdateRefused(reason=_UNREADABLE) from error

    def size(self, target: str) -> int:
        """Bytes of a target. Raises UpdateRefused for one that the source does not hold."""
        return self._known(target).length

    def fetch(self, target: str) -> Path:
        """A target as a file, proven; what was fetched before is not fetched again.

        Raises UpdateRefused, UpdateUnreachable.
        """
        return self._fetched(self._known(target))

    def forget(self, target: str) -> None:
        """Remove what was fetched."""
        found = self._updater.find_cached_target(self._known(target))
        if found is not None:
            Path(found).unlink()

    def _known(self, target: str) -> TargetFile:
        info = self._info(target)
        if info is None:
            raise UpdateRefused(reason=Text(f"缺少 {target}", f"{target} is missing"))
        return info

    def _info(self, target: str) -> TargetFile | None:
        with _told(self._source):
            return self._updater.get_targetinfo(target)

    def _fetched(self, info: TargetFile) -> Path:
        with _told(self._source):
            found = self._updater.find_cached_target(info)
            return Path(found or self._updater.download_target(info))


class _Folder(FetcherInterface):
    """Reads a folder, a share or a stick."""

    def __init__(self, source: Source) -> None:
        self._root = Path(source.place)

    def _fetch(self, url: str) -> Iterator[bytes]:
        file = self._root / url
        if not file.exists():
            raise exceptions.DownloadHTTPError(f"no file {url}", 404)
        return _blocks(file)


class _Https(FetcherInterface):
    """Reads over HTTPS by the rules of deliveries: TLS 1.3, the named authority, no settings from elsewhere."""

    def __init__(self, source: Source) -> None:
        ca = source.ca
        profile = Profile(source.place, "https", source.place, ca=ca.name if ca else "")
        self._transport = Transport(profile, ca.parent if ca else Path())

    def _fetch(self, url: str) -> Iterator[bytes]:
        response = self._transport.call("GET", url, stream=True)
        if response.status_code != 200:
            response.close()
            raise exceptions.DownloadHTTPError(url, response.status_code)
        return response.iter_content(CHUNK)


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while block := content.read(CHUNK):
            yield block


@contextmanager
def _told(source: Source) -> Iterator[None]:
    """What python-tuf says, in words for people."""
    try:
        yield
    except exceptions.DownloadLengthMismatchError as error:
        raise UpdateRefused(reason=_OTHER_CONTENT) from error
    except (exceptions.DownloadError, OSError) as error:
        cause = error.__cause__ or error
        if isinstance(cause, GongkaiError):
            raise cause from error
        if isinstance(cause, OSError) and cause.errno in FULL:
            raise OutputUnwritable(name="updates", reason=system_reason(cause)) from error
        reason = type(cause).__name__
        raise UpdateUnreachable(source=source.place, reason=reason) from error
    except exceptions.RepositoryError as error:
        raise UpdateRefused(reason=_reason(error)) from error


def _reason(error: exceptions.RepositoryError) -> Text:
    return next((told for kind, told in _REASONS.items() if isinstance(error, kind)), _OTHER)


_UNREADABLE = Text("清单无法解读", "a list cannot be read")
_OTHER_CONTENT = Text("内容与清单不符", "a content is not what the lists say")
_REASONS: dict[type[Exception], Text] = {
    exceptions.ExpiredMetadataError: Text("已过期", "it has expired"),
    exceptions.BadVersionNumberError: Text(
        "比见过的旧，或不是同一时刻的", "it is older than what was seen, or not of one moment"
    ),
    exceptions.UnsignedMetadataError: Text("签名不足", "too few signatures hold"),
    exceptions.LengthOrHashMismatchError: _OTHER_CONTENT,
}
_OTHER = Text("元数据无法解读", "its metadata cannot be read")
