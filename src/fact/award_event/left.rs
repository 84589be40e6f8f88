//! What was read to the left of a verb: its subject, its voice, its mood.

use std::ops::Range;

/// What was read to the left of a verb.
#[derive(Clone, Debug, Default)]
pub(super) struct Left {
    /// The position of `được`, where the voice is passive.
    pub(super) passive: Option<usize>,
    /// Between `được` and the verb.
    pub(super) agent: Option<Range<usize>>,
    /// The subject: of the active verb its agent, of the passive the recipients.
    pub(super) subject: Option<Range<usize>>,
    /// The authority on whose behalf the act is done: `thừa ủy quyền của X`.
    pub(super) authority: Option<Range<usize>>,
    /// Where the clause begins.
    pub(super) start: usize,
    /// Whether the subject is left out after a comma or `và`.
    pub(super) elided: bool,
    /// Whether the verb is the name of a ceremony: `lễ trao tặng`.
    pub(super) nominal: bool,
    /// Whether the subject is said to have the conditions: it would get the award.
    pub(super) eligible: bool,
    /// Whether the act is denied or only proposed.
    pub(super) negated: bool,
    /// Whether the subject only proposes the act: it grants nothing.
    pub(super) proposed: bool,
    /// Whether `từng` says that it was once done.
    pub(super) told: bool,
    /// Whether the act is the purpose or the time of a deed that was done: `vượt qua X để giành`, `bật khóc khi giành`.
    pub(super) purpose: bool,
    /// Whether the act is a wish, a target or a purpose.
    pub(super) irreal: bool,
}
