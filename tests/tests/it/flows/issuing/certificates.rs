//! Reading and checking certificates (S10, S12): within reach, and in public without anything personal.

use kaiye_tests::{Draft, on_both};
use serde_json::{Value, json};

on_both! {
    async fn who_may_not_see_a_certificate_does_not_learn_of_it(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        let path = format!("/api/v1/certificates/{}", issued["issued"][0]["certificate_id"].as_str().expect("an id"));
        let own = applicant.get(&path).await.expect(200);
        assert_eq!(own.json["face"]["operator_name"], "示例1");
        assert_eq!(own.json["face"]["authority"], "准东开发区市场监督管理分局");
        assert!(own.text("/identifier").starts_with("1.2.156.3005.2."));
        app.sign_in("applicant-2").await.get(&path).await.expect_problem(404, "not_found");
        app.supervisor("fire_brigade").await.get(&path).await.expect_problem(404, "not_found");
        app.public().get(&path).await.expect_problem(401, "token_missing");
        let mut after = String::new();
        let mut seen = Vec::new();
        loop {
            let page = applicant.get(&format!("/api/v1/certificates?limit=2{after}")).await.expect(200).json;
            seen.extend(page["items"].as_array().cloned().unwrap_or_default());
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            after = format!("&cursor={cursor}");
        }
        assert_eq!(seen.len(), 3);
        let hygiene = app.supervisor("jimsar_health").await;
        let theirs = hygiene.get("/api/v1/certificates").await.expect(200).json["items"].clone();
        assert_eq!(theirs.as_array().map(Vec::len), Some(1));
        assert_eq!(theirs[0]["item_code"], "shop_hygiene_permit");
    }

    async fn one_and_many_are_checked_by_the_same_rule(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let codes = draft.issue(&clerk).await.expect(200).json["check_codes"].clone();
        let mut asked: Vec<Value> = codes.as_array().cloned().expect("codes");
        asked.push(json!("00000000000000000000000000"));
        asked.push(json!("'; DROP TABLE certificates"));
        let many = app.public().post("/api/v1/certificate-checks", json!({ "check_codes": asked })).await.expect(200);
        for (at, code) in asked.iter().enumerate() {
            let result = &many.json["results"][at];
            assert_eq!(result["check_code"], *code);
            if at < 3 {
                let path = format!("/api/v1/certificate-checks/{}", code.as_str().expect("a code"));
                assert_eq!(app.public().get(&path).await.expect(200).json, result["certificate"]);
            } else {
                assert_eq!(result["certificate"], Value::Null);
            }
        }
        app.public().get("/api/v1/certificate-checks/00000000000000000000000000").await.expect_problem(404, "not_found");
        let none = json!({ "check_codes": [] });
        app.public().post("/api/v1/certificate-checks", none).await.expect_problem(422, "body_invalid");
        let too_many = json!({ "check_codes": vec!["x"; 101] });
        app.public().post("/api/v1/certificate-checks", too_many).await.expect_problem(422, "body_invalid");
    }
}
