"""A component for spaCy: ``nlp.add_pipe("tinviet")`` puts the facts into ``doc.spans["tinviet"]`` and the analysis into ``doc._.tinviet``.

>>> import spacy
>>> nlp = spacy.blank("xx")
>>> _ = nlp.add_pipe("tinviet")
>>> doc = nlp("Tỉ lệ giải ngân đạt trên 95%.")
>>> [(span.text, span.label_) for span in doc.spans["tinviet"]]
[('trên 95%', 'percentage')]
>>> doc.spans["tinviet"][0]._.tinviet.value.low
Decimal('95')

A span consists of whole tokens, so it may be longer than the fact (``alignment_mode="expand"``); ``span._.tinviet`` is the fact with its exact
offsets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from . import Analysis, Analyzer, Fact, _tinviet
from ._types import _again

__all__ = ["Tinviet"]


class Tinviet:
    """The component. It takes those settings of :class:`tinviet.Analyzer` that a config file can hold."""

    def __init__(self, analyzer: Analyzer, spans_key: str = "tinviet") -> None:
        self.analyzer = analyzer
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        analysis = self.analyzer.analyze(doc.text)
        doc._.tinviet = analysis
        spans = []
        for index, fact in enumerate(analysis.facts):
            span = doc.char_span(fact.start, fact.end, label=fact.kind, alignment_mode="expand", span_id=str(index))
            if span is not None:
                spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the settings are in the config."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tinviet:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing: the settings are in the config."""

    def from_disk(self, _path: Any, **_: Any) -> Tinviet:
        return self


@Language.factory(
    "tinviet",
    assigns=["doc._.tinviet", "doc.spans"],
    default_config={
        "kinds": None,
        "reference_date": None,
        "dictionary": None,
        "awards": None,
        "own_kinds": None,
        "line_breaks": "auto",
        "tokenized": "auto",
        "spans_key": "tinviet",
    },
)
def make(
    nlp: Language,
    name: str,
    kinds: list[str] | None,
    reference_date: str | None,
    dictionary: dict[str, str] | str | None,
    awards: dict[str, str] | str | None,
    own_kinds: str | None,
    line_breaks: str,
    tokenized: str,
    spans_key: str,
) -> Tinviet:
    """Creates the component from the settings of a config."""
    settings: Any = {
        "kinds": kinds,
        "reference_date": reference_date,
        "dictionary": dictionary,
        "awards": awards,
        "own_kinds": own_kinds,
        "line_breaks": line_breaks,
        "tokenized": tokenized,
    }
    return Tinviet(Analyzer(**settings), spans_key)


def _fact(span: Span) -> Fact | None:
    """The fact of a span."""
    analysis = span.doc._.tinviet
    index = span.id_
    return analysis.facts[int(index)] if analysis is not None and index.isdigit() else None


if not Doc.has_extension("tinviet"):
    Doc.set_extension("tinviet", default=None)
if not Span.has_extension("tinviet"):
    Span.set_extension("tinviet", getter=_fact)


# spaCy passes docs between processes as bytes. An analysis is sent as its text and settings, and repeated on the other side.
def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Analysis):
        analyzer, *rest = value.__reduce__()[1]
        return {"__tinviet__": [analyzer.__reduce__()[1][0], *rest]}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and "__tinviet__" in value:
        settings, *rest = value["__tinviet__"]
        return _again(_tinviet.Analyzer(settings), *rest)
    return value if chain is None else chain(value)


srsly.msgpack_encoders("tinviet", func=_encode)
srsly.msgpack_decoders("tinviet", func=_decode)
