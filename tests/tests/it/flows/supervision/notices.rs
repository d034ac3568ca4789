//! What inspection asks departments for (督办, S26).

use std::collections::BTreeSet;

use futures_util::future::join_all;
use kaiye_tests::{Client, Draft, on_both};
use serde_json::{Value, json};

pub(super) const NOTICES: &str = "/api/v1/supervision-notices";

/// Inspection asks the fire brigade, or as `more` says.
pub(super) async fn issue(inspector: &Client, more: Value) -> Value {
    let mut body = json!({ "department": "fire_brigade", "matter": "核查进度", "demand": "请说明" });
    let (body_map, more) = (body.as_object_mut().expect("an object"), more.as_object().cloned().expect("an object"));
    body_map.extend(more);
    inspector.post(NOTICES, body).await.expect(201).json
}

pub(super) fn path(notice: &Value, step: &str) -> String {
    format!("{NOTICES}/{}{step}", notice["id"].as_str().expect("an id"))
}

/// Inspection's word on a round.
pub(super) fn word(round: usize, outcome: &str) -> Value {
    json!({ "round": round, "outcome": outcome, "remark": "已阅" })
}

/// What the department answers to a round.
pub(super) fn answer(round: usize, text: &str) -> Value {
    json!({ "round": round, "text": text })
}

on_both! {
    async fn a_department_answers_until_inspection_is_content(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let notice = issue(&inspector, json!({})).await;
        assert_eq!((notice["number"].as_str(), notice["status"].as_str()), (Some("督办〔2025〕1号"), Some("open")));
        // Five working days from Tuesday 3 June, over Corban.
        assert_eq!((&notice["due_on"], &notice["overdue"]), (&json!("2025-06-13"), &json!(false)));
        assert_eq!(notice["allowed_actions"], json!(["close_supervision_notice"]));
        inspector.post(&path(&notice, "/close"), word(1, "satisfied")).await.expect_problem(409, "supervision_notice_not_answered");
        let shown = head.get(&path(&notice, "")).await.expect(200);
        assert_eq!(shown.json["allowed_actions"], json!(["answer_supervision_notice"]));
        let answered = head.post(&path(&notice, "/answer"), answer(1, "正在办理")).await.expect(200);
        assert_eq!((answered.text("/status"), &answered.json["due_on"]), ("answered", &Value::Null));
        let again = head.post(&path(&notice, "/answer"), answer(1, "正在办理")).await;
        again.expect_problem(409, "supervision_notice_no_answer_owed");
        let mut reopened = word(1, "reopened");
        reopened["answer_within"] = json!(2);
        let reopened = inspector.post(&path(&notice, "/close"), reopened).await.expect(200);
        assert_eq!((reopened.text("/status"), reopened.text("/due_on")), ("open", "2025-06-05"));
        // Nobody speaks to a round that is not the one under way.
        let seen_before = head.post(&path(&notice, "/answer"), answer(1, "正在办理")).await;
        seen_before.expect_problem(409, "supervision_notice_another_round");
        assert_eq!(reopened.json["rounds"][1]["round"], json!(2));
        head.post(&path(&notice, "/answer"), answer(2, "已经办结")).await.expect(200);
        let seen_before = inspector.post(&path(&notice, "/close"), word(1, "satisfied")).await;
        seen_before.expect_problem(409, "supervision_notice_another_round");
        let closed = inspector.post(&path(&notice, "/close"), word(2, "satisfied")).await.expect(200);
        assert_eq!((closed.text("/status"), &closed.json["allowed_actions"]), ("closed", &json!([])));
        let answers: Vec<&str> = (0..2).map(|at| closed.text(&format!("/rounds/{at}/answer"))).collect();
        assert_eq!(answers, ["正在办理", "已经办结"]);
        for outcome in ["satisfied", "reopened", "withdrawn"] {
            inspector.post(&path(&notice, "/close"), word(2, outcome)).await.expect_problem(409, "supervision_notice_ended");
        }
    }

    async fn the_series_has_no_gap_and_the_same_key_issues_once(app: TestApp) {
        let inspector = app.inspector().await.with_header("idempotency-key", "one-notice");
        let (first, same) = (issue(&inspector, json!({})).await, issue(&inspector, json!({})).await);
        assert_eq!(first["id"], same["id"]);
        let unknown = json!({ "department": "no_such_body", "matter": "核查进度", "demand": "请说明" });
        let inspector = app.inspector().await;
        inspector.post(NOTICES, unknown).await.expect_problem(422, "content_invalid");
        let next = issue(&inspector, json!({ "answer_within": 1 })).await;
        assert_eq!((next["number"].as_str(), next["due_on"].as_str()), (Some("督办〔2025〕2号"), Some("2025-06-04")));
        let withdrawn = inspector.post(&path(&next, "/close"), word(1, "withdrawn")).await.expect(200);
        assert_eq!(withdrawn.text("/status"), "withdrawn");
        let mut days = word(1, "withdrawn");
        days["answer_within"] = json!(2);
        inspector.post(&path(&first, "/close"), days).await.expect_problem(422, "body_invalid");
    }

    async fn nobody_asks_or_answers_without_a_word(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let asked = json!({ "department": "fire_brigade", "matter": "核查\u{2028}进度", "demand": " \u{3000}\u{200b}" });
        let refused = inspector.post(NOTICES, asked).await.expect_problem(422, "content_invalid");
        let faults: Vec<(&str, &str)> = (0..2)
            .map(|at| (refused.text(&format!("/errors/{at}/pointer")), refused.text(&format!("/errors/{at}/code"))))
            .collect();
        assert_eq!(faults, [("/demand", "required"), ("/matter", "character_forbidden")]);
        let notice = issue(&inspector, json!({})).await;
        let blank = head.post(&path(&notice, "/answer"), answer(1, "\n ")).await;
        assert_eq!(blank.expect_problem(422, "content_invalid").text("/errors/0/pointer"), "/text");
        let blank = json!({ "round": 1, "outcome": "withdrawn", "remark": " " });
        let blank = inspector.post(&path(&notice, "/close"), blank).await;
        assert_eq!(blank.expect_problem(422, "content_invalid").text("/errors/0/pointer"), "/remark");
        assert_eq!(inspector.get(&path(&notice, "")).await.expect(200).text("/status"), "open");
    }

    async fn it_is_about_a_case_and_goes_to_one_department(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        let about = json!({ "about": { "kind": "application", "id": draft.id } });
        // A draft has reached no office.
        let mut early = json!({ "department": "fire_brigade", "matter": "核查进度", "demand": "请说明" });
        early["about"] = about["about"].clone();
        inspector.post(NOTICES, early).await.expect_problem(422, "content_invalid");
        draft.file().await;
        let notice = issue(&inspector, about).await;
        assert_eq!((notice["about_id"].as_str(), notice["application_id"].as_str()), (Some(&*draft.id), Some(&*draft.id)));
        let other = json!({
            "department": "jimsar_health", "matter": "核查进度", "demand": "请说明",
            "about": { "kind": "certificate", "id": draft.id },
        });
        let refused = inspector.post(NOTICES, other.clone()).await.expect_problem(422, "content_invalid");
        assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), ("/about/id", "case_unknown"));
        let health = app.approver("jimsar_health").await;
        health.get(&path(&notice, "")).await.expect_problem(404, "not_found");
        health.post(&path(&notice, "/answer"), answer(1, "无")).await.expect_problem(404, "not_found");
        assert_eq!(health.get(NOTICES).await.expect(200).json["items"], json!([]));
        inspector.post(&path(&notice, "/answer"), answer(1, "无")).await.expect_problem(403, "not_permitted");
        head.post(NOTICES, other).await.expect_problem(403, "not_permitted");
        let supervisor = app.supervisor("fire_brigade").await;
        assert_eq!(supervisor.get(&path(&notice, "")).await.expect(200).json["allowed_actions"], json!([]));
        for query in ["", "?status=open", "?overdue=false", "?department=fire_brigade", &format!("?application_id={}", draft.id)] {
            let listed = head.get(&format!("{NOTICES}{query}")).await.expect(200);
            assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1), "{query}");
        }
        for query in ["?status=closed", "?overdue=true", "?department=jimsar_health"] {
            assert_eq!(head.get(&format!("{NOTICES}{query}")).await.expect(200).json["items"], json!([]), "{query}");
        }
    }

    async fn many_inspectors_at_once_number_their_notices_without_gap_or_double(app: TestApp) {
        let inspector = app.inspector().await;
        let writers = (0..40).map(|writer| {
            // Every fifth is refused, and every fourth is sent twice at once with the same key.
            let department = if writer % 5 == 0 { "no_such_body" } else { "fire_brigade" };
            let key = if writer % 4 == 0 { writer / 8 * 8 } else { writer };
            let inspector = inspector.with_header("idempotency-key", &format!("{department}-{key}"));
            async move {
                let body = json!({ "department": department, "matter": "核查进度", "demand": "请说明" });
                inspector.post(NOTICES, body).await
            }
        });
        let answers = join_all(writers).await;
        assert!(answers.iter().all(|it| it.status == 201 || it.status == 422), "{answers:?}");
        let issued: BTreeSet<&str> = answers.iter().filter(|it| it.status == 201).map(|it| it.text("/number")).collect();
        let listed = inspector.get(&format!("{NOTICES}?limit=100")).await.expect(200);
        let kept = listed.json["items"].as_array().expect("items").iter().map(|it| it["number"].as_str().expect("a number"));
        let kept: Vec<&str> = kept.collect();
        let series: BTreeSet<String> = (1..=kept.len()).map(|serial| format!("督办〔2025〕{serial}号")).collect();
        assert_eq!(kept.iter().copied().collect::<BTreeSet<_>>(), series.iter().map(String::as_str).collect());
        assert_eq!(issued, kept.iter().copied().collect(), "each was told to whoever issued it");
        app.sweep();
        assert_eq!(app.count_events("supervision_notice.issued"), kept.len());
        // What fails after it took its number gives it back.
        app.refuse_writes("supervision_notices");
        let refused = join_all((0..4).map(|_| inspector.post(NOTICES, json!({
            "department": "fire_brigade", "matter": "核查进度", "demand": "请说明",
        })))).await;
        assert!(refused.iter().all(|it| it.status == 500), "{refused:?}");
        app.accept_writes("supervision_notices");
        let next = issue(&inspector, json!({})).await;
        assert_eq!(next["number"], format!("督办〔2025〕{}号", kept.len() + 1));
    }
}
