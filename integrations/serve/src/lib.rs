//! tinviet over HTTP: `POST /analyze`, `/normalize` and `/expand`, each alone or as a batch; `GET /schema`, `/openapi.json`, `/health`.
//!
//! `request.rs` defines the bodies, `work.rs` answers them, `service.rs` has the routes and their limits, `server.rs` connections and
//! shutdown, `openapi.rs` the description. Bodies are limited in bytes, documents and time, requests in how many run and wait. Nothing is
//! kept between requests.
#![forbid(unsafe_code)]

mod fault;
mod openapi;
mod request;
mod server;
mod service;
mod work;

pub use server::serve;
pub use service::{Limits, router};
