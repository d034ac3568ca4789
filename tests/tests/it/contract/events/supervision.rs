//! The walk's last part: what follows the issue, and who answers for it.

use chrono::TimeDelta;
use kaiye_tests::{Draft, TestApp};
use serde_json::json;

use super::witness::Witness;

/// A decision that is late goes up the chain of responsibility.
pub(super) async fn answering(app: &TestApp, witness: &mut Witness<'_>) {
    let draft = Draft::supermarket(&app.applicant().await, 9).await;
    draft.file().await;
    draft.accept(&app.clerk().await).await;
    app.advance(TimeDelta::days(9));
    app.sweep();
    let head = app.approver("market_supervision_branch").await;
    let raised = head.get(&format!("/api/v1/escalations?application_id={}", draft.id)).await.expect(200);
    witness.skip();
    let path = format!("/api/v1/escalations/{}/acknowledge", raised.text("/items/0/id"));
    head.post(&path, json!({})).await.expect(200);
    witness.saw("acknowledge_escalation");
}
