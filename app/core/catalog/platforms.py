"""A platform's own way with the catalog: its words, its lengths, and what it will not do without.

An entry holds the Guide's words; a profile only says how they are checked, written and read there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import msgspec

from app.core import resources
from app.core.catalog import schema
from app.core.catalog.schema import Field
from app.core.errors import PluginUnknown
from app.core.resources import Pack, pack_unusable
from app.core.text import Text

NATIONAL = "guide"
KIND = Text("平台规则", "platform profile")


@dataclass(frozen=True)
class _Pattern:
    pattern: str
    zh: str
    en: str


@dataclass(frozen=True)
class _Document:
    title: Text
    source: str
    required: tuple[str, ...] | None = None
    max_lengths: dict[str, int] = field(default_factory=dict)
    patterns: dict[str, _Pattern] = field(default_factory=dict)
    code_lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    items_required: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """``fields``: the schema's, as strictly as this platform takes them. ``codes``: by field, what
    may stand there. ``words``: by field, the platform's word for the Guide's. ``items_required``:
    attributes that every information item must have. ``source``: where all this is laid down.
    """

    id: str
    title: Text
    fields: tuple[Field, ...]
    codes: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]
    items_required: tuple[str, ...]
    source: str

    def titled(self, headers: Mapping[str, str]) -> "Profile":
        """The same with fields called as the headers of a table that is filled in, by field."""
        fields = (
            replace(one, zh=headers[one.id], en=headers[one.id]) if one.id in headers else one
            for one in self.fields
        )
        return replace(self, fields=tuple(fields))

    def written(self, field_id: str, value: str) -> str:
        """The Guide's word in the platform's own."""
        return self.words.get(field_id, {}).get(value, value)

    def read(self, field_id: str, value: str) -> str:
        """The platform's word in the Guide's; another stays as it is."""
        back = {theirs: ours for ours, theirs in self.words.get(field_id, {}).items()}
        return back.get(value, value)


def titles() -> dict[str, Text]:
    """Every platform whose way is known, by its id; the Guide's own first."""
    known = sorted(resources.catalog_profiles(), key=lambda id: (id != NATIONAL, id))
    return {id: profile(id).title for id in known}


@cache
def profile(id: str = NATIONAL) -> Profile:
    """Raises PluginUnknown, and PackUnusable for a pack with an entry that means nothing."""
    packs = resources.catalog_profiles()
    if id not in packs:
        raise PluginUnknown(id=id, kind=KIND, known=", ".join(packs))
    return _of(packs[id])


def _of(pack: Pack) -> Profile:
    try:
        told = msgspec.convert(
            {k: v for k, v in pack.data.items() if k not in ("pack", "version")}, _Document
        )
    except msgspec.ValidationError as error:
        raise pack_unusable(pack.name, Text.plain(str(error))) from error
    known = {field.id for field in schema.fields()}
    named = {
        *(told.required or ()),
        *told.max_lengths,
        *told.patterns,
        *told.code_lists,
        *told.words,
    }
    if unknown := sorted(named - known):
        raise pack_unusable(
            pack.name, Text("没有栏目 {ids}", "there is no field {ids}").format(ids=unknown)
        )
    fields = tuple(_strict(one, told) for one in schema.fields())
    codes = {one.id: schema.codes(one.code_list) for one in fields if one.code_list}
    return Profile(
        pack.name,
        told.title,
        fields,
        codes | told.code_lists,
        told.words,
        told.items_required,
        told.source,
    )


def _strict(one: Field, told: _Document) -> Field:
    """A field as strictly as the profile takes it."""
    if told.required is not None:
        one = replace(one, required=one.id in told.required)
    if one.id in told.max_lengths:
        one = replace(one, max_length=told.max_lengths[one.id])
    if one.id in told.patterns:
        found = told.patterns[one.id]
        one = replace(one, pattern=found.pattern, hint=Text(found.zh, found.en))
    return one
