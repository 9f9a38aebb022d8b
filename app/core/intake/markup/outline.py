"""Which elements of an XML file are its records: those with the most values directly below them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.errors import FileTooLarge, Where
from app.core.intake.markup.element import naming_of
from app.core.intake.markup.element_events import XmlFile, feed, local_name
from app.core.intake.markup.records import record_name, records
from app.core.text import Text

MAX_PLACES = 10_000  # distinct paths of elements

Keys = tuple[str, ...]


@dataclass
class Place:
    """What stands at one path of elements, over the whole file."""

    count: int = 0
    attributes: int = 0
    named: bool = False  # by an attribute, as in <cell name="…">
    leaf: bool = True
    texts: bool = False
    values: int = 0  # attributes, and elements without elements, directly below
    inner: "dict[str, Place]" = field(default_factory=dict)


def places(file: XmlFile) -> dict[Keys, Place]:
    """Every path of elements in the file, with what stands there."""
    outline = _Outline(file.path.name)
    for _ in feed(file, outline.start, outline.end, outline.text, outline.plain):
        pass
    return dict(_paths(outline.top, ()))


class _Outline:
    """Counts what stands at every path of elements."""

    def __init__(self, file: str) -> None:
        self._file, self._kinds = file, 0
        self.top = Place()
        self._open = [self.top]
        self._parents = [False]  # whether an element has been met below, for each that is open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._inner(self._open[-1], name)
        self._parents[-1] = True
        place.count += 1
        if attributes:
            place.attributes += len(attributes)
            place.values += len(attributes)
            place.named = place.named or naming_of(attributes) is not None
        self._open.append(place)
        self._parents.append(False)

    def end(self) -> None:
        self._open.pop()
        if not self._parents.pop():
            self._open[-1].values += 1

    def text(self, data: str) -> None:
        place = self._open[-1]
        if not place.texts and not data.isspace():
            place.texts = True

    def plain(self, run: str) -> None:
        self._parents[-1] = True
        record = self._inner(self._open[-1], local_name(record_name(run)))
        for fields in records(run):
            record.count += 1
            record.values += len(fields)
            for name, naming, _, said in fields:
                place = record.inner.get(name) or self._inner(record, local_name(name))
                place.count += 1
                if naming:
                    place.attributes += 1
                    place.values += 1
                    place.named = True
                if said and not place.texts:
                    place.texts = not said.isspace()

    def _inner(self, above: Place, name: str) -> Place:
        place = above.inner.get(name)
        if place is None:
            self._kinds += 1
            if self._kinds > MAX_PLACES:
                reason = Text("元素种类过多", "it has too many kinds of elements")
                raise FileTooLarge(Where(self._file), name=self._file, reason=reason)
            place = above.inner[name] = Place()
            above.leaf = False
        return place


def _paths(place: Place, keys: Keys) -> Iterator[tuple[Keys, Place]]:
    """Every place below one, with its path."""
    for name, inner in place.inner.items():
        yield (*keys, name), inner
        yield from _paths(inner, (*keys, name))


def record_paths(places: dict[Keys, Place]) -> tuple[Keys, ...]:
    """The paths of the records: those with the most values, none inside another."""
    worth: dict[Keys, int] = {}
    for keys in sorted(places, key=len, reverse=True):
        place = places[keys]
        worth[keys] = _worth(place, places.get(keys[:-1]))
        if not place.leaf and worth[keys]:
            # What stands once in each element is a part of it: 地址 in 学校.
            worth[keys] += sum(
                worth[*keys, name]
                for name, part in place.inner.items()
                if not part.leaf and part.count <= place.count
            )
    chosen: list[Keys] = []
    for keys in sorted(places, key=lambda keys: (-worth[keys], len(keys))):
        several = places[keys].count > 1 or not chosen
        if worth[keys] and several and not any(_related(keys, other) for other in chosen):
            chosen.append(keys)
    return tuple(chosen)


def _worth(place: Place, above: Place | None) -> int:
    """How many values the elements at a place hold, where they can be records."""
    if not place.leaf:
        return 0 if _is_plain_list(place) else place.values
    if not place.texts:
        return place.attributes
    # Elements with text are cells, but for a list of nothing else: a table of one column.
    if above is not None and _is_plain_list(above):
        return place.attributes + place.count
    return 0


def _is_plain_list(place: Place) -> bool:
    """Whether all that stands in the one element at a place is one kind of nameless cells."""
    only = next(iter(place.inner.values()))
    alone = place.count == 1 and len(place.inner) == 1
    return alone and only.leaf and not only.named and only.count > 1


def _related(one: Keys, other: Keys) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
