"""One answer, whatever the frame: pyarrow, Polars, DuckDB and pandas."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import tinviet

ARTICLES = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.txt"))
TEXTS = [path.read_bytes().decode() for path in ARTICLES] or ["Đạt trên 95%."]
TABLE = pa.table({"id": [str(n) for n in range(len(TEXTS))] + ["none"], "text": [*TEXTS, None]})


def rows(data, **options) -> list[dict]:
    return pa.table(tinviet.analyze_arrow(data, id="id", **options)).to_pylist()


def test_flat_rows_are_the_facts_of_analyze() -> None:
    want = [
        (str(n), fact.kind, fact.start, fact.end, fact.text, *fact.core)
        for n, text in enumerate(TEXTS)
        for fact in tinviet.analyze(text).facts
    ]
    names = ("id", "kind", "start", "end", "text", "core_start", "core_end")
    assert [tuple(row[name] for name in names) for row in rows(TABLE)] == want


def test_values_are_those_of_the_json() -> None:
    values = [fact["value"] for text in TEXTS for fact in tinviet.analyze(text).to_dict()["facts"]]
    for row, value in zip(rows(TABLE), values, strict=True):
        for name, want in value.items():
            assert row[name] == want, (name, row)


def test_nested_holds_the_same_facts() -> None:
    nested = rows(TABLE, shape="nested")
    assert [row["id"] for row in nested] == TABLE["id"].to_pylist()
    flat = [{name: value for name, value in row.items() if name != "id"} for row in rows(TABLE)]
    assert [fact for row in nested for fact in row["facts"]] == flat
    assert nested[-1]["facts"] == []


@pytest.mark.parametrize("data_type", [pa.string(), pa.large_string(), pa.string_view(), "dictionary"])
def test_every_way_to_store_text(data_type) -> None:
    text = TABLE["text"].combine_chunks()
    text = text.dictionary_encode() if data_type == "dictionary" else text.cast(data_type)
    assert rows(pa.table({"id": TABLE["id"], "text": text})) == rows(TABLE)


def test_frames_go_in_as_they_are() -> None:
    want = rows(TABLE)
    assert rows(TABLE.to_reader(max_chunksize=2)) == want
    assert rows(pl.from_arrow(TABLE)) == want
    assert rows(TABLE.to_pandas()) == want
    assert rows(duckdb.connect().from_arrow(TABLE)) == want


def test_frames_come_out() -> None:
    assert pl.DataFrame(tinviet.analyze_arrow(TABLE, id="id")).height == len(rows(TABLE))
    reader = pa.RecordBatchReader.from_stream(tinviet.analyze_arrow(TABLE, id="id"))
    assert duckdb.connect().from_arrow(reader).aggregate("count(*)").fetchall() == [(len(rows(TABLE)),)]


def test_own_reference_dates() -> None:
    table = pa.table({"id": ["a", "b"], "text": ["Hôm qua", "Hôm qua"], "date": ["2024-05-02", None]})
    assert [row["edtf"] for row in rows(table, date="date")] == ["2024-05-01", None]


def test_clear_errors() -> None:
    with pytest.raises(ValueError, match='no column "body"'):
        tinviet.analyze_arrow(TABLE, text="body")
    with pytest.raises(ValueError, match="expected text"):
        tinviet.analyze_arrow(pa.table({"text": [1]}))
