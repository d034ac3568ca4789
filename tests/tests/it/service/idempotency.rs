//! The same key from many windows at once: one effect, one answer.

use futures_util::future::join_all;
use kaiye_tests::on_both;
use serde_json::json;

on_both! {
    async fn a_key_used_at_once_acts_once(app: TestApp) {
        let administrator = app.administrator().await.with_header("idempotency-key", "all-at-once");
        let body = json!({
            "login": "once", "name": "一次", "roles": ["inspector"], "password": "a password long enough",
        });
        let answers = join_all((0..8).map(|_| administrator.post("/api/v1/accounts", &body))).await;
        let first = answers[0].text("/id").to_owned();
        let mut fresh = 0;
        for answer in answers {
            let answer = answer.expect(201);
            assert_eq!(answer.text("/id"), first);
            fresh += usize::from(answer.header("idempotent-replayed").is_empty());
        }
        assert_eq!(fresh, 1);
    }

    async fn what_is_kept_to_be_answered_again_is_sealed(app: TestApp) {
        let applicant = app.applicant().await.with_header("idempotency-key", "filing-1");
        let body = json!({
            "business": kaiye_tests::draft::business("好邻居", "F5212", 25.0, 7),
            "operator": kaiye_tests::draft::person(7), "items": [{ "code": "business_licence" }],
        });
        let first = applicant.post("/api/v1/applications", &body).await.expect(201);
        let number = kaiye_tests::draft::citizen_number(7);
        assert_eq!(first.text("/operator/id_number"), number);
        assert_eq!(applicant.post("/api/v1/applications", &body).await.expect(201).json, first.json);
        for (table, rows) in app.contents() {
            assert!(!rows.iter().any(|row| row.contains(&number)), "{table} holds a citizen number as it is");
        }
    }

    async fn nobodys_key_is_in_nobody_elses_way(app: TestApp) {
        let anybody = app.public().with_header("idempotency-key", "1");
        let notice = |area: u32| json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": area } });
        let one = anybody.post("/api/v1/notices", notice(25)).await.expect(201);
        let other = anybody.post("/api/v1/notices", notice(30)).await.expect(201);
        assert_ne!(one.text("/id"), other.text("/id"));
        assert_eq!(anybody.post("/api/v1/notices", notice(25)).await.expect(201).text("/id"), one.text("/id"));
    }

    async fn a_replay_is_authorised_again(app: TestApp) {
        let administrator = app.administrator().await;
        let body = json!({
            "login": "second", "name": "第二", "roles": ["administrator"], "password": "a password long enough",
        });
        let second = administrator.post("/api/v1/accounts", body).await.expect(201);
        let tokens = json!({ "login": "second", "password": "a password long enough" });
        let tokens = app.public().post("/api/v1/sessions", tokens).await.expect(200);
        let acting = app.public().with_token(tokens.text("/access_token")).with_header("idempotency-key", "mine");
        let body = json!({
            "login": "third", "name": "第三", "roles": ["inspector"], "password": "a password long enough",
        });
        acting.post("/api/v1/accounts", &body).await.expect(201);
        acting.post("/api/v1/accounts", &body).await.expect(201);
        // The key is the caller's own: the same one of somebody else is another.
        let other = administrator.with_header("idempotency-key", "mine");
        other.post("/api/v1/accounts", &body).await.expect_problem(409, "login_taken");
        let place = second.header("location");
        administrator.patch(place, "*", json!({ "roles": ["inspector"] })).await.expect(200);
        acting.post("/api/v1/accounts", &body).await.expect_problem(403, "not_permitted");
    }
}
