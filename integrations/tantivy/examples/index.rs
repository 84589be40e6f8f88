//! The example of `docs/search.md`: an index of two fields, queried without diacritics and by a short form.

use tantivy::{
    Index,
    collector::Count,
    doc,
    query::QueryParser,
    schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::TextAnalyzer,
};
use tinviet_tantivy::{Folded, ShortForms, Variants, Words};

fn main() -> tantivy::Result<()> {
    let options = |tokenizer| {
        let positions = IndexRecordOption::WithFreqsAndPositions; // for phrases
        TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(positions))
    };
    let mut schema = Schema::builder();
    let folded = schema.add_text_field("folded", options("folded"));
    let variants = schema.add_text_field("variants", options("variants"));
    let index = Index::create_in_ram(schema.build());

    let analyzer = TextAnalyzer::builder(Words).filter(ShortForms::default()).filter(Folded).build();
    index.tokenizers().register("folded", analyzer);
    let analyzer = TextAnalyzer::builder(Words).filter(ShortForms::default()).filter(Variants).build();
    index.tokenizers().register("variants", analyzer);

    let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
    for text in ["Trường Đại học Hoà Bình khai giảng.", "UBND tỉnh họp."] {
        writer.add_document(doc!(folded => text, variants => text))?;
    }
    writer.commit()?;

    let mut parser = QueryParser::for_index(&index, vec![folded, variants]);
    parser.set_field_boost(variants, 3.0); // exact matches first
    let searcher = index.reader()?.searcher();
    for query in ["\"dai hoc hoa binh\"", "\"ủy ban nhân dân tỉnh\""] {
        assert_eq!(searcher.search(&parser.parse_query(query)?, &Count)?, 1, "{query}");
    }
    Ok(())
}
