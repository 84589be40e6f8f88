//! Runs the program, for the tests of this folder.
#![allow(dead_code, reason = "no test needs all of it")]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a run gave.
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) complaints: String,
    pub(crate) status: i32,
}

/// Runs the program to its end.
pub(crate) fn tinviet(arguments: &[&str], input: &[u8]) -> Run {
    run(program().args(arguments), input)
}

/// The program, not started yet, all its streams pipes.
pub(crate) fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tinviet"));
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that ends early closes the pipe: that is no fault of the test.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { out: text(done.stdout), complaints: text(done.stderr), status: done.status.code().unwrap() }
}

/// A fresh folder under `target/`, removed by the next run.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}
