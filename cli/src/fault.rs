//! Bugs: a panic becomes an error that names the document, instead of a raw panic message.

use std::{
    cell::RefCell,
    fmt,
    panic::{self, AssertUnwindSafe, catch_unwind},
};

thread_local! {
    /// Where the last panic of this thread came from: a file and a line.
    static ORIGIN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics from printing; their location is kept for [`guard`].
pub(crate) fn hush() {
    panic::set_hook(Box::new(|fault| {
        let origin = fault.location().map(|at| {
            // The full path would reveal the build machine.
            let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{file}:{}", at.line())
        });
        ORIGIN.with(|cell| *cell.borrow_mut() = origin);
    }));
}

/// Runs `work` on the document at `place`; a panic becomes an error that says what to do.
pub(crate) fn guard<T>(place: &dyn fmt::Display, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let origin = ORIGIN.with(|cell| cell.borrow_mut().take());
        let origin = origin.map(|origin| format!(" ({origin})")).unwrap_or_default();
        format!("{place}: a bug in tinviet{origin}; please report it with this document")
    })
}

/// In a development build: panics at the document that `TINVIET_FAULT` names and hangs in the one that `TINVIET_STALL` names, so that tests
/// can check panics, and signals during a long document.
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
