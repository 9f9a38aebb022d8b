"""The JSON-LD against schema.org's vocabulary: no property that a type has not, no value out of its range.

The vocabulary is that of msgspec-schemaorg, whose classes are generated from schema.org's own files.
"""

import datetime
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.core.catalog.format import render
from app.core.model import Entry
from tests.core.catalog.formats.conftest import FILES

models = pytest.importorskip(
    "msgspec_schemaorg.models", reason="schema.org's vocabulary (msgspec-schemaorg) is not here"
)
_WRAPPERS = {"Union", "List", "Optional", "None", "Annotated"}
FULL = {
    "spatial_scope": "清溪县", "temporal_scope": "2025/01/01-2025/12/31", "keywords": "小学；学校",
    "related": "301/000002", "open_condition": "登记用途",
}  # fmt: skip


def _range(kind: type, property: str) -> set[str]:
    """The names of what may stand there; empty for no such property."""
    for base in kind.__mro__:
        told = inspect.get_annotations(base).get(property)
        if told is not None:
            return set(re.findall(r"\w+", str(told))) - _WRAPPERS
    return set()


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _fits(value: Any, allowed: set[str]) -> bool:
    if isinstance(value, bool):
        return "bool" in allowed
    if isinstance(value, dict):
        return bool({base.__name__ for base in getattr(models, value["@type"]).__mro__} & allowed)
    if "str" in allowed:
        return True
    if "date" in allowed or "datetime" in allowed:
        return _is_day(value)
    return "URL" in allowed and not re.search(r"[\s\u3000-\u303f，。]", value)


def faults(node: dict[str, Any]) -> Iterator[str]:
    """What the vocabulary does not know, as Type.property."""
    kind = getattr(models, node["@type"])
    for property, value in node.items():
        if property.startswith("@"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if not _fits(one, _range(kind, property)):
                yield f"{node['@type']}.{property}"
            if isinstance(one, dict):
                yield from faults(one)


@pytest.mark.parametrize("opening", ["无条件开放", "有条件开放", "不予开放"])
def test_the_vocabulary_knows_all_that_is_said(rich: Entry, opening: str) -> None:
    told = replace(rich, fields=rich.fields | FULL | {"open_type": opening})
    document = json.loads(render("schemaorg", told, FILES[:1]))
    assert document["@context"].rstrip("/") == "https://schema.org"
    assert sorted(set(faults(document))) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        ({"isRelatedTo": "301/000002"}, "Dataset.isRelatedTo"),
        ({"spatialCoverage": "清溪县"}, "Dataset.spatialCoverage"),
        ({"about": {"@type": "Thing", "title": "x"}}, "Thing.title"),
        ({"datePublished": "上月"}, "Dataset.datePublished"),
        ({"isAccessibleForFree": "是"}, "Dataset.isAccessibleForFree"),
        ({"license": "注明来源，即可使用"}, "Dataset.license"),
    ],
)
def test_the_vocabulary_sees_what_is_wrong(rich: Entry, spoil: dict[str, Any], fault: str) -> None:
    document = json.loads(render("schemaorg", rich, FILES[:1]))
    assert fault in set(faults(document | spoil))


@pytest.mark.parametrize(
    ("scope", "interval"),
    [
        ("2025/01/01-2025/12/31", "2025-01-01/2025-12-31"),
        ("2025/01/01-至今", "2025-01-01/.."),
        ("近三年", "近三年"),
    ],
)
def test_the_time_that_it_covers_is_an_interval(rich: Entry, scope: str, interval: str) -> None:
    told = replace(rich, fields=rich.fields | {"temporal_scope": scope})
    assert json.loads(render("schemaorg", told))["temporalCoverage"] == interval
