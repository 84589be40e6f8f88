"""The settings of an analysis, and the ways to run it: one text, many texts, columns."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, overload

from . import _tinviet
from ._tinviet import Analysis
from ._types import Error

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal[
    "percentage",
    "date",
    "year_range",
    "date_range",
    "duration",
    "money",
    "quantity",
    "number",
    "ordinal",
    "citation",
    "award",
    "award_event",
]
ToneStyle = Literal["first-vowel", "second-vowel", "preserve"]
Markup = Literal["plain", "html", "markdown"]
LineBreaks = Literal["auto", "hard", "soft"]
Tokenized = Literal["auto", "no", "yes"]
Offsets = Literal["chars", "bytes", "utf16", "graphemes"]
Policy = Literal["first", "all", "annotate"]
Shape = Literal["flat", "nested"]
ReferenceDate = Union[str, datetime.date, datetime.datetime]
Table = Union[Mapping[str, str], str, "os.PathLike[str]"]

Context = TypeVar("Context")


class Analyzer:
    """Analyses texts with fixed settings. Safe to share between threads: the GIL is released while it works.

    Args:
        kinds: The kinds of fact to report, own kinds included; ``None`` is all but ``number`` and ``ordinal``.
        tone_style: ``first-vowel`` (``hòa``), ``second-vowel`` (``hoà``) or ``preserve``.
        reference_date: The date against which relative and partial dates are resolved: a ``date``, a ``datetime``, or ISO 8601 text;
            ``auto`` is each text's own: the date of its page, or its dateline.
        dictionary: Your own short forms with their long forms, which take precedence over the built-in ones: a mapping (``None`` as long
            form removes a short form), or the path of a table.
        awards: Your own awards: a mapping of codes to names, or the path of a table.
        own_kinds: The path of a file of own kinds (``docs/own-kinds.md``). The values of their facts are ``dict``s. The file and its tables
            are read here, and are part of a pickle.
        rules: Whether ``to_dict`` and ``to_json`` include the rule that found each fact; ``Fact.rule`` is always there.
        markup: The markup of the texts: ``plain``, ``html`` or ``markdown``. Offsets are into the text as given; the text of a fact is
            what a reader sees.
        line_breaks: What a single line break means: the end of a paragraph (``hard``), a space (``soft``), or decided for each break from
            the lines around it (``auto``).
        tokenized: Whether the texts are the output of a tokeniser (``tập_thể``): ``auto``, ``no`` or ``yes``.

    Raises:
        Error: An invalid setting; the message lists the valid ones.

    >>> analyzer = tinviet.Analyzer(kinds=["date"], reference_date=datetime.date(2024, 5, 2))
    >>> analyzer.analyze("Hôm qua, Quốc hội họp.").facts[0].value.edtf
    Edtf('2024-05-01')
    """

    __slots__ = ("_given", "_inner")

    def __init__(
        self,
        *,
        kinds: Iterable[Kind | str] | None = None,
        tone_style: ToneStyle = "first-vowel",
        reference_date: ReferenceDate | None = None,
        dictionary: Mapping[str, str | None] | str | os.PathLike[str] | None = None,
        awards: Table | None = None,
        own_kinds: str | os.PathLike[str] | None = None,
        rules: bool = False,
        markup: Markup = "plain",
        line_breaks: LineBreaks = "auto",
        tokenized: Tokenized = "auto",
    ) -> None:
        settings: dict[str, Any] = {
            "kinds": None if kinds is None else list(kinds),
            "tone_style": tone_style,
            "reference_date": reference_date,
            "dictionary": _pairs(dictionary),
            "dictionary_table": _table(dictionary),
            "awards": _table(_awards(awards)),
            "own_kinds": None if own_kinds is None else (*_read(own_kinds), None),
            "rules": rules,
            "markup": markup,
            "line_breaks": line_breaks,
            "tokenized": tokenized,
        }
        self._inner = _tinviet.Analyzer(settings)
        given = {**settings, "dictionary": dictionary, "awards": awards, "own_kinds": own_kinds}
        self._given = {name: value for name, value in given.items() if value != _DEFAULTS.get(name)}

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self._given.items() if name != "dictionary_table")
        return f"Analyzer({given})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self._inner, self._given)

    def analyze(
        self,
        text: str,
        *,
        reference_date: ReferenceDate | None = None,
        offsets: Offsets = "chars",
        markup: Markup | None = None,
    ) -> Analysis:
        """Analyses one text.

        Args:
            text: The article as it came from the web.
            reference_date: The article's own date, instead of the analyzer's.
            offsets: ``chars`` (Python), ``bytes`` (UTF-8), ``utf16``, or ``graphemes`` (letters as a reader counts them).
            markup: ``plain``, ``html`` or ``markdown``, instead of the analyzer's.

        >>> page = "<p>Huyện có <b>13</b> xã.</p>"
        >>> fact = tinviet.analyze(page, markup="html").facts[0]
        >>> fact.text, page[fact.start : fact.end]
        ('13 xã', '13</b> xã')
        """
        return _tinviet.analyze(self._inner, text, reference_date, offsets, markup)

    def expand(self, text: str, *, policy: Policy = "first", markup: Markup | None = None) -> str:
        """The text with its abbreviations expanded: ``first`` mention, ``all``, or ``annotate`` as ``người lao động (NLĐ)``.

        Tags, attributes and comments of a page stay as they were.

        >>> tinviet.expand("UBND tỉnh", policy="all")
        'Ủy ban nhân dân tỉnh'
        """
        return self._inner.expand(text, policy, markup)

    @overload
    def pipe(
        self,
        texts: Iterable[str],
        *,
        batch_size: int = 256,
        n_threads: int = 1,
        as_tuples: Literal[False] = False,
        errors: Literal["raise", "skip"] = "raise",
        reference_dates: Iterable[ReferenceDate | None] | None = None,
        reference_date: ReferenceDate | None = None,
        offsets: Offsets = "chars",
        markup: Markup | None = None,
        progress: bool = False,
    ) -> Iterator[Analysis]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[str],
        *,
        batch_size: int = 256,
        n_threads: int = 1,
        as_tuples: Literal[False] = False,
        errors: Literal["collect"],
        reference_dates: Iterable[ReferenceDate | None] | None = None,
        reference_date: ReferenceDate | None = None,
        offsets: Offsets = "chars",
        markup: Markup | None = None,
        progress: bool = False,
    ) -> Iterator[Analysis | Error]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str, Context]],
        *,
        batch_size: int = 256,
        n_threads: int = 1,
        as_tuples: Literal[True],
        errors: Literal["raise", "skip"] = "raise",
        reference_dates: Iterable[ReferenceDate | None] | None = None,
        reference_date: ReferenceDate | None = None,
        offsets: Offsets = "chars",
        markup: Markup | None = None,
        progress: bool = False,
    ) -> Iterator[tuple[Analysis, Context]]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str, Context]],
        *,
        batch_size: int = 256,
        n_threads: int = 1,
        as_tuples: Literal[True],
        errors: Literal["collect"],
        reference_dates: Iterable[ReferenceDate | None] | None = None,
        reference_date: ReferenceDate | None = None,
        offsets: Offsets = "chars",
        markup: Markup | None = None,
        progress: bool = False,
    ) -> Iterator[tuple[Analysis | Error, Context]]: ...
    def pipe(
        self,
        texts: Iterable[Any],
        *,
        batch_size: int = 256,
        n_threads: int = 1,
        as_tuples: bool = False,
        errors: Literal["raise", "skip", "collect"] = "raise",
        reference_dates: Iterable[ReferenceDate | None] | None = None,
        reference_date: ReferenceDate | None = None,
        offsets: Offsets = "chars",
        markup: Markup | None = None,
        progress: bool = False,
    ) -> Iterator[Any]:
        """Analyses many texts, in order. Ctrl-C stops between two texts.

        Args:
            texts: The texts, or with ``as_tuples`` pairs of a text and anything that should be returned with its analysis.
            batch_size: How many texts a thread reads ahead.
            n_threads: The number of threads; 0 is one per processor. They are threads, not processes: nothing is copied between them.
            as_tuples: Whether the texts are pairs, and the results too.
            errors: What to do with a text that fails (not a string, an invalid date): end the pipe (``raise``), skip it (``skip``), or
                yield its :class:`Error` in its place (``collect``).
            reference_dates: Each text's own reference date, or ``None``, in the order of the texts.
            reference_date: The date of those without one of their own, instead of the analyzer's.
            offsets: ``chars``, ``bytes``, ``utf16`` or ``graphemes``.
            markup: ``plain``, ``html`` or ``markdown``, instead of the analyzer's.
            progress: Whether to show progress with ``tqdm``, if it is installed.

        >>> texts = [("Đạt 95%.", "a"), ("Tăng 7%.", "b")]
        >>> for analysis, name in tinviet.pipe(texts, as_tuples=True):
        ...     print(name, analysis.facts[0].text)
        a 95%
        b 7%
        """
        flow = {
            "batch_size": batch_size,
            "n_threads": n_threads,
            "as_tuples": as_tuples,
            "errors": errors,
            "reference_dates": reference_dates,
            "reference_date": reference_date,
            "offsets": offsets,
            "markup": markup,
        }
        return _tinviet.pipe(self._inner, _watched(texts) if progress else texts, flow)

    def analyze_arrow(
        self,
        data: Any,
        *,
        text: str = "text",
        id: str | None = None,
        date: str | None = None,
        shape: Shape = "flat",
        offsets: Offsets = "chars",
        errors: Literal["raise", "skip", "collect"] = "raise",
        n_threads: int = 1,
    ) -> ArrowStream:
        """Facts as columns: a stream that any Arrow library can read.

        Args:
            data: Anything with ``__arrow_c_stream__`` or ``__arrow_c_array__``: a pyarrow table, batch or reader, a Polars frame, a
                DuckDB relation, a pandas frame.
            text: The column of texts.
            id: The column with the names of the documents; without one, ``row`` counts them from 0.
            date: The column with each document's own reference date (text in ISO 8601, dates or timestamps).
            shape: ``flat`` (one row per fact) or ``nested`` (one row per document).
            offsets: ``chars``, ``bytes``, ``utf16`` or ``graphemes``.
            errors: What to do with a document with an invalid date: end the stream (``raise``), return no facts for it (``skip``), and also
                report it in :attr:`ArrowStream.errors` (``collect``).
            n_threads: The number of threads; 0 is one per processor.

        Returns:
            An object with ``__arrow_c_stream__``: ``pyarrow.table(result)``, ``polars.DataFrame(result)``. It can be read once.
        """
        asked = {
            "text": text,
            "id": id,
            "date": date,
            "shape": shape,
            "offsets": offsets,
            "errors": errors,
            "n_threads": n_threads,
        }
        return ArrowStream(*_tinviet.analyze_arrow(self._inner, data, asked))


class ArrowStream:
    """Facts as columns, computed as they are read, once.

    Polars, DuckDB, pandas and pyarrow accept it directly. The methods below need pyarrow (``pip install "tinviet[arrow]"``).
    """

    __slots__ = ("_reader", "_report")

    def __init__(self, reader: Any, report: _tinviet.Report) -> None:
        self._reader = reader
        self._report = report

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        try:
            stream: object = self._reader.__arrow_c_stream__(requested_schema)
        except OSError as error:
            raise Error("the stream was read already: call analyze_arrow again for another one") from error
        return stream

    def __arrow_c_schema__(self) -> object:
        schema: object = self._report.schema().__arrow_c_schema__()
        return schema

    @property
    def schema(self) -> pa.Schema:
        """The names and types of the columns. Reads nothing."""
        return _pyarrow().schema(self)

    @property
    def errors(self) -> list[Error]:
        """The documents skipped so far, with ``errors="collect"``; ``index`` is their row."""
        return self._report.errors()

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        reader = _pyarrow().RecordBatchReader.from_stream(self)
        while True:
            try:
                batch = reader.read_next_batch()
            except StopIteration:
                return
            except Exception:
                self._report.check()
                raise
            yield batch

    def read_all(self) -> pa.Table:
        """All batches as one table."""
        schema = self.schema
        return _pyarrow().Table.from_batches(list(self), schema)

    def __repr__(self) -> str:
        return "ArrowStream(read it once: pyarrow.table(...), polars.DataFrame(...), .read_all())"


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError('pyarrow is not installed: pip install "tinviet[arrow]"') from error
    return pyarrow


def _watched(texts: Iterable[Any]) -> Iterable[Any]:
    """The texts with a progress bar, if ``tqdm`` is installed."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return texts
    watched: Iterable[Any] = tqdm(texts, total=len(texts) if isinstance(texts, Sized) else None, unit=" texts")
    return watched


def _pairs(dictionary: Any) -> list[tuple[str, str | None]] | None:
    return list(dictionary.items()) if isinstance(dictionary, Mapping) else None


def _table(table: Any) -> tuple[str, str] | None:
    """The name of a table, and its text."""
    if table is None or isinstance(table, Mapping):
        return None
    if isinstance(table, tuple):
        return table
    return _read(table)


def _read(path: str | os.PathLike[str]) -> tuple[str, str]:
    return os.fspath(path), Path(path).read_text(encoding="utf-8-sig")


def _awards(awards: Any) -> Any:
    if not isinstance(awards, Mapping):
        return awards
    for code, name in awards.items():
        if not {"\t", "\n", "\r"}.isdisjoint(code + name):
            raise Error(f"awards: expected a code and a name on one line, found {code!r} and {name!r}")
    return "awards", "code\tname\n" + "".join(f"{code}\t{name}\n" for code, name in awards.items())


_DEFAULTS: dict[str, Any] = {"tone_style": "first-vowel", "markup": "plain", "line_breaks": "auto", "tokenized": "auto", "rules": False}


def _rebuild(inner: _tinviet.Analyzer, given: dict[str, Any]) -> Analyzer:
    analyzer = Analyzer.__new__(Analyzer)
    analyzer._inner, analyzer._given = inner, given
    return analyzer
