"""The classes that are written in Python: an exception, a date in EDTF, a fraction as written."""

from __future__ import annotations

import datetime
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Union

from . import _tinviet

if TYPE_CHECKING:
    from typing_extensions import Self

Bound = Literal["exact", "more_than", "at_least", "less_than", "at_most", "nearly", "about", "vague"]
TimeUnit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]
Grain = Literal[
    "century", "decade", "year", "half_year", "quarter", "season", "month", "week", "day", "hour", "minute", "second"
]
Source = Literal["definition", "user", "dictionary", "ambiguous", "unknown", "protected"]
Value = Union[
    _tinviet.Percentage,
    _tinviet.Time,
    _tinviet.Duration,
    _tinviet.Money,
    _tinviet.Quantity,
    _tinviet.Number,
    _tinviet.Ordinal,
    _tinviet.Citation,
    _tinviet.Award,
    _tinviet.AwardEvent,
    dict[str, Any],
]
ErrorKind = Literal["encoding", "table", "syllable", "kinds", "setting", "internal"]


class Error(ValueError):
    """Why bytes, a table, a setting or a document could not be used.

    >>> try:
    ...     tinviet.Analyzer(kinds=["percent"])
    ... except tinviet.Error as error:
    ...     print(error.kind)
    setting
    """

    kind: ErrorKind
    """``encoding``, ``table``, ``syllable``, ``kinds`` or ``setting``; ``internal`` is a bug in the package."""
    line: int | None
    """The line of a table, counted from 1."""
    offset: int | None
    """The position of the error in the input, in bytes from 0; of a lone surrogate in a text, in characters."""
    index: int | None
    """The document in :meth:`Analyzer.pipe`, or the row of a stream, counted from 0."""

    def __init__(
        self,
        message: str,
        kind: ErrorKind = "setting",
        line: int | None = None,
        offset: int | None = None,
        index: int | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.line = line
        self.offset = offset
        self.index = index


class Edtf(str):
    """A date or a range of dates in EDTF (ISO 8601-2:2019): a ``str`` with its first and last day.

    >>> quarter = tinviet.Edtf("2024-34")
    >>> quarter.earliest, quarter.latest
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))
    """

    __slots__ = ()

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that it can mean; ``None`` for a clock time alone, an open start, or a year that ``datetime.date`` does not support."""
        return _date(_tinviet.edtf_bounds(self)[0])

    @property
    def latest(self) -> datetime.date | None:
        """The last day that it can mean; ``None`` as for :attr:`earliest`, but with an open end."""
        return _date(_tinviet.edtf_bounds(self)[1])

    def __repr__(self) -> str:
        return f"Edtf({str(self)!r})"

    def __str__(self) -> str:
        return str.__str__(self)


def _date(text: str | None) -> datetime.date | None:
    # Years past 9999 and before 1 are written with more digits or a sign.
    if text is None or len(text) != 10 or text.startswith("0000"):
        return None
    return datetime.date.fromisoformat(text)


class Ratio(Fraction):
    """A fraction as written in the text: ``6/6`` equals 1 but keeps its two numbers.

    >>> ratio = tinviet.Ratio(60, 63)
    >>> ratio, str(ratio), ratio == Fraction(20, 21), ratio.part, ratio.whole
    (Ratio(60, 63), '60/63', True, 60, 63)
    """

    __slots__ = ("part", "whole")

    part: int
    """The number above the line, not reduced."""
    whole: int
    """The number below the line."""

    def __new__(cls, part: int, whole: int) -> Self:
        ratio = super().__new__(cls, part, whole)
        ratio.part, ratio.whole = part, whole
        return ratio

    def __repr__(self) -> str:
        return f"Ratio({self.part}, {self.whole})"

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"

    def __reduce__(self) -> tuple[Any, ...]:
        return Ratio, (self.part, self.whole)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


def _again(
    analyzer: _tinviet.Analyzer, text: str, reference_date: str | None, offsets: Any, markup: Any, version: str
) -> _tinviet.Analysis:
    """Rebuilds the analysis of a pickle."""
    if version != _tinviet.__version__:
        warnings.warn(
            f"an analysis by tinviet {version} is repeated by {_tinviet.__version__} and may differ: store to_dict() to keep a result",
            stacklevel=2,
        )
    return _tinviet.analyze(analyzer, text, reference_date, offsets, markup)
