"""去标识化 is not 匿名化: over every text that a person may read, neither stands for the other.

个人信息保护法 art. 73: de-identified information is still personal information; anonymised information,
which art. 4 takes out of the law, identifies nobody and cannot be restored. The program's output is at
most the former, so it speaks of the latter only where it quotes the law.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from app.core import resources

APP = Path(__file__).resolve().parents[2] / "app"
LAW = "个人信息保护法"

# 匿名化 and k-匿名 are two things: the one a legal finding, the other a property of a table.
CLAIMS = re.compile(
    r"匿名化|已匿名|匿名(?:数据|信息)|\banonymi[sz]ed\b|\banonymous\b", re.IGNORECASE
)
STILL_PERSONAL = re.compile(
    r"去标识化.{0,12}(?:不是|不属于|不再是)个人信息|de-identified.{0,30}(?:not|no longer) personal",
    re.IGNORECASE,
)


def texts_of_code() -> Iterator[tuple[str, str]]:
    """Every string that is an argument of a call, such as Text(…) and self.tr(…), or a part of one."""
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield file.name, part.value


def texts_of_packs() -> Iterator[tuple[str, str]]:
    for pack in resources.packs():
        yield from ((pack.name, text) for text in leaves(pack.data, ("zh", "en", "reason")))


def texts_of_translations() -> Iterator[tuple[str, str]]:
    file = resources.path("translations", "gongkai_en.ts")
    for text in re.findall(r"<(?:source|translation)>([^<]*)</", file.read_text("utf-8")):
        yield file.name, text


def leaves(value: object, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            if isinstance(below, str) and key in keys:
                yield below
            else:
                yield from leaves(below, keys)
    elif isinstance(value, list):
        for below in value:
            yield from leaves(below, keys)


def every_text() -> list[tuple[str, str]]:
    return [*texts_of_code(), *texts_of_packs(), *texts_of_translations()]


def test_there_are_texts_of_every_origin() -> None:
    assert len(list(texts_of_code())) > 2000
    assert len(list(texts_of_packs())) > 50
    assert len(list(texts_of_translations())) > 500


def test_anonymised_is_said_only_where_the_law_is_quoted() -> None:
    astray = [
        (name, text) for name, text in every_text() if CLAIMS.search(text) and LAW not in text
    ]
    assert not astray


def test_nothing_says_that_de_identified_is_not_personal() -> None:
    assert not [(name, text) for name, text in every_text() if STILL_PERSONAL.search(text)]


def test_the_law_tells_the_two_apart() -> None:
    law = resources.pack("effect").data["law"]
    assert "仍是个人信息" in law["de-identified"]["zh"]
    assert "still personal information" in law["de-identified"]["en"]
    assert json.dumps(law, ensure_ascii=False).count(LAW) >= 4


def test_the_rule_sees_what_it_is_for() -> None:
    for wrong in ("数据已匿名化", "The data is anonymised.", "anonymous data", "匿名数据"):
        assert CLAIMS.search(wrong)
    for right in ("k-匿名", "达到 k-anonymity", "去标识化的信息仍是个人信息"):
        assert not CLAIMS.search(right)
    assert STILL_PERSONAL.search("去标识化的信息不是个人信息")
    assert not STILL_PERSONAL.search("去标识化的信息仍是个人信息")
