//! The targets of `fuzz/` with the same bytes in every run, as libFuzzer would run them, and the findings so far.
//!
//! `TINVIET_ROUNDS=10000 cargo test --test fuzz` looks further; `scripts/fuzz SECONDS` runs libFuzzer.

use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a crate of its own in `fuzz/`, whose programs use the rest"
)]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::{Target, draw, finds};

/// Bytes per round: more than most texts need.
const BYTES: usize = 240;

/// Longer than any round takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the rounds of a target on a thread that is abandoned if a round does not end.
fn rounds(target: Target) {
    let count = std::env::var("TINVIET_ROUNDS").ok().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let at = Arc::new(Mutex::new(0));
    let (ended, end) = mpsc::channel();
    let place = Arc::clone(&at);
    let thread = thread::spawn(move || {
        for round in 0..count {
            *place.lock().unwrap() = round;
            target.check(&draw::bytes(round, BYTES));
            ended.send(()).unwrap();
        }
    });
    loop {
        match end.recv_timeout(PATIENCE) {
            Ok(()) => {}
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("{target:?}: round {} does not end", at.lock().unwrap()),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    assert!(thread.join().is_ok(), "{target:?}: round {}", at.lock().unwrap());
}

macro_rules! targets {
    ($($name:ident = $target:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                rounds(Target::$target);
            }
        )*
    };
}

targets! {
    analyze = Analyze, normalize = Normalize, decode = Decode, detect = Detect, expand = Expand, config = Config, markup = Markup, edtf = Edtf, dictionary = Dictionary,
    awards = Awards, jsonl = Jsonl, arrow = Arrow,
}

/// Each of these once broke a property.
#[test]
fn what_was_found_holds() {
    for text in [
        "3 ngày trước",
        "0m5 năm qua",
        "Cup 2 năm qua",
        "3 đến 5 năm sau",
        " \u{212B} BỘ Y TẾ TẶNG BẰNG KHEN CHO 6 BÁC SĨ",
        " \u{344}G TRAO HUÂN CHƯƠNG LAO ĐỘNG",
        "vùng đặc quyền kinh tế, hay EEZ",
    ] {
        finds::text(text).unwrap_or_else(|fault| panic!("{fault}: {text:?}"));
    }
    for paragraphs in [
        ["-1%", "-1£", "-1"],
        ["(1-1)", "-1,5%", "(1-1)"],
        ["Sách: -5 quyển", "-2 quyển vở", "-3"],
        ["", "5 TỶ", "BA NGƯỜI, MỘT NGƯỜI"],
        ["", "2 phút", "Công"],
        ["2 tỷ/", "Ngày", ""],
        ["", "0K", "$"],
        ["1", "MÙA HÈ", ""],
        [".-Năm năm qua", "", ""],
    ] {
        finds::paragraphs(paragraphs).unwrap_or_else(|fault| panic!("{fault}: {paragraphs:?}"));
    }
    for text in
        ["ỷáº¿ a", "Æ°ư", "T\u{344}", "huơ\u{feff} \u{301}", "HÍ SINH", "＆agrave;", "Há»™i “áº¿“áº¿ nghá»‹", "nhà»"]
    {
        finds::normalizes(text).unwrap_or_else(|fault| panic!("{fault}: {text:?}"));
    }
}

/// Text that was decoded wrongly three times.
#[test]
fn what_was_garbled_thrice_is_changed_once() {
    let garbled = |text: &str| {
        tinviet::encoding::decode(text.as_bytes(), tinviet::encoding::Encoding::Windows1252)
            .map(|page| page.text.into_owned())
    };
    let mut text = "Hội nghị tổng kết năm học".to_owned();
    for _ in 0..4 {
        text = garbled(&text).unwrap();
        finds::normalizes(&text).unwrap();
    }
}
