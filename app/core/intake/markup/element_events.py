"""The elements of an XML file as events, a block of it at a time, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from app.core.errors import FileTooLarge, SyntaxBroken, Where
from app.core.intake.encoding.text_file import open_text
from app.core.intake.markup.plain_rows import PlainRows, Sieve
from app.core.intake.markup.records import RUN
from app.core.intake.markup.reparse_deferral import ReparseDeferral
from app.core.intake.markup.stream import well_begun
from app.core.intake.sheet import Wish
from app.core.jobs import Job
from app.core.text import Text

BLOCK = 1 << 18  # characters read at a time
MAX_DEPTH = 100
MAX_TAG = 1 << 24  # bytes of one tag or comment, which is parsed as a whole


@dataclass(frozen=True)
class XmlFile:
    """The file, how to read it, and who is told of the progress."""

    path: Path
    encoding: str
    wish: Wish
    job: Job


def local_name(name: str) -> str:
    """A name without a namespace's prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def feed(file: XmlFile, start: Any, end: Any, text: Any, plain: Any) -> Iterator[None]:
    """Parse a file, a block at a time, in memory bounded by the largest record.

    Raises SyntaxBroken with line and column, FileTooLarge.
    """
    path = file.path
    parser = expat.ParserCreate("utf-8")  # it knows neither GBK nor GB18030
    parser.buffer_text = True
    guard = _Guard(path.name, parser, start, end)
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = text
    sieve = Sieve(PlainRows(RUN, (), plain))
    parser.ProcessingInstructionHandler = sieve.tell
    parser.EntityDeclHandler = guard.entity
    parser.SkippedEntityHandler = guard.entity
    deferral = ReparseDeferral(parser, MAX_TAG)
    size, is_begun = path.stat().st_size, False
    try:
        with open_text(path, file.encoding, file.wish) as stream:
            while block := stream.read(BLOCK):
                file.job.report(min(stream.buffer.tell(), size), size)
                data = block.encode() if is_begun else well_begun(block.encode())
                is_begun = True
                deferral.parse(sieve.pass_on(data, False))
                if deferral.waiting > MAX_TAG:
                    reason = Text("一个标签过大", "one tag is too large")
                    raise FileTooLarge(Where(path.name), name=path.name, reason=reason)
                yield
            deferral.parse(sieve.pass_on(b"", True))
            deferral.end()
    except expat.ExpatError as error:
        reason = Text("不符合 XML 语法", expat.ErrorString(error.code))
        raise guard.wrong(error.lineno, error.offset + 1, reason) from error
    yield


class _Guard:
    """Names without namespaces, and the bounds of what is let through."""

    def __init__(self, file: str, parser: Any, start: Any, end: Any) -> None:
        self._file, self._parser, self._start, self._end = file, parser, start, end
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
            raise self.wrong(line, column, Text("嵌套层数过多", "it is nested too deeply"))
        name = local_name(name)
        for key in attributes:
            if ":" in key or key == "xmlns":
                attributes = _bare(attributes)
                break
        self._start(name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._end()

    def entity(self, name: str, *rest: object) -> None:
        """An entity of the document's own, or one that would be left out."""
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        reason = Text(
            "文件自带实体定义，出于安全不予读取", "it uses entities of its own; refused for safety"
        )
        raise self.wrong(line, column, reason)

    def wrong(self, line: int, column: int, reason: Text) -> SyntaxBroken:
        told = Text(
            f"第 {line} 行第 {column} 个字符处：{reason.zh}",
            f"line {line}, character {column}: {reason.en}",
        )
        return SyntaxBroken(Where(self._file, row=line), name=self._file, reason=told)


def _bare(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes that hold data, by their names without a namespace's prefix."""
    return {
        key.rpartition(":")[2]: text
        for key, text in attributes.items()
        if not key.startswith(("xmlns", "xsi:", "xml:"))
    }
