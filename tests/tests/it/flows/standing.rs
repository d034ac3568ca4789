//! What a paper is worth when it is checked: what it decided may be over by then (S10, S12; decision 117).

use chrono::TimeDelta;
use kaiye_tests::{
    Client, Draft, TestApp,
    enforcing::{Case, PERMIT},
    issuing::certificate_of,
    on_both,
};
use serde_json::json;

const GOOD: (&str, &str) = ("good", "已制发，有效");
const VOID: (&str, &str) = ("bad", "已作废");

/// A shop whose hygiene permit was revoked by its own supervisor.
async fn revoked(app: &TestApp, head: &Client) -> (Draft, String, Case) {
    let officer = app.supervisor("jimsar_health").await;
    let (draft, permit, case) = app.failed(1, &officer).await;
    case.step(&officer, "hearing").await.expect(200);
    app.advance(TimeDelta::days(9));
    app.sweep();
    case.step(head, "revoke").await.expect(200);
    (draft, permit, case)
}

on_both! {
    async fn an_order_to_stop_is_over_when_it_is_lifted(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, _, case) = app.failed(1, &officer).await;
        case.step(&officer, "stop").await.expect(200);
        let first = draft.paper("stop_order").await;
        first.is_worth(&app, GOOD.0, GOOD.1).await;
        let grant = draft.paper_of("grant", PERMIT).await;
        grant.is_worth(&app, "bad", "所涉证件已被责令停止").await;
        case.step(&officer, "lift-stop").await.expect(200);
        grant.is_worth(&app, GOOD.0, GOOD.1).await;
        first.is_worth(&app, "over", "责令停止已解除").await;
        assert!(first.seen(&app.public(), "en").await.contains("The order to stop was lifted"));
        // Another order says nothing of the one before.
        app.advance(TimeDelta::seconds(1));
        case.step(&officer, "stop").await.expect(200);
        let second = draft.paper("stop_order").await;
        second.is_worth(&app, GOOD.0, GOOD.1).await;
        first.is_worth(&app, "over", "责令停止已解除").await;
        case.object(&draft.by, "stop").await.expect(200);
        case.decide(&app.approver("jimsar_government").await, "stop", "set_aside").await.expect(200);
        second.is_worth(&app, VOID.0, VOID.1).await;
    }

    async fn a_commitment_that_was_taken_back_or_signed_anew_is_worth_nothing_any_more(app: TestApp) {
        app.entrust(20);
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        let first = draft.paper_of("commitment_letter", PERMIT).await;
        first.is_worth(&app, GOOD.0, GOOD.1).await;
        app.advance(TimeDelta::seconds(1));
        draft.sign(draft.letter(PERMIT)).await.expect(201);
        first.is_worth(&app, "over", "已由重新签署的承诺书取代").await;
        let second = draft.paper_of("commitment_letter", PERMIT).await;
        assert_ne!(first.listed["id"], second.listed["id"]);
        second.is_worth(&app, GOOD.0, GOOD.1).await;
        let commitment = draft.item(PERMIT).await["commitment"]["id"].clone();
        let path = draft.path(&format!("/commitments/{}/withdraw", commitment.as_str().expect("an id")));
        draft.by.post(&path, json!({})).await.expect(200);
        second.is_worth(&app, "over", "承诺已撤回").await;
        first.is_worth(&app, "over", "已由重新签署的承诺书取代").await;
        // The other item's commitment stands, until the application itself is taken back.
        let other = draft.paper_of("commitment_letter", "small_grocery_registration").await;
        other.is_worth(&app, GOOD.0, GOOD.1).await;
        draft.by.post(&draft.path("/withdraw"), json!({})).await.expect(200);
        other.is_worth(&app, "over", "承诺已撤回").await;
    }

    async fn a_grant_is_worth_what_was_granted(app: TestApp) {
        app.entrust(20);
        let (head, review) = (app.approver("jimsar_health").await, app.approver("jimsar_government").await);
        let (draft, permit, case) = revoked(&app, &head).await;
        let grant = draft.paper_of("grant", PERMIT).await;
        grant.is_worth(&app, "bad", "所涉证件已被吊销").await;
        draft.paper_of("grant", "business_licence").await.is_worth(&app, GOOD.0, GOOD.1).await;
        draft.paper_of("commitment_letter", PERMIT).await.is_worth(&app, GOOD.0, GOOD.1).await;
        case.step(&head, "annul").await.expect(200);
        grant.is_worth(&app, "bad", "所涉证件已被撤销").await;
        assert!(grant.seen(&app.public(), "en").await.contains("The certificate: annulled"));
        // The certificate's own paper leads to the certificate's own check.
        draft.paper_of("permit", PERMIT).await.is_worth(&app, "bad", "已被撤销").await;
        let closed = json!({ "reason": "许可已被撤销" });
        head.post(&format!("/api/v1/certificates/{permit}/deregister"), closed).await.expect(200);
        grant.is_worth(&app, "over", "所涉证件已注销").await;
        let (annulment, deregistration) = (draft.paper("annulment").await, draft.paper("deregistration").await);
        case.object(&draft.by, "annulment").await.expect(200);
        case.decide(&review, "annulment", "set_aside").await.expect(200);
        // The revocation still stands, and so the register stays closed.
        annulment.is_worth(&app, VOID.0, VOID.1).await;
        deregistration.is_worth(&app, GOOD.0, GOOD.1).await;
        grant.is_worth(&app, "over", "所涉证件已注销").await;
    }

    async fn what_closed_the_register_falls_with_what_it_was_closed_over(app: TestApp) {
        app.entrust(20);
        let (head, review) = (app.approver("jimsar_health").await, app.approver("jimsar_government").await);
        let (draft, permit, case) = revoked(&app, &head).await;
        let closed = json!({ "reason": "许可证件已被吊销" });
        head.post(&format!("/api/v1/certificates/{permit}/deregister"), closed).await.expect(200);
        let deregistration = draft.paper("deregistration").await;
        deregistration.is_worth(&app, GOOD.0, GOOD.1).await;
        case.object(&draft.by, "revocation").await.expect(200);
        case.decide(&review, "revocation", "set_aside").await.expect(200);
        assert_eq!(app.checked(&permit).await, "valid");
        deregistration.is_worth(&app, VOID.0, VOID.1).await;
        let void = draft.paper("deregistration").await.listed;
        assert_eq!((&void["status"], &void["void_because"]), (&json!("void"), &json!("吉政复决〔2025〕1号")));
        draft.paper_of("grant", PERMIT).await.is_worth(&app, GOOD.0, GOOD.1).await;
        // The case goes on, and the register can be closed again, by another paper.
        app.advance(TimeDelta::seconds(1));
        case.step(&head, "revoke").await.expect(200);
        let again = json!({ "reason": "许可证件已被吊销" });
        head.post(&format!("/api/v1/certificates/{permit}/deregister"), again).await.expect(200);
        draft.paper("deregistration").await.is_worth(&app, GOOD.0, GOOD.1).await;
        deregistration.is_worth(&app, VOID.0, VOID.1).await;
    }

    async fn a_grant_ends_with_its_certificate(app: TestApp) {
        app.let_shops_renew();
        app.entrust(60);
        let (renewed, issued) = app.issued_shop(1).await;
        let permit = certificate_of(&issued, PERMIT);
        let (expired, _) = app.issued_shop(2).await;
        app.set_clock("2029-05-02T02:00:00Z".parse().expect("an instant"));
        let clerk = app.clerk().await;
        let old = clerk.get(&format!("/api/v1/certificates/{permit}")).await.expect(200);
        let renewal = app.accepted_for("food_permit_renewal", old.text("/holder_uscc"), old.text("/number"));
        clerk.post(&format!("/api/v1/applications/{renewal}/issue"), json!({})).await.expect(200);
        app.set_clock("2029-06-03T02:00:00Z".parse().expect("an instant"));
        for (draft, word) in [(renewed, "所涉证件已被变更或延续后的证件取代"), (expired, "所涉证件已过有效期")] {
            draft.paper_of("grant", PERMIT).await.is_worth(&app, "over", word).await;
        }
    }
}
