//! The routes, and the limits on each request.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{HeaderMap, Request, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::json;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};

use crate::{
    fault::{Fault, answer},
    openapi,
    work::{self, Work},
};

/// The limits of the service.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes in a body.
    pub size: usize,
    /// The most documents in a batch.
    pub documents: usize,
    /// How long a body may take to arrive, and a request may wait for its turn.
    pub time: Duration,
    /// The most requests that run at a time.
    pub concurrency: usize,
    /// The most requests that wait; any more are told to retry.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let concurrency = std::thread::available_parallelism().map_or(2, usize::from);
        Self { size: 1 << 20, documents: 1000, time: Duration::from_secs(10), concurrency, waiting: 256 }
    }
}

#[derive(Clone)]
struct Service {
    limits: Limits,
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    openapi: Bytes,
    schema: Bytes,
}

/// The whole service.
pub fn router(limits: Limits) -> Router {
    let schema = tinviet::schema();
    let service = Service {
        limits,
        turns: Arc::new(Semaphore::new(limits.concurrency)),
        waiting: Arc::default(),
        openapi: openapi::document(&limits).to_string().into(),
        schema: serde_json::to_vec(&schema).unwrap_or_default().into(),
    };
    let mut router = Router::new();
    let routes: [(&str, Work); 6] = [
        ("/analyze", work::analyze),
        ("/analyze/batch", work::analyze_batch),
        ("/normalize", work::normalize),
        ("/normalize/batch", work::normalize_batch),
        ("/expand", work::expand),
        ("/expand/batch", work::expand_batch),
    ];
    for (path, work) in routes {
        let route = move |State(service): State<Service>, request: Request<Body>| async move {
            service.run(request, work).await.unwrap_or_else(|fault| fault.into_response())
        };
        router = router.route(path, post(route));
    }
    let health = json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }).to_string();
    router
        .route("/health", get(move || async move { answer(StatusCode::OK, health) }))
        .route("/schema", get(|State(service): State<Service>| async move { document(service.schema) }))
        .route("/openapi.json", get(|State(service): State<Service>| async move { document(service.openapi) }))
        .fallback(|| async { Fault::new(StatusCode::NOT_FOUND, "path", "no such path; see GET /openapi.json") })
        .method_not_allowed_fallback(|| async {
            Fault::new(StatusCode::METHOD_NOT_ALLOWED, "method", "method not allowed; see GET /openapi.json")
        })
        .with_state(service)
}

fn document(json: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json).into_response()
}

impl Service {
    async fn run(&self, request: Request<Body>, work: Work) -> Result<Response, Fault> {
        if !is_json(request.headers()) {
            let message = "expected a body of application/json";
            return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", message));
        }
        let body = self.body(request).await?;
        let turn = self.turn().await?;
        let most = self.limits.documents;
        let done = spawn_blocking(move || {
            let answer = work(&body, most);
            drop(turn);
            answer
        });
        let json = done.await.map_err(|_| Fault::internal("a bug in tinviet, please report it"))??;
        Ok(answer(StatusCode::OK, json))
    }

    /// The body, if it is short enough and arrives in time.
    async fn body(&self, request: Request<Body>) -> Result<Bytes, Fault> {
        let size = self.limits.size;
        let large =
            || Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "size", format!("expected a body of {size} bytes at most"));
        let length =
            request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: u64| length > size as u64) {
            return Err(large());
        }
        match timeout(self.limits.time, to_bytes(request.into_body(), size)).await {
            Ok(Ok(body)) => Ok(body),
            Ok(Err(error)) if error.to_string().contains("length limit") => Err(large()),
            Ok(Err(error)) => Err(Fault::body(error.to_string())),
            Err(_) => Err(Fault::new(StatusCode::REQUEST_TIMEOUT, "time", "the body did not arrive in time")),
        }
    }

    /// A permit to run.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Fault> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.limits.waiting + self.limits.concurrency {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Fault::busy());
        }
        let turn = timeout(self.limits.time, Arc::clone(&self.turns).acquire_owned()).await;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        turn.ok().and_then(Result::ok).ok_or_else(Fault::busy)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}
