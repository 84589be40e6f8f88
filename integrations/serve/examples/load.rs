//! Load from many clients: `cargo run --release --example load -- 127.0.0.1:8088 50 100000 [PID]`.
//!
//! Each client keeps one connection and sends article after article. Prints how long requests took, and the resident memory of the service
//! (by its process id) before, halfway and after.

use std::{
    env, fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

fn bodies() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles");
    let texts =
        fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|file| fs::read_to_string(file.path()).ok());
    texts
        .map(|text| {
            let body = serde_json::json!({ "text": text }).to_string();
            let head = format!(
                "POST /analyze HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            [head.into_bytes(), body.into_bytes()].concat()
        })
        .collect()
}

/// Sends a request and reads the whole answer; returns whether it was 200.
async fn ask(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> std::io::Result<bool> {
    stream.write_all(request).await?;
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Ok(false);
        }
        let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
        if buffer.len() >= head + 4 + length.unwrap_or(0) {
            return Ok(text.starts_with("http/1.1 200"));
        }
    }
}

fn resident(pid: Option<&String>) -> Option<usize> {
    let memory = fs::read_to_string(format!("/proc/{}/statm", pid?)).ok()?;
    Some(memory.split_whitespace().nth(1)?.parse::<usize>().ok()? * 4096 / 1_000_000)
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = env::args().collect();
    let number = |at: usize, other: usize| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(other);
    let address = arguments.get(1).cloned().unwrap_or("127.0.0.1:8088".into());
    let (clients, requests, pid) = (number(2, 50), number(3, 100_000), arguments.get(4));
    let (bodies, sent, failed) = (Arc::new(bodies()), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    println!("{clients} clients, {requests} requests; memory at first: {:?} MB", resident(pid));
    let began = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (address, bodies, sent, failed) =
                (address.clone(), Arc::clone(&bodies), Arc::clone(&sent), Arc::clone(&failed));
            tokio::spawn(async move {
                let (mut times, mut buffer) = (Vec::new(), Vec::new());
                let mut stream = TcpStream::connect(&address).await.expect("the service listens");
                loop {
                    let turn = sent.fetch_add(1, Ordering::Relaxed);
                    if turn >= requests {
                        return times;
                    }
                    let start = Instant::now();
                    match ask(&mut stream, &bodies[turn % bodies.len()], &mut buffer).await {
                        Ok(true) => times.push(start.elapsed()),
                        _ => {
                            failed.fetch_add(1, Ordering::Relaxed);
                            stream = TcpStream::connect(&address).await.expect("the service listens");
                        }
                    }
                }
            })
        })
        .collect();
    while sent.load(Ordering::Relaxed) < requests {
        tokio::time::sleep(Duration::from_millis(1000)).await;
        let done = sent.load(Ordering::Relaxed).min(requests);
        if done * 10 / requests != done.saturating_sub(requests / 20) * 10 / requests {
            println!("{done}: {:?} MB", resident(pid));
        }
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap_or_default());
    }
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "{:.0} a second; p50 {:?}, p99 {:?}, longest {:?}; {} failed; memory at last: {:?} MB",
        times.len() as f64 / began.elapsed().as_secs_f64(),
        at(0.5),
        at(0.99),
        times.last().copied().unwrap_or_default(),
        failed.load(Ordering::Relaxed),
        resident(pid)
    );
}
