"""Whatever way a text goes in and its facts come out, they are the same: every text of the fixtures by every route."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tinviet

tomllib = pytest.importorskip("tomllib", reason="Python 3.11 reads TOML")

ROOT = Path(__file__).parents[2]
BUILT = [path for path in (ROOT / "target/release/tinviet", ROOT / "target/debug/tinviet") if path.exists()]
# The one built last; the package must be built from the same source as it.
PROGRAM = os.environ.get("TINVIET_BIN") or max(BUILT, key=lambda path: path.stat().st_mtime, default=None)

Facts = list[tuple[Any, ...]]


def texts() -> list[str]:
    found = [path.read_bytes().decode() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    for path in sorted((ROOT / "fixtures").rglob("*.toml")):
        cases = tomllib.loads(path.read_text()).get("case", [])
        found += [case["text"] for case in cases if isinstance(case.get("text"), str)]
    return found


TABLE = pa.table({"id": [f"{n}" for n in range(len(texts()))], "text": texts()})
# Columns that say again, as numbers and days, what a text says.
BESIDE = {"low_decimal", "high_decimal", "earliest", "latest"}
PLACE = ("id", "kind", "start", "end", "text", "core_start", "core_end")


def said(value: dict[str, Any]) -> dict[str, Any]:
    """A value without what it leaves open: JSON leaves out an empty list that a column has."""
    return {name: field for name, field in value.items() if field is not None and field != []}


def from_rows(rows: list[dict[str, Any]]) -> Facts:
    """Facts of flat rows: where they stand, and what they say."""
    beside = {*PLACE, *BESIDE}
    return [(*(row[name] for name in PLACE), said({k: v for k, v in row.items() if k not in beside})) for row in rows]


def from_nested(rows: list[dict[str, Any]]) -> Facts:
    return from_rows([{"id": row["id"], **fact} for row in rows for fact in row["facts"]])


def from_json(documents: list[dict[str, Any]]) -> Facts:
    return [
        (
            document["id"],
            *(fact[name] for name in ("kind", "start", "end", "text")),
            *fact["core"],
            said(fact["value"]),
        )
        for document in documents
        for fact in document["facts"]
    ]


@pytest.fixture(scope="module")
def want() -> Facts:
    facts = from_json([{**tinviet.analyze(text).to_dict(), "id": str(n)} for n, text in enumerate(TABLE["text"].to_pylist())])
    assert len(facts) > 500
    return facts


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory):
    """Runs the program on the texts, as JSONL or Parquet, and gives the path of what it wrote."""
    if PROGRAM is None:
        pytest.skip("the program is not built (cargo build)")
    folder = tmp_path_factory.mktemp("routes")
    pq.write_table(TABLE, folder / "in.parquet", row_group_size=100)
    with (folder / "in.jsonl").open("w") as lines:
        for row in TABLE.to_pylist():
            lines.write(json.dumps(row) + "\n")

    def run(source: str, goal: str, *options: str) -> Path:
        call = [PROGRAM, "analyze", "--offsets", "chars", "--output", folder / goal, folder / source, *options]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return folder / goal

    return run


@pytest.mark.parametrize("source", ["in.jsonl", "in.parquet"])
def test_the_program_as_jsonl(program, want, source) -> None:
    documents = [json.loads(line) for line in program(source, "out.jsonl").read_text().split("\n") if line]
    assert from_json(documents) == want


@pytest.mark.parametrize("source", ["in.jsonl", "in.parquet"])
def test_the_program_as_parquet(program, want, source) -> None:
    assert from_rows(pq.read_table(program(source, "flat.parquet")).to_pylist()) == want
    assert from_nested(pq.read_table(program(source, "nested.parquet", "--shape", "nested")).to_pylist()) == want


def test_the_program_as_arrow(program, want) -> None:
    with pa.OSFile(str(program("in.parquet", "flat.arrow"))) as file:
        assert from_rows(pa.ipc.open_file(file).read_all().to_pylist()) == want


def test_the_program_as_csv(program, want) -> None:
    with program("in.parquet", "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    values = [said(json.loads(row["value"])) for row in rows]
    whole = lambda name, cell: int(cell) if name.endswith(("start", "end")) else cell  # noqa: E731
    assert [(*(whole(name, row[name]) for name in PLACE), value) for row, value in zip(rows, values)] == want


def test_python_arrow(want) -> None:
    assert from_rows(pa.table(tinviet.analyze_arrow(TABLE, id="id")).to_pylist()) == want
    assert from_nested(pa.table(tinviet.analyze_arrow(TABLE, id="id", shape="nested")).to_pylist()) == want


def test_polars(want) -> None:
    assert from_rows(pl.DataFrame(tinviet.analyze_arrow(pl.from_arrow(TABLE), id="id")).to_dicts()) == want


def test_duckdb(want, tmp_path) -> None:
    pq.write_table(TABLE, tmp_path / "in.parquet")
    news = duckdb.sql(f"SELECT id, text FROM '{tmp_path}/in.parquet'")
    facts = pa.RecordBatchReader.from_stream(tinviet.analyze_arrow(news, id="id"))
    # Another connection: the first is busy giving the texts.
    rows = duckdb.connect().from_arrow(facts)
    assert from_rows([dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]) == want


def test_pandas(want) -> None:
    assert from_rows(pa.table(tinviet.analyze_arrow(TABLE.to_pandas(), id="id")).to_pylist()) == want


def test_spark(want, spark) -> None:
    import tinviet.spark

    news = spark.createDataFrame(TABLE.to_pandas())
    rows = tinviet.spark.analyze(news, text="text", id="id", shape="flat").toArrow().to_pylist()
    assert from_rows(sorted(rows, key=lambda row: int(row["id"]))) == want
    rows = tinviet.spark.analyze(news, shape="nested").toArrow().to_pylist()
    assert from_nested(sorted(rows, key=lambda row: int(row["id"]))) == want
