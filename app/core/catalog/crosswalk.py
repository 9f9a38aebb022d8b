"""What the Guide's words are called elsewhere, from the ``crosswalk`` pack; and one IRI a dataset."""

import re
import uuid
from typing import Any

from app.core import resources
from app.core.model import Entry, InfoItem, PackedFile

_UNKNOWN = {"media": "application/octet-stream", "eu": "BIN"}


def item_type(item: InfoItem, system: str) -> Any:
    """The type of an information item in one of the systems that the pack names."""
    return _data()["item_types"][item.type][system]


def update_cycle(entry: Entry, form: str) -> str:
    """How often it is renewed: ``eu``, a term of the EU frequency table, or ``iso``, a repeating
    interval of ISO 8601; "" where there is none.
    """
    return str(_data()["update_cycles"].get(entry.fields.get("update_cycle", ""), {}).get(form, ""))


def opening(entry: Entry) -> dict[str, Any]:
    """Who may have it: ``eu``, a term of the EU access rights table; ``private``, of CKAN."""
    known: dict[str, dict[str, Any]] = _data()["openings"]
    return known.get(entry.fields.get("open_type", ""), known["不予开放"])


def file_kind(file: PackedFile) -> dict[str, str]:
    """``media``: a file's media type by its suffix; ``eu``: a term of the EU file type table."""
    known: dict[str, dict[str, str]] = _data()["files"]
    return known.get(suffix(file), _UNKNOWN)


def suffix(file: PackedFile) -> str:
    """The suffix of a file's name, without the dot."""
    return file.name.rpartition(".")[2].lower()


def dataset_iri(entry: Entry) -> str:
    """A name for the dataset that is the same every time (RFC 9562, version 5: of its codes)."""
    codes = f"{entry.fields.get('provider_code', '')}/{entry.fields.get('code', '')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, codes).urn


def slug(entry: Entry) -> str:
    """The catalog code as a name of small ASCII letters, digits and hyphens."""
    return f"dataset-{entry.fields.get('code', '').replace('/', '-').lower()}"


def keywords(entry: Entry) -> list[str]:
    """The domain and the words that the clerk gave, each once."""
    told = [entry.fields.get("theme", ""), *listed_in(entry.fields.get("keywords", ""))]
    return [word for word in dict.fromkeys(told) if word]


def listed_in(text: str) -> list[str]:
    """The words of a field that holds several, whatever stands between them."""
    return [word.strip() for word in re.split("[;；、,，]", text) if word.strip()]


def _data() -> dict[str, Any]:
    return resources.pack("crosswalk").data
