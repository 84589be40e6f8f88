//! tinviet over HTTP: `POST /analyze`, `/normalize` and `/expand`, each alone or as a batch; `GET /schema`, `/openapi.json`, `/health`.
//!
//! `request.rs` is what a body may say, `work.rs` what is done with it, `service.rs` the routes and their limits, `server.rs` connections and
//! the end, `openapi.rs` the description. Bodies are bounded in bytes, documents and time; so is how many are worked on and wait. Nothing is
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
