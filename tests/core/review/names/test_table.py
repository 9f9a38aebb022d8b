"""The packs that names are told by."""

import json
import re

import numpy as np

from app.core import resources
from app.core.review.names.table import name_table


def test_the_table_is_whole_and_small() -> None:
    data = resources.pack("names").data
    assert {len(column) for column in data["weights"]} == {len(data["characters"])}
    assert len(data["transliterating"]) == len(set(data["characters"])) == len(data["characters"])
    assert len(data["traditional"]) % 2 == 0
    assert resources.path("rules", "names.json").stat().st_size < 300_000


def test_every_compound_surname_is_known_by_its_characters() -> None:
    table = name_table()
    assert len(np.unique(table.compound)) == len(resources.pack("names").data["compound"])
    assert (table.compound & 0xFFFF > 0).all()


def test_the_table_is_what_its_sources_say() -> None:
    """The typed given names are in it: 轩 ends young names, 镇 ends towns."""
    table = name_table()
    last = table.weights[4].values[table.row.values[[ord("轩"), ord("镇")]]]
    assert last[0] > 2 > 0 > last[1]


def test_roles_and_titles_have_one_policy_each() -> None:
    data = resources.pack("name-words").data
    words = [word for group in data["roles"] for word in group["words"]]
    assert len(words) == len(set(words))
    groups = [*data["roles"], *data["titles"], data["acts"]]
    assert {group["policy"] for group in groups} == {"personal", "public"}


def test_the_builder_is_kept_with_its_typed_names() -> None:
    folder = resources.path("tables")
    typed = json.loads((folder / "given-names.json").read_text("utf-8"))
    assert typed["source"]
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2}", name) for name in typed["two"].split())
    for pack in ("names", "regions"):
        assert resources.path("..", resources.pack(pack).data["built_by"]).exists()
