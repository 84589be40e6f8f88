"""The calls of the documentation run, and those with an answer beside them give it."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tinviet

ROOT = Path(__file__).parents[2]


def blocks(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(), re.DOTALL)


def run(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **names) -> dict:
    news = pa.table({"id": ["a", "b"], "text": ["Hôm qua, đạt 95%.", "2.800 tỷ đồng"], "published": ["2024-05-02", None], "year": [2024, 2023]})
    (folder / "news").mkdir()
    pq.write_table(news, folder / "news.parquet")
    pq.write_table(news, folder / "news" / "1.parquet")
    monkeypatch.chdir(folder)
    exec(code, names)
    return names


def test_pipelines_over_frames(tmp_path, monkeypatch) -> None:
    frames, stream, _ = blocks("docs/pipelines.md")
    names = run(frames + stream, tmp_path, monkeypatch)
    assert pq.read_table("facts.parquet")["kind"].to_pylist() == ["date", "percentage", "money"]
    assert names["facts"].schema.names[0] == "id"


def test_pipelines_over_spark(tmp_path, monkeypatch, spark) -> None:
    # Spark's own folder is where its machine began.
    code = blocks("docs/pipelines.md")[2].replace('"news"', f'"{tmp_path}/news"').replace('"facts"', f'"{tmp_path}/facts"')
    run(code, tmp_path, monkeypatch, spark=spark)
    assert list((tmp_path / "facts").glob("kind=money/*.parquet"))


def test_readme(tmp_path, monkeypatch, capsys) -> None:
    run("\n".join(blocks("python/README.md")), tmp_path, monkeypatch)
    assert "Bằng khen" in capsys.readouterr().out


def test_docstrings() -> None:
    done = doctest.testmod(tinviet, extraglobs={"tinviet": tinviet})
    assert done.attempted > 3 and done.failed == 0
