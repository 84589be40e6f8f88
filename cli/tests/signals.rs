//! What other processes do to a run: signals, a second run with the same output, pipes and links in the folders that it reads.
#![cfg(unix)]

mod run;

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use run::{Folder, Run, ids, program, run, says, tinviet};

/// Sends a signal by the system's own command.
fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// The end of a run that gets a signal once `ready` is true.
fn ended(signal: &str, mut child: Child, ready: impl Fn() -> bool) -> Run {
    let began = Instant::now();
    while !ready() {
        assert!(began.elapsed() < Duration::from_secs(60), "the run has not come so far");
        std::thread::sleep(Duration::from_millis(20));
    }
    let stdin = child.stdin.take();
    let sent = Instant::now();
    send(signal, &child);
    let done = child.wait_with_output().unwrap();
    // One second on an idle machine.
    assert!(sent.elapsed() < Duration::from_secs(5), "{:?}", sent.elapsed());
    drop(stdin);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { out: text(done.stdout), complaints: text(done.stderr), status: done.status.code().unwrap_or(-1) }
}

#[test]
fn one_signal_ends_a_run_inside_a_document() {
    let folder = Folder::new("signal-document");
    let rows = folder.write("rows.jsonl", "{\"id\": 1, \"text\": \"5%\"}\n".repeat(40_000));
    for (threads, signal) in [("1", "-TERM"), ("2", "-INT")] {
        let goal = folder.path(&format!("facts-{threads}.jsonl"));
        let part = folder.path(&format!(".facts-{threads}.jsonl.part"));
        let child = program()
            .args(["analyze", "--threads", threads, "--output", &goal, &rows])
            .env("TINVIET_STALL", "rows.jsonl:21900")
            .spawn()
            .unwrap();
        // Two of four batches are written, and the third has had time to reach its stop.
        let lines = || fs::read(&part).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count());
        let run = ended(signal, child, || {
            let is_written = lines() > 21_000;
            std::thread::sleep(Duration::from_secs(1));
            is_written
        });
        says(
            &run,
            130,
            &["interrupted: ", " documents are done, in hand: ", "rows.jsonl:21900", "continue with --resume"],
        );
        assert!(!Path::new(&goal).exists());
        let run = tinviet(&["analyze", "--threads", threads, "--output", &goal, "--resume", &rows], b"");
        says(&run, 0, &["resuming after "]);
        assert_eq!(fs::read_to_string(&goal).unwrap().lines().count(), 40_000);
    }
    // One file, one document, no output file: nothing is done, and it says so.
    for command in ["analyze", "normalize", "expand", "syllables", "abbreviations"] {
        let text = folder.write("long.txt", "5%");
        let child = program().args([command, &text]).env("TINVIET_STALL", "long.txt").spawn().unwrap();
        std::thread::sleep(Duration::from_millis(500));
        let run = ended("-TERM", child, || true);
        says(&run, 130, &["interrupted: 0 documents are done, in hand: ", "long.txt"]);
    }
}

#[test]
fn one_signal_ends_a_run_on_a_quiet_pipe() {
    for threads in ["1", "2"] {
        let mut child = program().args(["analyze", "--input", "jsonl", "--threads", threads]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(b"{\"text\": \"5%\"}\n").unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        assert!(line.contains("percentage"));
        let run = ended("-TERM", child, || true);
        says(&run, 130, &["interrupted: 1 document is done\n"]);
        drop(stdin);
    }
}

#[test]
fn a_second_run_into_one_goal_is_refused() {
    let folder = Folder::new("two-runs");
    let path = |name: &str| folder.path(name);
    let call = |output: &str, errors: &str| {
        ["analyze", "--input", "jsonl", "--output", &path(output), "--errors", &path(errors)].map(String::from)
    };
    let mut first = program().args(call("facts.jsonl", "errors.jsonl")).spawn().unwrap();
    let mut stdin = first.stdin.take().unwrap();
    stdin.write_all(b"{\"id\": \"first\", \"text\": \"5%\"}\n{bad\n").unwrap();
    let began = Instant::now();
    while !fs::metadata(path(".facts.jsonl.part")).is_ok_and(|about| about.len() > 0) {
        assert!(began.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(20));
    }
    for (output, errors, more) in [
        ("facts.jsonl", "other.jsonl", None),
        ("facts.jsonl", "other.jsonl", Some("--resume")),
        ("other.jsonl", "errors.jsonl", None),
    ] {
        let run = run(program().args(call(output, errors)).args(more), b"{\"text\": \"6%\"}\n");
        says(&run, 2, &["another run is writing it"]);
    }
    stdin.write_all(b"{\"id\": \"second\", \"text\": \"7%\"}\n").unwrap();
    drop(stdin);
    assert_eq!(first.wait().unwrap().code(), Some(1));
    assert_eq!(folder.read("facts.jsonl").lines().count(), 2);
    assert_eq!(folder.read("errors.jsonl").lines().count(), 1);
    // Afterwards it is free, and so it is after a run that was killed.
    let mut killed = program().args(call("facts.jsonl", "errors.jsonl")).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    killed.kill().unwrap();
    killed.wait().unwrap();
    says(&run(program().args(call("facts.jsonl", "errors.jsonl")), b"{\"text\": \"6%\"}\n"), 0, &[]);
    assert_eq!(folder.read("facts.jsonl").lines().count(), 1);
}

#[test]
fn links_and_pipes_in_a_folder_end_nothing() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    folder.write("a.txt", "5%");
    symlink(".", folder.0.join("loop")).unwrap();
    symlink("turn.txt", folder.0.join("round.txt")).unwrap();
    symlink("round.txt", folder.0.join("turn.txt")).unwrap();
    symlink("gone.txt", folder.0.join("lost.txt")).unwrap();
    symlink("a.txt", folder.0.join("z.txt")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.0.join("pipe.txt")).status().unwrap().success());
    let run = tinviet(&["analyze", "--format", "jsonl", folder.0.to_str().unwrap()], b"");
    says(&run, 1, &["lost.txt: no such file", "round.txt: ", "turn.txt: "]);
    assert_eq!(ids(&run), [folder.path("a.txt"), folder.path("z.txt")]);
    // A pipe that is named is read.
    let path = folder.path("pipe.txt");
    let writer = std::thread::spawn({
        let path = path.clone();
        move || fs::write(path, "Tăng 5%")
    });
    let run = tinviet(&["analyze", "--format", "jsonl", &path], b"");
    writer.join().unwrap().unwrap();
    assert_eq!((run.status, ids(&run)), (0, vec![path]));
}
