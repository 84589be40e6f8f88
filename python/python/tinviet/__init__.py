"""Reads Vietnamese news: canonical text, abbreviations with their meaning, and typed facts with exact offsets.

>>> import tinviet
>>> analysis = tinviet.analyze("Tỉ lệ đảng viên tham gia học tập đạt trên 95%.")
>>> analysis.facts[0].text
'trên 95%'
>>> analysis.facts[0].value.low
'95'

Offsets count Python characters unless another unit is asked for. Decimals are strings in plain notation, as in the JSON form: they
are exact, and ``decimal.Decimal(value.low)`` reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from . import _tinviet
from ._results import (
    Abbreviation,
    Analysis,
    Award,
    AwardEvent,
    Citation,
    Definition,
    Duration,
    Fact,
    GivenAward,
    Money,
    Number,
    Ordinal,
    Percentage,
    Quantity,
    Recipient,
    Time,
)

__all__ = [
    "Abbreviation",
    "Analysis",
    "Analyzer",
    "Award",
    "AwardEvent",
    "Citation",
    "Definition",
    "Duration",
    "Fact",
    "GivenAward",
    "Money",
    "Number",
    "Ordinal",
    "Percentage",
    "Quantity",
    "Recipient",
    "Time",
    "analyze",
    "analyze_arrow",
    "expand",
    "normalize",
]

__version__: str = _tinviet.__version__


class Analyzer:
    """Analyses texts with fixed settings. Safe to share between threads: the GIL is released while it works.

    Args:
        kinds: The kinds of fact to report; all but ``number`` and ``ordinal`` when ``None``.
        tone_style: ``first-vowel`` (``hòa``), ``second-vowel`` (``hoà``) or ``preserve``.
        reference_date: ISO 8601 date or date-time that relative and partial dates are read against; ``auto`` is each text's own: the
            date of its page, or its dateline.
        dictionary: Short forms of one's own with their long forms; they go before the built-in ones.
        markup: How the texts are marked up: ``plain``, ``html`` or ``markdown``. Offsets are into the text as it is given; the text of a
            fact is what a reader reads.

    Raises:
        ValueError: A setting that cannot be taken; the message names the values that can.
    """

    __slots__ = ("_inner", "_settings")

    def __init__(
        self,
        *,
        kinds: Iterable[str] | None = None,
        tone_style: str = "first-vowel",
        reference_date: str | None = None,
        dictionary: Mapping[str, str] | None = None,
        markup: str = "plain",
    ) -> None:
        self._settings = {
            "kinds": None if kinds is None else list(kinds),
            "tone_style": tone_style,
            "reference_date": reference_date,
            "dictionary": None if dictionary is None else dict(dictionary),
            "markup": markup,
        }
        entries = None if dictionary is None else list(dictionary.items())
        self._inner = _tinviet.Analyzer(self._settings["kinds"], tone_style, reference_date, entries, markup)

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self._settings.items() if value is not None)
        return f"Analyzer({given})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self._settings,)

    def analyze(
        self, text: str, *, reference_date: str | None = None, offsets: str = "chars", markup: str | None = None
    ) -> Analysis:
        """The whole analysis of one text.

        Args:
            text: The article as it came off the web.
            reference_date: The article's own date, over the analyzer's.
            offsets: ``chars`` (Python), ``bytes`` (UTF-8) or ``utf16``.
            markup: ``plain``, ``html`` or ``markdown``, over the analyzer's.

        >>> page = "<p>Huyện có <b>13</b> xã.</p>"
        >>> fact = tinviet.analyze(page, markup="html").facts[0]
        >>> fact.text, page[fact.start : fact.end]
        ('13 xã', '13</b> xã')
        """
        return Analysis.from_dict(json.loads(self._inner.analyze_json(text, reference_date, offsets, markup)))

    def expand(self, text: str, *, policy: str = "first", markup: str | None = None) -> str:
        """The text with its abbreviations written out: ``first`` mention, ``all``, or ``annotate`` as ``người lao động (NLĐ)``.

        A page keeps every tag, attribute and comment as it was.
        """
        return self._inner.expand(text, policy, markup)

    def analyze_arrow(
        self,
        data: Any,
        *,
        text: str = "text",
        id: str | None = None,
        date: str | None = None,
        shape: str = "flat",
        offsets: str = "chars",
    ) -> Any:
        """Facts as columns, as a stream that any Arrow library reads.

        Args:
            data: Anything with ``__arrow_c_stream__`` or ``__arrow_c_array__``: a pyarrow table, batch or reader, a Polars frame, a
                DuckDB relation, a pandas frame.
            text: The column of texts.
            id: The column that names the documents; without one, ``row`` counts from 0 in each batch.
            date: The column with each document's own reference date (ISO 8601).
            shape: ``flat`` (a row a fact) or ``nested`` (a row a document).
            offsets: ``chars``, ``bytes`` or ``utf16``.

        Returns:
            An object with ``__arrow_c_stream__``: ``pyarrow.table(result)``, ``polars.DataFrame(result)``. It is read once.
        """
        return self._inner.analyze_arrow(data, text, id, date, shape, offsets)


def _rebuild(settings: dict[str, Any]) -> Analyzer:
    return Analyzer(**settings)


_default = Analyzer()


# With the default settings, for those who have none of their own.
analyze = _default.analyze
expand = _default.expand
analyze_arrow = _default.analyze_arrow


def normalize(text: str, *, tone_style: str = "first-vowel", form: str = "nfc", markup: str = "plain") -> str:
    """The text with its diacritics made canonical; nothing else is changed.

    >>> tinviet.normalize("Uỷ ban")
    'Ủy ban'
    """
    return _tinviet.normalize(text, tone_style, form, markup)
