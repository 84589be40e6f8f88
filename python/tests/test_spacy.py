"""The spaCy component."""

from __future__ import annotations

import pytest

import tinviet

spacy = pytest.importorskip("spacy")

TEXT = "Chủ tịch UBND tỉnh tặng Bằng khen cho 2 tập thể; giải ngân đạt trên 95% kế hoạch."


@pytest.fixture(params=["xx", "vi"])
def nlp(request):
    config = {"nlp": {"tokenizer": {"use_pyvi": False}}} if request.param == "vi" else {}
    nlp = spacy.blank(request.param, config=config)
    nlp.add_pipe("tinviet")
    return nlp


def test_spans_and_values(nlp) -> None:
    doc = nlp(TEXT)
    facts = tinviet.analyze(TEXT).facts
    assert doc._.tinviet.facts == facts and len(doc.spans["tinviet"]) == len(facts)
    for span, fact in zip(doc.spans["tinviet"], facts, strict=True):
        assert span.label_ == fact.kind and span._.tinviet == fact
        assert span.start_char <= fact.start and fact.end <= span.end_char
        assert TEXT[span._.tinviet.start : span._.tinviet.end] == fact.text


def test_settings_stand_in_the_config(tmp_path) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("tinviet", config={"kinds": ["percentage"], "spans_key": "facts"})
    nlp.to_disk(tmp_path)
    for pipeline in (nlp, spacy.load(tmp_path)):
        doc = pipeline(TEXT)
        assert [span.label_ for span in doc.spans["facts"]] == ["percentage"]


def test_docs_travel(nlp) -> None:
    docs = list(nlp.pipe([TEXT] * 6, n_process=2, batch_size=2))
    assert [doc._.tinviet for doc in docs] == [tinviet.analyze(TEXT)] * 6
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(docs[0].to_bytes())
    assert again.spans["tinviet"][0]._.tinviet == docs[0]._.tinviet.facts[0]
