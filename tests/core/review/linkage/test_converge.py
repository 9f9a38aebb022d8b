"""A table beside earlier releases and outside files, as one report."""

import pytest

from app.core.errors import Cancelled
from app.core.jobs import Job
from app.core.model import Table
from app.core.review.linkage.converge import Convergence, Known, converge
from app.core.review.linkage.sketch import Sketch, SketchForeign, sketch
from app.core.trust import canonical
from tests.core.review.linkage import example
from tests.core.tables import table

KEY = b"k" * 32
LIST = Known("低保发放名单", "1" * 64, "R0001", "2026-01-01T00:00:00+00:00")


@pytest.fixture(scope="module")
def month_1() -> Sketch:
    return sketch(example.grantees(), KEY, dataset=LIST.name)


class Counting(Job):
    """Remembers what it was told."""

    def __init__(self, stop_at: int = 10**9) -> None:
        super().__init__()
        self.seen: list[tuple[int, int | None]] = []
        self._stop_at = stop_at

    def show(self, done: int, total: int | None) -> None:
        self.seen.append((done, total))
        if done >= self._stop_at:
            self.cancel()


def report(
    one: Table, kept: Sketch, *files: Table, same: bool = False, job: Job | None = None
) -> Convergence:
    return converge(one, "d" * 64, [(LIST, same)], lambda _: kept, files, KEY, job or Job())


def test_each_dataset_is_told_by_itself_and_the_strictest_gate_counts(month_1: Sketch) -> None:
    harmless = table({"品名": ["甲", "乙"], "产地": ["丙", "丁"]})
    said = report(example.next_month(), month_1, harmless, example.team(), same=True)
    assert [each.gate for each in said.beside] == ["hold", "clear", "hold"]
    assert (said.gate, said.earlier) == ("hold", {"1" * 64})
    assert said.beside[1].messages[0].zh == "没有可以关联的列。"
    assert "1 个数据集、指定的 2 个外部文件" in said.message.zh
    assert "2 of them lead to rows" in said.message.en


def test_the_report_is_a_document_that_can_be_signed_for(month_1: Sketch) -> None:
    said = report(example.next_month(), month_1, example.team(), same=True)
    assert canonical.decode(canonical.encode(said), Convergence, "report") == said
    text = canonical.encode(said).decode()
    assert "队员1" not in text and "东河镇" not in text


def test_it_says_how_far_it_is_and_stops_when_told(month_1: Sketch) -> None:
    job = Counting()
    report(example.grantees(), month_1, example.team(), job=job)
    assert job.seen == [(done, 10) for done in range(10)]  # 5 columns, a sketch, 4 columns
    with pytest.raises(Cancelled):
        report(example.grantees(), month_1, example.team(), job=Counting(stop_at=6))


def test_a_sketch_of_another_workspace_is_refused(month_1: Sketch) -> None:
    with pytest.raises(SketchForeign):
        converge(example.team(), "", [(LIST, False)], lambda _: month_1, [], b"o" * 32, Job())


def test_with_nothing_to_compare_with_it_says_so() -> None:
    said = converge(example.team(), "", [], lambda _: pytest.fail(), [], KEY, Job())
    assert (said.gate, said.beside) == ("clear", ())
    assert "没有可比对的内容" in said.message.zh
