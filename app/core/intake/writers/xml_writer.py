"""XML: ``<table><row><cell name="…">…</cell></row></table>``; a blank cell is left out.

Column names stand in an attribute because many of them are no legal element names. A schema goes
beside, as ``NAME.xsd``.
"""

from typing import BinaryIO

import pyarrow as pa

from app.core.intake.markup.cells import attribute, escaped, refuse_illegal
from app.core.intake.writer import PLAIN, WriteOptions, Writer, write_blocks, writers
from app.core.jobs import Job
from app.core.row_form import Escaped, Frame, RowForm
from app.core.row_text import RowText
from app.core.text import Text

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Source: W3C, XML Schema Part 1: Structures, second edition.
_SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
  <xs:simpleType name="column">
    <xs:restriction base="xs:string">
{columns}
    </xs:restriction>
  </xs:simpleType>
  <xs:complexType name="cell">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <xs:attribute name="name" type="column" use="required"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>
  <xs:complexType name="row">
    <xs:sequence>
      <xs:element name="cell" type="cell" minOccurs="0" maxOccurs="{count}"/>
    </xs:sequence>
  </xs:complexType>
  <xs:element name="table">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="row" type="row" minOccurs="0" maxOccurs="unbounded">
          <xs:unique name="once">
            <xs:selector xpath="cell"/>
            <xs:field xpath="@name"/>
          </xs:unique>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""


@writers.register
class XmlWriter(Writer):
    """XML 1.0, UTF-8, with an XML Schema beside."""

    id = "xml"
    title = Text("XML", "XML")
    version = "2"

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        names = [attribute("XML", name) for name in data.column_names]
        frames = [Frame((f'<cell name="{name}">',), "</cell>") for name in names]
        form = RowForm("XML", frames, ("<row>",), "</row>\n")
        sink.write(f"{_DECLARATION}<table>\n".encode())
        for block in write_blocks(RowText(form, _escape), data, job):
            sink.write(block)
        sink.write(b"</table>\n")
        return {}

    def schema(self, data: pa.Table) -> tuple[str, bytes] | None:
        names = [attribute("XML", name) for name in data.column_names]
        columns = "\n".join(f'      <xs:enumeration value="{name}"/>' for name in names)
        text = _SCHEMA.format(columns=columns, count=len(names))
        return "xsd", (_DECLARATION + text).encode()


def _escape(values: pa.Array) -> Escaped:
    refuse_illegal(values)
    return Escaped(escaped(values))
