"""Facts of a Spark frame: :func:`analyze` over ``mapInArrow``, one Arrow batch at a time on every worker.

The driver and the workers need the ``tinviet`` wheel, pyarrow and pandas 2.2 or newer (``mapInArrow`` asks for it); no Rust.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from . import Analyzer

__all__ = ["analyze"]


def analyze(
    df: DataFrame,
    *,
    text: str = "text",
    id: str | None = "id",
    date: str | None = None,
    shape: str = "flat",
    offsets: str = "chars",
    kinds: Iterable[str] | None = None,
    reference_date: str | None = None,
    dictionary: Mapping[str, str] | None = None,
) -> DataFrame:
    """The facts of ``df``: a row a fact (``flat``) or a row a document (``nested``).

    Lazy, like every transformation of Spark, and a task that is run again gives the same rows. Only the named columns go to the
    workers. ``id`` keeps its type; other columns are joined by it.

    Args:
        df: A frame with a row a document.
        text: The column of texts.
        id: The column that names the documents; without one, ``row`` counts from 0 in each batch, which means little here.
        date: The column with each document's own reference date: text, date or timestamp.
        shape: ``flat`` or ``nested``.
        offsets: ``chars``, ``bytes`` or ``utf16``.
        kinds, reference_date, dictionary: As in :class:`tinviet.Analyzer`.
    """
    settings: dict[str, Any] = {
        "kinds": None if kinds is None else list(kinds),
        "reference_date": reference_date,
        "dictionary": None if dictionary is None else dict(dictionary),
    }
    columns: dict[str, Any] = {"text": text, "id": id, "date": date, "shape": shape, "offsets": offsets}
    source = df.select(*dict.fromkeys(name for name in (text, id, date) if name is not None))
    # The schema of the answer is read off an answer to no rows.
    empty = to_arrow_schema(source.schema).empty_table()
    schema = pa.table(Analyzer(**settings).analyze_arrow(empty, **columns)).schema

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        analyzer = Analyzer(**settings)
        for batch in batches:
            yield from pa.table(analyzer.analyze_arrow(batch, **columns)).to_batches()

    return source.mapInArrow(run, from_arrow_schema(schema))
