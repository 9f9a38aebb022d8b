"""SFTP: a letterbox on the platform's front-end server, over SSH with a pinned host key."""

import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.connector import Sent, connectors
from app.core.delivery.failures import MediumFailed
from app.core.delivery.hours import Hours, check_hours, local_now
from app.core.delivery.letterbox import bring, bring_notice
from app.core.delivery.options import read_options, wrong
from app.core.delivery.parts import Slice
from app.core.delivery.secret import Secret
from app.core.errors import PlatformUnreachable, PlatformUntrusted
from app.core.errors.system import system_reason
from app.core.jobs import Job
from app.core.model import Envelope, Profile
from app.core.text import Text
from app.core.trust import canonical

if TYPE_CHECKING:
    import paramiko

TIMEOUT = 30.0  # seconds for an answer
TRIES = 2  # a part left from before may be of another file; then it is sent afresh


@dataclass(frozen=True)
class Options:
    """``host_key``: the server's public key as in known_hosts, ``ssh-ed25519 AAAA…``; it is never learnt
    from the server. ``key``: a private key's file, ``passphrase`` its; or ``password``. ``wait``:
    seconds for the platform to answer; ``every``: seconds between two looks.
    """

    host_key: str
    key: str = ""
    passphrase: Secret = field(default_factory=Secret)
    password: Secret = field(default_factory=Secret)
    wait: float = 60.0
    every: float = 2.0


@connectors.register
class SftpConnector:
    """``address`` is sftp://USER@HOST[:PORT]/FOLDER."""

    id = "sftp"
    title = Text("SFTP（前置机）", "SFTP (front-end server)")
    version = "1"

    def send(self, package: Path, sha256: str, profile: Profile, folder: Path, job: Job) -> Sent:
        options = read_options(profile, Options)
        with _session(profile, options, folder) as box:
            return bring(box, package, sha256, job, wait=options.wait, every=options.every)

    def take_down(self, notice: Envelope, sha256: str, profile: Profile, folder: Path) -> Envelope:
        options = read_options(profile, Options)
        with _session(profile, options, folder) as box:
            return bring_notice(box, notice, sha256, options.wait)


class _RemoteBox:
    """Files are sent as ``.part`` from where an earlier attempt stopped, read back, and renamed."""

    def __init__(
        self, client: "paramiko.SFTPClient", folder: str, place: str, bandwidth: Bandwidth
    ) -> None:
        self._client, self._bandwidth = client, bandwidth
        self._folder = folder.rstrip("/")
        self.place = place

    def put(self, name: str, content: Slice, job: Job) -> int:
        path = f"{self._folder}/{name}"
        if self._size(path) == content.size and self._same(path, content, job):
            return content.size
        part = f"{path}.part"
        for _ in range(TRIES):
            resumed = min(self._size(part), content.size)
            self._send(part, content, resumed, job)
            if self._same(part, content, job):
                self._client.posix_rename(part, path)
                return resumed
            self._client.remove(part)
        reason = Text("写入后读回的内容不同", "what was written does not read back the same")
        raise MediumFailed(place=self.place, reason=reason)

    def put_document(self, name: str, document: bytes) -> None:
        path = f"{self._folder}/{name}"
        with self._client.open(f"{path}.part", "wb") as file:
            file.write(document)
        self._client.posix_rename(f"{path}.part", path)

    def get(self, name: str) -> bytes | None:
        try:
            with self._client.open(f"{self._folder}/{name}", "rb") as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        path = f"{self._folder}/{name}"
        if self._size(path):
            self._client.remove(path)

    def _size(self, path: str) -> int:
        """In bytes; 0 for what is not there."""
        try:
            found = self._client.stat(path)
        except FileNotFoundError:
            return 0
        return found.st_size or 0 if stat.S_ISREG(found.st_mode or 0) else 0

    def _send(self, part: str, content: Slice, start: int, job: Job) -> None:
        done = start
        with self._client.open(part, "r+b" if start else "wb") as file:
            file.set_pipelined(True)
            file.seek(start)
            for chunk in content.chunks(start, self._bandwidth.block):
                job.report(done, content.size)
                self._bandwidth.take(len(chunk))
                file.write(chunk)
                done += len(chunk)

    def _same(self, path: str, content: Slice, job: Job) -> bool:
        """Whether the server holds this; no digest of its own is standard, so it is read back."""
        if self._size(path) != content.size:
            return False
        with self._client.open(path, "rb") as file:
            file.prefetch(content.size)
            written = canonical.digest_bytes(self._read(file, content.size, job))
        return written == canonical.digest_bytes(content.chunks())

    def _read(self, file: "paramiko.SFTPFile", total: int, job: Job) -> Iterator[bytes]:
        done = 0
        while chunk := file.read(1 << 18):
            job.report(done, total)
            done += len(chunk)
            yield chunk


@contextmanager
def _session(profile: Profile, options: Options, folder: Path) -> Iterator[_RemoteBox]:
    """The box over a connection whose other end is who the profile says. Raises PlatformUntrusted,
    PlatformUnreachable, MediumFailed, and DocumentInvalid for a profile that does not say.
    """
    import paramiko

    url = urlsplit(profile.address)
    if url.scheme != "sftp" or not url.hostname or not url.username:
        shape = "address: sftp://USER@HOST[:PORT]/FOLDER"
        raise wrong(profile, Text(f"须写作 {shape}", f"it must be {shape}"))
    pinned = _host_key(profile, options)
    check_hours(Hours.parse(profile.hours), local_now())
    bandwidth = Bandwidth(profile.bytes_per_second)
    place = f"{url.hostname}:{url.port or 22}{url.path}"
    try:
        line = socket.create_connection((url.hostname, url.port or 22), TIMEOUT)
    except OSError as error:
        raise PlatformUnreachable(address=place, reason=type(error).__name__) from error
    transport = paramiko.Transport(line)
    try:
        transport.banner_timeout = transport.auth_timeout = TIMEOUT
        transport.get_security_options().key_types = _algorithms(pinned.get_name())
        transport.start_client(timeout=TIMEOUT)
        if transport.get_remote_server_key() != pinned:
            reason = Text(
                "主机密钥与平台配置中的不同", "its host key is not the one in the profile"
            )
            raise PlatformUntrusted(address=place, reason=reason)
        _log_in(transport, url.username, profile, options, folder)
        channel = transport.open_session(timeout=TIMEOUT)
        channel.settimeout(TIMEOUT)
        channel.invoke_subsystem("sftp")
        client = paramiko.SFTPClient(channel)
        yield _RemoteBox(client, url.path, place, bandwidth)
    except paramiko.AuthenticationException as error:
        reason = Text("不接受这个用户或密钥", "it does not accept this user or key")
        raise PlatformUntrusted(address=place, reason=reason) from error
    except paramiko.ssh_exception.IncompatiblePeer as error:
        reason = Text("它没有平台配置中的主机密钥", "it has no host key as in the profile")
        raise PlatformUntrusted(address=place, reason=reason) from error
    except (paramiko.SSHException, EOFError, ConnectionError, TimeoutError) as error:
        raise PlatformUnreachable(address=place, reason=type(error).__name__) from error
    except OSError as error:  # what the server says of a file; without a number, in its own words
        reason = system_reason(error) if error.errno else Text.plain(str(error))
        raise MediumFailed(place=place, reason=reason) from error
    finally:
        transport.close()


def _host_key(profile: Profile, options: Options) -> "paramiko.PKey":
    import paramiko
    from paramiko.hostkeys import HostKeyEntry, InvalidHostKey

    try:
        entry = HostKeyEntry.from_line(f"host {options.host_key}")
    except (InvalidHostKey, paramiko.SSHException, ValueError):
        entry = None
    if entry is None or entry.key is None:
        shape = "options.host_key: ssh-ed25519 AAAA…"
        raise wrong(profile, Text(f"须写作 {shape}", f"it must be {shape}"))
    return entry.key


def _algorithms(name: str) -> tuple[str, ...]:
    """The signatures that a key of this type makes; RSA's with SHA-1 is none of them."""
    return ("rsa-sha2-512", "rsa-sha2-256") if name == "ssh-rsa" else (name,)


def _log_in(
    transport: "paramiko.Transport", user: str, profile: Profile, options: Options, folder: Path
) -> None:
    import paramiko

    if not options.key:
        transport.auth_password(user, options.password.read("options.password", folder))
        return
    locked = options.passphrase != Secret()
    passphrase = options.passphrase.read("options.passphrase", folder) if locked else None
    try:
        key = paramiko.PKey.from_path(
            folder / options.key,
            passphrase.encode() if passphrase else None,  # type: ignore[arg-type]  # the stubs err
        )
    except (OSError, ValueError, paramiko.SSHException, paramiko.pkey.UnknownKeyType) as error:
        raise wrong(profile, Text("options.key 无法读取", "options.key cannot be read")) from error
    transport.auth_publickey(user, key)
