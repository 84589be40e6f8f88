//! How a gloss was recognised, and where it starts.

/// How a gloss was distinguished from the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::abbreviation) enum Evidence {
    /// The dictionary has this sense.
    Known,
    /// A head noun in capitals.
    Name,
    /// A name in quotation marks.
    Quoted,
    /// A head noun in lower case.
    Term,
    /// A word that says what kind of thing follows.
    Kind,
    /// An item of a list.
    Item,
    /// Words in another language.
    Foreign,
    /// A noun after a word that cannot be part of a long form.
    Noun,
}

/// The start of a long form, and how it was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::abbreviation) struct Gloss {
    pub(in crate::abbreviation) start: usize,
    pub(in crate::abbreviation) evidence: Evidence,
}
