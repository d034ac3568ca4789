//! A department that does not answer a supervision notice in time answers for that as for any other duty: found by the
//! clock, proved by the log, carried up the chain of responsibility (S20, S24, S26).

use std::collections::BTreeSet;

use chrono::TimeDelta;
use kaiye_api::background::run_all;
use kaiye_domain::escalation::EscalationStep::{self, Direct, First, NearDue, Specific};
use kaiye_tests::{Client, Draft, on_both};
use serde_json::{Value, json};

use super::notices::{NOTICES, answer, issue, path, word};

async fn items(reader: &Client, path: &str) -> Vec<Value> {
    reader.get(path).await.expect(200).json["items"].as_array().cloned().unwrap_or_default()
}

async fn findings(reader: &Client) -> Vec<Value> {
    items(reader, "/api/v1/liability-findings?limit=100").await
}

async fn escalations(reader: &Client) -> Vec<Value> {
    items(reader, "/api/v1/escalations?limit=100").await
}

/// How far up, in the chain's order: what is raised at once has no order of its own.
async fn steps(reader: &Client) -> Vec<EscalationStep> {
    let raised = escalations(reader).await;
    let mut steps: Vec<EscalationStep> =
        raised.iter().map(|it| serde_json::from_value(it["step"].clone()).expect("a step")).collect();
    steps.sort();
    steps
}

/// The notice's log: the type and the id of each event.
async fn log(reader: &Client, notice: &Value) -> Vec<(String, Value)> {
    let subject = format!("supervision_notice/{}", notice["id"].as_str().expect("an id"));
    let events = items(reader, &format!("/api/v1/events?limit=100&subject={subject}")).await;
    events.iter().map(|it| (it["type"].as_str().unwrap_or_default().to_owned(), it["id"].clone())).collect()
}

on_both! {
    async fn an_answer_that_does_not_come_is_found_late_and_goes_up_the_chain(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let zone = app.approver("zone_management").await;
        // One working day from Tuesday 3 June.
        let notice = issue(&inspector, json!({ "answer_within": 1 })).await;
        app.advance(TimeDelta::days(1));
        app.sweep();
        assert_eq!(steps(&head).await, [NearDue]);
        assert_eq!((findings(&head).await.len(), app.count_events("duty.overdue")), (0, 0), "its last day is not over");
        app.advance(TimeDelta::days(1));
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("duty.overdue"), 1);
        let late = items(&inspector, &format!("{NOTICES}?overdue=true")).await;
        assert_eq!((&late[0]["id"], &late[0]["overdue"]), (&notice["id"], &json!(true)));
        let found = findings(&head).await;
        let [finding] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((&finding["party"], &finding["cause"]), (&json!("department"), &json!("late_step")));
        assert_eq!((&finding["department"], &finding["supervision_notice_id"]), (&json!("fire_brigade"), &notice["id"]));
        assert_eq!((&finding["application_id"], &finding["certificate_id"]), (&Value::Null, &Value::Null));
        let late = &finding["late"];
        assert_eq!((&late["rule"], &late["due_on"]), (&json!("answer_supervision_notice"), &json!("2025-06-04")));
        assert_eq!((&late["done_on"], &late["working_days_late"]), (&Value::Null, &json!(1)));
        assert_eq!(findings(&app.approver("jimsar_health").await).await, Vec::<Value>::new());

        // Five working days later, over Corban, it has reached the principal leader.
        app.advance(TimeDelta::days(12));
        app.sweep();
        app.sweep();
        assert_eq!(steps(&head).await, [NearDue, Direct, Specific, First]);
        assert_eq!(steps(&zone).await, [Specific, First], "the posts above sit in the zone's body");
        assert_eq!(steps(&app.approver("jimsar_health").await).await, []);
        let raised = escalations(&inspector).await;
        let at = |step: &str| raised.iter().find(|it| it["step"] == step).expect("raised");
        let path_of = |step| format!("/api/v1/escalations/{}/acknowledge", at(step)["id"].as_str().expect("an id"));
        let direct = at("direct");
        assert_eq!((&direct["post"], &direct["rule"]), (&json!("大队长"), &json!("answer_supervision_notice")));
        assert_eq!((&direct["application_id"], &direct["division"]), (&Value::Null, &Value::Null));
        assert_eq!(direct["supervision_notice_id"], notice["id"]);
        zone.post(&path_of("direct"), json!({})).await.expect(404);
        head.post(&path_of("first"), json!({})).await.expect_problem(403, "escalation_not_addressed_to_you");
        head.post(&path_of("direct"), json!({})).await.expect(200);
        zone.get(&path(&notice, "")).await.expect_problem(404, "not_found");
        let noted = zone.post(&path_of("first"), json!({})).await.expect(200).json;
        assert_eq!((&noted["status"], &noted["allowed_actions"]), (&json!("acknowledged"), &json!([])));

        let answered = head.post(&path(&notice, "/answer"), answer(1, "已完成")).await.expect(200);
        assert_eq!((&answered.json["overdue"], &answered.json["rounds"][0]["late"]), (&json!(false), &json!(true)));
        let found = findings(&head).await;
        let [finding] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((&finding["late"]["done_on"], &finding["late"]["working_days_late"]), (&json!("2025-06-17"), &json!(6)));
        app.sweep();
        let log = log(&inspector, &notice).await;
        let proof: Vec<&str> = finding["facts"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|fact| log.iter().find(|(_, id)| id == fact).map_or("not in the log", |(kind, _)| kind))
            .collect();
        assert_eq!(proof, ["supervision_notice.issued", "duty.overdue", "duty.done_late"]);
        let kinds: Vec<&str> = log.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, [
            "supervision_notice.issued", "escalation.raised", "duty.overdue", "escalation.raised", "escalation.raised",
            "escalation.raised", "escalation.acknowledged", "escalation.acknowledged", "supervision_notice.answered",
            "duty.done_late",
        ]);
        // All of it is the department's news.
        let feed = app.supervisor("fire_brigade").await;
        assert_eq!(self::log(&feed, &notice).await, log);
        app.advance(TimeDelta::days(60));
        app.sweep();
        let later = findings(&head).await;
        assert_eq!(later[0]["late"], finding["late"], "how late it was does not grow any more");
        assert_eq!(steps(&head).await.len(), 4);
    }

    async fn an_answer_that_comes_late_before_anybody_looked_is_found_as_well(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let notice = issue(&inspector, json!({ "answer_within": 1 })).await;
        app.advance(TimeDelta::days(2));
        let answered = head.post(&path(&notice, "/answer"), answer(1, "已完成")).await.expect(200);
        assert_eq!(answered.json["rounds"][0]["late"], json!(true));
        let found = findings(&head).await;
        let [finding] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((&finding["late"]["done_on"], &finding["late"]["working_days_late"]), (&json!("2025-06-05"), &json!(1)));
        app.sweep();
        assert_eq!((app.count_events("duty.overdue"), app.count_events("duty.done_late")), (1, 1));
        assert_eq!(steps(&head).await, [], "nothing is owed any more");

        // The next round is a duty of its own; answered in time, it is nobody's fault.
        let mut reopened = word(1, "reopened");
        reopened["answer_within"] = json!(1);
        inspector.post(&path(&notice, "/close"), reopened).await.expect(200);
        head.post(&path(&notice, "/answer"), answer(2, "已完成")).await.expect(200);
        inspector.post(&path(&notice, "/close"), word(2, "reopened")).await.expect(200);
        app.advance(TimeDelta::days(30));
        app.sweep();
        app.sweep();
        assert_eq!(findings(&head).await.len(), 2, "the first round's and the third's");
        assert_eq!(app.count_events("duty.overdue"), 2);
        assert_eq!(steps(&head).await, [Direct, Specific, First], "that it ends soon is not said afterwards");
        inspector.post(&path(&notice, "/close"), word(3, "satisfied")).await.expect_problem(409, "supervision_notice_not_answered");
    }

    async fn what_is_taken_back_meanwhile_is_owed_no_more(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let in_time = issue(&inspector, json!({ "answer_within": 1 })).await;
        let late = issue(&inspector, json!({ "answer_within": 1 })).await;
        let unseen = issue(&inspector, json!({ "answer_within": 1 })).await;
        let withdraw = async |notice: &Value| inspector.post(&path(notice, "/close"), word(1, "withdrawn")).await.expect(200);
        let withdrawn = withdraw(&in_time).await;
        assert_eq!(withdrawn.json["rounds"][0]["late"], json!(false));
        app.advance(TimeDelta::days(2));
        // Its day had passed, though no sweep had come by.
        assert_eq!(withdraw(&unseen).await.json["rounds"][0]["late"], json!(true));
        app.sweep();
        assert_eq!(withdraw(&late).await.json["rounds"][0]["late"], json!(true));
        app.advance(TimeDelta::days(30));
        app.sweep();
        let found = findings(&head).await;
        let of: BTreeSet<_> = found.iter().map(|it| it["supervision_notice_id"].as_str()).collect();
        assert_eq!(of, BTreeSet::from([late["id"].as_str(), unseen["id"].as_str()]), "in time is nobody's fault");
        for finding in &found {
            assert_eq!((&finding["late"]["fell_away_on"], &finding["late"]["done_on"]), (&json!("2025-06-05"), &Value::Null));
        }
        assert_eq!(steps(&head).await, [Direct], "and goes no further up");
        let read = inspector.get(&path(&in_time, "")).await.expect(200);
        assert_eq!(read.json["rounds"][0]["late"], json!(false), "it never was");
    }

    async fn a_notice_about_a_case_is_found_by_its_application(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("market_supervision_branch").await);
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        let about = json!({
            "department": "market_supervision_branch", "answer_within": 1,
            "about": { "kind": "application", "id": draft.id },
        });
        let notice = issue(&inspector, about).await;
        app.advance(TimeDelta::days(2));
        app.sweep();
        for list in ["liability-findings", "escalations"] {
            let of_case = items(&head, &format!("/api/v1/{list}?application_id={}", draft.id)).await;
            let [one] = &of_case[..] else { panic!("{of_case:#?}") };
            assert_eq!((one["application_id"].as_str(), &one["supervision_notice_id"]), (Some(&*draft.id), &notice["id"]));
        }
        let raised = escalations(&head).await;
        assert_eq!(raised[0]["division"], draft.show().await.json["business"]["county"]);
        // The applicant's own log is not inspection's.
        assert!(!draft.events().await.iter().any(|kind| kind.starts_with("duty.") || kind.starts_with("escalation.")));
    }

    async fn two_processes_find_and_raise_once(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        for _ in 0..3 {
            issue(&inspector, json!({ "answer_within": 1 })).await;
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
        assert_eq!((app.count_events("duty.overdue"), findings(&head).await.len()), (3, 3));
        let mut once: Vec<_> = escalations(&inspector)
            .await
            .iter()
            .map(|it| (it["supervision_notice_id"].to_string(), it["step"].to_string()))
            .collect();
        once.sort();
        once.dedup();
        assert_eq!((once.len(), app.count_events("escalation.raised")), (9, 9), "three steps of three notices: {once:#?}");
    }

    async fn an_answer_and_a_sweep_at_once_agree(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let mut asked = Vec::new();
        for _ in 0..6 {
            asked.push(issue(&inspector, json!({ "answer_within": 1 })).await);
        }
        app.advance(TimeDelta::days(2));
        let state = app.state.clone();
        let sweep = std::thread::spawn(move || run_all(&state).into_iter().all(|(_, result)| result.is_ok()));
        for notice in &asked {
            head.post(&path(notice, "/answer"), answer(1, "已完成")).await.expect(200);
        }
        assert!(sweep.join().expect("a sweep"));
        app.sweep();
        assert_eq!((app.count_events("duty.overdue"), app.count_events("duty.done_late")), (6, 6));
        let found = findings(&head).await;
        assert_eq!(found.iter().filter(|it| it["late"]["done_on"] == json!("2025-06-05")).count(), 6, "{found:#?}");
    }
}
