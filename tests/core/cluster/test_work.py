"""What runs on a cluster's machines, without the cluster; and the program as it gets there."""

import copy
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from app.core import rfc4180
from app.core.cluster import session
from app.core.cluster.eyes import Eyes
from app.core.cluster.work import BLANKS, Clean, Lines, Treat, as_stream
from app.core.desensitize.kernel import steps_of
from app.core.desensitize.operation import Context
from app.core.errors import ClusterUnreachable, EngineMissing
from app.core.model import Recipe, Treatment
from app.core.review.scan import WITHOUT_OWN

ROWS = pa.table({"a": ["1", None, "x"], "b": ["一,二", " y", None]})


def test_texts_are_cleaned_as_by_import() -> None:
    batch = pa.record_batch({"a": ['="001"', "", "\tx"], "n": [1, 2, 3]})
    (cleaned,) = Clean(("a",))([batch])
    assert cleaned.to_pydict() == {"a": ["001", None, "x"], "n": [1, 2, 3]}


def test_rows_keep_their_order_and_tell_their_blanks() -> None:
    recipe = Recipe((Treatment("b", "mask", {}), Treatment("a", "suppress", {})))
    batch = ROWS.to_batches()[0].append_column("gongkai_row", pa.array([7, 8, 9]))
    (treated,) = Treat(steps_of(recipe, ["a", "b"]), Context(bytes(32)))([batch])
    assert treated.to_pydict() == {
        "b": ["***", "**", None],
        "gongkai_row": [7, 8, 9],
        BLANKS: [0, 2, 1],
    }


@pytest.mark.parametrize("header", [True, False])
def test_lines_are_those_of_the_csv(header: bool) -> None:
    batches = [*ROWS.to_batches(), *ROWS.slice(0, 0).to_batches(), *ROWS.slice(1).to_batches()]
    texts = [text.as_py() for b in Lines(("a", "b"), header)(batches) for text in b["value"]]
    both = pa.concat_tables([ROWS, ROWS.slice(1)])
    expected = b"".join(rfc4180.encode(both)).decode()
    written = "".join(f"{text}\r\n" for text in texts)
    assert written == expected if header else f"a,b\r\n{written}" == expected


def test_batches_travel_as_streams() -> None:
    (packed,) = as_stream(ROWS.to_batches())
    assert pa.ipc.open_stream(packed["value"][0].as_py()).read_all() == ROWS


def test_program_that_travels_is_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(session._packed(tmp_path / "gongkai.zip")) as archive:
        archive.extractall(tmp_path / "gongkai")
    asked = (
        "import app; from app.core.cluster.work import Treat; "
        "from app.core.desensitize.operation import operators; "
        "print(app.__file__, len(operators.all()))"
    )
    env = os.environ | {"PYTHONPATH": "gongkai"}
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, env=env, capture_output=True, check=True
    )
    assert told.stdout.startswith(str(tmp_path).encode())


def test_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(EngineMissing, match="pyspark"), session.session("local[1]"):
        pass


def test_java_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.sql"):  # stand-ins that are not used
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["pyspark"].sql = sys.modules["pyspark.sql"]  # type: ignore[attr-defined]
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineMissing, match="Java"), session.session("local[1]"):
        pass


@pytest.mark.parametrize("master", ["spark://127.0.0.1:1", "spark://127.0.0.1:99999", "spark://"])
def test_master_that_is_not_there(master: str) -> None:
    with pytest.raises(ClusterUnreachable) as caught:
        session._reach(master)
    assert caught.value.exit_status == 3


def test_eyes_open_where_they_arrive() -> None:
    texts = pa.array(["电话14200000001", None])
    eyes = Eyes(WITHOUT_OWN)
    found = eyes(texts)
    assert copy.copy(eyes)(texts) == found  # as pickle does it
    assert [len(spans) for spans in found] == [1, 0]
