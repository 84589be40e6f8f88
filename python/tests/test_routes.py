"""Every route gives the same facts: every text of the fixtures, as plain text and as pages, with all own kinds of ``examples/kinds``, through
every input and output."""

from __future__ import annotations

import csv
import html
import json
import os
import shutil
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
# The latest build. The package must be built from the same source.
PROGRAM = os.environ.get("TINVIET_BIN") or max(BUILT, key=lambda path: path.stat().st_mtime, default=None)

Facts = list[tuple[Any, ...]]


def cases(path: Path) -> list[str]:
    found = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    return [case["text"] for case in found if isinstance(case.get("text"), str)]


def texts(markup: str) -> list[str]:
    if markup == "plain":
        found = [path.read_bytes().decode() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
        return found + [text for path in sorted((ROOT / "fixtures").rglob("*.toml")) for text in cases(path)]
    pages = [tinviet.decode(path.read_bytes()) for path in sorted((ROOT / "fixtures/pages").glob("*.html"))]
    own = [text for path in sorted((ROOT / "fixtures/own_kinds").glob("*.toml")) for text in cases(path)]
    own = [f"<p>{html.escape(text)}</p>".replace(" ", "</b>\n<b>") for text in own]
    return pages + own + cases(ROOT / "fixtures/markup/html.toml")


def own_kinds(folder: Path) -> Path:
    """All files of ``examples/kinds`` as one."""
    for table in (ROOT / "examples/kinds").glob("*.tsv"):
        shutil.copy(table, folder)
    files = sorted((ROOT / "examples/kinds").glob("*.toml"))
    (folder / "kinds.toml").write_text("\n".join(file.read_text(encoding="utf-8") for file in files), encoding="utf-8")
    return folder / "kinds.toml"


class News:
    """Texts with one markup, as a table, and the analyzer for them."""

    def __init__(self, markup: str, folder: Path) -> None:
        self.markup, self.kinds = markup, own_kinds(folder)
        self.table = pa.table({"id": [f"{n}" for n in range(len(texts(markup)))], "text": texts(markup)})
        self.analyzer = tinviet.Analyzer(markup=markup, own_kinds=self.kinds)


# Columns that repeat a text column as numbers or days.
BESIDE = {"low_decimal", "high_decimal", "earliest", "latest"}
PLACE = ("id", "kind", "start", "end", "text", "core_start", "core_end")


def said(value: dict[str, Any]) -> dict[str, Any]:
    """A value without its empty fields: JSON omits empty lists, columns do not."""
    return {name: field for name, field in value.items() if field is not None and field != []}


def value_of(row: dict[str, Any]) -> dict[str, Any]:
    """The value of a row: in columns, or as JSON for an own kind."""
    if row["value"] is not None:
        return said(json.loads(row["value"]))
    return said({name: field for name, field in row.items() if name not in {*PLACE, *BESIDE}})


def from_rows(rows: list[dict[str, Any]]) -> Facts:
    """The facts of flat rows: their positions and values."""
    return [(*(row[name] for name in PLACE), value_of(row)) for row in rows]


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


@pytest.fixture(scope="module", params=["plain", "html"])
def news(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> News:
    return News(request.param, tmp_path_factory.mktemp("kinds"))


@pytest.fixture(scope="module")
def want(news: News) -> Facts:
    documents = [news.analyzer.analyze(text).to_dict(id=str(n)) for n, text in enumerate(news.table["text"].to_pylist())]
    facts = from_json(documents)
    assert len(facts) > (500 if news.markup == "plain" else 50)
    own = {kind["name"] for kind in tomllib.loads(news.kinds.read_text(encoding="utf-8"))["kind"]}
    assert own <= {fact[1] for fact in facts}
    return facts


@pytest.fixture(scope="module")
def program(news: News, tmp_path_factory: pytest.TempPathFactory):
    """Runs the program on the texts, as JSONL or Parquet, and returns the path of its output."""
    if PROGRAM is None:
        pytest.skip("the program is not built (cargo build)")
    folder = tmp_path_factory.mktemp("routes")
    pq.write_table(news.table, folder / "in.parquet", row_group_size=100)
    with (folder / "in.jsonl").open("w") as lines:
        for row in news.table.to_pylist():
            lines.write(json.dumps(row) + "\n")

    def run(source: str, goal: str, *options: str) -> Path:
        call = [PROGRAM, "analyze", "--offsets", "chars", "--markup", news.markup, "--kinds-file", news.kinds]
        done = subprocess.run([*call, "--output", folder / goal, folder / source, *options], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return folder / goal

    return run


@pytest.mark.parametrize("n_threads", [1, 2])
def test_typed_facts(news, want, n_threads) -> None:
    found = []
    for n, analysis in enumerate(news.analyzer.pipe(news.table["text"].to_pylist(), n_threads=n_threads)):
        for fact in analysis.facts:
            found.append((str(n), fact.kind, fact.start, fact.end, fact.text, *fact.core, said(fact.to_dict()["value"])))
    assert found == want


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


def test_python_arrow(news, want) -> None:
    assert from_rows(pa.table(news.analyzer.analyze_arrow(news.table, id="id")).to_pylist()) == want
    assert from_nested(pa.table(news.analyzer.analyze_arrow(news.table, id="id", shape="nested")).to_pylist()) == want


def test_polars(news, want) -> None:
    assert from_rows(pl.DataFrame(news.analyzer.analyze_arrow(pl.from_arrow(news.table), id="id")).to_dicts()) == want


def test_duckdb(news, want, tmp_path) -> None:
    pq.write_table(news.table, tmp_path / "in.parquet")
    texts = duckdb.sql(f"SELECT id, text FROM '{tmp_path}/in.parquet'")
    facts = pa.RecordBatchReader.from_stream(news.analyzer.analyze_arrow(texts, id="id"))
    # Another connection: the first one is streaming the texts.
    rows = duckdb.connect().from_arrow(facts)
    assert from_rows([dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]) == want


def test_pandas(news, want) -> None:
    assert from_rows(pa.table(news.analyzer.analyze_arrow(news.table.to_pandas(), id="id")).to_pylist()) == want


def test_spark(news, want, spark) -> None:
    import tinviet.spark

    texts = spark.createDataFrame(news.table.to_pandas())
    options = {"markup": news.markup, "own_kinds": news.kinds}
    rows = tinviet.spark.analyze(texts, text="text", id="id", shape="flat", **options).toArrow().to_pylist()
    assert from_rows(sorted(rows, key=lambda row: int(row["id"]))) == want
    rows = tinviet.spark.analyze(texts, shape="nested", **options).toArrow().to_pylist()
    assert from_nested(sorted(rows, key=lambda row: int(row["id"]))) == want
