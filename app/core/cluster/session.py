"""A Spark session for one piece of work: the program travels with it, and its failures are told.

The key of keyed operators travels to the executors inside the job; docs/spark.md says which Spark
settings encrypt that way.
"""

import contextlib
import os
import re
import shutil
import socket
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import Any, TypeVar

import app
from app.core import resources
from app.core.errors import ClusterFailed, ClusterUnreachable, EngineMissing
from app.core.errors.system import system_reason
from app.core.jobs import Job
from app.core.text import Text
from app.core.withheld import give_out

T = TypeVar("T")

ARCHIVE = "gongkai"  # the folder in which executors find the program
TURN = 0.1  # s between two looks at how far the work is
_ANSWER = 5.0  # s that a master may take to answer
_STANDALONE = re.compile(r"([^:,/]+):(\d+)")

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
}


@contextlib.contextmanager
def session(master: str, settings: dict[str, str] | None = None) -> Iterator[Any]:
    """A session on ``master``, ended with the block.

    ``settings``: Spark's own, over ours. Raises EngineMissing, ClusterUnreachable, ClusterFailed.
    """
    spark_sql = _pyspark()
    _reach(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        archive = _packed(Path(folder, f"{ARCHIVE}.zip"))
        builder = spark_sql.SparkSession.builder.master(master).appName("gongkai")
        every = SETTINGS | {
            "spark.archives": f"{archive}#{ARCHIVE}",
            "spark.executorEnv.PYTHONPATH": ARCHIVE,
        }
        for name, value in (every | (settings or {})).items():
            builder = builder.config(name, value)
        with told(master):
            spark = builder.getOrCreate()
        try:
            spark.sparkContext.setLogLevel("ERROR")
            with told(master):
                yield spark
        finally:
            spark.stop()


@contextlib.contextmanager
def told(master: str) -> Iterator[None]:
    """Spark's failures as ours: by their kind, without their words, which may quote cells."""
    from py4j.protocol import Py4JError, Py4JNetworkError
    from pyspark.errors import PySparkException

    try:
        yield
    except (ConnectionError, Py4JNetworkError) as error:
        raise ClusterUnreachable(master=master, reason=type(error).__name__) from error
    except Py4JError as error:
        java = getattr(error, "java_exception", None)
        kind = java.getClass().getSimpleName() if java is not None else type(error).__name__
        raise ClusterFailed(reason=kind) from error
    except PySparkException as error:
        kind = error.getErrorClass() or type(error).__name__
        raise ClusterFailed(reason=kind) from error


def watched(spark: Any, work: Callable[[], T], job: Job) -> T:
    """Do ``work`` while the job hears of tasks done, and may cancel it."""
    tracker = spark.sparkContext.statusTracker()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        try:
            while True:
                with contextlib.suppress(NotYet):
                    return future.result(timeout=TURN)
                stages = [tracker.getStageInfo(n) for n in tracker.getActiveStageIds()]
                known = [stage for stage in stages if stage is not None]
                job.report(
                    sum(stage.numCompletedTasks for stage in known),
                    sum(stage.numTasks for stage in known) or None,
                )
        except BaseException:
            spark.sparkContext.cancelAllJobs()
            raise


def _pyspark() -> Any:
    """Raises EngineMissing."""
    give_out()  # Spark asks for pandas
    try:
        import pyspark.sql as spark_sql
    except ImportError:
        raise EngineMissing(what="pyspark") from None
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise EngineMissing(what="Java 17")
    return spark_sql


def _reach(master: str) -> None:
    """Spark tries for minutes to reach a standalone master that is not there; this asks first."""
    if not master.startswith("spark://"):
        return
    hosts = _STANDALONE.findall(master.removeprefix("spark://"))
    reason = Text.plain("spark://HOST:PORT")
    for host, port in hosts:
        try:
            with socket.create_connection((host, int(port)), timeout=_ANSWER):
                return
        except OSError as error:
            reason = system_reason(error)
        except OverflowError:
            reason = Text("端口号无效", "the port is not valid")
    raise ClusterUnreachable(master=master, reason=reason)


def _packed(path: Path) -> Path:
    """The core and its resources as a zip archive, from wherever this program is installed."""
    package = Path(app.__file__).parent
    files = [(package / "__init__.py", "app/__init__.py")]
    for folder, name in ((package / "core", "app/core"), (resources.ROOT, "resources")):
        files += [
            (file, f"{name}/{file.relative_to(folder).as_posix()}")
            for file in sorted(folder.rglob("*"))
            if file.is_file() and "__pycache__" not in file.parts
        ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, name in files:
            archive.write(file, name)
    return path
