"""Facts of a Spark frame: :func:`analyze` over ``mapInArrow``, one Arrow batch at a time on every worker.

The driver and the workers need the ``tinviet`` wheel, pandas 2.2 or newer and pyarrow; no Rust.
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
    frame: DataFrame,
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
    """The facts of ``frame``: a row a fact (``flat``) or a row a document (``nested``).

    Lazy, like every transformation of Spark. A task that is run again gives the same rows. The arguments are those of
    :class:`tinviet.Analyzer` and :meth:`tinviet.Analyzer.analyze_arrow`; only the named columns go to the workers.
    """
    settings: dict[str, Any] = {
        "kinds": None if kinds is None else list(kinds),
        "reference_date": reference_date,
        "dictionary": None if dictionary is None else dict(dictionary),
    }
    columns: dict[str, Any] = {"text": text, "id": id, "date": date, "shape": shape, "offsets": offsets}
    source = frame.select(*dict.fromkeys(name for name in (text, id, date) if name is not None))
    # The schema of the answer is read off an answer to no rows.
    empty = to_arrow_schema(source.schema).empty_table()
    schema = pa.table(Analyzer(**settings).analyze_arrow(empty, **columns)).schema

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        analyzer = Analyzer(**settings)
        for batch in batches:
            yield from pa.table(analyzer.analyze_arrow(batch, **columns)).to_batches()

    return source.mapInArrow(run, from_arrow_schema(schema))
