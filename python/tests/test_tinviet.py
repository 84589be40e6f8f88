"""What Python sees is what the library finds."""

from __future__ import annotations

import pickle

import pytest

import tinviet

TEXT = "Uỷ ban nhân dân (UBND) tỉnh cho biết 🏅 tỉ lệ giải ngân đạt trên 95% kế hoạch."


def test_offsets_count_python_characters() -> None:
    for fact in tinviet.analyze(TEXT).facts:
        assert TEXT[fact.start : fact.end] == fact.text


@pytest.mark.parametrize(("unit", "encoding", "width"), [("bytes", "utf-8", 1), ("utf16", "utf-16-le", 2)])
def test_other_units(unit: str, encoding: str, width: int) -> None:
    for fact in tinviet.analyze(TEXT, offsets=unit).facts:
        assert TEXT.encode(encoding)[fact.start * width : fact.end * width].decode(encoding) == fact.text


def test_values_are_typed() -> None:
    (fact,) = tinviet.Analyzer(kinds=["percentage"]).analyze(TEXT).facts
    assert fact.value == tinviet.Percentage(low="95", high=None, bound="more_than", unit="percent")
    assert TEXT[slice(*fact.core)] == "95%"


def test_results_and_analyzers_travel() -> None:
    analyzer = tinviet.Analyzer(kinds=["percentage"], dictionary={"UBND": "Ủy ban nhân dân"})
    analysis = analyzer.analyze(TEXT)
    assert pickle.loads(pickle.dumps(analysis)) == analysis
    assert pickle.loads(pickle.dumps(analyzer)).analyze(TEXT) == analysis
    assert repr(analyzer).startswith("Analyzer(kinds=['percentage']")
    assert repr(analysis).startswith("Analysis(1 facts")
    assert analysis.to_dict()["schema"] == "tinviet/2"


def test_text_functions() -> None:
    assert tinviet.normalize("Uỷ ban") == "Ủy ban"
    assert tinviet.normalize("Ủy ban", tone_style="second-vowel") == "Uỷ ban"
    assert "Ủy ban nhân dân tỉnh" in tinviet.expand("Chủ tịch UBND tỉnh", policy="all")


def test_pages() -> None:
    page = "<p title='1%'>UBND <b>t&ograve;an</b> huyện có <b>13</b> xã.</p>"
    (fact,) = tinviet.analyze(page, markup="html").facts
    assert (fact.text, page[fact.start : fact.end]) == ("13 xã", "13</b> xã")
    assert tinviet.Analyzer(markup="html").analyze(page).facts == (fact,)
    assert tinviet.expand(page, policy="all", markup="html") == page.replace("UBND", "Ủy ban nhân dân")
    assert tinviet.normalize(page, markup="html") == page.replace("&ograve;an", "oàn")
    dated = "<meta name='pubdate' content='2024-05-01'><p>Hôm qua"
    (fact,) = tinviet.Analyzer(markup="html", reference_date="auto").analyze(dated).facts
    assert fact.value.edtf == "2024-04-30"


def test_definitions_and_mentions() -> None:
    analysis = tinviet.analyze(TEXT)
    (definition,) = analysis.definitions
    assert (definition.short, TEXT[definition.long_start : definition.long_end]) == ("UBND", "Uỷ ban nhân dân")


@pytest.mark.parametrize(
    "call",
    [
        lambda: tinviet.Analyzer(kinds=["percent"]),
        lambda: tinviet.Analyzer(tone_style="new"),
        lambda: tinviet.Analyzer(markup="xml"),
        lambda: tinviet.Analyzer(reference_date="yesterday"),
        lambda: tinviet.expand("UBND", policy="none"),
        lambda: tinviet.analyze("UBND", offsets="words"),
    ],
)
def test_settings_that_cannot_be_taken(call) -> None:
    with pytest.raises(ValueError, match="expected"):
        call()
