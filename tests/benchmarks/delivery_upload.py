"""What our chunked upload costs the client, against curl's one PUT to nginx.

Both over mutual TLS 1.3 with AES-256-GCM on loopback, the file and what is received in memory. Ours
goes to nginx too, a PUT a chunk, as a tus PATCH would be sent, so that the same program receives both;
with and without the SHA-256 of every chunk. CPU seconds of the client by the system's account. Run as
``python -m tests.benchmarks.delivery_upload [--megabytes N] [--rounds N]``; needs curl and nginx.
"""

import argparse
import hashlib
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox.server import Sandbox

NGINX = """
{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; client_max_body_size 0; client_body_temp_path {folder}/body; {temporary}
  keepalive_requests 100000;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {certificates}/server.pem; ssl_certificate_key {certificates}/server.key;
    ssl_client_certificate {certificates}/client/ca.pem; ssl_verify_client on;
    ssl_protocols TLSv1.3;
    location / {{ root {folder}/received; dav_methods PUT; create_full_put_path on; }}
  }}
}}
"""

OURS = """
import json, resource, sys
from pathlib import Path
from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.file_chunk import Chunk
from app.core.delivery.chunk_sizes import ChunkSizes
from app.core.delivery.transport import Transport
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
import time
path, profile_file, checksums = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "1"
profile = canonical.read_document(profile_file, Profile)
transport = Transport(profile, profile_file.parent)
size, offset, sizes, number = path.stat().st_size, 0, ChunkSizes(), 0
before = resource.getrusage(resource.RUSAGE_SELF)
with path.open("rb", buffering=0) as file:
    while offset < size:
        chunk = Chunk(file, offset, min(sizes.current, size - offset), size, Bandwidth(), Job())
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        if checksums:
            headers["Upload-Checksum"] = "sha256 " + chunk.sha256()
        started = time.monotonic()
        answer = transport.call("PUT", f"c{number % 2}", size=len(chunk), headers=headers, data=chunk)
        assert answer.status_code in (201, 204), answer.status_code
        sizes.sent(len(chunk), time.monotonic() - started)
        offset, number = chunk.end, number + 1
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    for program in ("curl", "nginx"):
        if shutil.which(program) is None:
            sys.stderr.write(f"{program} is not installed: nothing was measured\n")
            return 2
    with tempfile.TemporaryDirectory(dir=_memory()) as name:
        folder = Path(name)
        file = folder / "package.gkp"
        with file.open("wb") as target:
            for _ in range(args.megabytes):
                target.write(os.urandom(1 << 20))
        with _nginx(folder) as profile:
            rounds = [_round(file, profile) for _ in range(args.rounds)]
    _report(rounds, args.megabytes)
    return 0


def _round(file: Path, profile: Path) -> tuple[float, ...]:
    """Client CPU seconds of curl, of ours, of ours with checksums, and of the checksums alone."""
    ours = [_ours(file, profile, checksums) for checksums in ("0", "1")]
    return _curl(file, profile), *ours, _checksums(file)


def _checksums(file: Path) -> float:
    """Reading and hashing, as a chunk does it."""
    buffer, before = memoryview(bytearray(1 << 16)), time.process_time()
    with file.open("rb", buffering=0) as content:
        digest = hashlib.sha256()
        while count := content.readinto(buffer):
            digest.update(buffer[:count])
    return time.process_time() - before


def _curl(file: Path, profile_file: Path) -> float:
    """The user and system time of the child, its start included, which is below a hundredth."""
    profile, folder = canonical.read_document(profile_file, Profile), profile_file.parent
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [
            *("curl", "-sSf", "--cacert", folder / profile.ca),
            *("--cert", folder / profile.client_certificate, "--key", folder / profile.client_key),
            *("-T", file, f"{profile.address}/whole"),
        ],
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _ours(file: Path, profile: Path, checksums: str) -> float:
    command = [sys.executable, "-c", OURS, str(file), str(profile), checksums]
    return float(json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))


def _report(rounds: list[tuple[float, ...]], megabytes: int) -> None:
    for name, place in (("curl PUT", 0), ("ours", 1), ("ours, sha256", 2), ("sha256 alone", 3)):
        seconds = statistics.median(each[place] for each in rounds)
        ratio = statistics.median(each[0] / each[place] for each in rounds)
        rate = megabytes * 1.048576 / seconds
        sys.stdout.write(f"{name:14s}{seconds:7.2f} s CPU{rate:7.0f} MB/s{ratio:7.2f} × curl\n")
    most = statistics.median(each[0] / (each[0] + each[3]) for each in rounds)
    sys.stdout.write(f"curl with a checksum could reach {most:.2f}\n")


@contextmanager
def _nginx(folder: Path) -> Iterator[Path]:
    """The server; yields the profile to reach it by."""
    sandbox = Sandbox(folder / "platform")  # makes the certificates; it never serves
    sandbox.stop()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "received").mkdir()
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = folder / "nginx.conf"
    settings.write_text(
        NGINX.format(
            folder=folder,
            port=port,
            certificates=folder / "platform",
            temporary=temporary,
            user="user root;" if os.getuid() == 0 else "",  # else its worker becomes nobody
        ),
        encoding="utf-8",
    )
    profile = json.loads(sandbox.profile.read_text(encoding="utf-8"))
    profile["address"] = f"https://127.0.0.1:{port}"
    sandbox.profile.write_text(json.dumps(profile), encoding="utf-8")
    with subprocess.Popen([shutil.which("nginx") or "nginx", "-c", str(settings)]) as server:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield sandbox.profile
        finally:
            server.terminate()


def _memory() -> str | None:
    """A folder in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    sys.exit(main())
