//! After deceit nobody applies for the same again for a time (行政许可法 §78, §79), on whichever route.

use chrono::TimeDelta;
use kaiye_tests::{
    Client, Draft, TestApp,
    enforcing::{Case, PERMIT},
    on_both,
};
use serde_json::{Value, json};

/// A new draft of the same person at another place, everything but the permit's commitment signed and filed.
async fn again(app: &TestApp, place: u32) -> Draft {
    let next = Draft::supermarket_at(&app.sign_in("applicant-2").await, 1, place).await;
    next.add_materials().await;
    let ordinary: Vec<Value> = ["business_licence", PERMIT, "small_grocery_registration"]
        .iter()
        .map(|code| json!({ "code": code, "route": "ordinary" }))
        .collect();
    next.by.patch(&next.path(""), "*", json!({ "items": ordinary })).await.expect(200);
    next
}

/// What stands in the way of the permit.
async fn failed(draft: &Draft) -> Vec<String> {
    let checked = draft.by.get(&draft.path("/check")).await.expect(200).json;
    let all = checked["checks"].as_array().into_iter().flatten();
    let of_permit = all.filter(|it| it["item"] == PERMIT && it["outcome"] == "failed" && it["stage"] == "submission");
    of_permit.filter_map(|it| it["code"].as_str().map(str::to_owned)).collect()
}

async fn remarks(app: &TestApp, by: &Client, subjects: Value) -> String {
    let _ = app;
    let asked = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 }, "subjects": subjects });
    by.post("/api/v1/notices", asked).await.expect(201).json["remarks"].to_string()
}

on_both! {
    async fn who_got_a_permit_by_deceit_does_not_ask_for_it_again_for_three_years(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, task) = app.found(1, "false").await;
        let case = Case::open(&officer, &permit, json!({ "task_id": task["id"] })).await;
        let before = again(&app, 2).await;
        before.submit().await.expect(200);
        case.step(&head, "annul").await.expect(200);
        assert!(draft.events().await.contains(&"exclusion.imposed".to_owned()));

        // At the notice, at the check, at submission, on the ordinary route as well; what else is asked for is open.
        let business = json!({ "operator_id_number": kaiye_tests::draft::citizen_number(1) });
        let told = remarks(&app, &app.applicant().await, business.clone()).await;
        assert!(told.contains("2028-06-03"), "{told}");
        let next = again(&app, 3).await;
        assert_eq!(failed(&next).await, ["may_apply"]);
        next.submit().await.expect_problem(422, "application_not_ready");
        let others = json!({ "items": [{ "code": "business_licence" }, { "code": "small_grocery_registration", "route": "ordinary" }] });
        next.by.patch(&next.path(""), "*", others).await.expect(200);
        next.submit().await.expect(200);
        // And at issue: what was filed before is decided as filed, and refused.
        let clerk = app.clerk().await;
        before.accept(&clerk).await;
        let grant = json!({ "decision": "grant", "reason": "符合法定条件" });
        head.post(&before.path(&format!("/items/{PERMIT}/decide")), grant).await.expect(200);
        let issued = before.issue(&clerk).await.expect(200).json;
        let refused = issued["refused"].as_array().into_iter().flatten().find(|it| it["item"] == PERMIT);
        assert_eq!(refused.map(|it| &it["ground"]), Some(&json!("excluded")), "{issued}");

        // Set aside, it never was.
        case.object(&draft.by, "annulment").await.expect(200);
        case.decide(&app.approver("jimsar_government").await, "annulment", "set_aside").await.expect(200);
        assert!(draft.events().await.contains(&"exclusion.lifted".to_owned()));
        assert_eq!(failed(&again(&app, 4).await).await, [""; 0]);
        let told = remarks(&app, &app.applicant().await, business).await;
        assert!(!told.contains("2028-06-03"), "{told}");
    }

    async fn false_materials_exclude_for_a_year_to_the_day(app: TestApp) {
        app.entrust(20);
        let head = app.approver("jimsar_health").await;
        let first = again(&app, 2).await;
        first.submit().await.expect(200);
        first.accept(&app.clerk().await).await;
        let decide = first.path(&format!("/items/{PERMIT}/decide"));
        let mut refusal = json!({ "decision": "grant", "reason": "提供虚假材料", "false_materials": true });
        head.post(&decide, &refusal).await.expect_problem(422, "content_invalid");
        refusal["decision"] = json!("refuse");
        head.post(&decide, &refusal).await.expect(200);
        app.set_clock("2026-06-03T02:00:00Z".parse().expect("an instant"));
        assert_eq!(failed(&again(&app, 3).await).await, ["may_apply"], "its last day");
        app.advance(TimeDelta::days(1));
        assert_eq!(failed(&again(&app, 4).await).await, [""; 0]);
    }

    async fn a_large_fine_is_not_decided_before_the_hearing(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (_, _, case) = app.failed(1, &officer).await;
        let fine = json!({
            "penalty": "fine", "amount_yuan": 100_000, "law": "《公共场所卫生管理条例》第十四条", "reason": "未配置消毒设施",
        });
        head.post(&case.path("/penalty"), &fine).await.expect_problem(409, "hearing_not_offered");
        case.step(&officer, "hearing").await.expect(200);
        head.post(&case.path("/penalty"), &fine).await.expect_problem(409, "hearing_open");
        app.advance(TimeDelta::days(9));
        head.post(&case.path("/penalty"), &fine).await.expect(200);
    }
}
