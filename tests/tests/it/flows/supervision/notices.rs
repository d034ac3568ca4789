//! What inspection asks departments for (督办, S26).

use chrono::TimeDelta;
use kaiye_tests::{Client, Draft, issuing::certificate_of, on_both};
use serde_json::{Value, json};

const NOTICES: &str = "/api/v1/supervision-notices";

async fn issue(inspector: &Client, more: Value) -> Value {
    let mut body = json!({ "department": "fire_brigade", "matter": "核查进度", "demand": "请说明" });
    let (body_map, more) = (body.as_object_mut().expect("an object"), more.as_object().cloned().expect("an object"));
    body_map.extend(more);
    inspector.post(NOTICES, body).await.expect(201).json
}

fn path(notice: &Value, step: &str) -> String {
    format!("{NOTICES}/{}{step}", notice["id"].as_str().expect("an id"))
}

fn word(outcome: &str) -> Value {
    json!({ "outcome": outcome, "remark": "已阅" })
}

on_both! {
    async fn a_department_answers_until_inspection_is_content(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let notice = issue(&inspector, json!({})).await;
        assert_eq!((notice["number"].as_str(), notice["status"].as_str()), (Some("督办〔2025〕1号"), Some("open")));
        // Five working days from Tuesday 3 June, over Corban.
        assert_eq!((&notice["due_on"], &notice["overdue"]), (&json!("2025-06-13"), &json!(false)));
        assert_eq!(notice["allowed_actions"], json!(["close_supervision_notice"]));
        inspector.post(&path(&notice, "/close"), word("satisfied")).await.expect_problem(409, "supervision_notice_not_answered");
        let shown = head.get(&path(&notice, "")).await.expect(200);
        assert_eq!(shown.json["allowed_actions"], json!(["answer_supervision_notice"]));
        let answered = head.post(&path(&notice, "/answer"), json!({ "text": "正在办理" })).await.expect(200);
        assert_eq!((answered.text("/status"), &answered.json["due_on"]), ("answered", &Value::Null));
        let again = head.post(&path(&notice, "/answer"), json!({ "text": "正在办理" })).await;
        again.expect_problem(409, "supervision_notice_no_answer_owed");
        let mut reopened = word("reopened");
        reopened["answer_within"] = json!(2);
        let reopened = inspector.post(&path(&notice, "/close"), reopened).await.expect(200);
        assert_eq!((reopened.text("/status"), reopened.text("/due_on")), ("open", "2025-06-05"));
        head.post(&path(&notice, "/answer"), json!({ "text": "已经办结" })).await.expect(200);
        let closed = inspector.post(&path(&notice, "/close"), word("satisfied")).await.expect(200);
        assert_eq!((closed.text("/status"), &closed.json["allowed_actions"]), ("closed", &json!([])));
        let answers: Vec<&str> = (0..2).map(|at| closed.text(&format!("/rounds/{at}/answer"))).collect();
        assert_eq!(answers, ["正在办理", "已经办结"]);
        for outcome in ["satisfied", "reopened", "withdrawn"] {
            inspector.post(&path(&notice, "/close"), word(outcome)).await.expect_problem(409, "supervision_notice_ended");
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
        let withdrawn = inspector.post(&path(&next, "/close"), word("withdrawn")).await.expect(200);
        assert_eq!(withdrawn.text("/status"), "withdrawn");
        let mut days = word("withdrawn");
        days["answer_within"] = json!(2);
        inspector.post(&path(&first, "/close"), days).await.expect_problem(422, "body_invalid");
    }

    async fn it_is_about_a_case_and_goes_to_one_department(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        let about = json!({ "about": { "kind": "application", "id": draft.id } });
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
        health.post(&path(&notice, "/answer"), json!({ "text": "无" })).await.expect_problem(404, "not_found");
        assert_eq!(health.get(NOTICES).await.expect(200).json["items"], json!([]));
        inspector.post(&path(&notice, "/answer"), json!({ "text": "无" })).await.expect_problem(403, "not_permitted");
        head.post(NOTICES, other).await.expect_problem(403, "not_permitted");
        let supervisor = app.supervisor("fire_brigade").await;
        assert_eq!(supervisor.get(&path(&notice, "")).await.expect(200).json["allowed_actions"], json!([]));
        for query in ["", "?status=open", "?department=fire_brigade", &format!("?application_id={}", draft.id)] {
            let listed = head.get(&format!("{NOTICES}{query}")).await.expect(200);
            assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1), "{query}");
        }
        for query in ["?status=closed", "?overdue=true", "?department=jimsar_health"] {
            assert_eq!(head.get(&format!("{NOTICES}{query}")).await.expect(200).json["items"], json!([]), "{query}");
        }
    }

    async fn a_late_answer_is_found_and_told_once_a_round(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let notice = issue(&inspector, json!({ "answer_within": 1 })).await;
        app.advance(TimeDelta::days(1));
        app.sweep();
        assert_eq!(app.count_events("supervision_notice.overdue"), 0, "its last day is not over");
        app.advance(TimeDelta::days(1));
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("supervision_notice.overdue"), 1);
        let late = inspector.get(&format!("{NOTICES}?overdue=true")).await.expect(200);
        assert_eq!((late.text("/items/0/id"), &late.json["items"][0]["overdue"]), (notice["id"].as_str().expect("an id"), &json!(true)));
        let answered = head.post(&path(&notice, "/answer"), json!({ "text": "已办" })).await.expect(200);
        assert_eq!((&answered.json["overdue"], &answered.json["rounds"][0]["late"]), (&json!(false), &json!(true)));
        inspector.post(&path(&notice, "/close"), word("reopened")).await.expect(200);
        app.advance(TimeDelta::days(30));
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("supervision_notice.overdue"), 2, "a round of its own");
        let feed = app.supervisor("fire_brigade").await;
        let news = feed.get("/api/v1/events?type=supervision_notice.*&limit=100").await.expect(200);
        assert_eq!(news.json["items"].as_array().map(Vec::len), Some(5), "{}", news.json);
    }

    async fn what_inspection_reads_is_kept_and_shown_to_who_keeps_watch(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, "shop_hygiene_permit");
        let inspector = app.inspector().await;
        let read = inspector.get(&draft.path("")).await.expect(200);
        let unchanged = inspector.request(reqwest::Method::GET, &draft.path("")).header("if-none-match", read.etag());
        inspector.send(unchanged).await.expect(304);
        app.advance(TimeDelta::minutes(1));
        inspector.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200);
        app.advance(TimeDelta::minutes(1));
        inspector.get(&format!("/api/v1/escalations?application_id={}", draft.id)).await.expect(200);
        // Nothing was shown, anybody is shown it, it is its own, or somebody else read it.
        inspector.get("/api/v1/applications/01970000-0000-7000-8000-000000000000").await.expect(404);
        inspector.get("/api/v1/items").await.expect(200);
        inspector.get("/api/v1/me").await.expect(200);
        app.clerk().await.get(&draft.path("")).await.expect(200);
        let administrator = app.administrator().await;
        let kept = administrator.get("/api/v1/inspection-reads").await.expect(200).json;
        let kept: Vec<(&str, &str)> = kept["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| (it["operation"].as_str().unwrap_or_default(), it["object_id"].as_str().unwrap_or_default()))
            .collect();
        let id = draft.id.as_str();
        assert_eq!(kept, [
            ("list_escalations", id),
            ("get_certificate", certificate.as_str()),
            ("get_application", id),
            ("get_application", id),
        ]);
        let own = inspector.get(&format!("/api/v1/inspection-reads?object_id={id}")).await.expect(200);
        assert_eq!(own.json["items"].as_array().map(Vec::len), Some(3));
        let others = inspector.get(&format!("/api/v1/inspection-reads?account_id={id}")).await.expect(200);
        assert_eq!(others.json["items"], json!([]));
        app.clerk().await.get("/api/v1/inspection-reads").await.expect_problem(403, "not_permitted");
        app.advance(TimeDelta::days(1_096));
        app.sweep();
        assert_eq!(administrator.get("/api/v1/inspection-reads").await.expect(200).json["items"], json!([]));
    }
}
