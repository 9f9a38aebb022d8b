"""Web pages in one file, as Excel and report programs write them."""

import base64
import quopri
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import FileTooLarge, GongkaiError, RecordsMissing
from app.core.intake.readers import web_archive
from app.core.intake.readers.web_archive import WebArchiveReader
from app.core.intake.sheet import Signature, Workbook
from app.core.intake.signature import signature
from app.core.intake.table import choose_reader, import_file
from app.core.jobs import Job

PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312></head>'
    "<body><table><tr><td>名称<td>数<tr><td>甲小学<td>{}</table></body></html>"
)
FRAMES = '<html><frameset><frame src="a.files/sheet001.htm"></frameset></html>'


def archive(*pages: tuple[str, bytes]) -> bytes:
    """``pages``: the encoding and the bytes of each."""
    parts = "".join(
        f"--=_1\r\nContent-Location: file:///C:/a.files/sheet{n:03}.htm\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Type: text/html; charset=gb2312\r\n\r\n"
        f"{page.decode('ascii')}\r\n\r\n"
        for n, (encoding, page) in enumerate(pages)
    )
    return (
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        f'Content-Type: multipart/related;\r\n boundary="=_1"\r\n\r\n{parts}'
        "--=_1\r\nContent-Type: text/xml\r\n\r\n<xml/>\r\n--=_1--\r\n"
    ).encode()


def opened(content: bytes, folder: Path) -> Workbook:
    path = folder / "册.xls"
    path.write_bytes(content)
    assert choose_reader(path).reader.id == "web_archive"
    return WebArchiveReader().open(path, Job())


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes)],
)
def test_each_page_with_a_table_is_a_sheet(
    encoding: str, encode: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    pages = [(encoding, encode(PAGE.format(n).encode("gbk"))) for n in (12, 34)]
    book = opened(archive(("7bit", FRAMES.encode()), *pages), tmp_path)
    assert (book.kind, book.encoding, len(book.sheets)) == ("web_archive", "gb18030", 2)
    assert list(book.sheets[1].rows()) == [("名称", "数"), ("甲小学", "34")]
    assert import_file(tmp_path / "册.xls", Job()).data["数"].to_pylist() == ["12"]


def test_a_lone_page(tmp_path: Path) -> None:
    head = b"From: <saved>\r\nContent-Type: text/html; charset=gb2312\r\n\r\n"
    book = opened(b"\r\n" + head + PAGE.format(5).encode("gbk"), tmp_path)
    assert list(book.sheets[0].rows())[1] == ("甲小学", "5")


def test_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(RecordsMissing):
        opened(archive(("7bit", FRAMES.encode())), tmp_path)


def test_every_cut_is_a_table_or_an_error(tmp_path: Path) -> None:
    whole = archive(("quoted-printable", quopri.encodestring(PAGE.format(1).encode("gbk"))))
    for size in range(whole.index(b"<html"), len(whole), 7):
        path = tmp_path / "a.xls"
        path.write_bytes(whole[:size])
        try:
            book = WebArchiveReader().open(path, Job())
        except GongkaiError:
            continue
        assert list(book.sheets[0].rows())[1] == ("甲小学", "1")


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = archive(*[("7bit", FRAMES.encode())] * 3)
    for name, most in (("MAX_SIZE", 100), ("MAX_PAGES", 2)):
        with monkeypatch.context() as small, pytest.raises(FileTooLarge):
            small.setattr(web_archive, name, most)
            opened(content, tmp_path)


@pytest.mark.parametrize("text", ["名称,数\n甲,1\n", "Content-Type,n\ntext/html,1\n", "a: b\n", ""])
def test_other_text_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    assert not WebArchiveReader().accepts(signature(path))


def test_noise_takes_no_time() -> None:
    for noise in (b"a:\n", b"a:\n b\n", b"a", b"a:"):
        assert not WebArchiveReader().accepts(Signature(noise * (4096 // len(noise))))
