//! The walk through subscriptions to the log: every step, once.

use kaiye_tests::TestApp;
use reqwest::Method;
use serde_json::json;

use super::witness::Witness;

/// A subscription from its beginning to its end. Its address is one that is refused when it is called, so that nothing
/// leaves the test.
pub(super) async fn subscriptions(app: &TestApp, witness: &mut Witness<'_>) {
    let administrator = app.administrator().await;
    let new = json!({ "department": "fire_brigade", "name": "消防系统", "url": "https://localhost/kaiye" });
    witness.skip();
    let created = administrator.post("/api/v1/subscriptions", new).await.expect(201);
    witness.saw("create_subscription");
    let path = created.header("location").to_owned();
    let change = json!({ "types": ["certificate.*"] });
    administrator.patch(&path, created.etag(), change).await.expect(200);
    witness.saw("update_subscription");
    let rotate = administrator.request(Method::POST, &format!("{path}/secret")).header("if-match", "*");
    administrator.send(rotate.json(&json!({}))).await.expect(200);
    witness.saw("rotate_subscription_secret");
    administrator.post(&format!("{path}/ping"), json!({})).await.expect(200);
    witness.saw("ping_subscription");
    administrator.post(&format!("{path}/replay"), json!({ "from_position": 1 })).await.expect(200);
    witness.saw("replay_events");
    app.sweep();
    let deliveries = administrator.get(&format!("{path}/deliveries")).await.expect(200);
    let again = format!("/api/v1/deliveries/{}/redeliver", deliveries.text("/items/0/id"));
    witness.skip();
    administrator.post(&again, json!({})).await.expect(200);
    witness.saw("redeliver");
    administrator.delete(&path).await.expect(204);
    witness.saw("delete_subscription");
}
