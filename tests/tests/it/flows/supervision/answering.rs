//! A department that is late answers for it: found by the clock, proved by the log, and carried up the chain of
//! responsibility (S20, S24).

use chrono::TimeDelta;
use kaiye_api::background::run_all;
use kaiye_tests::{Client, Draft, TestApp, on_both};
use serde_json::{Value, json};

/// A supermarket whose licence the window has not decided in its three working days, filed on 2025-06-03.
async fn late(app: &TestApp) -> Draft {
    let draft = Draft::supermarket(&app.applicant().await, 1).await;
    draft.file().await;
    draft.accept(&app.clerk().await).await;
    draft
}

/// Those of the licence's clock; the permits that the window has not granted on the spot have their own.
async fn escalations(reader: &Client) -> Vec<Value> {
    let listed = reader.get("/api/v1/escalations?limit=100").await.expect(200);
    let all = listed.json["items"].as_array().cloned().unwrap_or_default();
    all.into_iter().filter(|it| it["rule"] == "decide_licence").collect()
}

async fn steps(reader: &Client) -> Vec<String> {
    escalations(reader).await.iter().map(|it| it["step"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn findings(reader: &Client) -> Vec<Value> {
    let listed = reader.get("/api/v1/liability-findings?limit=100").await.expect(200);
    let all = listed.json["items"].as_array().cloned().unwrap_or_default();
    all.into_iter().filter(|it| it["late"]["rule"] == "decide_licence").collect()
}

fn path(escalation: &Value) -> String {
    format!("/api/v1/escalations/{}/acknowledge", escalation["id"].as_str().unwrap_or_default())
}

on_both! {
    async fn what_stays_undone_goes_up_step_by_step(app: TestApp) {
        app.entrust(20);
        late(&app).await;
        let head = app.approver("market_supervision_branch").await;
        let mut seen = Vec::new();
        for _ in 0..20 {
            app.advance(TimeDelta::days(1));
            app.sweep();
            app.sweep();
            let reached = steps(&head).await;
            if seen.last() != Some(&reached) {
                seen.push(reached);
            }
        }
        let all = ["near_due", "direct", "specific", "first"];
        let growing: Vec<&[&str]> = (1..=4).map(|count| &all[..count]).collect();
        assert_eq!(seen.iter().skip_while(|it| it.is_empty()).collect::<Vec<_>>(), growing);
    }

    async fn each_step_is_acknowledged_by_its_own_post(app: TestApp) {
        let draft = late(&app).await;
        app.advance(TimeDelta::days(20));
        app.sweep();
        let (head, zone) = (app.approver("market_supervision_branch").await, app.approver("zone_management").await);
        let raised = escalations(&head).await;
        let at = |step| raised.iter().find(|it| it["step"] == step).unwrap_or_else(|| panic!("{raised:#?}"));
        let (direct, specific, first) = (at("direct"), at("specific"), at("first"));
        assert_eq!(direct["post"], "局长");
        assert_eq!(specific["post"], "管委会分管领导");
        assert_eq!(escalations(&zone).await.len(), 2, "the zone's body reads what reached the posts above");
        assert_eq!(escalations(&app.approver("fire_brigade").await).await, Vec::<Value>::new());
        assert_eq!(escalations(&app.inspector().await).await.len(), 3);

        head.post(&path(specific), json!({})).await.expect_problem(403, "escalation_not_addressed_to_you");
        zone.post(&path(direct), json!({})).await.expect(404);
        app.approver("fire_brigade").await.post(&path(direct), json!({})).await.expect(404);
        app.inspector().await.post(&path(direct), json!({})).await.expect(403);
        assert!(escalations(&head).await.iter().all(|it| it["status"] == "raised"));

        assert_eq!(direct["allowed_actions"], json!(["acknowledge_escalation"]));
        assert_eq!(specific["allowed_actions"], json!([]), "it is not the head's");
        let noted = head.post(&path(direct), json!({})).await.expect(200).json;
        assert_eq!((noted["status"].as_str(), &noted["allowed_actions"]), (Some("acknowledged"), &json!([])));
        head.post(&path(direct), json!({})).await.expect_problem(409, "escalation_acknowledged_already");
        zone.post(&path(first), json!({})).await.expect(200);
        let acknowledged = draft.events().await.into_iter().filter(|kind| kind == "escalation.acknowledged").count();
        assert_eq!(acknowledged, 2);
    }

    async fn a_late_step_is_found_by_the_clock_and_says_how_late_it_was(app: TestApp) {
        app.entrust(20);
        let draft = late(&app).await;
        let head = app.approver("market_supervision_branch").await;
        assert_eq!(findings(&head).await, Vec::<Value>::new());
        app.advance(TimeDelta::days(9));
        app.sweep();
        let found = findings(&head).await;
        let [finding] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((finding["party"].as_str(), finding["cause"].as_str()), (Some("department"), Some("late_step")));
        assert_eq!(finding["department"], "market_supervision_branch");
        assert_eq!((&finding["late"]["rule"], &finding["late"]["done_on"]), (&json!("decide_licence"), &Value::Null));
        let so_far = finding["late"]["working_days_late"].as_u64().expect("a number");
        assert!(so_far >= 1, "{finding}");

        app.advance(TimeDelta::days(1));
        draft.issue(&app.clerk().await).await.expect(200);
        let found = findings(&app.sign_in("appraiser").await).await;
        let [finding] = &found[..] else { panic!("{found:#?}") };
        assert_eq!(finding["late"]["done_on"], json!(kaiye_domain::time::local_date(app.now())));
        let listed = draft.by.get(&draft.path("/events?limit=100")).await.expect(200).json;
        let proof = finding["facts"].as_array().expect("facts");
        let kind = |id: &Value| {
            let mut events = listed["items"].as_array().into_iter().flatten();
            events.find(|event| event["id"] == *id).map(|event| event["type"].as_str().or(event["kind"].as_str()))
        };
        let kinds: Vec<_> = proof.iter().map(|id| kind(id).flatten().unwrap_or("not in the log")).collect();
        assert_eq!((kinds.first(), kinds.last()), (Some(&"duty.overdue"), Some(&"duty.done_late")), "{kinds:?}");
        app.advance(TimeDelta::days(30));
        app.sweep();
        let later = findings(&head).await;
        let of_licence = later.iter().find(|it| it["id"] == finding["id"]).expect("it stays");
        assert_eq!(of_licence["late"], finding["late"], "how late it was does not grow any more");
        assert_eq!(findings(&app.supervisor("fire_brigade").await).await, Vec::<Value>::new());
    }

    async fn a_poisoned_case_keeps_no_other_from_going_up(app: TestApp) {
        let (poisoned, sound) = (late(&app).await, Draft::supermarket(&app.applicant().await, 2).await);
        sound.file().await;
        sound.accept(&app.clerk().await).await;
        app.advance(TimeDelta::days(20));
        let sealed = app.poison(&poisoned);
        // The sweep says that it failed with that case, goes on, and ends well.
        app.sweep();
        let of = |listed: Vec<Value>, draft: &Draft| {
            listed.iter().filter(|it| it["application_id"].as_str() == Some(&draft.id)).count()
        };
        let inspector = app.inspector().await;
        let raised = escalations(&inspector).await;
        assert_eq!((of(raised.clone(), &poisoned), of(raised, &sound)), (0, 3));
        // Mended, it is caught up with, and nothing is raised twice.
        app.heal(&poisoned, &sealed);
        app.sweep();
        let raised = escalations(&inspector).await;
        assert_eq!((of(raised.clone(), &poisoned), of(raised, &sound)), (3, 3));
    }

    async fn two_processes_raise_and_find_once(app: TestApp) {
        for person in 1..=3 {
            let draft = Draft::supermarket(&app.applicant().await, person).await;
            draft.file().await;
            draft.accept(&app.clerk().await).await;
        }
        app.advance(TimeDelta::days(20));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for (name, result) in run_all(&app.state) {
                        assert!(result.is_ok(), "{name}");
                    }
                });
            }
        });
        app.sweep();
        let (inspector, head) = (app.inspector().await, app.approver("market_supervision_branch").await);
        let mut once: Vec<_> = escalations(&inspector)
            .await
            .iter()
            .map(|it| (it["application_id"].to_string(), it["rule"].to_string(), it["step"].to_string()))
            .collect();
        assert_eq!(once.len(), 9, "three steps of three licences: {once:#?}");
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 9);
        assert_eq!(findings(&head).await.len(), 3);
        assert_eq!(app.count_events("duty.overdue"), 9, "three licences, and two permits on the spot with each");
    }
}
