"""Facts of a Spark frame: :func:`analyze` over ``mapInArrow``, one Arrow batch at a time on every worker.

The driver and the workers need the ``tinviet`` wheel, pyarrow and pandas 2.2 or newer (``mapInArrow`` requires it), but no Rust.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Literal

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from ._analyzer import Analyzer, Kind, LineBreaks, Markup, Offsets, ReferenceDate, Shape, Table, Tokenized

__all__ = ["analyze"]


def analyze(
    df: DataFrame,
    *,
    text: str = "text",
    id: str | None = "id",
    date: str | None = None,
    shape: Shape = "flat",
    offsets: Offsets = "chars",
    errors: Literal["raise", "skip"] = "raise",
    kinds: Iterable[Kind | str] | None = None,
    reference_date: ReferenceDate | None = None,
    dictionary: Mapping[str, str | None] | str | os.PathLike[str] | None = None,
    awards: Table | None = None,
    own_kinds: str | os.PathLike[str] | None = None,
    markup: Markup = "plain",
    line_breaks: LineBreaks = "auto",
    tokenized: Tokenized = "auto",
) -> DataFrame:
    """The facts of ``df``: one row per fact (``flat``) or one row per document (``nested``).

    Lazy, like every Spark transformation; a task that is retried gives the same rows. Only the named columns are sent to the
    workers. ``id`` keeps its type; use it to join the other columns.

    Args:
        df: A frame with one row per document.
        text: The column of texts.
        id: The column that names the documents; without one, ``row`` counts from 0 in each partition, so it identifies nothing.
        date: The column with each document's own reference date: text, date or timestamp.
        shape: ``flat`` or ``nested``.
        offsets: ``chars``, ``bytes``, ``utf16`` or ``graphemes``.
        errors: What to do with a document with an invalid date: fail the job (``raise``), or return no facts for it (``skip``).
        kinds, reference_date, dictionary, awards, own_kinds, markup, line_breaks, tokenized: As in :class:`tinviet.Analyzer`.
            Tables are read on the driver and sent with the job.
    """
    # Created on the driver, so that an invalid setting is reported before anything runs.
    analyzer = Analyzer(
        kinds=kinds,
        reference_date=reference_date,
        dictionary=dictionary,
        awards=awards,
        own_kinds=own_kinds,
        markup=markup,
        line_breaks=line_breaks,
        tokenized=tokenized,
    )
    columns: dict[str, Any] = {"text": text, "id": id, "date": date, "shape": shape, "offsets": offsets, "errors": errors}
    source = df.select(*dict.fromkeys(name for name in (text, id, date) if name is not None))
    # The schema of the result is that of the result for no rows.
    empty = to_arrow_schema(source.schema).empty_table()
    schema = analyzer.analyze_arrow(empty, **columns).schema

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # One stream per task, so that row numbers continue from batch to batch.
        first = next(batches, None)
        if first is not None:
            reader = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
            yield from analyzer.analyze_arrow(reader, **columns)

    return source.mapInArrow(run, from_arrow_schema(schema))
