"""The drill, as a department rehearses: every scene must go as it is meant to, and be marked."""

from pathlib import Path

from app.core.errors import ChainBroken, SamePerson
from app.core.jobs import Job
from app.core.text import Text
from app.drill.rehearse import REPORT, rehearse
from app.drill.scene import Scene, Unexpected, run


def test_every_fault_is_withstood_and_everything_is_marked(tmp_path: Path) -> None:
    said: list[Text] = []
    results = rehearse(tmp_path / "drill", Job(), said.append, "zh")
    assert [each.title.zh for each in results if not each.good] == []
    assert sum(each.is_fault for each in results) == 6
    page = (tmp_path / "drill" / REPORT).read_text(encoding="utf-8")
    assert "演练：数据均为虚构" in page
    assert all("【演练】" in text.zh for text in said)
    replaced = (tmp_path / "drill" / "platform" / "replaced").glob("*.json")
    assert all("（演练）" in file.read_text(encoding="utf-8") for file in replaced)


def _refused() -> Text:
    raise SamePerson(name="张敏")


def _failed() -> Text:
    raise Unexpected(Text("坏", "bad"))


def test_a_scene_is_judged_by_what_it_demands() -> None:
    title = Text("场景", "scene")
    fine = lambda: Text("好", "fine")  # noqa: E731
    assert run(Scene(title, fine)).good
    assert not run(Scene(title, fine, SamePerson)).good  # nothing refused it
    assert run(Scene(title, _refused, SamePerson)).good
    assert not run(Scene(title, _refused, ChainBroken)).good  # refused for another reason
    assert not run(Scene(title, _refused)).good
    assert not run(Scene(title, _failed)).good
