"""A real CKAN on loopback for ``test_ckan.py``: PostgreSQL, Redis and CKAN are real, Solr is a stub.

``python -m tests.core.delivery.connectors.ckan_instance FOLDER`` installs it into FOLDER, which takes some
minutes the first time, and serves until it is interrupted. In another shell:
``GONGKAI_TEST_CKAN=FOLDER pytest tests/core/delivery/connectors/test_ckan.py``.

It asks for the Debian packages postgresql and redis-server, and for root, from which PostgreSQL is started
as its own user.
"""

import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

CKAN = "ckan[requirements]==2.12.0"
POSTGRES, REDIS, SOLR, PLAIN, TLS = 55432, 56379, 58983, 55000, 55443
MAX_RESOURCE = 1  # MiB


def main(folder: Path) -> None:
    """Install what is missing, start everything, and serve."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    python, ckan = folder / "venv/bin/python", folder / "venv/bin/ckan"
    if not ckan.exists():
        _run(sys.executable, "-m", "venv", folder / "venv")
        _run(python, "-m", "pip", "install", "-q", CKAN, "setuptools")
    processes = []
    try:
        _start_postgres(folder)
        redis = ["redis-server", "--port", str(REDIS), "--bind", "127.0.0.1", "--save", ""]
        processes.append(subprocess.Popen(redis, stdout=subprocess.DEVNULL))
        schema = next(folder.glob("venv/lib/python3*/site-packages/ckan/config/solr/schema.xml"))
        stub = Path(__file__).with_name("solr_stub.py")
        processes.append(subprocess.Popen([python, stub, str(SOLR), schema]))
        time.sleep(2)
        ini = _configure(folder, ckan)
        serve = [ckan, "-c", ini, "run", "-H", "127.0.0.1", "-p", str(PLAIN), "--disable-reloader"]
        processes.append(subprocess.Popen(serve))
        _wait()
        print(f"GONGKAI_TEST_CKAN={folder}", flush=True)  # noqa: T201
        processes[-1].wait()
    except KeyboardInterrupt:
        print("stopped")  # noqa: T201
    finally:
        for process in processes:
            process.terminate()
        _as_postgres(f"{_bin('pg_ctl')} -D {folder}/pg -m fast stop")


def _start_postgres(folder: Path) -> None:
    data, options = folder / "pg", f"-p {POSTGRES} -c listen_addresses=127.0.0.1 -k {folder}/pg"
    new = not data.exists()
    if new:
        data.mkdir()
        shutil.chown(data, "postgres")
        _as_postgres(f"{_bin('initdb')} -D {data} -A trust -E UTF8")
    _as_postgres(f"{_bin('pg_ctl')} -D {data} -w -l {data}/log -o '{options}' start")
    if new:
        for statement in ("create role ckan login", "create database ckan owner ckan"):
            _as_postgres(f'psql -h 127.0.0.1 -p {POSTGRES} -c "{statement}"')


def _configure(folder: Path, ckan: Path) -> Path:
    ini = folder / "ckan.ini"
    if ini.exists():
        return ini
    _run(ckan, "generate", "config", ini)
    _run(
        ckan, "config-tool", ini,
        f"sqlalchemy.url=postgresql://ckan@127.0.0.1:{POSTGRES}/ckan",
        f"solr_url=http://127.0.0.1:{SOLR}/solr/ckan",
        f"ckan.redis.url=redis://127.0.0.1:{REDIS}/0",
        f"ckan.storage_path={folder}/storage",
        f"ckan.site_url=https://127.0.0.1:{TLS}",  # where the tests' TLS front listens
        f"ckan.max_resource_size={MAX_RESOURCE}",
    )  # fmt: skip
    _run(ckan, "-c", ini, "db", "init")
    _run(ckan, "-c", ini, "user", "add", "admin", "email=a@example.org", "password=adminadmin1")
    _run(ckan, "-c", ini, "sysadmin", "add", "admin")
    _run(ckan, "-c", ini, "user", "add", "stranger", "email=s@example.org", "password=strangers1")
    for user in ("admin", "stranger"):
        said = _run(ckan, "-c", ini, "user", "token", "add", user, "tests")
        (folder / f"{user}.token").write_text(said.split()[-1])
    return ini


def _wait() -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PLAIN}/api/3/action/status_show", timeout=5)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("CKAN does not answer")


def _bin(name: str) -> str:
    return str(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[-1])


def _as_postgres(command: str) -> None:
    # Its output would stay open for as long as the server that it starts.
    subprocess.run(["/bin/su", "postgres", "-c", f"{command} >/dev/null"], check=True)


def _run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))
