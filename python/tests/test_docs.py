"""The code in the documentation runs, and where a result is given, it is the result."""

from __future__ import annotations

import datetime
import doctest
import importlib.util
import re
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tinviet

ROOT = Path(__file__).parents[2]


def blocks(name: str) -> list[str]:
    """The code blocks of a page, without those that need a package that is not installed."""
    found = re.findall(r"(?:<!-- needs: (\w+) -->\n)?```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    return [code for needs, code in found if not needs or importlib.util.find_spec(needs)]


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
    # The JVM keeps the folder in which it was started, so the paths must be absolute.
    code = blocks("docs/pipelines.md")[2].replace('"news"', f'"{tmp_path}/news"').replace('"facts"', f'"{tmp_path}/facts"')
    run(code, tmp_path, monkeypatch, spark=spark)
    assert list((tmp_path / "facts").glob("kind=money/*.parquet"))


def test_readme(tmp_path, monkeypatch, capsys) -> None:
    code = "\n".join(blocks("python/README.md"))
    names = run(code, tmp_path, monkeypatch)
    printed = capsys.readouterr().out
    assert "Bằng khen" in printed
    for line in re.findall(r"print\(.*\) +# (.*)", code):
        assert line in printed
    if importlib.util.find_spec("datasets"):
        assert [[fact["kind"] for fact in row] for row in names["news"]["facts"]] == [["percentage"], ["percentage"]]


def test_tutorial(tmp_path, monkeypatch) -> None:
    run("\n".join(blocks("docs/tutorial-python.md")), tmp_path, monkeypatch)


def test_the_tutorial_as_a_notebook() -> None:
    pytest.importorskip("ipykernel")
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    cells = [nbformat.v4.new_code_cell(code) for code in [*blocks("docs/tutorial-python.md"), "analysis"]]
    done = nbclient.NotebookClient(nbformat.v4.new_notebook(cells=cells), timeout=300).execute()
    [shown] = done.cells[-1].outputs
    assert "<mark" in shown.data["text/html"] and "trên 95%" in shown.data["text/html"]


def test_search(capsys) -> None:
    for code in blocks("docs/search.md"):
        exec(code, {})
        printed = capsys.readouterr().out.strip()
        assert printed == re.findall(r"print\(.*\) +# (.*)", code)[-1]


@pytest.mark.parametrize("name", ["tinviet", "tinviet._analyzer", "tinviet._text", "tinviet._types", "tinviet.spacy"])
def test_docstrings(name: str) -> None:
    if name == "tinviet.spacy":
        pytest.importorskip("spacy")
    done = doctest.testmod(importlib.import_module(name), extraglobs={"tinviet": tinviet, "datetime": datetime, "Fraction": Fraction})
    assert done.attempted > 3 and done.failed == 0
