"""Forms as the standard library reads them, whatever they hold; the length is told beforehand."""

import tempfile
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery.multipart import Form
from app.core.jobs import Job

TEXT = st.text(st.characters(exclude_categories=["C"]), max_size=40)


@given(st.dictionaries(TEXT.filter(bool), TEXT, max_size=3), st.binary(max_size=2000))
def test_a_form_arrives_as_it_was_given(fields: dict[str, str], content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "数据.csv"
        file.write_bytes(content)
        form = Form(fields, "upload", file, Job())
        body = b"".join(form)
        assert len(form) == len(body)
        assert b"".join(form) == body  # it may be sent again
    head = f"Content-Type: {form.content_type}\r\n\r\n".encode()
    parsed = BytesParser(policy=HTTP).parsebytes(head + body)
    *told, upload = parsed.iter_parts()
    assert [part.get_payload(decode=True) for part in told] == [
        value.encode() for value in fields.values()
    ]
    assert upload.get_payload(decode=True) == content


def test_quotes_and_line_ends_stay_within_their_field(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"1")
    body = b"".join(Form({'a"\r\nX-Evil: 1': "v"}, "upload", file, Job())).decode()
    assert 'name="a%22%0D%0AX-Evil: 1"' in body
