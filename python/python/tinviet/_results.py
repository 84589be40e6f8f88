"""What an analysis holds, as frozen dataclasses in the form of the JSON: equal by value and picklable."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, Union

T = TypeVar("T")


def _take(cls: type[T], row: dict[str, Any]) -> T:
    """A dataclass from the fields of ``row`` that it has; a newer form's fields are passed over."""
    return cls(**{item.name: row[item.name] for item in fields(cls) if item.name in row})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Amount:
    """Decimal strings, ``high`` where it is a range; ``bound`` as in ``more_than``. No kind of its own, so that ``case Number()`` is one."""

    low: str
    high: str | None
    bound: str


@dataclass(frozen=True, slots=True)
class Number(_Amount):
    """A number that is part of no other fact."""


@dataclass(frozen=True, slots=True)
class Percentage(_Amount):
    """``trên 95%``: ``unit`` is percent, percentage_point or per_mille."""

    unit: str


@dataclass(frozen=True, slots=True)
class Duration(_Amount):
    """``gần 2 ngày``."""

    unit: str


@dataclass(frozen=True, slots=True)
class Money(_Amount):
    """An amount, fully multiplied out, with the code of ISO 4217."""

    currency: str


@dataclass(frozen=True, slots=True)
class Quantity(_Amount):
    """A number with what it counts; ``measure`` is a UCUM code or ``None``."""

    unit: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """A date or a range of dates in EDTF (ISO 8601-2:2019), ``None`` where it is not known without a reference date."""

    edtf: str | None
    grain: str
    calendar: str | None = None
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order."""

    value: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document of State or Party."""

    type: str | None
    number: str | None
    symbol: str | None
    issuer: str | None
    date: str | None
    designation: str | None
    pinpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """An award by its code and class; ``class_``, because ``class`` is a keyword of Python."""

    code: str
    class_: str | None


@dataclass(frozen=True, slots=True)
class GivenAward:
    """An award as an event gives it: as written, how many, and the index, in the analysis, of the fact that names it."""

    code: str
    class_: str | None
    name: str | None = None
    count: str | None = None
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who got an award."""

    type: str
    count: str | None
    text: str


@dataclass(frozen=True, slots=True)
class AwardEvent:
    """One act of conferring; ``facts`` are the indexes, in the analysis, of the facts it is made of."""

    awards: tuple[GivenAward, ...]
    conferrers: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    reason: str | None
    period: str | None
    negated: bool
    date: str | None = None
    place: str | None = None
    facts: tuple[int, ...] = ()


Value = Union[Percentage, Time, Duration, Money, Quantity, Number, Ordinal, Citation, Award, AwardEvent]

_VALUES: dict[str, type[Any]] = {
    "percentage": Percentage,
    "date": Time,
    "year_range": Time,
    "date_range": Time,
    "duration": Duration,
    "money": Money,
    "quantity": Quantity,
    "number": Number,
    "ordinal": Ordinal,
    "citation": Citation,
}


def _award(row: dict[str, Any]) -> Award:
    return Award(row["code"], row["class"])


def _given(row: dict[str, Any]) -> GivenAward:
    return GivenAward(row["code"], row["class"], row["name"], row["count"], row["fact"])


def _value(kind: str, row: dict[str, Any]) -> Value:
    if kind == "award":
        return _award(row)
    if kind == "award_event":
        return AwardEvent(
            tuple(map(_given, row["awards"])),
            tuple(row["conferrers"]),
            tuple(_take(Recipient, recipient) for recipient in row["recipients"]),
            row["reason"],
            row["period"],
            row["negated"],
            row.get("date"),
            row.get("place"),
            tuple(row.get("facts") or ()),
        )
    return _take(_VALUES[kind], row)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its kind, its place, its text, the place without naming and bounding words, and its typed value."""

    kind: str
    start: int
    end: int
    text: str
    core: tuple[int, int]
    value: Value


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form defined in the text."""

    short: str
    long: str
    kind: str
    confidence: float
    reasons: list[str]
    short_start: int
    short_end: int
    long_start: int
    long_end: int


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A mention of a short form; ``expansion`` is ``None`` where its meaning is not known."""

    start: int
    end: int
    short: str
    expansion: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one text. ``to_dict`` is the JSON form as the program prints it."""

    facts: tuple[Fact, ...]
    definitions: tuple[Definition, ...]
    abbreviations: tuple[Abbreviation, ...]
    sentences: tuple[tuple[int, int], ...]
    _row: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Analysis:
        """An analysis from its JSON form."""
        facts = (
            Fact(fact["kind"], fact["start"], fact["end"], fact["text"], tuple(fact["core"]), _value(fact["kind"], fact["value"]))
            for fact in row["facts"]
        )
        abbreviations = row["abbreviations"]
        return cls(
            tuple(facts),
            tuple(_take(Definition, definition) for definition in abbreviations["definitions"]),
            tuple(_take(Abbreviation, occurrence) for occurrence in abbreviations["occurrences"]),
            tuple((start, end) for start, end in row["sentences"]),
            row,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._row

    def __repr__(self) -> str:
        return f"Analysis({len(self.facts)} facts, {len(self.abbreviations)} abbreviations, {len(self.sentences)} sentences)"
