"""Whatever Python would cut out, RE2 has let through."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.detector import PatternDetector, detectors
from app.core.review.patterns import matches

EXAMPLES = {
    "landline": ("010-62345678", "+86 571 8765 4321", "(0571)87654321转12", "02562345678"),
    "ip": ("10.1.2.3", "192.168.1.1:8080", "2001:db8::1", "fe80::a:b"),
}
BESIDE = st.text("09aZ.:-+_= ()\n号\u3000", max_size=3)


@pytest.mark.parametrize("type_id", EXAMPLES)
@given(data=st.data())
def test_no_text_with_a_match_is_left_out(type_id: str, data: st.DataObject) -> None:
    detector = detectors.all()[type_id]
    assert isinstance(detector, PatternDetector)
    text = data.draw(BESIDE) + data.draw(st.sampled_from(EXAMPLES[type_id])) + data.draw(BESIDE)
    if detector.pattern.search(text):
        assert matches(pa.array([text]), detector.prefilter).all()
