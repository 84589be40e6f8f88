//! See `Target::Markup`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinviet_fuzz::Target::Markup.check(bytes));
