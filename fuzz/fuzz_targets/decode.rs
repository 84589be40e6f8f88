//! See `Target::Decode`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tinviet_fuzz::Target::Decode.check(bytes));
