//! Analyzers with arbitrary settings: the properties of facts hold for all of them.

use tinviet::{Analyzer, Builder, Kind, LineBreaks, Tokenized, normalize::ToneStyle};

use super::{Verdict, draw::Draw, oracle, pace, tables, text as texts};

pub(super) fn config(draw: &mut Draw<'_>) -> Verdict {
    let own = own_words(draw);
    if draw.one_in(3) {
        let paragraphs = [0; 3].map(|_| texts::paragraph(draw, 300));
        // What else a whole document decides: how its lines end and whether a tokeniser has been through it.
        let analyzer = oracle::built(own.line_breaks(LineBreaks::Hard).tokenized(Tokenized::No));
        return oracle::three_paragraphs(&analyzer, paragraphs);
    }
    let settings = own
        .tone_style(draw.pick(&[ToneStyle::FirstVowel, ToneStyle::SecondVowel, ToneStyle::Preserve]))
        .line_breaks(draw.pick(&[LineBreaks::Auto, LineBreaks::Hard, LineBreaks::Soft]))
        .tokenized(draw.pick(&[Tokenized::Auto, Tokenized::No, Tokenized::Yes]));
    let settings = if draw.one_in(4) { settings.dateline(true) } else { settings };
    let analyzer = oracle::built(settings.clone());
    let text = texts::text(draw, oracle::LONGEST);
    pace::held(text.len(), || analyzer.analyze(&text))?;
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|_| draw.one_in(2)).collect();
    texts::smallest_fault(&text, |text| oracle::laws(&settings, &analyzer, text, &kinds))
}

/// With short forms and awards of a user's own.
fn own_words(draw: &mut Draw<'_>) -> Builder {
    let settings =
        Analyzer::builder().reference_date(oracle::reference_date()).dictionary(tables::any_dictionary(draw));
    match tables::any_awards(draw) {
        Some(awards) => settings.awards(awards),
        None => settings,
    }
}
