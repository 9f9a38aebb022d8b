"""An HTTPS interface that the profile describes: one request a file, and fields of a JSON answer.

No public interface of a provincial platform for handing in data is known, and each platform has its own.
So the profile says where to send, under which names, who signs how (``auth/``), and where the answer holds
what must be compared: a digest, or an address to read the file back from.
"""

import base64
import datetime
import email.utils
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.failures import AccessRefused
from app.core.delivery.hours import Hours, check_hours, local_now
from app.core.delivery.interface import Options
from app.core.delivery.multipart import Form
from app.core.delivery.options import read_options, read_part, wrong
from app.core.delivery.publisher import Item, Offer, OfferedFile, all_or_partly, publishers
from app.core.delivery.signing import Auth, Call, auths
from app.core.delivery.transport import Transport, failed
from app.core.errors import GongkaiError, OutsideError, PlatformRefused
from app.core.jobs import Job
from app.core.model import Profile
from app.core.text import Text
from app.core.trust import canonical

if TYPE_CHECKING:
    import requests

MAX_JSON = 64 << 20  # bytes of a file that is sent within JSON, which is built in memory
_STAYS = Text(
    "缺少 options.retraction：勘误送出后，被更正的文件会仍在平台上。请管理员写明平台怎样撤下文件；"
    "平台若以新文件代替旧文件，请写 options.overwrites: true",
    "options.retraction is missing: what a correction corrects would stay on the platform. Have it say how "
    "files are taken down; where new files take the place of old ones, options.overwrites: true",
)
SKEW = 60  # seconds that clocks may differ before it is worth a word


@publishers.register
class HttpsPublisher:
    """``address`` is what all paths are relative to."""

    id = "https"
    title = Text("HTTPS 接口（按配置）", "HTTPS interface (as described)")
    version = "1"
    form = "datapackage"

    def publish(self, offer: Offer, profile: Profile, folder: Path, job: Job) -> tuple[Item, ...]:
        items: list[Item] = []
        failures: list[tuple[str, GongkaiError]] = []
        with _endpoint(profile, folder) as endpoint:
            for file in offer.files:
                try:
                    items.append(endpoint.send(offer, file, job))
                except (OutsideError, PlatformRefused) as error:
                    failures.append((file.name, error))
        return all_or_partly(items, failures)

    def check_replaces(self, profile: Profile) -> None:
        options = read_options(profile, Options)
        if options.retraction is None and not options.overwrites:
            raise wrong(profile, _STAYS)

    def retract(self, items: Sequence[Item], profile: Profile, folder: Path) -> None:
        with _endpoint(profile, folder) as endpoint:
            for item in items:
                endpoint.retract(item)


class _Endpoint:
    """The interface as one profile describes it."""

    def __init__(self, profile: Profile, folder: Path) -> None:
        self._profile = profile
        self._options = read_options(profile, Options)
        self._auth: Auth | None = None
        signing = self._options.signing
        if signing is not None:
            self._auth = auths.get(signing.family)
            key = "options.signing.options"
            self._said = read_part(profile, signing.options, self._auth.options, key)
            self._secret = signing.secret.read("options.signing.secret", folder)
            if self._auth.signs_body and self._options.body != "json":
                reason = Text(
                    f"{self._auth.id} 要求 body 为 json", f"{self._auth.id} needs body json"
                )
                raise wrong(profile, reason)
        check_hours(Hours.parse(profile.hours), local_now())
        self._bandwidth = Bandwidth(profile.bytes_per_second)
        self.transport = Transport(profile, folder)

    def send(self, offer: Offer, file: OfferedFile, job: Job) -> Item:
        """Send one file, and compare what the platform then holds."""
        options = self._options
        form = {name: _filled(text, offer, file) for name, text in options.fields.items()}
        # The same file again is the same request: platforms that know the header answer as before.
        headers = {"Idempotency-Key": file.file.sha256}
        if options.body == "json":
            data = self._json(form, file)
            headers["Content-Type"] = "application/json"
            answer = self._call(options.method, options.path, data, headers, data)
        else:
            body = Form(form, options.file_field, file.path, job, self._bandwidth)
            headers["Content-Type"] = body.content_type
            answer = self._call(options.method, options.path, body, headers, None)
        return self._compared(answer, file, job)

    def retract(self, item: Item) -> None:
        """Take one file down; what is gone already is gone."""
        way = self._options.retraction
        if way is None:
            reason = Text("缺少 options.retraction，无法撤回", "options.retraction is missing")
            raise wrong(self._profile, reason)
        self._call(way.method, way.path.replace("{id}", item.id), b"", {}, b"", gone=True)

    def _json(self, form: Mapping[str, str], file: OfferedFile) -> bytes:
        if file.file.size > MAX_JSON:
            reason = Text(
                f"{file.name} 超过 {MAX_JSON >> 20} MiB，请用 multipart",
                f"{file.name} is larger than {MAX_JSON >> 20} MiB; use multipart",
            )
            raise wrong(self._profile, reason)
        content = base64.b64encode(file.path.read_bytes()).decode()
        return canonical.encode({**form, self._options.file_field: content})

    def _call(
        self,
        method: str,
        path: str,
        data: bytes | Form,
        headers: dict[str, str],
        signed: bytes | None,
        *,
        gone: bool = False,
    ) -> Any:
        """The JSON of an answer that says it went well. ``gone``: 404 is well, too."""
        if self._auth is not None:
            url = urlsplit(self.transport.within(path))
            call = Call(method, url.path, url.query, signed)
            headers = headers | self._auth.headers(call, self._said, self._secret)
        response = self.transport.call(method, path, data=data, size=len(data), headers=headers)
        if gone and response.status_code == 404:
            return {}
        if response.status_code in (401, 403):
            raise AccessRefused(place=self.transport.address, reason=_why(response))
        if not response.ok:
            raise failed(response)
        try:
            answer = response.json() if response.content else {}
        except ValueError:  # what is no JSON
            raise failed(response) from None
        for place, value in self._options.answer.success.items():
            if _at(answer, place) != value:
                words = (
                    _at(answer, self._options.answer.message) or f"{place}: {_at(answer, place)}"
                )
                raise PlatformRefused(reason=words[:200])
        return answer

    def _compared(self, answer: Any, file: OfferedFile, job: Job) -> Item:
        paths, wanted = self._options.answer, file.file.sha256
        address = _at(answer, paths.address) if paths.address else ""
        found = [_at(answer, paths.sha256).lower()] if paths.sha256 else []
        if paths.address:
            headers = {}
            if self._auth is not None:
                url = urlsplit(self.transport.within(address))
                headers = self._auth.headers(
                    Call("GET", url.path, url.query, b""), self._said, self._secret
                )
            found.append(self.transport.digest(address, headers, job))
        if set(found) != {wanted}:
            reason = Text(
                "平台持有的内容与送出的不同", "the platform holds something else than was sent"
            )
            raise PlatformRefused(reason=reason)
        return Item(file.name, _at(answer, paths.id), address, wanted)


@contextmanager
def _endpoint(profile: Profile, folder: Path) -> Iterator[_Endpoint]:
    endpoint = _Endpoint(profile, folder)
    try:
        yield endpoint
    finally:
        endpoint.transport.close()


def _filled(template: str, offer: Offer, file: OfferedFile) -> str:
    return template.format(
        title=offer.entry.fields.get("name", ""),
        code=offer.entry.fields.get("code", ""),
        file=file.name,
        sha256=file.file.sha256,
        size=file.file.size,
        package=offer.sha256,
        description=offer.description.decode(),
    )


def _at(answer: Any, path: str) -> str:
    """What stands at ``a.b.c`` of a JSON answer, as text; "" for nothing."""
    for key in filter(None, path.split(".")):
        answer = answer.get(key) if isinstance(answer, dict) else None
    return "" if answer is None or not path else str(answer)


def _why(response: "requests.Response") -> Text:
    """Why a signature was not taken. Where the clocks differ, that is it more often than not."""
    said = response.headers.get("Date", "")
    try:
        there = email.utils.parsedate_to_datetime(said)
    except ValueError:
        there = datetime.datetime.now(datetime.UTC)
    apart = round((datetime.datetime.now(datetime.UTC) - there).total_seconds())
    if abs(apart) < SKEW:
        return Text(f"答复 {response.status_code}", f"it answered {response.status_code}")
    fast = apart > 0
    return Text(
        f"本机时间比平台{'快' if fast else '慢'} {abs(apart)} 秒",
        f"this computer's clock is {abs(apart)} s {'fast' if fast else 'slow'} by the platform's",
    )
