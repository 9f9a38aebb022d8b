"""The licences of what ships: judged, and their texts gathered.

No GPL may ship. Where a package offers a choice, the one that is allowed is taken.
"""

import json
import re
import shutil
import tomllib
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from installer.errors import BuildStopped
from installer.target import HERE, PROJECT

MODELS = PROJECT / "resources" / "models"
COMMON = Path("/usr/share/common-licenses")  # Debian's base-files
NOTICE = """Gongkai uses Qt (PySide6, Shiboken6), docxtpl and paramiko under the GNU Lesser General Public License.
They lie as separate files under site/PySide6, site/shiboken6, site/docxtpl and site/paramiko, unchanged. You may
replace them with versions of your own that offer the same interface; nothing in Gongkai hinders that. Their sources
are published by their authors under the versions that sbom.cdx.json names.
"""
MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True)
class Shipped:
    """A package that ships: ``licence`` as an SPDX expression, ``texts`` as files."""

    name: str
    version: str
    licence: str
    author: str
    texts: tuple[Path, ...]


def shipped(site: Path) -> list[Shipped]:
    """What is installed in ``site``. Raises :class:`BuildStopped` for a licence that may not ship."""
    rules = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))
    found = [_read(info, rules) for info in sorted(site.glob("*.dist-info"))]
    _judge(found, rules)
    return found


def models(folder: Path = MODELS) -> list[Shipped]:
    """The networks of others among our resources. Raises :class:`BuildStopped`, as :func:`shipped`."""
    rules = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))
    found = [_read_model(file) for file in sorted(folder.glob("*/model.json"))]
    _judge(found, rules)
    return found


def _judge(found: list[Shipped], rules: dict[str, Any]) -> None:
    wrong = [
        f"{one.name} ({one.licence or 'none named'})"
        for one in found
        if not permitted(one.licence, frozenset(rules["allowed"]))
    ]
    if wrong:
        raise BuildStopped(
            f"licences that may not ship, or that nobody judged: {', '.join(wrong)}",
            "read the licence, then name it in installer/licences.toml, or do without the package",
        )


def permitted(expression: str, allowed: frozenset[str]) -> bool:
    """Whether an SPDX expression of names, AND and OR (without brackets) can be met."""
    return any(
        all(name.strip() in allowed for name in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


def gather(site: Path, folder: Path) -> None:
    """Lay every text into ``folder``, one file or folder a package."""
    rules = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))["texts"]
    folder.mkdir(parents=True)
    (folder / "NOTICE.txt").write_text(NOTICE, encoding="utf-8", newline="\n")
    for one in [*shipped(site), *models()]:
        place = folder / one.name
        place.mkdir()
        for text in one.texts:
            shutil.copy(text, place / text.name)
        for text in rules.get(one.name, []):
            _common(text, place, one)
        if not any(place.iterdir()):
            raise BuildStopped(f"{one.name} has no licence text", "name one in licences.toml")


def _common(text: str, place: Path, package: Shipped) -> None:
    if text == "MIT":
        own = f"{package.name} {package.version}\nCopyright (c) {package.author}\n\n{MIT}"
        (place / "LICENSE").write_text(own, encoding="utf-8", newline="\n")
    else:
        shutil.copy(COMMON / text, place / text)


def _read(info: Path, rules: dict[str, dict[str, str]]) -> Shipped:
    metadata = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
    name = re.sub(r"[-_.]+", "-", metadata["Name"]).lower()
    texts = sorted(
        file
        for file in info.rglob("*")
        if file.is_file() and re.match(r"licen[sc]e|copying|notice", file.name, re.IGNORECASE)
    )
    author = metadata["Author"] or metadata["Author-Email"] or f"the authors of {name}"
    licence = rules["concluded"].get(name) or _declared(metadata, rules["words"])
    return Shipped(name, metadata["Version"], licence, author, tuple(texts))


def _read_model(file: Path) -> Shipped:
    told = json.loads(file.read_text(encoding="utf-8"))
    texts = tuple(file.parent / name for name in ("LICENSE", "NOTICE"))
    return Shipped(told["package"]["name"], told["version"], told["licence"], "", texts)


def _declared(metadata: Message, words: dict[str, str]) -> str:
    classified = [
        line.split(" :: ")[-1]
        for line in metadata.get_all("Classifier", [])
        if "License ::" in line
    ]
    for said in (metadata["License-Expression"], metadata["License"], *classified):
        if said and "\n" not in said:
            return words.get(said, said)
    return ""
