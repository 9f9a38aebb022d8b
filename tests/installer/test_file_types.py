"""Each file type that the program opens is registered on both desktops."""

import configparser

import pytest
from lxml import etree

from app import paths
from app.ui.letters import KINDS
from app.ui.packages import PACKAGE
from installer.linux import deb
from installer.windows import nsis

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_the_window_takes_every_type_that_opens_it() -> None:
    assert set(paths.OURS) == {*KINDS, PACKAGE}


def test_linux_desktop_opens_every_type_with_the_program() -> None:
    types = etree.parse(deb.FILES / f"{deb.APP}.mime.xml").getroot()
    globs = {glob.get("pattern") for glob in types.iter(f"{MIME}glob")}
    assert globs == {f"*{suffix}" for suffix in paths.OURS}
    desktop = configparser.RawConfigParser()
    desktop.read(deb.FILES / f"{deb.APP}.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]
    known = {each.get("type") for each in types}
    assert set(entry["MimeType"].rstrip(";").split(";")) == known
    assert entry["Exec"] == "gongkai %F"


@pytest.mark.parametrize("suffix", paths.OURS)
def test_windows_registers_the_type(suffix: str) -> None:
    script = (nsis.FILES / "installer.nsi").read_text(encoding="utf-8")
    assert f"!insertmacro ${{Do}} {suffix.removeprefix('.')} " in script
