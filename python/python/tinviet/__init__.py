"""Reads Vietnamese news: canonical text, abbreviations with their meaning, and typed facts with exact offsets.

>>> import tinviet
>>> analysis = tinviet.analyze("Tỉ lệ đảng viên tham gia học tập đạt trên 95%.")
>>> fact = analysis.facts[0]
>>> fact.kind, fact.text, fact.start, fact.end
('percentage', 'trên 95%', 37, 45)
>>> fact.value
Percentage(low=Decimal('95'), bound='more_than', unit='percent')

Offsets count Python characters unless another unit is requested. Use :meth:`Analyzer.pipe` for many texts and
:func:`analyze_arrow` for columns. Every error is an :class:`Error`, which is a ``ValueError``.
"""

from __future__ import annotations

from . import _tinviet
from ._analyzer import Analyzer, ArrowStream, Markup, Offsets, Policy, Shape
from ._text import decode, detect, encode, fix_mojibake, fold, normalize, schema, syllables, variant_key
from ._tinviet import (
    Abbreviation,
    Analysis,
    Award,
    AwardEvent,
    Candidate,
    Change,
    Citation,
    Definition,
    Detection,
    Duration,
    Fact,
    Facts,
    GivenAward,
    Money,
    Normalized,
    Number,
    Ordinal,
    Percentage,
    Quantity,
    Reason,
    Recipient,
    Structure,
    Syllable,
    Time,
)
from ._types import Edtf, Error, Ratio, Value

__all__ = [
    "Abbreviation",
    "Analysis",
    "Analyzer",
    "ArrowStream",
    "Award",
    "AwardEvent",
    "Candidate",
    "Change",
    "Citation",
    "Definition",
    "Detection",
    "Duration",
    "Edtf",
    "Error",
    "Fact",
    "Facts",
    "GivenAward",
    "Markup",
    "Money",
    "Normalized",
    "Number",
    "Offsets",
    "Ordinal",
    "Percentage",
    "Policy",
    "Quantity",
    "Ratio",
    "Reason",
    "Recipient",
    "Shape",
    "Structure",
    "Syllable",
    "Time",
    "Value",
    "analyze",
    "analyze_arrow",
    "decode",
    "detect",
    "encode",
    "expand",
    "fix_mojibake",
    "fold",
    "normalize",
    "pipe",
    "schema",
    "syllables",
    "variant_key",
]

__version__: str = _tinviet.__version__

_default = Analyzer()

# Shortcuts with the default settings.
analyze = _default.analyze
expand = _default.expand
pipe = _default.pipe
analyze_arrow = _default.analyze_arrow
