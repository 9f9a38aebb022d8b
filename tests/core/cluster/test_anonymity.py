"""Anonymity by counted tuples, without a cluster: what is sent there does what this machine does."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.cluster.anonymity import generalisation
from app.core.desensitize.anonymize.answer import anonymize
from app.core.desensitize.anonymous import anonymous
from app.core.desensitize.plan import problem_of
from app.core.errors import AnonymityUnreached
from app.core.jobs import Job
from app.core.model import Anonymity, AskedModel, Ladder
from tests.core.tables import data

ROWS = st.tuples(
    st.one_of(st.none(), st.integers(0, 60).map(str)),
    st.sampled_from(["男", "女", None]),
    st.sampled_from(["甲", "乙", "丙", None]),
)
MODEL = AskedModel("equal-t-closeness", {"sensitive": "病种", "t": 0.6})
PLAN = Anonymity(
    (Ladder("年龄", "age"), Ladder("性别", "sex")), 3, suppression=0.3, models=(MODEL,)
)


@given(st.lists(ROWS, min_size=1, max_size=40))
def test_counted_tuples_lead_to_the_same_table(rows: list[tuple[str | None, ...]]) -> None:
    names = ["年龄", "性别", "病种"]
    table = data(
        {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    )
    plain = table.cast(pa.schema([(name, pa.string()) for name in names]))
    counted = plain.group_by(names, use_threads=False).aggregate([([], "count_all")])
    weights = counted["count_all"].to_numpy().astype(np.int64)
    try:
        here = anonymous(table, PLAN, Job())
    except AnonymityUnreached:
        return
    answer = anonymize(counted, problem_of(counted, PLAN), Job(), weights)
    answer.check(answer.output(), Job())
    made = list(generalisation(answer)(plain.to_batches(max_chunksize=7)))
    there = pa.Table.from_batches(made, plain.schema)
    assert answer.solution.suppressed == here.suppressed
    assert there.to_pydict() == here.data.to_pydict()
