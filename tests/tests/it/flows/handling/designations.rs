//! Designations: dated, with a deputy, of the own office (S7).

use kaiye_tests::on_both;
use serde_json::json;

on_both! {
    async fn a_designation_is_dated_and_of_the_own_office(app: TestApp) {
        let (lead, person) = (app.lead().await, app.account("reviewer-fire-brigade").await);
        let made = app.designate("reviewer-fire-brigade", "fire_brigade", "reviewer").await;
        assert_eq!(made.json["account_id"], person);
        let other = app.account("reviewer-public-security").await;
        for (department, function, account, deputy, pointer, code) in [
            ("no_such", "reviewer", &person, None, "/department", "department_unknown"),
            ("qitai_health", "reviewer", &person, None, "/function", "function_not_of_department"),
            ("fire_brigade", "liaison", &person, None, "/function", "function_not_of_department"),
            ("fire_brigade", "reviewer", &other, None, "/account_id", "account_not_fit"),
            ("fire_brigade", "reviewer", &person, Some(&person), "/deputy_id", "same_person"),
        ] {
            let body = json!({
                "department": department, "function": function, "account_id": account, "deputy_id": deputy,
                "valid_from": "2025-06-03",
            });
            let refused = lead.post("/api/v1/designations", body).await.expect_problem(422, "content_invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), (pointer, code));
        }
        let inverted = json!({
            "department": "fire_brigade", "function": "reviewer", "account_id": person, "valid_from": "2025-06-03",
            "valid_to": "2025-06-01",
        });
        let refused = lead.post("/api/v1/designations", inverted).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/code"), "before_valid_from");
        let listed = lead.get("/api/v1/designations?department=fire_brigade&on=2025-07-01").await.expect(200);
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1));
        let before = lead.get("/api/v1/designations?department=fire_brigade&on=2025-06-02").await.expect(200);
        assert_eq!(before.json["items"].as_array().map(Vec::len), Some(0));
    }

    async fn a_head_names_its_own_persons_only(app: TestApp) {
        let body = |department: &str, account: serde_json::Value| {
            json!({
                "department": department, "function": "reviewer", "account_id": account, "valid_from": "2025-06-03",
            })
        };
        let head = app.approver("fire_brigade").await;
        let own = body("fire_brigade", app.account("reviewer-fire-brigade").await);
        head.post("/api/v1/designations", own.clone()).await.expect(201);
        let other = body("public_security", app.account("reviewer-public-security").await);
        head.post("/api/v1/designations", other).await.expect_problem(403, "designation_not_your_department");
        app.clerk().await.post("/api/v1/designations", own).await.expect_problem(403, "not_permitted");
        app.applicant().await.get("/api/v1/designations").await.expect_problem(403, "not_permitted");
    }
}
