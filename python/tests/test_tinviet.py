"""Python returns what the library finds."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

import tinviet

TEXT = "Uỷ ban nhân dân (UBND) tỉnh cho biết 🏅 tỉ lệ giải ngân đạt trên 95% kế hoạch."
PAGE = "<p title='1%'>UBND <b>t&ograve;an</b> huyện có <b>13</b> xã.</p>"


def value(text: str, kind: str, **settings):
    """The value of the only fact of a kind."""
    (fact,) = tinviet.Analyzer(kinds=[kind], **settings).analyze(text).facts
    return fact.value


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
    assert fact.value.low == Decimal(95) and isinstance(fact.value.low, Decimal)
    assert TEXT[slice(*fact.core)] == "95%"
    match fact:
        case tinviet.Fact(kind="percentage", value=tinviet.Percentage(low=low, unit="percent")):
            assert low == 95
        case _:
            pytest.fail(repr(fact))


def test_numbers_are_exact() -> None:
    assert str(value("Giá 0,30 USD", "money").low) == "0.3"
    assert value("Có 6/6 xã đạt chuẩn", "quantity").low == tinviet.Ratio(6, 6) == Fraction(1)
    assert str(value("Có 6/6 xã đạt chuẩn", "quantity").low) == "6/6"
    assert value("Số 123456789012345678901234567890.", "number").low == Decimal("123456789012345678901234567890")


def test_dates_know_their_days() -> None:
    (fact,) = tinviet.analyze("Quý II/2024, sản lượng tăng.").facts
    assert isinstance(fact.value.edtf, str) and fact.value.edtf == "2024-34"
    assert fact.value.edtf.earliest == datetime.date(2024, 4, 1)
    assert fact.value.edtf.latest == datetime.date(2024, 6, 30)
    assert tinviet.Edtf("../2024").earliest is None
    assert tinviet.Edtf("-0042").latest is None
    for made in (pickle.loads(pickle.dumps(fact.value.edtf)), copy.deepcopy(fact.value.edtf)):
        assert made == fact.value.edtf and type(made) is tinviet.Edtf


@pytest.mark.parametrize(
    "date",
    [
        "2024-05-02",
        datetime.date(2024, 5, 2),
        datetime.datetime(2024, 5, 2, 9, 30),
        datetime.datetime(2024, 5, 1, 20, tzinfo=datetime.timezone.utc),
        datetime.datetime(2024, 5, 2, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=7))),
    ],
)
def test_reference_dates(date) -> None:
    assert value("Hôm qua họp.", "date", reference_date=date).edtf == "2024-05-01"
    (fact,) = tinviet.analyze("Hôm qua họp.", reference_date=date).facts
    assert fact.value.edtf == "2024-05-01"


def test_reference_dates_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    stamp = pd.Timestamp("2024-05-02 09:30:00.123456789")
    assert value("Hôm qua họp.", "date", reference_date=stamp).edtf == "2024-05-01"
    (fact,) = tinviet.analyze("Hôm qua họp.", reference_date=pd.NaT).facts
    assert fact.value.edtf is None


def test_results_and_analyzers_travel() -> None:
    analyzer = tinviet.Analyzer(kinds=["percentage"], dictionary={"UBND": "Ủy ban nhân dân"})
    analysis = analyzer.analyze(TEXT)
    assert pickle.loads(pickle.dumps(analysis)) == analysis
    assert copy.copy(analysis) is analysis and copy.deepcopy(analysis) == analysis
    assert pickle.loads(pickle.dumps(analyzer)).analyze(TEXT) == analysis
    assert analysis != analyzer.analyze(TEXT, offsets="bytes") and analysis != TEXT
    assert repr(analyzer) == "Analyzer(kinds=['percentage'], dictionary={'UBND': 'Ủy ban nhân dân'})"
    assert repr(analysis) == "Analysis('Uỷ ban nhân dân (UBND) tỉnh ch…', 1 fact, 1 abbreviation, 1 sentence)"
    assert analysis.to_dict()["schema"] == "tinviet/2" and json.loads(analysis.to_json()) == analysis.to_dict()
    for part in (*analysis.facts, analysis.facts, *analysis.definitions, *analysis.abbreviations, analysis.structure):
        assert pickle.loads(pickle.dumps(part)) == part == copy.deepcopy(part)
        assert hash(pickle.loads(pickle.dumps(part))) == hash(part)


def test_facts_are_a_sequence() -> None:
    facts = tinviet.analyze("Tăng 5%, giảm 7%, còn 9%.").facts
    assert isinstance(facts, Sequence) and len(facts) == 3
    assert [fact.text for fact in facts] == ["5%", "7%", "9%"] == [fact.text for fact in reversed(facts)][::-1]
    assert facts[-1] == facts[2] == facts[1:][1] and facts[0] in facts and facts.index(facts[1]) == 1 and facts.count(facts[1]) == 1
    assert facts == list(facts) and facts == tuple(facts) and facts != facts[:2]
    with pytest.raises(IndexError):
        facts[3]
    assert tinviet.analyze("").facts == () and not tinviet.analyze("").facts


def test_a_repr_says_what_is_there() -> None:
    (fact,) = tinviet.analyze("đạt trên 95%").facts
    want = "Fact(kind='percentage', start=4, end=12, text='trên 95%', value=Percentage(low=Decimal('95'), bound='more_than', unit='percent'))"
    assert repr(fact) == want
    assert fact.to_dict()["value"] == {"low": "95", "high": None, "bound": "more_than", "unit": "percent"}


def test_the_parts_of_an_analysis() -> None:
    text = "Hội làng vào xuân\n\nSáng qua, Sở GD-ĐT mở Ðại hội. UBND tỉnh tòan dự."
    analysis = tinviet.analyze(text)
    row = analysis.to_dict()
    assert analysis.text == row["text"] == text and "toàn" in analysis.canonical
    assert [list(span) for span in analysis.sentences] == row["sentences"]
    assert [change.to_dict() for change in analysis.normalization] == row["normalization"]
    assert [mention.to_dict() for mention in analysis.abbreviations] == row["abbreviations"]["occurrences"]
    assert {name: part for name, part in analysis.structure.to_dict().items()} == row["structure"]
    assert analysis.expand("all") == tinviet.expand(text, policy="all")
    assert analysis.facts[0].rule == analysis.to_dict(rules=True)["facts"][0]["rule"]
    assert "rule" in tinviet.Analyzer(rules=True).analyze(text).to_dict()["facts"][0]
    assert list(analysis) == list(analysis.facts)


def test_candidates_say_why() -> None:
    (mention,) = tinviet.analyze("Đoàn công tác của TW về làm việc với HĐQT.").abbreviations[:1]
    assert mention.short and isinstance(mention.candidates, tuple)
    for candidate in mention.candidates:
        assert candidate.expansion and all(reason.cue for reason in candidate.reasons)


def test_notebooks_show_the_marked_text() -> None:
    html = tinviet.analyze("<b>Tăng 5%</b> & Bằng khen cho 2 tập thể.")._repr_html_()
    assert "&lt;b&gt;Tăng <mark" in html and ">5%</mark>&lt;/b&gt; &amp;" in html
    assert html.count("<mark") == html.count("</mark>") >= 2
    assert ">13 xã</mark>" in tinviet.analyze(PAGE, markup="html")._repr_html_()


def test_text_functions() -> None:
    assert tinviet.normalize("Uỷ ban") == "Ủy ban"
    assert tinviet.normalize("Ủy ban", tone_style="second-vowel") == "Uỷ ban"
    assert tinviet.normalize("“Lí do” –", i_y="y", punctuation="ascii") == '"Lý do" -'
    assert tinviet.normalize("🏅 tòan", changes=True).changes == (tinviet.Change(3, 5, "oà", "tone_placement"),)
    assert "Ủy ban nhân dân tỉnh" in tinviet.expand("Chủ tịch UBND tỉnh", policy="all")
    assert tinviet.fold("Đường Nguyễn Huệ") == "Duong Nguyen Hue"
    assert tinviet.variant_key("Quí Hoà") == tinviet.variant_key("quý hòa") != tinviet.variant_key("quy hoa")
    assert tinviet.fix_mojibake("Thá»§ tÆ°á»›ng") == "Thủ tướng"
    assert [(word.text, word.valid, word.tone) for word in tinviet.syllables("Đường xyz")] == [
        ("Đường", True, "grave"),
        ("xyz", False, None),
    ]
    assert tinviet.schema()["properties"]["schema"]["const"] == "tinviet/2"


def test_encodings() -> None:
    for encoding in ("tcvn3", "vni", "viqr", "viscii", "windows-1258", "vps", "utf-16le"):
        assert tinviet.decode(tinviet.encode("Hà Nội", encoding), encoding) == "Hà Nội"
    assert tinviet.detect(b"\xa7\xb6ng \xf1y x\xb7 h\xe9i").encoding == "tcvn3"
    assert tinviet.decode("Hà Nội".encode()) == "Hà Nội"
    with pytest.raises(tinviet.Error) as caught:
        tinviet.decode(b"ab\xff", "utf-8")
    assert (caught.value.kind, caught.value.offset) == ("encoding", 2)


def test_pages() -> None:
    (fact,) = tinviet.analyze(PAGE, markup="html").facts
    assert (fact.text, PAGE[fact.start : fact.end]) == ("13 xã", "13</b> xã")
    assert tinviet.Analyzer(markup="html").analyze(PAGE).facts == (fact,)
    assert tinviet.expand(PAGE, policy="all", markup="html") == PAGE.replace("UBND", "Ủy ban nhân dân")
    assert tinviet.normalize(PAGE, markup="html") == PAGE.replace("&ograve;an", "oàn")
    dated = "<meta name='pubdate' content='2024-05-01'><p>Hôm qua"
    (fact,) = tinviet.Analyzer(markup="html", reference_date="auto").analyze(dated).facts
    assert fact.value.edtf == "2024-04-30"


def test_lines_and_tokens() -> None:
    broken = "Căn cứ Nghị định số\n30/2020/NĐ-CP"
    assert len(tinviet.analyze(broken).facts) == 1
    assert len(tinviet.Analyzer(line_breaks="hard").analyze(broken).facts) == 0
    assert tinviet.Analyzer(tokenized="no").analyze("Huyện có 13 tập_thể .").facts[0].text == "13 tập"


def test_own_tables(tmp_path) -> None:
    table = tmp_path / "terms.tsv"
    table.write_text("ABC\tÁ Bê Cê\n", encoding="utf-8")
    for dictionary in (table, str(table), {"ABC": "Á Bê Cê"}):
        analyzer = tinviet.Analyzer(dictionary=dictionary)
        assert pickle.loads(pickle.dumps(analyzer)).expand("ABC họp", policy="all") == "Á Bê Cê họp"
    assert tinviet.Analyzer(dictionary={"UBND": None}).expand("UBND họp", policy="all") == "UBND họp"
    (fact,) = tinviet.Analyzer(awards={"ngon-co-dau": "Ngọn cờ đầu"}, kinds=["award"]).analyze("Được tặng Ngọn cờ đầu.").facts
    assert fact.value == tinviet.Award("ngon-co-dau", None)
    table.write_text("ABC\n", encoding="utf-8")
    with pytest.raises(tinviet.Error, match=r"terms\.tsv: line 1") as caught:
        tinviet.Analyzer(dictionary=table)
    assert (caught.value.kind, caught.value.line) == ("table", 1)


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
        lambda: tinviet.Analyzer(awards={"a": "b\nc"}),
        lambda: tinviet.expand("UBND", policy="none"),
        lambda: tinviet.analyze("UBND", offsets="words"),
        lambda: tinviet.analyze(None),
        lambda: tinviet.pipe([], batch_size=0),
        lambda: tinviet.pipe("Đạt 95%."),
        lambda: list(tinviet.pipe(["a", "b"], reference_dates=[None])),
        lambda: tinviet.pipe([], errors="ignore"),
    ],
)
def test_settings_that_cannot_be_taken(call) -> None:
    with pytest.raises(tinviet.Error, match="expected") as caught:
        call()
    assert caught.value.kind == "setting" and pickle.loads(pickle.dumps(caught.value)).kind == "setting"


def test_a_panic_is_an_error() -> None:
    from tinviet import _tinviet

    with pytest.raises(tinviet.Error, match="a bug in tinviet, please report it: asked to") as caught:
        _tinviet._fail()
    assert caught.value.kind == "internal"


def test_half_a_surrogate_pair_is_no_text() -> None:
    for call in (tinviet.analyze, tinviet.normalize, tinviet.fold, tinviet.expand):
        with pytest.raises(tinviet.Error, match="a lone surrogate") as caught:
            call("ab\ud800")
        assert (caught.value.kind, caught.value.offset) == ("encoding", 2)
