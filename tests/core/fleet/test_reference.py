"""The documented keys are those of the program."""

import tomllib
from pathlib import Path

import msgspec

from app.core.fleet.pack import OwnLevel, OwnRoute, PolicySource, Restrictions, Settings
from app.core.fleet.reference import reference

DOCUMENT = Path(__file__).parents[3] / "docs" / "policy.md"


def test_the_document_holds_what_the_schema_says() -> None:
    assert reference() in DOCUMENT.read_text(encoding="utf-8")


def test_every_key_is_there_with_a_meaning_in_both_languages() -> None:
    told = reference()
    for kind in (PolicySource, Settings, Restrictions, OwnRoute, OwnLevel):
        for name in kind.__struct_fields__:
            row = next(line for line in told.splitlines() if line.startswith(f"| `{name}`"))
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert len(cells) == 4 and all(cells), row


def test_the_example_is_one() -> None:
    example = DOCUMENT.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    source = msgspec.convert(tomllib.loads(example), PolicySource)
    assert set(source.locked) <= set(Settings.__struct_fields__)
