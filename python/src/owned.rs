//! An analysis together with the text that it borrows. `Analysis::into_owned` would copy the canonical text once more, a third of the memory of
//! a kept result.

use std::{mem::ManuallyDrop, ops::Deref};

use tinviet::{Analysis, Analyzer, Input, Markup, ReferenceDate, Scratch};

/// An analysis that keeps its text.
pub(crate) struct Owned {
    found: ManuallyDrop<Analysis<'static>>,
    /// The text that `found` borrows, from `Box::into_raw`.
    text: *mut str,
}

// SAFETY: the text is never written to, so it may be sent and shared between threads.
unsafe impl Send for Owned {}
// SAFETY: as above.
unsafe impl Sync for Owned {}

/// What is known about a text.
#[derive(Clone, Copy)]
pub(crate) struct How {
    pub(crate) reference: Option<ReferenceDate>,
    pub(crate) markup: Markup,
}

impl Owned {
    /// Analyses the text as requested.
    pub(crate) fn new(analyzer: &Analyzer, scratch: &mut Scratch, text: String, how: How) -> Self {
        let text = Box::into_raw(text.into_boxed_str());
        // SAFETY: the box lives until `drop`, which is after `found`.
        let borrowed: &'static str = unsafe { &*text };
        let input = Input::new(borrowed).reference_date(how.reference).markup(how.markup).scratch(scratch);
        Self { found: ManuallyDrop::new(analyzer.analyze(input)), text }
    }
}

impl Deref for Owned {
    type Target = Analysis<'static>;

    fn deref(&self) -> &Analysis<'static> {
        &self.found
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: nothing reads `found` after this, and it is dropped before the text that it borrows.
        unsafe {
            ManuallyDrop::drop(&mut self.found);
            drop(Box::from_raw(self.text));
        }
    }
}
