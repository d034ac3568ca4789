//! The ordinary route: decided by the issuing department's head, by the statutory clocks (行政许可法 §38, §42, §45).

use chrono::TimeDelta;
use kaiye_tests::{Client, Draft, TestApp, on_both};
use serde_json::json;

const ITEM: &str = "shop_hygiene_permit";

/// A supermarket whose hygiene permit goes the ordinary route, accepted: the decision is due in 20 working days.
async fn ordinary(app: &TestApp) -> Draft {
    let draft = Draft::supermarket(&app.applicant().await, 1).await;
    draft.file().await;
    let commitment = draft.item(ITEM).await["commitment"]["id"].as_str().expect("an id").to_owned();
    draft.by.post(&draft.path(&format!("/commitments/{commitment}/withdraw")), json!({})).await.expect(200);
    draft.accept(&app.clerk().await).await;
    draft
}

fn step(draft: &Draft, step: &str) -> String {
    draft.path(&format!("/items/{ITEM}/{step}"))
}

/// What this caller may do with the item.
async fn actions(draft: &Draft, by: &Client) -> Vec<String> {
    let shown = by.get(&draft.path("")).await.expect(200).json;
    let item =
        shown["items"].as_array().into_iter().flatten().find(|it| it["code"] == ITEM).cloned().expect("the item");
    let actions = item["allowed_actions"].as_array().into_iter().flatten().filter_map(|it| it.as_str());
    actions.map(str::to_owned).collect()
}

/// What the log says of handing out what was granted.
async fn of_service(draft: &Draft) -> Vec<String> {
    let listed = draft.by.get(&draft.path("/events?limit=100")).await.expect(200).json;
    let events = listed["items"].as_array().into_iter().flatten();
    let own = events.filter(|event| event["data"]["rule"] == "serve_certificate");
    let duty = |kind: &&str| kind.starts_with("duty.");
    own.filter_map(|event| event["kind"].as_str()).filter(duty).map(str::to_owned).collect()
}

on_both! {
    async fn the_departments_head_grants(app: TestApp) {
        let draft = ordinary(&app).await;
        let head = app.approver("jimsar_health").await;
        let grant = json!({ "decision": "grant", "reason": "符合法定条件" });
        let other = app.approver("market_supervision_branch").await;
        other.post(&step(&draft, "decide"), grant.clone()).await.expect_problem(403, "item_not_your_departments");
        let stranger = app.approver("qitai_health").await;
        stranger.post(&step(&draft, "decide"), grant.clone()).await.expect_problem(404, "not_found");
        app.clerk().await.post(&step(&draft, "decide"), grant.clone()).await.expect_problem(403, "not_permitted");
        let decided = head.post(&step(&draft, "decide"), grant.clone()).await.expect(200);
        assert_eq!(decided.text("/notices/0/kind"), "grant");
        assert_eq!(draft.item(ITEM).await["status"], "approved");
        head.post(&step(&draft, "decide"), grant).await.expect_problem(409, "item_not_in_this_state");
        assert!(draft.events().await.contains(&"item.decided".to_owned()));
    }

    async fn a_refusal_says_why_and_what_can_be_done_against_it(app: TestApp) {
        let draft = ordinary(&app).await;
        let head = app.approver("jimsar_health").await;
        head.post(&step(&draft, "decide"), json!({ "decision": "refuse" })).await.expect_problem(422, "body_invalid");
        let refusal = json!({ "decision": "refuse", "reason": "布局不符合卫生要求" });
        let decided = head.post(&step(&draft, "decide"), refusal).await.expect(200);
        assert!(decided.text("/notices/0/number").starts_with("BXK-2025-"));
        let remedies = &decided.json["notices"][0]["content"]["remedies"];
        assert_eq!(remedies[0]["remedy"], "administrative_reconsideration");
        assert_eq!(remedies[1]["within"], json!({ "months": 6 }));
        let item = draft.item(ITEM).await;
        assert_eq!((item["status"].as_str(), item["reason"].as_str()), (Some("refused"), Some("布局不符合卫生要求")));
        assert_eq!(draft.item("business_licence").await["status"], "accepted");
    }

    async fn the_clock_stands_still_and_goes_on(app: TestApp) {
        let draft = ordinary(&app).await;
        let head = app.approver("jimsar_health").await;
        assert!(actions(&draft, &head).await.contains(&"extend_item".to_owned()));
        let listed = head.get("/api/v1/worklist").await.expect(200);
        assert_eq!(listed.text("/items/0/kind"), "decide_item");
        let due = listed.text("/items/0/due_on").to_owned();
        let suspended = head.post(&step(&draft, "suspend"), json!({ "ground": "testing", "reason": "送检", "until": "2025-09-01" })).await;
        assert_eq!(suspended.expect(200).text("/notices/0/kind"), "suspension");
        let grant = json!({ "decision": "grant", "reason": "符合法定条件" });
        head.post(&step(&draft, "decide"), grant).await.expect_problem(409, "item_not_in_this_state");
        app.advance(TimeDelta::days(7));
        let resumed = head.post(&step(&draft, "resume"), json!({ "reason": "检测合格" })).await.expect(200);
        let after = resumed.text("/notices/0/content/due_on").to_owned();
        assert!(after > due, "{after} after {due}");
        head.post(&step(&draft, "resume"), json!({})).await.expect_problem(409, "item_not_in_this_state");
        let extended = head.post(&step(&draft, "extend"), json!({ "reason": "案情复杂" })).await.expect(200);
        assert_eq!(extended.text("/notices/0/kind"), "extension");
        assert!(!actions(&draft, &head).await.contains(&"extend_item".to_owned()), "once");
        assert!(extended.text("/notices/0/content/due_on") > after.as_str());
        let again = head.post(&step(&draft, "extend"), json!({ "reason": "案情复杂" })).await;
        again.expect_problem(409, "deadline_already_extended");
    }

    async fn what_has_run_out_is_neither_stopped_nor_prolonged(app: TestApp) {
        let draft = ordinary(&app).await;
        let head = app.approver("jimsar_health").await;
        app.advance(TimeDelta::days(60));
        let offered = actions(&draft, &head).await;
        assert!(offered.contains(&"decide_item".to_owned()), "{offered:?}");
        for (action, below) in [("extend_item", "extend"), ("suspend_item", "suspend")] {
            assert!(!offered.contains(&action.to_owned()), "{offered:?}");
            let body = json!({ "ground": "testing", "reason": "送检", "until": "2025-09-01" });
            let body = if below == "extend" { json!({ "reason": "案情复杂" }) } else { body };
            head.post(&step(&draft, below), body).await.expect_problem(409, "deadline_passed");
        }
    }

    async fn a_grant_on_which_nothing_was_issued_is_worth_nothing(app: TestApp) {
        app.entrust(20);
        let (draft, head) = (ordinary(&app).await, app.approver("jimsar_health").await);
        let decision = json!({ "decision": "grant", "reason": "符合法定条件" });
        head.post(&step(&draft, "decide"), decision).await.expect(200);
        let grant = draft.paper("grant").await;
        grant.is_worth(&app, "good", "已制发，有效").await;
        draft.by.post(&draft.path("/withdraw"), json!({})).await.expect(200);
        grant.is_worth(&app, "over", "所涉事项已终止，未予发证").await;
    }

    async fn what_was_granted_is_handed_out_within_ten_working_days(app: TestApp) {
        app.entrust(20);
        let (draft, clerk) = (ordinary(&app).await, app.clerk().await);
        draft.issue(&clerk).await.expect(200);
        let grant = json!({ "decision": "grant", "reason": "符合法定条件" });
        app.approver("jimsar_health").await.post(&step(&draft, "decide"), grant).await.expect(200);
        let listed = clerk.get("/api/v1/worklist").await.expect(200);
        assert_eq!((listed.text("/items/0/kind"), listed.text("/items/0/due_on")), ("issue_application", "2025-06-20"));
        app.advance(TimeDelta::days(18));
        app.sweep();
        assert_eq!(of_service(&draft).await, ["duty.overdue"]);
        draft.issue(&clerk).await.expect(200);
        assert_eq!(of_service(&draft).await, ["duty.overdue", "duty.done_late"]);
        assert_eq!(clerk.get("/api/v1/worklist").await.expect(200).json["items"], json!([]));
    }

    async fn what_the_window_issues_at_once_is_no_approvers(app: TestApp) {
        let draft = ordinary(&app).await;
        let registrar = app.approver("market_supervision_branch").await;
        let path = draft.path("/items/business_licence/decide");
        let grant = json!({ "decision": "grant", "reason": "符合" });
        registrar.post(&path, grant).await.expect_problem(409, "item_not_the_approvers");
        let extended = registrar.post(&draft.path("/items/business_licence/extend"), json!({ "reason": "核名" })).await;
        assert_eq!(extended.expect(200).json["notices"][0]["content"]["extension"], json!({ "working_days": 3 }));
        let unknown = draft.path("/items/fire_check/decide");
        let word = json!({ "decision": "grant", "reason": "符合" });
        registrar.post(&unknown, word).await.expect_problem(422, "item_not_requested");
    }
}
