//! What somebody writes to do harm stays as it was written, does none where it is shown, and is nowhere but where it belongs.

use kaiye_tests::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// HTML, a formula, marks that turn what follows, rare characters, and as long as a field takes.
fn hostile(length: usize) -> String {
    let marked = "=1+1<img src=x onerror=alert(1)>\u{202e}\u{2069}{{ 7*7 }}𠮷𬭸";
    format!("{marked}{}尾", "长".repeat(length - marked.chars().count() - 1))
}

async fn logged(app: &TestApp, reader: &Client) -> String {
    app.sweep();
    reader.get("/api/v1/events?limit=100").await.expect(200).json.to_string()
}

on_both! {
    async fn what_is_hostile_in_an_announcement_is_text(app: TestApp) {
        let administrator = app.administrator().await;
        let (title, body) = (hostile(200), hostile(20_000));
        let new = json!({ "title": title, "body": body, "audience": "public", "publish_at": app.now() });
        let made = administrator.post("/api/v1/announcements", new).await.expect(201);
        let read = app.public().get(made.header("location")).await.expect(200);
        for shown in [&made, &read] {
            assert_eq!((shown.text("/title"), shown.text("/body")), (title.as_str(), body.as_str()));
        }
        let listed = app.public().get("/api/v1/announcements").await.expect(200);
        assert_eq!(listed.text("/items/0/title"), title);
        let html = read.text("/body_html");
        let words = "=1+1&lt;img src=x onerror=alert(1)&gt;[U+202E][U+2069]{{ 7*7 }}𠮷𬭸";
        assert!(html.contains(words) && html.trim_end().ends_with("尾</p>") && !html.contains("<img"), "{html}");
        assert!(!html.contains(['\u{202e}', '\u{2069}']));
        let told = logged(&app, &app.inspector().await).await;
        assert!(told.contains("announcement.drawn_up") && !told.contains("7*7"), "{told}");
    }

    async fn what_is_hostile_in_a_supervision_notice_is_text(app: TestApp) {
        let (inspector, head) = (app.inspector().await, app.approver("fire_brigade").await);
        let (matter, demand) = (hostile(200), hostile(2_000));
        let asked = json!({ "department": "fire_brigade", "matter": matter, "demand": demand });
        let place = inspector.post("/api/v1/supervision-notices", asked).await.expect(201).header("location").to_owned();
        let (text, remark) = (hostile(4_000), hostile(2_000));
        head.post(&format!("{place}/answer"), json!({ "round": 1, "text": text })).await.expect(200);
        let word = json!({ "round": 1, "outcome": "satisfied", "remark": remark });
        inspector.post(&format!("{place}/close"), word).await.expect(200);
        let read = head.get(&place).await.expect(200).json;
        let listed = head.get("/api/v1/supervision-notices").await.expect(200).json;
        for shown in [&read, &listed["items"][0]] {
            let round = &shown["rounds"][0];
            let words = [&shown["matter"], &shown["demand"], &round["answer"], &round["remark"]].map(Value::as_str);
            assert_eq!(words, [matter.as_str(), &demand, &text, &remark].map(Some));
        }
        let told = logged(&app, &inspector).await;
        assert!(told.contains("supervision_notice.closed") && !told.contains("7*7"), "{told}");
    }
}
