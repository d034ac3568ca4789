//! Announcements: drafted, scheduled, read by their audience from one instant to another, taken back.

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_tests::{Answer, Client, TestApp, on_both};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/announcements";

fn after(hours: i64) -> DateTime<Utc> {
    TestApp::START.parse::<DateTime<Utc>>().expect("an instant") + TimeDelta::hours(hours)
}

fn notice(title: &str, audience: &str) -> Value {
    json!({ "title": title, "body": "自**下周一**起，[指南](/guides)。", "audience": audience })
}

async fn drawn_up(administrator: &Client, body: Value) -> Answer {
    administrator.post(PATH, body).await.expect(201)
}

async fn titles(reader: &Client, query: &str) -> Vec<String> {
    let listed = reader.get(&format!("{PATH}{query}")).await.expect(200);
    let items = listed.json["items"].as_array().expect("items").iter();
    items.map(|it| it["title"].as_str().expect("a title").to_owned()).collect()
}

on_both! {
    async fn a_draft_is_scheduled_read_while_in_force_and_over(app: TestApp) {
        let (administrator, public) = (app.administrator().await, app.public());
        let draft = drawn_up(&administrator, notice("窗口时间调整", "public")).await;
        assert_eq!((draft.text("/status"), draft.json["publish_at"].is_null()), ("draft", true));
        let place = draft.header("location").to_owned();
        public.get(&place).await.expect_problem(404, "not_found");

        let schedule = json!({ "publish_at": after(2), "expires_at": after(5) });
        let scheduled = administrator.patch(&place, draft.etag(), schedule).await.expect(200);
        assert_eq!(scheduled.text("/status"), "scheduled");
        administrator.patch(&place, draft.etag(), json!({ "title": "旧" })).await.expect(412);
        public.get(&place).await.expect_problem(404, "not_found");
        assert!(titles(&public, "").await.is_empty());

        app.advance(TimeDelta::hours(2));
        let read = public.get(&place).await.expect(200);
        assert_eq!(read.text("/status"), "in_force");
        let html = "<p>自<strong>下周一</strong>起，<a href=\"/guides\" rel=\"nofollow noopener\">指南</a>。</p>\n";
        assert_eq!(read.text("/body_html"), html);
        assert_eq!(titles(&public, "").await, ["窗口时间调整"]);
        public.with_header("if-none-match", read.etag()).get(&place).await.expect(304);

        app.advance(TimeDelta::hours(3));
        public.get(&place).await.expect_problem(404, "not_found");
        assert!(titles(&public, "").await.is_empty());
        let administrator = app.administrator().await;
        assert_eq!(administrator.get(&place).await.expect(200).text("/status"), "expired");
        let late = administrator.patch(&place, "*", json!({ "title": "迟" })).await;
        late.expect_problem(409, "announcement_over");
    }

    async fn each_audience_reads_its_own(app: TestApp) {
        let administrator = app.administrator().await;
        for (title, audience, publish_at) in [
            ("给大家", "public", Some(after(0))),
            ("给人员", "staff", Some(after(0))),
            ("草稿", "public", None),
            ("以后", "staff", Some(after(9))),
        ] {
            let mut body = notice(title, audience);
            body["publish_at"] = json!(publish_at);
            let place = drawn_up(&administrator, body).await.header("location").to_owned();
            let staff = app.clerk().await.get(&place).await.status;
            let applicant = app.applicant().await.get(&place).await.status;
            let public = app.public().get(&place).await.status;
            let reads = |audience_reads: bool| if audience_reads && publish_at == Some(after(0)) { 200 } else { 404 };
            assert_eq!((staff.as_u16(), public.as_u16()), (reads(true), reads(audience == "public")), "{title}");
            assert_eq!(applicant, public, "{title}");
            app.advance(TimeDelta::minutes(1));
        }
        assert_eq!(titles(&app.public(), "").await, ["给大家"]);
        assert_eq!(titles(&app.applicant().await, "").await, ["给大家"]);
        assert_eq!(titles(&app.clerk().await, "").await, ["给人员", "给大家"]);
        assert_eq!(titles(&app.clerk().await, "?audience=public").await, ["给大家"]);
        assert!(titles(&app.public(), "?audience=staff").await.is_empty());
        assert!(titles(&app.clerk().await, "?status=draft").await.is_empty());
        assert_eq!(titles(&administrator, "").await, ["以后", "草稿", "给人员", "给大家"]);
        for (status, title) in [("draft", "草稿"), ("scheduled", "以后")] {
            assert_eq!(titles(&administrator, &format!("?status={status}")).await, [title]);
        }
        app.public().get(&format!("{PATH}?status=any")).await.expect_problem(400, "query_invalid");
        app.clerk().await.post(PATH, notice("越权", "public")).await.expect_problem(403, "not_permitted");
    }

    async fn pages_lose_nothing_where_many_begin_at_once(app: TestApp) {
        let administrator = app.administrator().await;
        for number in 0..5 {
            let mut body = notice(&number.to_string(), "public");
            body["publish_at"] = json!(after(0));
            drawn_up(&administrator, body).await;
        }
        let mut seen = titles(&app.public(), "?limit=2").await;
        let mut cursor = app.public().get(&format!("{PATH}?limit=2")).await.expect(200).json["next_cursor"].clone();
        while let Some(next) = cursor.as_str() {
            let page = app.public().get(&format!("{PATH}?limit=2&cursor={next}")).await.expect(200);
            seen.extend(page.json["items"].as_array().into_iter().flatten().map(|it| it["title"].as_str().expect("a title").to_owned()));
            cursor = page.json["next_cursor"].clone();
        }
        // Those of one instant stand in the order of their ids, whichever that is.
        seen.sort();
        assert_eq!(seen, ["0", "1", "2", "3", "4"]);
    }

    async fn it_is_taken_back(app: TestApp) {
        let (administrator, public) = (app.administrator().await, app.public());
        let mut body = notice("误发", "public");
        body["publish_at"] = json!(after(-5));
        let published = drawn_up(&administrator, body.clone()).await;
        assert_eq!(published.text("/publish_at").parse::<DateTime<Utc>>().expect("an instant"), after(0));
        let place = published.header("location").to_owned();
        public.get(&place).await.expect(200);
        let moved = administrator.patch(&place, "*", json!({ "publish_at": after(4) })).await;
        moved.expect_problem(409, "announcement_published");
        app.advance(TimeDelta::minutes(1));
        let ended = administrator.patch(&place, published.etag(), json!({ "withdraw": true })).await.expect(200);
        assert_eq!(ended.text("/status"), "expired");
        public.get(&place).await.expect_problem(404, "not_found");

        body["publish_at"] = json!(after(9));
        let scheduled = drawn_up(&administrator, body).await;
        let place = scheduled.header("location");
        let draft = administrator.patch(place, scheduled.etag(), json!({ "withdraw": true })).await.expect(200);
        assert_eq!(draft.text("/status"), "draft");
        let again = administrator.patch(place, draft.etag(), json!({ "withdraw": true })).await;
        again.expect_problem(409, "announcement_not_scheduled");
    }

    async fn what_is_wrong_is_named_at_once(app: TestApp) {
        let administrator = app.administrator().await;
        let wrong = json!({ "title": " ", "body": "\n", "audience": "public", "expires_at": after(-1) });
        let refused = administrator.post(PATH, wrong).await.expect_problem(422, "announcement_invalid");
        let faults = refused.json["errors"].as_array().expect("errors").iter();
        let pointers: Vec<_> = faults.map(|fault| fault["pointer"].as_str().expect("a pointer")).collect();
        assert_eq!(pointers, ["/title", "/body", "/expires_at"]);
        let long = json!({ "title": "长".repeat(201), "body": "长".repeat(20_001), "audience": "public" });
        administrator.post(PATH, long).await.expect_problem(422, "body_invalid");
        let nul = json!({ "title": "a\u{0}b", "body": "x", "audience": "public" });
        administrator.post(PATH, nul).await.expect_problem(422, "body_invalid");
        let draft = drawn_up(&administrator, notice("草稿", "staff")).await;
        let open = json!({ "expires_at": after(3) });
        let place = draft.header("location");
        let ends = administrator.patch(place, draft.etag(), open).await.expect(200);
        let endless = administrator.patch(place, ends.etag(), json!({ "expires_at": null })).await.expect(200);
        assert!(ends.json["expires_at"].is_string() && endless.json["expires_at"].is_null());
    }

    async fn the_same_request_twice_is_one_announcement(app: TestApp) {
        let administrator = app.administrator().await.with_header("idempotency-key", "news-1");
        let first = drawn_up(&administrator, notice("一次", "public")).await;
        let second = drawn_up(&administrator, notice("一次", "public")).await;
        assert_eq!(first.text("/id"), second.text("/id"));
        assert_eq!(titles(&app.administrator().await, "").await.len(), 1);
    }
}
