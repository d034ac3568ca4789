//! Enforcement cases (S17, S18), to each of their ends.

use chrono::TimeDelta;
use kaiye_tests::{
    Client, TestApp,
    enforcing::{Case, PERMIT},
    on_both,
};
use serde_json::{Value, json};

/// The five working days to ask for a hearing pass.
fn let_hearing_pass(app: &TestApp) {
    app.advance(TimeDelta::days(9));
    app.sweep();
}

async fn deregister(by: &Client, permit: &str) -> kaiye_tests::Answer {
    by.post(&format!("/api/v1/certificates/{permit}/deregister"), json!({ "reason": "许可已撤销" })).await
}

async fn actions(case: &Case, by: &Client) -> Value {
    case.show(by).await["allowed_actions"].clone()
}

on_both! {
    async fn overdue_stopped_revoked_told_annulled_deregistered(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(20);
        let (officer, head) =
            (app.supervisor("market_supervision_branch").await, app.approver("market_supervision_branch").await);
        let grantor = app.approver("jimsar_health").await;
        let (draft, permit, case) = app.failed(1, &officer).await;
        let open = json!(["order_stop", "offer_hearing", "close_enforcement_case"]);
        assert_eq!(actions(&case, &officer).await, open);
        Case::try_open(&officer, &permit, json!({ "grantor_fault": "other" })).await.expect(403);

        case.step(&grantor, "stop").await.expect_problem(403, "case_not_the_supervisors");
        assert_eq!(case.step(&officer, "stop").await.expect(200).text("/decisions/0/document"), "准市监责停〔2025〕1号");
        assert_eq!(app.checked(&permit).await, "stopped", "at once");
        case.step(&officer, "stop").await.expect_problem(409, "case_stop_in_force");

        case.step(&head, "revoke").await.expect_problem(409, "hearing_not_offered");
        case.step(&officer, "hearing").await.expect(200);
        case.step(&head, "revoke").await.expect_problem(409, "hearing_open");
        let_hearing_pass(&app);
        let asked = draft.by.post(&case.path("/hearing/request"), json!({})).await;
        asked.expect_problem(409, "hearing_waived");
        case.step(&officer, "revoke").await.expect_problem(403, "not_permitted");
        case.step(&grantor, "revoke").await.expect_problem(403, "case_not_the_heads");
        let revoked = case.step(&head, "revoke").await.expect(200);
        assert_eq!(revoked.text("/status"), "revoked");
        assert_eq!(app.checked(&permit).await, "revoked");

        case.step(&grantor, "annul").await.expect_problem(409, "letter_not_acknowledged");
        case.step(&officer, "letter").await.expect(200);
        case.step(&officer, "letter").await.expect_problem(409, "letter_sent_before");
        head.post(&case.path("/letter/acknowledge"), json!({})).await.expect_problem(403, "case_not_the_grantors");
        let waiting = grantor.get("/api/v1/worklist?kind=acknowledge_letter").await.expect(200);
        assert_eq!(waiting.text("/items/0/id"), case.id);
        let receipt = grantor.post(&case.path("/letter/acknowledge"), json!({})).await.expect(200);
        assert_eq!(receipt.text("/letter/receipt"), "吉卫函回〔2025〕1号");
        case.step(&head, "annul").await.expect_problem(403, "case_not_the_grantors");
        let annulled = case.step(&grantor, "annul").await.expect(200);
        let decisions = annulled.json["decisions"].as_array().expect("decisions");
        assert_eq!(decisions.last().expect("one")["ground"], "commitment_not_kept");
        assert_eq!(app.checked(&permit).await, "annulled");

        deregister(&head, &permit).await.expect_problem(403, "certificate_not_the_grantors");
        assert_eq!(deregister(&grantor, &permit).await.expect(200).text("/status"), "deregistered");
        deregister(&grantor, &permit).await.expect_problem(409, "certificate_deregistered");
        assert_eq!(app.checked(&permit).await, "deregistered");
        let closed = case.show(&draft.by).await;
        assert_eq!((&closed["status"], &closed["outcome"]), (&json!("closed"), &json!("deregistered")));
        app.sweep();
        for kind in ["certificate.revoked", "certificate.annulled", "certificate.deregistered", "credit.recorded"] {
            assert_eq!(app.count_events(kind), 1, "{kind}");
        }
    }

    async fn who_asks_is_heard_before_anything_is_decided(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, case) = app.failed(1, &officer).await;
        case.step(&officer, "hearing").await.expect(200);
        let stranger = app.sign_in("applicant-2").await;
        stranger.post(&case.path("/hearing/request"), json!({})).await.expect_problem(404, "not_found");
        officer.post(&case.path("/hearing/request"), json!({})).await.expect_problem(403, "not_permitted");
        draft.by.post(&case.path("/hearing/request"), json!({})).await.expect(200);
        draft.by.post(&case.path("/hearing/request"), json!({})).await.expect_problem(409, "hearing_requested_before");
        let_hearing_pass(&app);
        case.step(&head, "revoke").await.expect_problem(409, "hearing_open");
        let today = kaiye_domain::time::local_date(app.now());
        let late = json!({ "notified_on": today, "held_on": today, "report": "当事人陈述申辩" });
        officer.post(&case.path("/hearing/record"), late).await.expect_problem(422, "content_invalid");
        let told = today - chrono::Days::new(7);
        let held = json!({ "notified_on": told, "held_on": today, "report": "当事人陈述申辩" });
        let heard = officer.post(&case.path("/hearing/record"), held).await.expect(200);
        assert_eq!(heard.text("/hearing/status"), "held");
        case.step(&head, "revoke").await.expect(200);
        // One body needs no letter to itself: the case goes on without it.
        case.step(&officer, "letter").await.expect_problem(409, "letter_not_needed");
        case.step(&head, "annul").await.expect(200);
        deregister(&head, &permit).await.expect(200);
    }

    async fn what_was_obtained_by_deceit_must_be_annulled(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, task) = app.found(1, "false").await;
        let case = Case::open(&officer, &permit, json!({ "task_id": task["id"] })).await;
        assert_eq!(case.show(&officer).await["cause"], "false_commitment");
        let mended = json!({ "outcome": "mended", "reason": "已补正" });
        officer.post(&case.path("/close"), mended).await.expect_problem(409, "case_must_be_annulled");
        let paid = json!({ "reason": "欺骗", "compensation": "一万元" });
        head.post(&case.path("/annul"), paid).await.expect_problem(422, "content_invalid");
        let annulled = case.step(&head, "annul").await.expect(200);
        assert_eq!(annulled.text("/decisions/0/ground"), "deceit");
        assert_eq!(app.checked(&permit).await, "annulled");
        draft.by.get(&format!("/api/v1/documents?application_id={}", draft.id)).await.expect(200);
        app.sweep();
        assert_eq!(app.count_events("credit.recorded"), 1);
    }

    async fn a_decision_that_is_set_aside_gives_back_what_it_took_and_nothing_else(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let review = app.approver("jimsar_government").await;
        let (draft, permit, case) = app.failed(1, &officer).await;
        case.step(&officer, "stop").await.expect(200);
        case.step(&officer, "hearing").await.expect(200);
        let_hearing_pass(&app);
        case.step(&head, "revoke").await.expect(200);
        review.get(&case.path("")).await.expect_problem(404, "not_found");

        let objected = case.object(&draft.by, "revocation").await.expect(200);
        assert_eq!(objected.json["decisions"][1]["objection"]["outcome"], Value::Null);
        case.object(&draft.by, "revocation").await.expect_problem(409, "objection_made_before");
        assert_eq!(app.checked(&permit).await, "revoked", "it stands until it is set aside");
        deregister(&head, &permit).await.expect_problem(409, "objection_pending");
        case.decide(&head, "revocation", "set_aside").await.expect_problem(403, "case_not_the_review_bodys");
        let before = app.checked(&permit).await;
        let set_aside = case.decide(&review, "revocation", "set_aside").await.expect(200);
        assert_eq!((before, set_aside.text("/status")), (json!("revoked"), "open"));
        case.decide(&review, "revocation", "set_aside").await.expect_problem(409, "objection_decided");
        assert_eq!(app.checked(&permit).await, "stopped", "the order to stop was another decision");
        let documents = head.get("/api/v1/documents?kind=revocation").await.expect(200);
        assert_eq!((documents.text("/items/0/status"), documents.text("/items/0/number")), ("void", "吉卫吊〔2025〕1号"));
        assert_eq!(documents.text("/items/0/void_because"), "吉政复决〔2025〕1号");
        let log = format!("/api/v1/publications?kind=decision&certificate_id={permit}");
        let published = app.public().get(&log).await.expect(200);
        assert_eq!(published.text("/items/0/withdrawn_because"), "set_aside");

        case.object(&draft.by, "stop").await.expect(200);
        case.decide(&review, "stop", "set_aside").await.expect(200);
        assert_eq!(app.checked(&permit).await, "valid");
        let unfounded = json!({ "outcome": "unfounded", "reason": "事实不清" });
        officer.post(&case.path("/close"), unfounded).await.expect(200);
        app.sweep();
        assert_eq!((app.count_events("credit.withdrawn"), app.count_events("certificate.restored")), (1, 2));
    }

    async fn each_decision_goes_before_the_body_over_who_made_it(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(20);
        let (officer, head) =
            (app.supervisor("market_supervision_branch").await, app.approver("market_supervision_branch").await);
        let grantor = app.approver("jimsar_health").await;
        let (zone, county) = (app.approver("zone_management").await, app.approver("jimsar_government").await);
        let (draft, _, case) = app.failed(1, &officer).await;
        case.step(&officer, "hearing").await.expect(200);
        let_hearing_pass(&app);
        case.step(&head, "revoke").await.expect(200);
        case.step(&officer, "letter").await.expect(200);
        grantor.post(&case.path("/letter/acknowledge"), json!({})).await.expect(200);
        case.step(&grantor, "annul").await.expect(200);
        case.object(&draft.by, "revocation").await.expect(200);
        app.advance(TimeDelta::seconds(1));
        case.object(&draft.by, "annulment").await.expect(200);
        let shown = case.show(&zone).await;
        let bodies: Vec<_> = (0..2).map(|at| shown["decisions"][at]["review_body"].as_str()).collect();
        assert_eq!(bodies, [Some("zone_management"), Some("jimsar_government")]);

        // It lies before one at a time, the one that was asked first.
        county.get(&case.path("")).await.expect_problem(404, "not_found");
        case.decide(&zone, "annulment", "set_aside").await.expect_problem(403, "case_not_the_review_bodys");
        case.decide(&zone, "revocation", "upheld").await.expect(200);
        zone.get(&case.path("")).await.expect_problem(404, "not_found");
        case.decide(&county, "annulment", "set_aside").await.expect(200);
        let after = case.show(&grantor).await;
        assert_eq!(after["status"], "revoked");
    }

    async fn an_objection_upheld_changes_nothing_and_a_late_one_is_none(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, permit, case) = app.failed(1, &officer).await;
        case.step(&officer, "stop").await.expect(200);
        case.object(&draft.by, "stop").await.expect(200);
        case.decide(&app.approver("jimsar_government").await, "stop", "upheld").await.expect(200);
        assert_eq!(app.checked(&permit).await, "stopped");
        case.step(&officer, "lift-stop").await.expect(200);
        assert_eq!(app.checked(&permit).await, "valid");
        case.step(&officer, "stop").await.expect(200);
        app.advance(TimeDelta::days(62));
        case.object(&draft.by, "stop").await.expect_problem(409, "objection_too_late");
        // The order that stays settles the case, and can still be lifted.
        let kept = json!({ "outcome": "stop_kept", "reason": "当事人已停业" });
        officer.post(&case.path("/close"), kept).await.expect(200);
        assert_eq!(actions(&case, &officer).await, json!(["lift_stop"]));
        case.step(&officer, "lift-stop").await.expect(200);
        assert_eq!(app.checked(&permit).await, "valid");
        app.sweep();
        assert_eq!(app.count_events("credit.recorded"), 1);
    }

    async fn the_grantors_own_fault_is_the_grantors_to_mend(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(20);
        let (officer, grantor) =
            (app.supervisor("market_supervision_branch").await, app.approver("jimsar_health").await);
        let (_, permit, _) = app.found(1, "kept").await;
        let fault = json!({ "grantor_fault": "against_procedure" });
        let before = app.contents();
        Case::try_open(&officer, &permit, fault.clone()).await.expect_problem(403, "case_not_the_leaders");
        assert_eq!(app.contents(), before);
        let case = Case::open(&grantor, &permit, fault).await;
        case.step(&officer, "stop").await.expect_problem(409, "case_not_the_holders_fault");
        case.step(&officer, "letter").await.expect_problem(409, "letter_not_needed");
        case.step(&grantor, "annul").await.expect_problem(422, "content_invalid");
        let paid = json!({ "reason": "未经法定程序", "compensation": "装修损失，据实赔偿" });
        let annulled = grantor.post(&case.path("/annul"), paid).await.expect(200);
        assert_eq!(annulled.text("/decisions/0/ground"), "grantor_fault");
        deregister(&grantor, &permit).await.expect(200);
        app.sweep();
        assert_eq!(app.count_events("credit.recorded"), 0, "it is not the holder's fault");
    }

    async fn a_case_rests_on_what_was_found(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (_, permit, task) = app.found(1, "not_kept").await;
        let on = |ground: Value| { let (officer, permit) = (officer.clone(), permit.clone());
            async move { Case::try_open(&officer, &permit, ground).await } };
        on(json!({ "task_id": task["id"] })).await.expect_problem(409, "case_rectify_first");
        on(json!({})).await.expect_problem(422, "body_invalid");
        let order = app.ordered(&officer, &task, 10).await.expect(201).json;
        on(json!({ "rectification_id": order["id"] })).await.expect_problem(409, "case_rectification_not_failed");
        let (_, other, _) = app.found(2, "kept").await;
        let elsewhere = json!({ "rectification_id": order["id"] });
        Case::try_open(&officer, &other, elsewhere).await.expect_problem(404, "not_found");
        app.advance(TimeDelta::days(11));
        app.sweep();
        on(json!({ "rectification_id": order["id"] })).await.expect(201);
        on(json!({ "rectification_id": order["id"] })).await.expect_problem(409, "case_opened_before");
        let listed = officer.get(&format!("/api/v1/enforcement-cases?certificate_id={permit}")).await.expect(200);
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(listed.text("/items/0/item_code"), PERMIT);
        app.supervisor("fire_brigade").await.get("/api/v1/enforcement-cases").await.expect(200);
    }

    async fn a_penalty_is_one_decision_and_settles_what_is_mended(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (_, permit, case) = app.failed(1, &officer).await;
        let settled = json!({ "outcome": "penalised", "reason": "已处罚" });
        officer.post(&case.path("/close"), &settled).await.expect_problem(409, "case_no_penalty");
        let mut fine = json!({ "penalty": "fine", "law": "《公共场所卫生管理条例》第十四条", "reason": "未配置消毒设施" });
        head.post(&case.path("/penalty"), &fine).await.expect_problem(422, "content_invalid");
        fine["amount_yuan"] = json!(2000);
        officer.post(&case.path("/penalty"), &fine).await.expect_problem(403, "not_permitted");
        head.post(&case.path("/penalty"), &fine).await.expect(200);
        head.post(&case.path("/penalty"), &fine).await.expect_problem(409, "case_penalised_before");
        let closed = officer.post(&case.path("/close"), &settled).await.expect(200);
        assert_eq!((closed.text("/status"), closed.text("/outcome")), ("closed", "penalised"));
        assert_eq!(app.checked(&permit).await, "valid");
        app.sweep();
        assert_eq!(app.count_events("credit.recorded"), 1);
    }
}
