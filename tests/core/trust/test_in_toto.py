"""Statements are what in-toto says they are, in one byte form."""

import json
from typing import Any

import pytest

from app.core.errors import ChainBroken
from app.core.model import Kind, Receipt, Withdrawal
from app.core.trust import canonical, in_toto
from app.core.trust.identity import Identity

CARD = Identity.new("张敏", "001", "clerk", "民政局").card
NOTICE = Withdrawal("R0001", "f" * 32, "a" * 64, "001", "误发", CARD, "2026-01-01")


def read(payload: bytes) -> Any:
    return json.loads(payload)


def test_a_statement_has_the_members_of_the_specification() -> None:
    statement = read(in_toto.encode(NOTICE))
    assert set(statement) == {"_type", "subject", "predicateType", "predicate"}
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["subject"] == [{"name": "package", "digest": {"sha256": "a" * 64}}]
    assert statement["predicateType"].endswith("/withdrawal/v1")
    assert in_toto.decode(in_toto.encode(NOTICE), Withdrawal, "notice") == NOTICE


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["subject"][0]["digest"].update(sha256="b" * 64),
        lambda s: s["subject"][0].update(name="other"),
        lambda s: s["subject"].clear(),
        lambda s: s.update(_type="https://in-toto.io/Statement/v0.1"),
        lambda s: s.update(more=1),
        lambda s: s["predicate"].update(more=1),
        lambda s: s.update(predicateType=in_toto.predicate_type(Receipt)),
    ],
)
def test_no_member_is_free(change: Any) -> None:
    statement = read(in_toto.encode(NOTICE))
    change(statement)
    with pytest.raises(ChainBroken):
        in_toto.decode(canonical.encode(statement), Withdrawal, "notice")


def test_a_chain_is_named_link_by_link() -> None:
    links = canonical.chain({Kind.SOURCE: "1" * 64, Kind.TABLE: "2" * 64})
    chained = type("Chained", (), {"links": links})()
    assert in_toto.digests(chained) == {"source": "1" * 64, "table": "2" * 64}
