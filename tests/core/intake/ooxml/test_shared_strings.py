"""Shared strings: lazily, at any size, from XML of any kind."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import FileUnreadable
from app.core.intake.ooxml import shared_strings
from app.core.intake.ooxml.shared_strings import SharedStrings
from tests.core.intake.ooxml.packages import MAIN, strings_xml


def strings_of(folder: Path, xml: str | bytes) -> SharedStrings:
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s.xml", xml)
    return SharedStrings(path, "s.xml")


def everything(strings: SharedStrings) -> list[str]:
    assert not strings.reach(1 << 40)
    if len(strings) == 0:
        return []
    codes, texts = strings.coded(np.arange(len(strings)))
    return texts.take(codes).to_pylist()


ITEMS = {
    "<t>甲</t>": "甲",
    '<t xml:space="preserve"> 乙 </t>': " 乙 ",
    "<t> 丙 丁\n</t>": "丙 丁",
    "<t> </t>": " ",
    "<r><t>hello</t></r><r><t> </t></r><r><t>world</t></r>": "hello world",
    '<r><t>甲 </t></r><r><t xml:space="preserve"> 乙</t></r>': "甲 乙",
    "<t/>": "",
    "<t></t>": "",
    "": "",
    "<r><rPr><b/></rPr><t>东</t></r><r><t>门</t></r>": "东门",
    "<t>东京</t><rPh sb='0' eb='2'><t>とう</t></rPh>": "东京",
    '<t>a</t><phoneticPr fontId="1"/>': "a",
    "<t>&lt;&#x4E59;&amp;</t>": "<乙&",
    "<t>a_x000D_\nb_x4E00_</t>": "a\nb一",
    "<t>a\r\nb</t>": "a\nb",
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(items=st.lists(st.sampled_from(list(ITEMS)), max_size=20))
def test_items(items: list[str], tmp_path: Path) -> None:
    expected = [ITEMS[item] for item in items]
    xml = strings_xml(*items)
    assert everything(strings_of(tmp_path, xml)) == expected
    prefixed = xml.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    assert everything(strings_of(tmp_path, prefixed)) == expected


def test_only_as_far_as_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_strings, "_STRETCH", 1 << 12)
    xml = strings_xml(*(f"<t>第{n}条{n * n}</t>" for n in range(40_000)))
    strings = strings_of(tmp_path, xml)
    assert strings.reach(3)
    assert len(strings) < 40_000
    codes, texts = strings.coded(np.array([3, 1, 3]))
    assert (codes.tolist(), texts.to_pylist()) == ([0, 1, 0], ["第3条9", "第1条1"])
    assert strings.reach(39_999)
    assert not strings.reach(40_000)
    numbers = np.array([39_999, 0, 20_000, 0])
    codes, texts = strings.coded(numbers)
    assert texts.take(codes).to_pylist() == [f"第{n}条{n * n}" for n in numbers.tolist()]


def test_several_arrays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_strings, "_JOINED", 1000)
    monkeypatch.setattr(shared_strings, "_STRETCH", 1 << 12)
    texts = [f"第{n}条" for n in range(30_000)]
    assert everything(strings_of(tmp_path, strings_xml(*(f"<t>{t}</t>" for t in texts)))) == texts


def test_no_longer_plain_in_the_middle(tmp_path: Path) -> None:
    items = [f"<t>{n}</t>" for n in range(60_000)] + ["<!-- > --><t>末</t>"]
    assert everything(strings_of(tmp_path, strings_xml(*items)))[-2:] == ["59999", "末"]


@pytest.mark.parametrize("xml", ["", f'<sst xmlns="{MAIN}"><si><t>甲</t>', "<sst><si></t></sst>"])
def test_damage(xml: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        strings_of(tmp_path, xml).reach(0)


def test_none(tmp_path: Path) -> None:
    assert not SharedStrings(tmp_path / "a.xlsx", None).reach(0)
    assert everything(strings_of(tmp_path, f'<sst xmlns="{MAIN}"/>')) == []
