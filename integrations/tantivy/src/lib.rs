//! Vietnamese full text for tantivy: a tokenizer over tinviet's words with exact offsets, and filters for what people type.
//!
//! | a query | finds | thanks to |
//! | --- | --- | --- |
//! | `dai hoc hoa binh` | `Đại học Hoà Bình` | [`Folded`] |
//! | `quy hoà`, `quý hòa` | `Quí Hoà`, not `quy hoa` | [`Variants`] |
//! | `ủy ban nhân dân tỉnh` | `UBND tỉnh`, and vice versa | [`ShortForms`] |
//!
//! A syllable is a token, as in most Vietnamese indexes: a word of several syllables is a phrase query, and no word boundaries have to be guessed.
//!
//! ```
//! use tantivy::tokenizer::TextAnalyzer;
//! use tinviet_tantivy::{Folded, ShortForms, Words};
//!
//! let mut analyzer = TextAnalyzer::builder(Words).filter(ShortForms::default()).filter(Folded).build();
//! let mut tokens = analyzer.token_stream("UBND tỉnh");
//! let mut found = Vec::new();
//! tokens.process(&mut |token| found.push((token.text.clone(), token.position, token.offset_from..token.offset_to)));
//! assert_eq!(found[0], ("uy".to_owned(), 0, 0..4));
//! assert_eq!(found[4], ("tinh".to_owned(), 4, 5..11));
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod filter;
mod short_form;
mod words;

pub use filter::{Folded, FoldedFilter, FoldedStream, Variants, VariantsFilter, VariantsStream};
pub use short_form::{ShortForms, ShortFormsFilter, ShortFormsStream};
pub use words::{Words, WordsStream};

#[cfg(test)]
mod tests;
