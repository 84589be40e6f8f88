"""pyarrow, Polars, DuckDB and pandas frames all give the same result."""

from __future__ import annotations

import itertools
import os
import signal
import threading
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


def test_rows_count_on_over_batches() -> None:
    texts = pa.table({"text": [f"Tăng {n}%." for n in range(700)]})
    want = list(range(700))
    for data in (texts, texts.to_reader(max_chunksize=3), texts.to_reader(max_chunksize=300)):
        assert pa.table(tinviet.analyze_arrow(data))["row"].to_pylist() == want
    assert pa.table(tinviet.analyze_arrow(texts.to_reader(max_chunksize=300), shape="nested"))["row"].to_pylist() == want


def test_threads_change_nothing() -> None:
    texts = pa.table({"text": TABLE["text"].to_pylist() * 40})
    for shape in ("flat", "nested"):
        want = pa.table(tinviet.analyze_arrow(texts, shape=shape))
        assert pa.table(tinviet.analyze_arrow(texts, shape=shape, n_threads=3)) == want


def test_a_stream_is_read_without_other_packages_than_pyarrow() -> None:
    stream = tinviet.analyze_arrow(TABLE, id="id")
    assert stream.schema.names[:3] == ["id", "kind", "start"]
    assert stream.read_all().to_pylist() == rows(TABLE)
    assert stream.schema.names[0] == "id" and "read it once" in repr(stream)
    with pytest.raises(tinviet.Error, match="read already"):
        stream.read_all()
    batches = list(tinviet.analyze_arrow(TABLE.to_reader(max_chunksize=2), id="id"))
    assert pa.Table.from_batches(batches).to_pylist() == rows(TABLE)


def test_errors_name_the_row() -> None:
    count = 600
    dates = ["2024-05-02"] * count
    dates[5], dates[599] = "hôm nào", "2024-13-01"
    table = pa.table({"text": ["Hôm qua"] * count, "date": dates})
    data = lambda: table.to_reader(max_chunksize=250)  # noqa: E731
    with pytest.raises(tinviet.Error, match='row 5: column "date": expected a date') as caught:
        tinviet.analyze_arrow(data(), date="date").read_all()
    assert (caught.value.kind, caught.value.index) == ("setting", 5)
    with pytest.raises(Exception, match='row 5: column "date": expected a date'):
        pa.table(tinviet.analyze_arrow(data(), date="date"))
    good = [row for row in range(count) if row not in (5, 599)]
    assert tinviet.analyze_arrow(data(), date="date", errors="skip").read_all()["row"].to_pylist() == good
    for n_threads in (1, 2):
        stream = tinviet.analyze_arrow(data(), date="date", errors="collect", shape="nested", n_threads=n_threads)
        table_ = stream.read_all()
        assert table_["row"].to_pylist() == list(range(count))
        assert [row for row in range(count) if not table_["facts"][row].as_py()] == [5, 599]
        assert [error.index for error in stream.errors] == [5, 599]


def test_an_interrupt_ends_a_stream() -> None:
    batch = pa.record_batch({"text": ["Tăng 5%. " * 500] * 2000})
    endless = pa.RecordBatchReader.from_batches(batch.schema, itertools.repeat(batch))
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        for _ in tinviet.analyze_arrow(endless):
            pass
    timer.join()
