"""Own kinds of fact and graphemes, from Python."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest
import tinviet

KINDS = """
[[kind]]
name = "body"
phrases = "bodies.tsv"

[[kind]]
name = "casualties"
pattern = '@{quantity:dead} (?:đã )?thiệt mạng'
"""
TEXT = "Theo Bộ Y tế, 3 người đã thiệt mạng."


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    (tmp_path / "bodies.tsv").write_text("name\tcode\nBộ Y tế\tBYT\n", encoding="utf-8")
    (tmp_path / "kinds.toml").write_text(KINDS, encoding="utf-8")
    return tmp_path / "kinds.toml"


def test_values_are_dictionaries(kinds: Path) -> None:
    facts = tinviet.Analyzer(own_kinds=kinds).analyze(TEXT).facts
    assert [fact.kind for fact in facts] == ["body", "casualties", "quantity"]
    assert facts[0].value == {"name": "Bộ Y tế", "code": "BYT"}
    assert facts[1].value["dead"]["fact"] == 2
    assert facts[1].value["dead"]["value"]["low"] == "3"
    assert [fact.to_dict()["value"] for fact in facts[:2]] == [fact.value for fact in facts[:2]]
    assert (facts[1].rule, TEXT[facts[1].start : facts[1].end]) == ("own.casualties", "3 người đã thiệt mạng")
    assert hash(facts[0]) == hash(tinviet.Analyzer(own_kinds=kinds).analyze(TEXT).facts[0])


def test_kinds_are_chosen_by_name(kinds: Path) -> None:
    facts = tinviet.Analyzer(own_kinds=kinds, kinds=["casualties"]).analyze(TEXT).facts
    assert [fact.kind for fact in facts] == ["casualties"]
    with pytest.raises(tinviet.Error, match="no kind 'gold'|no kind \"gold\""):
        tinviet.Analyzer(own_kinds=kinds, kinds=["gold"])


def test_a_pickle_needs_no_files(kinds: Path) -> None:
    stored = pickle.dumps(tinviet.Analyzer(own_kinds=kinds))
    kinds.unlink()
    kinds.with_name("bodies.tsv").unlink()
    assert pickle.loads(stored).analyze(TEXT).facts[0].value["code"] == "BYT"


def test_columns_have_code_and_value(kinds: Path) -> None:
    rows = pa.table(tinviet.Analyzer(own_kinds=kinds).analyze_arrow(pa.table({"text": [TEXT]}))).to_pylist()
    assert [(row["kind"], row["code"]) for row in rows] == [("body", "BYT"), ("casualties", None), ("quantity", None)]
    assert json.loads(rows[1]["value"])["dead"]["kind"] == "quantity"


def test_nested_columns_hold_own_kinds(kinds: Path) -> None:
    analyzer = tinviet.Analyzer(own_kinds=kinds)
    flat, nested = (pa.table(analyzer.analyze_arrow(pa.table({"text": [TEXT]}), shape=shape)).to_pylist() for shape in ("flat", "nested"))
    [row] = nested
    assert [(fact["kind"], fact["code"], fact["value"]) for fact in row["facts"]] == [(fact["kind"], fact["code"], fact["value"]) for fact in flat]


def test_polars_reads_the_values(kinds: Path) -> None:
    news = pl.DataFrame({"text": [TEXT]})
    facts = pl.DataFrame(tinviet.Analyzer(own_kinds=kinds, kinds=["casualties"]).analyze_arrow(news))
    dead = facts.select(pl.col("value").str.json_path_match("$.dead.value.low")).item()
    assert dead == "3"


def test_duckdb_reads_the_values(kinds: Path) -> None:
    facts = pa.table(tinviet.Analyzer(own_kinds=kinds).analyze_arrow(pa.table({"text": [TEXT]})))
    query = "SELECT value->>'code', value->'dead'->'value'->>'low' FROM facts WHERE kind IN ('body', 'casualties') ORDER BY start"
    assert duckdb.sql(query).fetchall() == [("BYT", None), (None, "3")]
    assert facts.num_rows == 3


def test_a_tokenised_text_has_the_same_facts(kinds: Path) -> None:
    text = "Theo Bộ_Y_tế , 3 người đã thiệt_mạng ."
    facts = tinviet.Analyzer(own_kinds=kinds, tokenized="yes").analyze(text).facts
    assert [(fact.kind, text[fact.start : fact.end]) for fact in facts] == [
        ("body", "Bộ_Y_tế"),
        ("casualties", "3 người đã thiệt_mạng"),
        ("quantity", "3 người"),
    ]
    assert facts[0].value == {"name": "Bộ Y tế", "code": "BYT"}


def test_an_error_has_file_and_line(kinds: Path) -> None:
    kinds.write_text("[[kind]]\nname = 'x'\npattern = '('\n", encoding="utf-8")
    with pytest.raises(tinviet.Error, match="kinds.toml: line 3: kind \"x\": unclosed group") as raised:
        tinviet.Analyzer(own_kinds=kinds)
    assert (raised.value.kind, raised.value.line) == ("kinds", 3)


def test_graphemes_are_letters() -> None:
    text = "🇻🇳 e\u0302\u0323 tăng 5%"
    fact = tinviet.analyze(text, offsets="graphemes").facts[0]
    assert (fact.text, fact.start, fact.end) == ("5%", 9, 11)


def test_spark_ships_the_file(spark: object, kinds: Path) -> None:
    from tinviet.spark import analyze

    frame = spark.createDataFrame([(1, TEXT)], "id long, text string")  # type: ignore[attr-defined]
    facts = analyze(frame, own_kinds=kinds)
    kinds.unlink()
    assert {row["kind"] for row in facts.collect()} == {"body", "casualties", "quantity"}
