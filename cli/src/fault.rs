//! Faults of ours: a panic becomes an error that names the document, and nobody sees its raw text.

use std::{
    cell::RefCell,
    fmt,
    panic::{self, AssertUnwindSafe, catch_unwind},
};

thread_local! {
    /// Where the last panic of this thread came from: a file and a line.
    static ORIGIN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics from printing themselves; what they say to a developer is kept for [`guard`].
pub(crate) fn hush() {
    panic::set_hook(Box::new(|fault| {
        let origin = fault.location().map(|at| {
            // The whole path names the machine that built the program.
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{file}:{}", at.line())
        });
        ORIGIN.with(|cell| *cell.borrow_mut() = origin);
    }));
}

/// Runs `work` on the document at `place`; a panic in it is an error that says what to do.
pub(crate) fn guard<T>(place: &dyn fmt::Display, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let origin = ORIGIN.with(|cell| cell.borrow_mut().take());
        let origin = origin.map(|origin| format!(" ({origin})")).unwrap_or_default();
        format!("{place}: a fault in tinviet{origin}; please report it with this document")
    })
}

/// In a development build: faults at the document that `TINVIET_FAULT` names, and stays in the one that `TINVIET_STALL` names, so that tests
/// see what becomes of a fault, and of a signal in a long document.
pub(crate) fn provoke(place: &dyn fmt::Display) {
    #[cfg(debug_assertions)]
    {
        let named =
            |variable| std::env::var(variable).is_ok_and(|name| !name.is_empty() && place.to_string().ends_with(&name));
        if named("TINVIET_FAULT") {
            panic!("asked for");
        }
        while named("TINVIET_STALL") {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
    let _ = place;
}
