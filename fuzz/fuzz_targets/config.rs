//! See `Target::Config`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinviet_fuzz::Target::Config.check(bytes));
