//! Runs the program, for the tests of this folder.
#![allow(dead_code, reason = "no test needs all of it")]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The result of a run.
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
    // A program that ends early closes the pipe, which is not an error of the test.
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

/// A folder whose files have names as strings.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        Self(folder(name))
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), bytes).unwrap();
        self.path(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

/// The ids of the documents of an output.
pub(crate) fn ids(run: &Run) -> Vec<String> {
    /// Not a `Value`, which cannot hold `1e400`.
    #[derive(serde::Deserialize)]
    struct Named {
        id: String,
    }
    run.out.lines().map(|line| serde_json::from_str::<Named>(line).unwrap().id).collect()
}

/// Asserts that a run ended with `status` and says each of `messages`.
#[track_caller]
pub(crate) fn says(run: &Run, status: i32, messages: &[&str]) {
    assert_eq!(run.status, status, "{}", run.complaints);
    for message in messages {
        assert!(run.complaints.contains(message), "{message:?} in {:?}", run.complaints);
    }
}
