//! The one-time notice (S2).

use kaiye_tests::on_both;
use serde_json::json;

fn codes(notice: &serde_json::Value) -> Vec<&str> {
    notice["items"].as_array().into_iter().flatten().filter_map(|item| item["code"].as_str()).collect()
}

on_both! {
    async fn the_size_of_a_restaurant_decides_what_it_needs(app: TestApp) {
        let ask = async |area: i64| {
            let body = json!({ "bundle": "small_restaurant", "answers": { "county": "652327", "area_m2": area } });
            app.public().post("/api/v1/notices", body).await.expect(201).json
        };
        let (small, large) = (ask(45).await, ask(80).await);
        assert!(codes(&small).contains(&"small_restaurant_registration"));
        assert!(codes(&large).contains(&"catering_permit"));
        assert!(!codes(&large).contains(&"small_restaurant_registration"));
        assert_eq!(codes(&small)[0], "business_licence");
        assert!(small["items"].as_array().into_iter().flatten().all(|item| item["fee_yuan"] == 0));
        assert_eq!(small["remarks"].as_array().map(Vec::len), Some(2));
    }

    async fn a_notice_is_kept_as_served(app: TestApp) {
        let body = json!({ "items": ["fire_check"], "county": "652325", "existing_licence": true });
        let served = app.public().post("/api/v1/notices", body).await.expect(201);
        assert_eq!(codes(&served.json), ["fire_check"]);
        let again = app.public().get(served.header("location")).await.expect(200);
        assert_eq!(again.json, served.json);
        let nobodys = "/api/v1/notices/0190a000-0000-7000-8000-000000000000";
        app.public().get(nobodys).await.expect_problem(404, "not_found");
    }

    async fn wrong_answers_are_named_all_at_once(app: TestApp) {
        let body = json!({ "bundle": "small_hotel", "answers": { "county": "110000", "area_m2": "big", "rooms": 1.5 } });
        let refused = app.public().post("/api/v1/notices", body).await.expect_problem(422, "notice_request_invalid");
        let pointers: Vec<&str> =
            refused.json["errors"].as_array().into_iter().flatten().filter_map(|it| it["pointer"].as_str()).collect();
        for pointer in ["/answers/county", "/answers/area_m2", "/answers/rooms", "/answers/serves_food"] {
            assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
        }
        let none = app.public().post("/api/v1/notices", json!({})).await;
        none.expect_problem(422, "notice_request_invalid");
        let unknown = json!({ "bundle": "small_hotel", "area": 3 });
        app.public().post("/api/v1/notices", unknown).await.expect_problem(422, "body_invalid");
    }
}
