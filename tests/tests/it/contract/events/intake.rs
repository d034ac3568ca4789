//! The walk's part of what comes in and goes out on paper, and of what machines hand over.

use kaiye_tests::{TestApp, draft::business};
use reqwest::Method;
use serde_json::json;

use super::witness::Witness;

/// A letter is recorded and drafted; what it asks for is sent.
pub(super) async fn paper(app: &TestApp, witness: &mut Witness<'_>) {
    let clerk = app.clerk().await;
    witness.skip();
    let scan = clerk.request(Method::POST, "/api/v1/intakes?channel=letter&file_name=a.pdf").body("%PDF-1.7 a");
    let letter = clerk.send(scan).await.expect(201);
    witness.saw("record_intake");
    let items = ["business_licence", "shop_hygiene_permit"].map(|code| json!({ "code": code }));
    let body = json!({
        "intake_id": letter.json["id"], "business": business("好邻居超市", "F5212", 25.0, 61), "items": items,
    });
    let drafted = clerk.post("/api/v1/applications", body).await.expect(201);
    let open = format!("/api/v1/outbound-notices?application_id={}", drafted.text("/id"));
    let open = clerk.get(&open).await.expect(200);
    witness.skip();
    let path = format!("/api/v1/outbound-notices/{}/complete", open.text("/items/0/id"));
    clerk.post(&path, json!({ "way": "post" })).await.expect(200);
    witness.saw("complete_outbound_notice");
}

/// A mail server hands over a message, and a portal a batch.
pub(super) async fn machines(app: &TestApp, witness: &mut Witness<'_>) {
    let system = app.agency("jimsar_health", &["intake_email", "intake_batch"]).await;
    witness.skip();
    for (path, media_type, body, operation) in [
        ("/api/v1/intakes/emails", "message/rfc822", "From: a@b.cn\r\n\r\nhello", "intake_email"),
        ("/api/v1/intake-batches", "application/x-ndjson", "{}\n", "intake_batch"),
    ] {
        let request = system.request(Method::POST, path).header("content-type", media_type);
        assert!(system.send(request.body(body)).await.status.is_success());
        witness.saw(operation);
    }
}
