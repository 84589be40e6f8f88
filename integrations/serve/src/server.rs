//! Connections: how many, their timeouts, and how they end.

use std::{future::Future, io, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, pin, select, sync::Semaphore, time::timeout};

/// The most open connections; more wait in the system's queue.
const CONNECTIONS: usize = 1024;

/// How long the head of a request may take to arrive, including the next one on a persistent connection.
const HEAD: Duration = Duration::from_secs(30);

/// How long running requests may take after a shutdown signal.
const END: Duration = Duration::from_secs(10);

/// Serves `router` until `ended` completes; then accepts no new requests and finishes the running ones.
///
/// # Errors
/// Errors of a connection are not returned; they end only that connection.
pub async fn serve(listener: TcpListener, router: Router, ended: impl Future<Output = ()>) -> io::Result<()> {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let (places, graceful) = (Arc::new(Semaphore::new(CONNECTIONS)), GracefulShutdown::new());
    pin!(ended);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let stream = select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Out of file descriptors, or the client is gone: the next one may succeed.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut ended => break,
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A broken connection is the client's problem.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = timeout(END, graceful.shutdown()).await;
    Ok(())
}
