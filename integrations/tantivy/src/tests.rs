//! Queries as people type them find the text as written, with exact offsets.

use tantivy::{
    Index, TantivyDocument,
    collector::{Count, TopDocs},
    doc,
    query::QueryParser,
    schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _},
    snippet::SnippetGenerator,
    tokenizer::TextAnalyzer,
};

use crate::{Folded, ShortForms, Variants, Words};

const TEXTS: [&str; 4] = [
    "Sinh viên Trường Đại học Hoà Bình dự lễ.",
    "UBND tỉnh Quảng Nam họp.",
    "Ủy ban nhân dân tỉnh Quảng Nam họp.",
    // In NFD.
    "Lễ hội Hoa\u{300} Bi\u{300}nh mở cửa.",
];

fn analyzers() -> [(&'static str, TextAnalyzer); 2] {
    let written = || TextAnalyzer::builder(Words).filter(ShortForms::default());
    [("folded", written().filter(Folded).build()), ("variants", written().filter(Variants).build())]
}

fn index() -> (Index, Field, Field) {
    let options = |tokenizer| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing) | STORED
    };
    let mut schema = Schema::builder();
    let folded = schema.add_text_field("folded", options("folded"));
    let variants = schema.add_text_field("variants", options("variants"));
    let index = Index::create_in_ram(schema.build());
    for (name, analyzer) in analyzers() {
        index.tokenizers().register(name, analyzer);
    }
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    for text in TEXTS {
        writer.add_document(doc!(folded => text, variants => text)).unwrap();
    }
    writer.commit().unwrap();
    (index, folded, variants)
}

/// The texts that a query finds in a field, by their number.
fn found(index: &Index, field: Field, query: &str) -> Vec<usize> {
    let searcher = index.reader().unwrap().searcher();
    let query = QueryParser::for_index(index, vec![field]).parse_query(query).unwrap();
    let top = searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).unwrap();
    assert_eq!(searcher.search(&query, &Count).unwrap(), top.len());
    let text = |address| {
        let document: TantivyDocument = searcher.doc(address).unwrap();
        let text = document.get_first(field).unwrap().as_str().unwrap().to_owned();
        TEXTS.iter().position(|known| *known == text).unwrap()
    };
    let mut found: Vec<_> = top.into_iter().map(|(_, address)| text(address)).collect();
    found.sort_unstable();
    found
}

#[test]
fn what_is_typed_without_marks_is_found() {
    let (index, folded, variants) = index();
    assert_eq!(found(&index, folded, "\"dai hoc hoa binh\""), [0]);
    assert_eq!(found(&index, folded, "\"hòa bình\""), [0, 3]);
    assert_eq!(found(&index, variants, "\"hòa bình\""), [0, 3]);
    assert!(found(&index, variants, "\"hoa binh\"").is_empty());
}

#[test]
fn short_forms_are_found_by_their_long_forms_and_the_other_way_round() {
    let (index, folded, variants) = index();
    for field in [folded, variants] {
        for query in ["\"ủy ban nhân dân\"", "UBND", "\"uỷ ban nhân dân tỉnh Quảng Nam\"", "\"UBND tỉnh Quảng Nam\""]
        {
            assert_eq!(found(&index, field, query), [1, 2], "{query}");
        }
        assert!(found(&index, field, "\"UBND Quảng Nam\"").is_empty());
    }
}

#[test]
fn what_was_found_is_marked_at_its_bytes() {
    let (index, folded, _) = index();
    let searcher = index.reader().unwrap().searcher();
    let query = QueryParser::for_index(&index, vec![folded]).parse_query("binh UBND").unwrap();
    let snippets = SnippetGenerator::create(&searcher, &*query, folded).unwrap();
    for (text, want) in [(TEXTS[0], "Bình"), (TEXTS[1], "UBND"), (TEXTS[3], "Bi\u{300}nh")] {
        let snippet = snippets.snippet(text);
        let marked: Vec<&str> = snippet.highlighted().iter().map(|range| &snippet.fragment()[range.clone()]).collect();
        assert!(!marked.is_empty() && marked.iter().all(|marked| *marked == want), "{marked:?}");
    }
}

#[test]
fn offsets_are_those_of_the_text() {
    for (_, mut analyzer) in analyzers() {
        for text in TEXTS.into_iter().chain(["", "30/2020/NĐ-CP của CSGT, TP.HCM: xa@bao.example"]) {
            let mut last = (0, None);
            analyzer.token_stream(text).process(&mut |token| {
                assert!(text.get(token.offset_from..token.offset_to).is_some_and(|text| !text.is_empty()));
                assert!(token.offset_from >= last.0 && last.1.is_none_or(|last| token.position == last + 1));
                last = (token.offset_from, Some(token.position));
            });
        }
    }
}
