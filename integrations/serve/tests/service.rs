//! What the service answers, without a port.

use std::time::Duration;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use serde_json::{Value, json};
use tinviet_serve::{Limits, router};
use tower::ServiceExt as _;

async fn send(service: &Router, method: Method, path: &str, kind: &str, body: Body) -> (StatusCode, Value) {
    let request = Request::builder().method(method).uri(path).header("content-type", kind).body(body).unwrap();
    let response = service.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

async fn post(service: &Router, path: &str, body: impl Into<Body>) -> (StatusCode, Value) {
    send(service, Method::POST, path, "application/json", body.into()).await
}

fn service() -> Router {
    router(Limits { size: 10_000, documents: 3, ..Limits::default() })
}

#[tokio::test]
async fn facts_are_those_of_the_library() {
    let text = "Hôm qua 🏅 UBND tỉnh đạt trên 95%.";
    let body = json!({ "text": text, "id": "a", "reference_date": "2024-05-02", "options": { "with_text": true } });
    let (status, found) = post(&service(), "/analyze", body.to_string()).await;
    assert_eq!(status, StatusCode::OK);
    let analysis = tinviet::analyze(
        tinviet::Input::new(text).reference_date("2024-05-02".parse::<tinviet::ReferenceDate>().unwrap()),
    );
    let want = analysis.view(tinviet::ViewOptions::new().offsets(tinviet::OffsetUnit::Chars).id("a"));
    assert_eq!(found, serde_json::to_value(want).unwrap());
}

#[tokio::test]
async fn texts_are_spelt_and_written_out() {
    let service = service();
    let (_, found) =
        post(&service, "/normalize", r#"{"text": "Uỷ ban <b>tòan</b>", "options": {"markup": "html"}}"#).await;
    assert_eq!(found["text"], "Ủy ban <b>toàn</b>");
    let body = r#"{"text": "UBND và ABC", "options": {"policy": "all", "dictionary": {"ABC": "Á Bê Cê"}}}"#;
    let (_, found) = post(&service, "/expand", body).await;
    assert_eq!(found["text"], "Ủy ban nhân dân và Á Bê Cê");
}

#[tokio::test]
async fn a_document_that_fails_has_its_error_in_its_place() {
    let body = json!({ "documents": [{ "text": "5%" }, { "text": "5%", "id": "b", "reference_date": "hôm nào" }] });
    let (status, found) = post(&service(), "/analyze/batch", body.to_string()).await;
    assert_eq!((status, &found["documents"][0]["facts"][0]["text"]), (StatusCode::OK, &json!("5%")));
    assert_eq!(
        (&found["documents"][1]["id"], &found["documents"][1]["error"]["kind"]),
        (&json!("b"), &json!("setting"))
    );
}

#[tokio::test]
async fn hostile_bodies_are_refused() {
    let service = service();
    let deep = format!("{{\"text\": {}{}}}", "[".repeat(4000), "]".repeat(4000));
    let long = json!({ "text": "a".repeat(10_000) }).to_string();
    let many = json!({ "documents": vec![json!({ "text": "" }); 4] }).to_string();
    for (path, body, status) in [
        ("/analyze", "", StatusCode::BAD_REQUEST),
        ("/analyze", "{\"text\": \"\\ud800\"}", StatusCode::BAD_REQUEST),
        ("/analyze", "{\"text\": 5}", StatusCode::BAD_REQUEST),
        ("/analyze", "{\"text\": \"\", \"option\": {}}", StatusCode::BAD_REQUEST),
        ("/analyze", "{\"text\": \"\", \"text\": \"\"}", StatusCode::BAD_REQUEST),
        // serde reads a struct from an array, too.
        ("/analyze", "[\"\"]", StatusCode::BAD_REQUEST),
        ("/analyze", "{\"text\": \"\", \"options\": [null]}", StatusCode::BAD_REQUEST),
        ("/analyze/batch", "{\"documents\": [[\"\"]]}", StatusCode::BAD_REQUEST),
        ("/normalize", "{\"text\": \"\", \"reference_date\": null}", StatusCode::BAD_REQUEST),
        ("/analyze", &deep, StatusCode::BAD_REQUEST),
        ("/analyze", &long, StatusCode::PAYLOAD_TOO_LARGE),
        ("/analyze/batch", &many, StatusCode::UNPROCESSABLE_ENTITY),
        ("/analyze", "{\"text\": \"\", \"options\": {\"kinds\": [\"percent\"]}}", StatusCode::UNPROCESSABLE_ENTITY),
        ("/analyze", "{\"text\": \"\", \"reference_date\": \"hôm nào\"}", StatusCode::UNPROCESSABLE_ENTITY),
        ("/normalize", "{\"text\": \"\", \"options\": {\"form\": \"nfx\"}}", StatusCode::UNPROCESSABLE_ENTITY),
        ("/expand", "{\"text\": \"\", \"options\": {\"policy\": \"none\"}}", StatusCode::UNPROCESSABLE_ENTITY),
        ("/nowhere", "{}", StatusCode::NOT_FOUND),
        ("/health", "{}", StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let (found, error) = post(&service, path, body.to_owned()).await;
        assert_eq!(found, status, "{path} {:.60}", body);
        assert!(error["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
    }
    let bytes = vec![b'{', b'"', 0xFF, 0xFE];
    assert_eq!(post(&service, "/analyze", bytes).await.0, StatusCode::BAD_REQUEST);
    let (status, _) = send(&service, Method::POST, "/analyze", "text/plain", Body::from("{}")).await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn what_waits_too_long_is_told_to_come_again() {
    let limits = Limits { concurrency: 1, waiting: 0, time: Duration::from_millis(1), ..Limits::default() };
    let service = router(limits);
    let text = json!({ "text": "Tăng 5%. ".repeat(50_000) }).to_string();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let (service, text) = (service.clone(), text.clone());
            tokio::spawn(async move { post(&service, "/analyze", text).await.0 })
        })
        .collect();
    let mut found = Vec::new();
    for call in calls {
        found.push(call.await.unwrap());
    }
    assert!(found.contains(&StatusCode::OK) && found.contains(&StatusCode::SERVICE_UNAVAILABLE), "{found:?}");
}

#[tokio::test]
async fn the_description_names_every_path_and_option() {
    let service = service();
    let (status, description) = send(&service, Method::GET, "/openapi.json", "text/plain", Body::empty()).await;
    assert_eq!(status, StatusCode::OK);
    for (path, schema) in
        [("/analyze", "AnalyzeOptions"), ("/normalize", "NormalizeOptions"), ("/expand", "ExpandOptions")]
    {
        assert!(
            description["paths"][path]["post"].is_object() && description["paths"][format!("{path}/batch")].is_object()
        );
        let options = description["components"]["schemas"][schema]["properties"].as_object().unwrap();
        for (name, option) in options {
            let value = option["enum"].get(0).cloned().unwrap_or_else(|| match name.as_str() {
                "kinds" => json!(["date"]),
                "dictionary" => json!({ "A": "B" }),
                "reference_date" => json!("auto"),
                _ => json!(true),
            });
            let body = json!({ "text": "", "options": { name: value } });
            let (status, error) = post(&service, path, body.to_string()).await;
            assert_eq!(status, StatusCode::OK, "{name}: {error}");
        }
    }
    let (_, schema) = send(&service, Method::GET, "/schema", "text/plain", Body::empty()).await;
    assert_eq!(schema["properties"]["schema"]["const"], tinviet::SCHEMA);
    let (_, health) = send(&service, Method::GET, "/health", "text/plain", Body::empty()).await;
    assert_eq!(health["status"], "ok");
}
