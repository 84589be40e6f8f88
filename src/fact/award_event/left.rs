//! The left side of a verb: its subject, voice and mood.

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
    /// Whether the act was done.
    pub(super) mood: Mood,
    /// Whether the subject is left out after a comma or `và`.
    pub(super) elided: bool,
    /// Whether the verb is the name of a ceremony: `lễ trao tặng`.
    pub(super) nominal: bool,
    /// Whether the subject is said to have the conditions: it would get the award.
    pub(super) eligible: bool,
    /// Whether `từng` says that it was once done, whatever is wished of who did it.
    pub(super) once: bool,
    /// Whether the act is the purpose or the time of a deed that was done: `vượt qua X để giành`, `bật khóc khi giành`.
    pub(super) purpose: bool,
}

/// Whether an act was done, by the words before its verb; of several the last here holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mood {
    /// It was done.
    #[default]
    Told,
    /// It was denied, refused or is undecided.
    Denied,
    /// The subject proposes it, which grants nothing.
    Proposed,
    /// It is a wish, a target or a condition, not an act.
    Wished,
}

impl Left {
    /// Notes what a word says of the act.
    pub(super) fn note(&mut self, mood: Mood) {
        self.mood = self.mood.max(mood);
    }
}
