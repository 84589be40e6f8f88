//! `tinviet-serve`: the service on a port, by default only for this machine.

use std::{net::SocketAddr, process::ExitCode, time::Duration};

use clap::Parser;
use tinviet_serve::{Limits, router, serve};
use tokio::{net::TcpListener, runtime, signal};

/// tinviet over HTTP: POST /analyze, /normalize and /expand, each also as /batch; GET /openapi.json says how.
#[derive(Parser)]
#[command(
    version,
    after_help = "\
Examples:
  tinviet-serve
  curl -s localhost:8088/analyze -H 'content-type: application/json' -d '{\"text\": \"Đạt trên 95%.\"}'

There is no encryption and no password: on anything but the loopback address it belongs behind a proxy that has them."
)]
struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8088")]
    listen: SocketAddr,
    /// Maximum bytes in a body.
    #[arg(long, default_value_t = Limits::default().size)]
    max_size: usize,
    /// Maximum documents in a batch.
    #[arg(long, default_value_t = Limits::default().documents)]
    max_documents: usize,
    /// Seconds that a body may take to arrive, and that a request may wait for its turn.
    #[arg(long, default_value_t = 10)]
    max_seconds: u64,
    /// Requests that run at a time; by default one per processor.
    #[arg(long)]
    threads: Option<usize>,
    /// Requests that may wait.
    #[arg(long, default_value_t = Limits::default().waiting)]
    max_waiting: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let limits = Limits {
        size: arguments.max_size,
        documents: arguments.max_documents,
        time: Duration::from_secs(arguments.max_seconds),
        concurrency: arguments.threads.unwrap_or(Limits::default().concurrency).max(1),
        waiting: arguments.max_waiting,
    };
    let runtime =
        runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(limits.concurrency + 1).build();
    let served = runtime.and_then(|runtime| {
        runtime.block_on(async {
            let listener = TcpListener::bind(arguments.listen).await?;
            eprintln!("tinviet-serve: http://{}", listener.local_addr()?);
            serve(listener, router(limits), told_to_end()).await
        })
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tinviet-serve: {}: {error}", arguments.listen);
            ExitCode::FAILURE
        }
    }
}

/// Ctrl-C, or SIGTERM from a container runtime.
async fn told_to_end() {
    #[cfg(unix)]
    if let Ok(mut terminated) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    let _ = signal::ctrl_c().await;
}
