//! The walk through rectification and enforcement: every step, once.

use chrono::{Days, TimeDelta};
use kaiye_domain::time::local_date;
use kaiye_tests::{
    TestApp,
    enforcing::{Case, PERMIT},
    issuing::certificate_of,
};
use serde_json::json;

use super::witness::Witness;

/// An order that fails, and the case that follows, to its last end.
pub(super) async fn enforcement(app: &TestApp, witness: &mut Witness<'_>) {
    app.let_another_body_supervise();
    let (officer, head) =
        (app.supervisor("market_supervision_branch").await, app.approver("market_supervision_branch").await);
    let (grantor, review) = (app.approver("jimsar_health").await, app.approver("zone_management").await);
    let (draft, permit, task) = app.found(51, "not_kept").await;
    witness.skip();
    let order = app.ordered(&officer, &task, 10).await.expect(201);
    witness.saw("create_rectification");
    let path = order.header("location").to_owned();
    let longer = json!({ "due_on": local_date(app.now()) + Days::new(15), "reason": "到货延迟" });
    officer.post(&format!("{path}/extend"), longer).await.expect(200);
    witness.saw("extend_rectification");
    let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
    witness.skip();
    let mending = json!({ "statement": "已配齐", "material_ids": [material] });
    draft.by.post(&format!("{path}/submit"), mending).await.expect(200);
    witness.saw("submit_rectification");
    let found = json!({ "points": [{ "clause": "1", "mended": false, "note": "仍未配齐" }] });
    officer.post(&format!("{path}/recheck"), found).await.expect(200);
    witness.saw("recheck_rectification");
    let case = Case::open(&officer, &permit, json!({ "rectification_id": order.json["id"] })).await;
    witness.saw("open_enforcement_case");
    case.step(&officer, "stop").await.expect(200);
    witness.saw("order_stop");
    case.step(&officer, "lift-stop").await.expect(200);
    witness.saw("lift_stop");
    case.step(&officer, "hearing").await.expect(200);
    witness.saw("offer_hearing");
    draft.by.post(&case.path("/hearing/request"), json!({})).await.expect(200);
    witness.saw("request_hearing");
    app.advance(TimeDelta::days(8));
    let today = local_date(app.now());
    let held = json!({ "notified_on": today - Days::new(7), "held_on": today, "report": "当事人陈述申辩" });
    officer.post(&case.path("/hearing/record"), held).await.expect(200);
    witness.saw("record_hearing");
    let warning = json!({ "penalty": "warning", "law": "《公共场所卫生管理条例》第十四条", "reason": "未配齐" });
    head.post(&case.path("/penalty"), warning).await.expect(200);
    witness.saw("record_penalty");
    case.step(&head, "revoke").await.expect(200);
    witness.saw("revoke_certificate");
    case.step(&officer, "letter").await.expect(200);
    witness.saw("send_letter");
    grantor.post(&case.path("/letter/acknowledge"), json!({})).await.expect(200);
    witness.saw("acknowledge_letter");
    case.step(&grantor, "annul").await.expect(200);
    witness.saw("annul_certificate");
    case.object(&draft.by, "penalty").await.expect(200);
    witness.saw("object_to_decision");
    case.decide(&review, "penalty", "set_aside").await.expect(200);
    witness.saw("decide_objection");
    let closing = json!({ "reason": "许可已撤销" });
    grantor.post(&format!("/api/v1/certificates/{permit}/deregister"), closing).await.expect(200);
    witness.saw("deregister_certificate");
    let (_, issued) = app.issued_shop(42).await;
    let other = certificate_of(&issued, PERMIT);
    let wrong = Case::open(&grantor, &other, json!({ "grantor_fault": "other" })).await;
    witness.skip();
    let unfounded = json!({ "outcome": "unfounded", "reason": "许可无误" });
    grantor.post(&wrong.path("/close"), unfounded).await.expect(200);
    witness.saw("close_enforcement_case");
}
