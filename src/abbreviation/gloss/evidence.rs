//! How a gloss was told, and where it begins.

/// How a gloss was told from the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::abbreviation) enum Evidence {
    /// The dictionary knows the short form by it.
    Known,
    /// A head noun in capitals.
    Name,
    /// A name in quotation marks.
    Quoted,
    /// A head noun in small letters.
    Term,
    /// A word that says what kind of thing follows.
    Kind,
    /// An item of a list.
    Item,
    /// Words in another language.
    Foreign,
    /// A noun after a word that no long form holds.
    Noun,
}

/// Where a long form begins, and how that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::abbreviation) struct Gloss {
    pub(in crate::abbreviation) start: usize,
    pub(in crate::abbreviation) evidence: Evidence,
}
