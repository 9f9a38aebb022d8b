"""CSV on the Web: metadata beside each CSV file. Source: W3C Recommendations of 2015-12-17."""

import json

from app.core.catalog.crosswalk import dataset_iri, item_type, keywords, suffix
from app.core.catalog.format import formats
from app.core.model import Entry, InfoItem, PackedFile
from app.core.text import Text

# Its writing in the file is the source's own, so that nothing narrower than text may be promised.
_WRITTEN_FREELY = ("date", "dateTime", "boolean")


@formats.register
class CsvwFormat:
    """``csv-metadata.json``: a group of tables, one for each CSV file."""

    id = "csvw"
    title = Text("CSVW", "CSVW")
    version = "1"
    file_name = "csv-metadata.json"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        fields = entry.fields
        tables = [file for file in files if suffix(file) == "csv"]
        group = {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
            "@id": dataset_iri(entry),
            "dc:identifier": fields["code"],
            "dc:title": fields["name"],
            "dc:description": fields["abstract"],
            "dc:publisher": fields["provider"],
            "dc:issued": fields["publish_date"],
            "dc:rights": fields["use_terms"],
            "dcat:keyword": keywords(entry),
            "tables": [{"url": file.name, "tableSchema": _schema(entry)} for file in tables],
        }
        return json.dumps(group, ensure_ascii=False, indent=2).encode()


def _schema(entry: Entry) -> dict[str, object]:
    names = {item.name: f"c{number}" for number, item in enumerate(entry.items, 1)}
    schema: dict[str, object] = {
        "columns": [_column(item, names[item.name]) for item in entry.items]
    }
    keys = [names[item.name] for item in entry.items if item.key]
    return schema | ({"primaryKey": keys} if keys else {})


def _column(item: InfoItem, name: str) -> dict[str, object]:
    kind = item_type(item, "csvw")
    column = {
        "name": name,
        "titles": item.name,
        "datatype": "string" if kind in _WRITTEN_FREELY else kind,
    }
    return column | ({"dc:description": item.description} if item.description else {})
