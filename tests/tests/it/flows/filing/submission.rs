//! Checking and submitting (S5, S6, S19).

use kaiye_tests::{Draft, draft::business, on_both};
use serde_json::{Value, json};

fn codes(answer: &Value) -> Vec<&str> {
    answer["errors"].as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect()
}

on_both! {
    async fn what_is_missing_is_said_at_once_and_by_the_same_rules(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let check = applicant.get(&draft.path("/check")).await.expect(200);
        assert_eq!(check.json["submittable"], false);
        let failed: Vec<&Value> = check.json["checks"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|it| it["outcome"] == "failed" && it["stage"] == "submission")
            .collect();
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(codes(&refused.json).len(), failed.len());
        assert!(codes(&refused.json).contains(&"material_filed"));
        assert!(codes(&refused.json).contains(&"commitment_signed"));
        assert_eq!(draft.show().await.json["status"], "draft");
        draft.add_materials().await;
        draft.sign_all().await;
        assert_eq!(applicant.get(&draft.path("/check")).await.expect(200).json["submittable"], true);
        let submitted = draft.submit().await.expect(200);
        assert_eq!(submitted.json["status"], "submitted");
        draft.submit().await.expect_problem(409, "application_nothing_to_do");
        let etag = submitted.etag().to_owned();
        let edit = applicant.patch(&draft.path(""), &etag, json!({ "agent": null })).await;
        edit.expect_problem(409, "application_not_editable");
    }

    async fn the_window_has_five_working_days_from_receipt(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let progress = applicant.get(&draft.path("/progress")).await.expect(200);
        let item = &progress.json["items"][0];
        assert_eq!(item["waits_for"], "window");
        assert_eq!(item["deadlines"][0]["rule"], "request_correction");
        // 2025-06-03 and five working days; the regional days off of that week are left out.
        assert_eq!(item["deadlines"][0]["due_on"], "2025-06-13");
        let events = applicant.get(&draft.path("/events?limit=100")).await.expect(200);
        let events = events.json["items"].as_array().expect("events");
        assert_eq!(events[0]["kind"], "application.created");
        // With the filing the signed letters reach an office, and become papers.
        let mut last = events.iter().rev().skip_while(|event| event["kind"] == "document.issued");
        assert_eq!(last.next().expect("one")["kind"], "application.submitted");
        let text = serde_json::to_string(events).expect("text");
        assert!(!text.contains("示例") && !text.contains("1380000"), "{text}");
    }

    async fn the_same_person_at_the_same_place_is_a_warning(app: TestApp) {
        let applicant = app.applicant().await;
        let first = Draft::supermarket(&applicant, 1).await;
        first.file().await;
        let second = Draft::supermarket(&applicant, 1).await;
        let check = applicant.get(&second.path("/check")).await.expect(200);
        let duplicate = check.json["checks"].as_array().into_iter().flatten().find(|it| it["code"] == "no_duplicate");
        let duplicate = duplicate.expect("the check");
        assert_eq!(duplicate["outcome"], "warning");
        // Whose application it is learns what came of the check; what it tells of others is for the offices.
        assert_eq!(duplicate["inputs"], Value::Null);
        let seen = app.clerk().await.get(&second.path("/check")).await.expect(200);
        let duplicate = seen.json["checks"].as_array().into_iter().flatten().find(|it| it["code"] == "no_duplicate");
        assert_eq!(duplicate.expect("it")["inputs"]["applications"][0], first.show().await.json["number"]);
        second.file().await;
    }

    async fn a_place_of_another_size_than_was_answered_is_not_taken(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        let etag = draft.show().await.etag().to_owned();
        let larger = business("好邻居超市", "F5212", 80.0, 1);
        applicant.patch(&draft.path(""), &etag, json!({ "business": larger })).await.expect(200);
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        // The registration is for shops up to 30 m², whatever was answered.
        assert_eq!(codes(&refused.json), ["as_answered", "item_fits"]);
    }

    async fn who_is_barred_may_go_the_ordinary_route(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 7).await;
        draft.add_materials().await;
        app.bar(&kaiye_tests::draft::citizen_number(7));
        draft.sign(draft.letter("shop_hygiene_permit")).await.expect_problem(409, "barred");
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert!(codes(&refused.json).contains(&"not_barred"));
        for (reader, told) in [(&applicant, false), (&app.clerk().await, true)] {
            let check = reader.get(&draft.path("/check")).await.expect(200);
            let mut checks = check.json["checks"].as_array().into_iter().flatten();
            let bar = checks.find(|it| it["code"] == "not_barred").expect("the check");
            assert_eq!((bar["outcome"].as_str(), bar["inputs"].is_object()), (Some("failed"), told), "{bar}");
        }
        let items = json!([
            { "code": "business_licence", "route": "ordinary" },
            { "code": "shop_hygiene_permit", "route": "ordinary" },
            { "code": "small_grocery_registration", "route": "ordinary" },
        ]);
        let etag = draft.show().await.etag().to_owned();
        applicant.patch(&draft.path(""), &etag, json!({ "items": items })).await.expect(200);
        draft.submit().await.expect(200);
        assert_eq!(draft.item("shop_hygiene_permit").await["handling"], "approver");
    }

    async fn an_agent_needs_a_power_of_attorney(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        let etag = draft.show().await.etag().to_owned();
        let agent = json!({ "agent": kaiye_tests::draft::person(2) });
        applicant.patch(&draft.path(""), &etag, agent).await.expect(200);
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(codes(&refused.json), ["agent_authorised"]);
        draft.add_material("power_of_attorney").await.expect(201);
        draft.submit().await.expect(200);
    }
}
