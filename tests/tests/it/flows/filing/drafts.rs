//! Drafting and changing an application (S1, S22).

use kaiye_tests::{
    Draft,
    draft::{business, person},
    on_both,
};
use serde_json::json;

on_both! {
    async fn a_draft_follows_its_notice(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let shown = draft.show().await;
        assert_eq!(shown.json["status"], "draft");
        assert_eq!(shown.json["bundle"], "small_supermarket");
        assert_eq!(shown.json["channel"], "portal");
        assert_eq!(shown.json["items"].as_array().map(Vec::len), Some(3));
        assert!(shown.text("/number").starts_with("BJ-2025-"));
        let actions = shown.json["allowed_actions"].as_array().expect("actions");
        for action in ["update_application", "add_material", "sign_commitment", "submit_application"] {
            assert!(actions.contains(&json!(action)), "{action} in {actions:?}");
        }
        assert!(!actions.contains(&json!("accept_application")));
        let progress = applicant.get(&draft.path("/progress")).await.expect(200);
        assert_eq!(progress.json["items"][0]["waits_for"], "applicant");
        let listed = applicant.get("/api/v1/applications?status=draft").await.expect(200);
        assert_eq!(listed.json["items"][0]["id"], json!(draft.id));
    }

    async fn every_wrong_code_is_named_at_its_field(app: TestApp) {
        let mut shop = business("店", "X1", 10.0, 1);
        shop["county"] = json!("110000");
        let body = json!({
            "business": shop,
            "licence": { "basis": "existing", "uscc": "91350100M000100Y44" },
            "operator": { "name": "王", "id_number": "110105194912310021", "phone": "12" },
            "items": [{ "code": "fire_check" }],
        });
        let refused = app.applicant().await.post("/api/v1/applications", body).await;
        let refused = refused.expect_problem(422, "content_invalid");
        let found: Vec<(&str, &str)> = refused.json["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| Some((it["pointer"].as_str()?, it["code"].as_str()?)))
            .collect();
        for expected in [
            ("/business/county", "county_unknown"),
            ("/business/trade_codes/0", "trade_code_shape"),
            ("/licence/uscc", "uscc_check_character"),
            ("/operator/id_number", "citizen_number_check_character"),
            ("/operator/phone", "phone_shape"),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
    }

    async fn items_are_what_the_catalogue_opens(app: TestApp) {
        let applicant = app.applicant().await;
        let ask = async |items: serde_json::Value, licence: serde_json::Value| {
            let body = json!({ "business": business("店", "H6210", 45.0, 1), "items": items, "licence": licence });
            applicant.post("/api/v1/applications", body).await
        };
        let new = json!({ "basis": "new" });
        let held = json!({ "basis": "existing", "uscc": "91350100M000100Y43" });
        let code = |answer: kaiye_tests::Answer| {
            answer.expect_problem(422, "content_invalid").text("/errors/0/code").to_owned()
        };
        assert_eq!(code(ask(json!([{ "code": "fire_check" }]), new.clone()).await), "licence_missing");
        assert_eq!(code(ask(json!([{ "code": "business_licence" }]), held.clone()).await), "licence_already_held");
        assert_eq!(code(ask(json!([{ "code": "no_such" }]), held.clone()).await), "item_unknown");
        let twice = json!([{ "code": "fire_check" }, { "code": "fire_check" }]);
        assert_eq!(code(ask(twice, held.clone()).await), "repeated");
        let gate = json!([{ "code": "entertainment_venue_permit", "route": "commitment" }]);
        assert_eq!(code(ask(gate, held.clone()).await), "route_not_open");
        ask(json!([{ "code": "fire_check", "route": "ordinary" }]), held).await.expect(201);
    }

    async fn an_edit_wants_the_version_that_was_read(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let first = draft.show().await;
        let mut shop = business("新名超市", "F5212", 25.0, 1);
        shop["capital"] = json!(50000);
        let edited = applicant.patch(&draft.path(""), first.etag(), json!({ "business": shop })).await.expect(200);
        assert_eq!(edited.text("/business/name"), "新名超市1");
        assert_eq!(edited.json["operator"], first.json["operator"]);
        let stale = applicant.patch(&draft.path(""), first.etag(), json!({ "agent": person(9) })).await;
        stale.expect_problem(412, "version_stale");
        let agent = applicant.patch(&draft.path(""), edited.etag(), json!({ "agent": person(9) })).await.expect(200);
        assert_eq!(agent.json["agent"]["name"], "示例9");
        let none = applicant.patch(&draft.path(""), agent.etag(), json!({ "agent": null })).await.expect(200);
        assert!(none.json["agent"].is_null());
        let mut moved = shop.clone();
        moved["county"] = json!("652325");
        let refused = applicant.patch(&draft.path(""), none.etag(), json!({ "business": moved })).await;
        assert_eq!(refused.expect_problem(422, "content_invalid").text("/errors/0/code"), "county_fixed");
        let request = applicant.request(reqwest::Method::PATCH, &draft.path("")).json(&json!({ "agent": null }));
        applicant.send(request).await.expect_problem(428, "version_required");
    }

    async fn the_items_of_a_draft_may_be_chosen_anew(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.sign(draft.letter("shop_hygiene_permit")).await.expect(201);
        let before = draft.item("shop_hygiene_permit").await;
        let items = json!([
            { "code": "business_licence" }, { "code": "shop_hygiene_permit" }, { "code": "food_sales_permit" },
        ]);
        let etag = draft.show().await.etag().to_owned();
        let edited = applicant.patch(&draft.path(""), &etag, json!({ "items": items })).await.expect(200);
        assert_eq!(edited.json["items"].as_array().map(Vec::len), Some(3));
        let after = draft.item("shop_hygiene_permit").await;
        assert_eq!(after["id"], before["id"]);
        assert_eq!(after["commitment"], before["commitment"]);
        assert!(draft.item("small_grocery_registration").await.is_null());
    }

    async fn the_window_records_what_came_by_post(app: TestApp) {
        let clerk = app.clerk().await;
        let applicant = app.applicant().await;
        let body = |channel: &str, received: &str| {
            json!({
                "channel": channel,
                "received_at": received,
                "sender_reference": "来函〔2025〕7号",
                "business": business("店", "F5212", 25.0, 1),
                "items": [{ "code": "business_licence" }],
            })
        };
        let letter = clerk.post("/api/v1/applications", body("letter", "2025-05-30T01:00:00Z")).await.expect(201);
        assert_eq!(letter.text("/received_at"), "2025-05-30T01:00:00Z");
        assert_ne!(letter.json["recorded_at"], letter.json["received_at"]);
        let late = clerk.post("/api/v1/applications", body("letter", "2025-07-01T00:00:00Z")).await;
        assert_eq!(late.expect_problem(422, "content_invalid").text("/errors/0/code"), "in_the_future");
        let mine = applicant.post("/api/v1/applications", body("letter", "2025-05-30T01:00:00Z")).await;
        assert_eq!(mine.expect_problem(422, "content_invalid").json["errors"].as_array().map(Vec::len), Some(2));
    }

    async fn the_answers_stay_those_of_the_notice(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let code = "application_answers_are_the_notices";
        applicant.patch(&draft.path(""), "*", json!({ "answers": {} })).await.expect_problem(409, code);
        let body = json!({
            "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 },
            "business": kaiye_tests::draft::business("好邻居超市", "F5212", 25.0, 1),
            "operator": kaiye_tests::draft::person(1), "items": [{ "code": "business_licence" }],
        });
        let own = applicant.post("/api/v1/applications", body).await.expect(201);
        let path = format!("/api/v1/applications/{}", own.text("/id"));
        let strange = json!({ "answers": { "county": "652327", "area_m2": "big", "name": "张三" } });
        applicant.patch(&path, "*", strange).await.expect(422);
        let sound = json!({ "answers": { "county": "652327", "area_m2": 30 } });
        assert_eq!(applicant.patch(&path, "*", sound).await.expect(200).json["answers"]["area_m2"], 30);
    }

    async fn a_draft_whose_time_is_over_is_not_revived(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        app.set_clock("2025-12-01T02:00:00Z".parse().expect("an instant"));
        let business = json!({ "business": kaiye_tests::draft::business("改名", "F5212", 25.0, 1) });
        applicant.patch(&draft.path(""), "*", business).await.expect_problem(409, "application_filed_too_late");
    }

    async fn the_same_key_drafts_once(app: TestApp) {
        let applicant = app.applicant().await.with_header("idempotency-key", "draft-1");
        let body = json!({ "business": business("店", "F5212", 25.0, 1), "items": [{ "code": "business_licence" }] });
        let first = applicant.post("/api/v1/applications", &body).await.expect(201);
        let again = applicant.post("/api/v1/applications", &body).await.expect(201);
        assert_eq!(first.json["id"], again.json["id"]);
        assert_eq!(again.header("idempotent-replayed"), "true");
        let other = json!({ "business": business("另", "F5212", 25.0, 1), "items": [{ "code": "business_licence" }] });
        applicant.post("/api/v1/applications", other).await.expect_problem(422, "idempotency_key_reused");
        let listed = applicant.get("/api/v1/applications").await.expect(200);
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1));
    }
}
