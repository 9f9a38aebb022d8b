"""A real Spark cluster on loopback: a master and two workers, each a process of its own."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

DEPLOY = "org.apache.spark.deploy"
WAIT = 90.0  # s until both workers are there


def missing() -> str:
    """What such a cluster needs and is not here, or ""."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (pip install 'gongkai[spark]')"
    return "" if shutil.which("java") else "Java is not installed"


@contextlib.contextmanager
def standalone(folder: Path) -> Iterator[str]:
    """The master's address, while it runs."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port = _free_port()
    address = f"spark://127.0.0.1:{port}"
    env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    env |= {"SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_DIRS": str(folder)}
    master = ["master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    worker = ["worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1"]
    worker += ["--memory", "1g", "--work-dir", str(folder / "work"), address]
    log = (folder / "spark.log").open("wb")
    running = []
    try:
        for name, *arguments in (master, worker, worker):
            command = [str(home / "bin" / "spark-class"), f"{DEPLOY}.{name}", *arguments]
            running.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
        until = time.monotonic() + WAIT
        while (folder / "spark.log").read_bytes().count(b"Successfully registered") < 2:
            if time.monotonic() > until or any(process.poll() is not None for process in running):
                raise RuntimeError((folder / "spark.log").read_text(errors="replace")[-3000:])
            time.sleep(0.2)
        yield address
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
