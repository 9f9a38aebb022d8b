import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.display.digit_marks import marked


@given(
    st.lists(st.tuples(st.integers(0, 10**15), st.booleans())),
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from(["", "¥", "约 "]),
    st.sampled_from(["", "%", " 万元"]),
)
def test_as_python_writes(
    numbers: list[tuple[int, bool]], places: int, grouped: bool, prefix: str, suffix: str
) -> None:
    digits = [str(number).zfill(places + 1) for number, _ in numbers]
    texts = marked(
        pa.array(digits, pa.string()),
        places,
        grouped=grouped,
        negative=np.array([minus for _, minus in numbers], np.bool_),
        prefix=prefix,
        suffix=suffix,
    )
    assert texts.to_pylist() == [
        f"{'-' if minus else ''}{prefix}{number // 10**places:{',' if grouped else ''}}"
        f"{'.' if places else ''}{str(number).zfill(places)[-places:] if places else ''}{suffix}"
        for number, minus in numbers
    ]
