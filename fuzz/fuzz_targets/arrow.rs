//! See `Target::Arrow`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinviet_fuzz::Target::Arrow.check(bytes));
