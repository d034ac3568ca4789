//! Calendars: a sheet that comes in moves the clocks that run, and each keeps its history.

use kaiye_tests::{Draft, on_both};
use serde_json::json;

on_both! {
    async fn a_corrected_sheet_moves_what_runs(app: TestApp) {
        let (admin, draft) = (app.administrator().await, Draft::supermarket(&app.applicant().await, 1).await);
        draft.file().await;
        draft.accept(&app.clerk().await).await;
        let listed = app.public().get("/api/v1/calendar-years?scope=national&limit=100").await.expect(200);
        let sheets = listed.json["items"].as_array().expect("sheets");
        let sheet = sheets.iter().find(|it| it["year"] == 2025).expect("a sheet");
        let mut days = sheet["days"].clone();
        let same = json!({ "scope": "national", "year": 2025, "days": days });
        let unchanged = admin.post("/api/v1/calendar-years", same).await.expect(200);
        assert_eq!(unchanged.json["revision"], sheet["revision"]);
        days.as_array_mut().expect("days").push(json!({ "date": "2025-06-04", "effect": "off", "name": "临时放假" }));
        let body = json!({ "scope": "national", "year": 2025, "days": days });
        let imported = admin.post("/api/v1/calendar-years", body).await.expect(200);
        assert!(imported.json["revision"].as_i64() > sheet["revision"].as_i64());
        app.sweep();
        let moved = draft.events().await;
        assert!(moved.contains(&"deadlines.recomputed".to_owned()), "{moved:?}");
        let clerk = app.clerk().await;
        let due = || async {
            let waiting = clerk.get("/api/v1/worklist?kind=issue_application").await.expect(200);
            let mut items = waiting.json["items"].as_array().into_iter().flatten();
            items.find(|it| it["item"] == "business_licence").expect("the licence")["due_on"].clone()
        };
        assert_eq!(due().await, "2025-06-12");
        app.sweep();
        assert_eq!(draft.events().await, moved);
    }

    async fn a_sheet_is_checked_line_by_line(app: TestApp) {
        let admin = app.administrator().await;
        let csv = "date,kind,name\n2027-01-01,off,元旦\n";
        let body = json!({ "scope": "national", "year": 2027, "csv": csv });
        let imported = admin.post("/api/v1/calendar-years", body.clone()).await.expect(200);
        assert_eq!(imported.text("/days/0/date"), "2027-01-01");
        app.clerk().await.post("/api/v1/calendar-years", body).await.expect_problem(403, "not_permitted");
        let twice = json!({ "scope": "national", "year": 2027, "days": [
            { "date": "2027-01-01", "effect": "off", "name": "元旦" },
            { "date": "2027-01-01", "effect": "off", "name": "元旦" },
            { "date": "2028-01-01", "effect": "rest", "name": "" },
        ] });
        let refused = admin.post("/api/v1/calendar-years", twice).await.expect_problem(422, "body_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/days/1");
        assert_eq!(refused.text("/errors/1/code"), "calendar_day_wrong_year");
        let bad = json!({ "scope": "national", "year": 2027, "csv": "date,kind,name\n2027-01-01,holiday,元旦\n" });
        let refused = admin.post("/api/v1/calendar-years", bad).await.expect_problem(422, "body_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/csv/2");
        let neither = json!({ "scope": "national", "year": 2027 });
        admin.post("/api/v1/calendar-years", neither).await.expect_problem(422, "body_invalid");
    }
}
