"""What the examiner knows of a column: its values, and which rows hold what."""

from dataclasses import dataclass, field

Values = tuple[str | None, ...]

# Types that name one person, or reach one, with nothing else known.
DIRECT = frozenset(
    {
        "resident-id", "hmt-residence-permit", "permanent-residence-id", "passport",
        "travel-permit", "military-id", "mobile", "bank-card", "email",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Need:
    """A type that must be found in a column.

    ``rows``: those that certainly hold it, counted from 0. ``doubtful``: those that hold a masked,
    misspelt or mangled one, where finding it and passing over it are both right. ``instead``: types
    that say the same of these values.
    """

    type: str
    rows: frozenset[int]
    doubtful: frozenset[int] = frozenset()
    instead: frozenset[str] = frozenset()

    @property
    def answers(self) -> frozenset[str]:
        """The types that meet this need."""
        return self.instead | {self.type}


@dataclass(frozen=True)
class LabelledColumn:
    """A column and its labels.

    ``kind`` names the generator, for reports. ``may``: types that are tolerated at any level.
    ``public``: types that must be found, but only at the level *public*: saying that they are
    personal is a false alarm.
    """

    kind: str
    header: str
    values: Values
    needs: tuple[Need, ...] = ()
    may: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()

    @property
    def innocent(self) -> bool:
        """Whether nothing in it may be held back from publication."""
        return all(need.type in self.public for need in self.needs)

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(value is not None for value in self.values)


@dataclass(frozen=True)
class LabelledTable:
    """A table as an agency would keep it; ``suffix`` is the file format that it is stored in."""

    name: str
    columns: tuple[LabelledColumn, ...]
    suffix: str = ".csv"
    rows: int = field(init=False)

    def __post_init__(self) -> None:
        lengths = {len(column.values) for column in self.columns}
        headers = [column.header for column in self.columns]
        if len(lengths) != 1 or len(set(headers)) != len(headers):
            raise ValueError(
                f"columns of {self.name} differ in length or share a header: {headers}"
            )
        object.__setattr__(self, "rows", lengths.pop())
