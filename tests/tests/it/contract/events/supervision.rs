//! The walk's last part: what follows the issue, and who answers for it.

use chrono::TimeDelta;
use kaiye_domain::credit::GroundKind;
use kaiye_tests::{Draft, TestApp, issuing::certificate_of, verifying::Check};
use serde_json::json;

use super::witness::Witness;

/// The departments receive and work what an issue brought; the business was open too early.
pub(super) async fn verifying(app: &TestApp, witness: &mut Witness<'_>) {
    let (health, market) = (app.supervisor("jimsar_health").await, app.supervisor("market_supervision_branch").await);
    let draft = Draft::supermarket(&app.applicant().await, 41).await;
    draft.add_materials().await;
    draft.sign_promising("shop_hygiene_permit", &["1"], "2025-06-20").await;
    draft.submit().await.expect(200);
    let clerk = app.clerk().await;
    draft.accept(&clerk).await;
    let issued = draft.issue(&clerk).await.expect(200).json;
    let task = app.task(&certificate_of(&issued, "shop_hygiene_permit"), "commitment").await;
    let other = app.task(&certificate_of(&issued, "small_grocery_registration"), "commitment").await;
    let officers = [app.account("supervisor-jimsar-health").await, app.account("approver-jimsar-health").await];
    let check = Check::of(&health, &task);
    witness.skip();
    check.step("acknowledge", json!({})).await.expect(200);
    witness.saw("acknowledge_verification_task");
    market.post("/api/v1/verification-task-receipts", json!({ "task_ids": [other["id"]] })).await.expect(200);
    witness.saw("acknowledge_verification_tasks");
    check.assign(&officers, "on_site").await.expect(200);
    witness.saw("assign_verification_task");
    check.step("suspend", json!({ "ground": "testing", "reason": "送检" })).await.expect(200);
    witness.saw("suspend_verification_task");
    check.step("resume", json!({})).await.expect(200);
    witness.saw("resume_verification_task");
    let photograph = check.photograph().await;
    witness.saw("add_evidence");
    let opened = json!({ "place": "五彩湾镇", "note": "正在营业", "evidence_ids": [photograph] });
    check.step("early-opening", opened).await.expect(200);
    witness.saw("record_early_opening");
    for clause in task["clauses"].as_array().into_iter().flatten().filter_map(|it| it.as_str()) {
        check.find(clause, "kept", &[]).await.expect(200);
        witness.saw("record_finding");
    }
    check.conclude().await.expect(200);
    witness.saw("conclude_verification_task");
}

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
    // Several duties of the window are late by now, and some have gone further up than to this head.
    let mut own = raised.json["items"].as_array().into_iter().flatten();
    let one = own.find(|it| it["allowed_actions"] == json!(["acknowledge_escalation"])).expect("one of this head's");
    let path = format!("/api/v1/escalations/{}/acknowledge", one["id"].as_str().expect("an id"));
    head.post(&path, json!({})).await.expect(200);
    witness.saw("acknowledge_escalation");
}

/// A published commitment is reported against, taken back, and published anew.
pub(super) async fn register(app: &TestApp, witness: &mut Witness<'_>) {
    let (_, issued) = app.issued_shop(31).await;
    let certificate = certificate_of(&issued, "shop_hygiene_permit");
    let public = app.public();
    witness.skip();
    let reports = format!("/api/v1/public-commitments/{certificate}/reports");
    public.post(&reports, json!({ "statement": "与承诺不符" })).await.expect(201);
    witness.saw("create_public_report");
    let log = format!("/api/v1/publications?kind=commitment&certificate_id={certificate}");
    let entry = format!("/api/v1/publications/{}", public.get(&log).await.expect(200).text("/items/0/id"));
    let head = app.approver("jimsar_health").await;
    witness.skip();
    head.post(&format!("{entry}/withdraw"), json!({ "ground": "mistaken" })).await.expect(200);
    witness.saw("withdraw_publication");
    head.post(&format!("{entry}/restore"), json!({})).await.expect(201);
    witness.saw("restore_publication");
    let second = json!({
        "login": "zhao", "name": "赵六", "roles": ["supervisor"], "department": "jimsar_health",
        "password": "a password long enough",
    });
    app.administrator().await.post("/api/v1/accounts", second).await.expect(201);
    witness.skip();
    head.post("/api/v1/inspection-draws", json!({ "plan": "抽查", "count": 1 })).await.expect(201);
    witness.saw("draw_inspection");
}

/// A breach goes on record, is carried to a credit platform, and is repaired.
pub(super) async fn credit(app: &TestApp, witness: &mut Witness<'_>) {
    let (draft, issued) = app.issued_shop(8).await;
    let record = app.record_breach(&certificate_of(&issued, "shop_hygiene_permit"), GroundKind::Warned);
    let platform = app.agency("economic_development_bureau", &["export_credit"]).await;
    let head = app.approver("jimsar_health").await;
    let proof = draft.add_material("credit_repair_proof").await.expect(201).json["id"].clone();
    witness.skip();
    let receipt =
        json!({ "record_version": 1, "outcome": "accepted", "reference": "XY-1", "received_at": TestApp::START });
    platform.post(&format!("{record}/receipts"), receipt).await.expect(200);
    witness.saw("record_credit_receipt");
    let request = json!({ "statement": "已整改到位", "material_ids": [proof] });
    let asked = draft.by.post(&format!("{record}/repairs"), request).await.expect(200);
    witness.saw("apply_credit_repair");
    let decision = format!("{record}/repairs/{}/decision", asked.text("/details/repairs/0/id"));
    head.post(&decision, json!({ "outcome": "granted", "reason": "整改到位" })).await.expect(200);
    witness.saw("decide_credit_repair");
}

/// Inspection asks a department for something and is content with the answer.
pub(super) async fn notices(app: &TestApp, witness: &mut Witness<'_>) {
    let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
    witness.skip();
    let asked = json!({ "department": "fire_brigade", "matter": "核查进度", "demand": "请说明" });
    let path = inspector.post("/api/v1/supervision-notices", asked).await.expect(201).header("location").to_owned();
    witness.saw("create_supervision_notice");
    head.post(&format!("{path}/answer"), json!({ "round": 1, "text": "已完成" })).await.expect(200);
    witness.saw("answer_supervision_notice");
    let content = json!({ "round": 1, "outcome": "satisfied", "remark": "同意结案" });
    inspector.post(&format!("{path}/close"), content).await.expect(200);
    witness.saw("close_supervision_notice");
}
