//! What has to be sent on paper, by when, and that it was (S21).

use chrono::TimeDelta;
use kaiye_tests::{
    Client, Draft, TestApp,
    draft::{business, person},
    on_both,
};
use serde_json::{Value, json};

use super::paper::{asking, record};

/// An application that came by letter on 30 May; its operator is this person.
async fn by_letter(app: &TestApp, number: u32) -> Draft {
    let clerk = app.clerk().await;
    let letter = record(&clerk, "channel=letter&received_at=2025-05-30T01:00:00Z").await.expect(201);
    let mut body = asking(&letter.json["id"]);
    body["operator"] = person(number);
    let drafted = clerk.post("/api/v1/applications", body).await.expect(201);
    Draft { by: clerk, id: drafted.text("/id").to_owned(), notice: Value::Null }
}

/// An application for a licence alone that came by letter, with its papers.
async fn licence_by_letter(app: &TestApp) -> Draft {
    let clerk = app.clerk().await;
    let asked = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
    let notice = clerk.post("/api/v1/notices", asked).await.expect(201).json;
    let body = json!({
        "notice_id": notice["id"], "channel": "letter", "business": business("好邻居超市", "F5212", 25.0, 1),
        "operator": person(1), "items": [{ "code": "business_licence" }],
    });
    let drafted = clerk.post("/api/v1/applications", body).await.expect(201);
    let draft = Draft { by: clerk, id: drafted.text("/id").to_owned(), notice };
    draft.add_materials().await;
    draft
}

/// What is to be sent of an application, and what was.
async fn outbound(by: &Client, draft: &Draft) -> Vec<Value> {
    let listed = by.get(&format!("/api/v1/outbound-notices?application_id={}", draft.id)).await.expect(200);
    listed.json["items"].as_array().cloned().unwrap_or_default()
}

fn complete(notice: &Value) -> String {
    format!("/api/v1/outbound-notices/{}/complete", notice["id"].as_str().expect("an id"))
}

on_both! {
    async fn who_wrote_is_sent_the_letters_within_five_working_days(app: TestApp) {
        let clerk = app.clerk().await;
        let draft = by_letter(&app, 1).await;
        let open = outbound(&clerk, &draft).await;
        assert_eq!(open.len(), 1);
        assert_eq!(open[0]["kind"], "commitment_letters");
        assert_eq!(open[0]["department"], "market_supervision_branch");
        assert_eq!(open[0]["letters"], json!([
            { "item": "shop_hygiene_permit", "code": "shop_hygiene_permit_letter", "version": 1 },
        ]));
        // From Friday 30 May, over the Dragon Boat Festival and Corban.
        assert_eq!(open[0]["due_on"], "2025-06-12");
        assert_eq!(open[0]["allowed_actions"], json!(["complete_outbound_notice"]));
        let path = complete(&open[0]);
        let early = json!({ "way": "post", "sent_on": "2025-05-29" });
        clerk.post(&path, early).await.expect_problem(422, "outbound_notice_not_that_day");
        let posted = json!({ "way": "post", "tracking_number": "XA12345678901" });
        let sent = clerk.post(&path, posted.clone()).await.expect(200);
        assert_eq!(sent.text("/status"), "sent");
        assert_eq!(sent.text("/sent_on"), "2025-06-03");
        assert_eq!(sent.text("/tracking_number"), "XA12345678901");
        clerk.post(&path, posted).await.expect_problem(409, "outbound_notice_sent_already");
        app.inspector().await.post(&path, json!({ "way": "fax" })).await.expect_problem(403, "not_permitted");
        assert!(draft.events().await.contains(&"outbound_notice.sent".to_owned()));
        app.advance(TimeDelta::days(30));
        app.sweep();
        assert!(!draft.events().await.contains(&"duty.overdue".to_owned()));
    }

    async fn the_letters_are_those_of_what_is_asked_for_now(app: TestApp) {
        let clerk = app.clerk().await;
        let draft = by_letter(&app, 1).await;
        let ask = async |items: &[&str]| {
            let items: Vec<_> = items.iter().map(|code| json!({ "code": code })).collect();
            let was = clerk.get(&draft.path("")).await.expect(200);
            clerk.patch(&draft.path(""), was.etag(), json!({ "items": items })).await.expect(200);
        };
        // What is or was to be sent, however it is ordered: each task with the items that its letters are for.
        let tasks = async || -> Vec<String> {
            let line = |it: &Value| {
                let letters = it["letters"].as_array().into_iter().flatten().filter_map(|it| it["item"].as_str());
                format!("{}: {}", it["status"].as_str().unwrap_or_default(), letters.collect::<Vec<_>>().join(", "))
            };
            let mut tasks: Vec<String> = outbound(&clerk, &draft).await.iter().map(line).collect();
            tasks.sort();
            tasks
        };
        let (licence, shop, food) = ("business_licence", "shop_hygiene_permit", "food_sales_permit");
        let due = outbound(&clerk, &draft).await[0]["due_on"].clone();
        ask(&[licence, shop, food]).await;
        assert_eq!(tasks().await, ["open: shop_hygiene_permit, food_sales_permit"]);
        assert_eq!(outbound(&clerk, &draft).await[0]["due_on"], due, "the clock runs on");
        ask(&[licence, food]).await;
        assert_eq!(tasks().await, ["open: food_sales_permit"]);
        ask(&[licence]).await;
        assert_eq!(tasks().await, ["fallen_away: food_sales_permit"]);
        ask(&[licence, food]).await;
        assert_eq!(tasks().await, ["fallen_away: food_sales_permit", "open: food_sales_permit"]);
        let all = outbound(&clerk, &draft).await;
        let open = all.iter().find(|it| it["status"] == "open").expect("a task");
        assert_eq!(open["due_on"], "2025-06-13", "from when it was asked for");
        clerk.post(&complete(open), json!({ "way": "post" })).await.expect(200);
        ask(&[licence, shop, food]).await;
        let last = ["fallen_away: food_sales_permit", "open: shop_hygiene_permit", "sent: food_sales_permit"];
        assert_eq!(tasks().await, last, "what was sent is not sent again");
        ask(&[licence, shop]).await;
        assert_eq!(tasks().await, last, "nothing else is to be sent");
        let events = draft.events().await;
        assert_eq!(events.iter().filter(|kind| *kind == "outbound_notice.redrawn").count(), 2);
        draft.by.post(&draft.path("/withdraw"), json!({})).await.expect(200);
        assert!(!tasks().await.iter().any(|task| task.starts_with("open")));
    }

    async fn letters_that_nobody_sent_are_the_windows_lateness(app: TestApp) {
        let draft = by_letter(&app, 1).await;
        app.set_clock("2025-06-12T18:00:00Z".parse().expect("an instant"));
        app.sweep();
        let inspector = app.inspector().await;
        let late = outbound(&inspector, &draft).await;
        assert_eq!((&late[0]["status"], &late[0]["overdue"]), (&json!("open"), &json!(true)));
        assert_eq!(late[0]["allowed_actions"], json!([]));
        assert!(draft.events().await.contains(&"duty.overdue".to_owned()));
        let found = inspector.get(&format!("/api/v1/liability-findings?application_id={}", draft.id)).await.expect(200);
        assert_eq!(found.text("/items/0/department"), "market_supervision_branch");
    }

    async fn nobody_waits_for_letters_once_the_application_ended(app: TestApp) {
        let clerk = app.clerk().await;
        let draft = by_letter(&app, 1).await;
        draft.by.post(&draft.path("/withdraw"), json!({})).await.expect(200);
        let gone = outbound(&clerk, &draft).await;
        assert_eq!(gone[0]["status"], "fallen_away");
        let refused = clerk.post(&complete(&gone[0]), json!({ "way": "post" })).await;
        refused.expect_problem(409, "outbound_notice_fallen_away");
        app.advance(TimeDelta::days(30));
        app.sweep();
        assert!(!draft.events().await.contains(&"duty.overdue".to_owned()));
    }

    async fn a_notice_that_is_served_by_post_is_sent(app: TestApp) {
        let clerk = app.clerk().await;
        let draft = licence_by_letter(&app).await;
        assert_eq!(outbound(&clerk, &draft).await, Vec::<Value>::new(), "no letter belongs to a licence");
        draft.submit().await.expect(200);
        draft.accept(&clerk).await;
        let notices = draft.notices().await;
        assert_eq!((&notices[0]["kind"], &notices[0]["channel"]), (&json!("acceptance"), &json!("post")));
        let served = outbound(&clerk, &draft).await;
        assert_eq!(served.len(), notices.len());
        assert_eq!(served[0]["kind"], "served_notice");
        assert_eq!((&served[0]["notice"], &served[0]["notice_number"]), (&json!("acceptance"), &notices[0]["number"]));
        let path = complete(&served[0]);
        clerk.post(&path, json!({ "way": "counter" })).await.expect(200);
        let sent = format!("/api/v1/outbound-notices?status=sent&application_id={}", draft.id);
        assert_eq!(clerk.get(&sent).await.expect(200).text("/items/0/way"), "counter");
    }

    async fn who_filed_online_is_sent_nothing(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        draft.accept(&app.clerk().await).await;
        assert_eq!(outbound(&app.clerk().await, &draft).await, Vec::<Value>::new());
    }
}
