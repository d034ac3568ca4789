//! Commitments: signed clause by clause, withdrawn before the decision (S4, S10).

use chrono::TimeDelta;
use kaiye_api::{jurisdiction::embedded, operations};
use kaiye_domain::{actor::Actor, catalogue::load};
use kaiye_tests::{Draft, TestApp, draft::person, on_both};
use serde_json::json;

const ITEM: &str = "shop_hygiene_permit";

/// From today on a shop's hygiene permit has one more condition.
fn with_another_condition(app: &TestApp) {
    let mut files = embedded();
    let (_, text) = files.iter_mut().find(|(name, _)| name.contains("10-shop-hygiene-permit")).expect("the item");
    text.push_str("\n[[conditions]]\nclause = \"99\"\ntext = { zh = \"另有条件\", en = \"One more\" }\n");
    let loaded = load(&files).expect("a jurisdiction");
    let report = app.state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
    assert!(report.is_ok());
}

on_both! {
    async fn a_commitment_is_bound_to_the_letter_that_was_read(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let signed = draft.sign(draft.letter(ITEM)).await.expect(201);
        assert_eq!(signed.text("/status"), "signed");
        assert_eq!(draft.item(ITEM).await["commitment"]["id"], signed.json["id"]);
        let again = draft.sign(draft.letter(ITEM)).await.expect(201);
        assert_eq!(draft.item(ITEM).await["commitment"]["id"], again.json["id"]);
        let mut other = draft.letter(ITEM);
        other["letter"]["hash"] = json!("sha256:00");
        draft.sign(other).await.expect_problem(422, "commitment_letter_not_current");
    }

    async fn each_clause_is_promised_once(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        let mut letter = draft.letter(ITEM);
        letter["promises"] = json!([
            { "clause": "1", "kind": "met_now" }, { "clause": "1", "kind": "met_now" },
            { "clause": "99", "kind": "met_now" },
        ]);
        let refused = draft.sign(letter.clone()).await.expect_problem(422, "commitment_clauses_invalid");
        let codes: Vec<&str> =
            refused.json["errors"].as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect();
        for code in ["clause_repeated", "clause_unknown", "clause_open"] {
            assert!(codes.contains(&code), "{code} in {codes:?}");
        }
        letter["promises"] = json!([{ "clause": "1", "kind": "by_date" }]);
        let refused = draft.sign(letter).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/promises/0/date");
        assert!(draft.item(ITEM).await["commitment"].is_null());
    }

    async fn a_promise_by_a_day_is_for_a_day_within_its_limit(app: TestApp) {
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        let mut letter = draft.letter("lodging_hygiene_permit");
        let by = |date: &str| json!({ "clause": "1", "kind": "by_date", "date": date });
        letter["promises"][0] = by("2025-06-03");
        let today = draft.sign(letter.clone()).await.expect_problem(422, "commitment_clauses_invalid");
        assert_eq!(today.text("/errors/0/code"), "not_in_the_future");
        letter["promises"][0] = by("2025-12-31");
        let late = draft.sign(letter.clone()).await.expect_problem(422, "commitment_clauses_invalid");
        assert_eq!(late.text("/errors/0/code"), "too_late");
        letter["promises"][0] = by("2025-06-20");
        let signed = draft.sign(letter).await.expect(201);
        assert_eq!(signed.text("/promises/0/date"), "2025-06-20");
    }

    async fn a_day_that_passed_before_it_was_filed_is_promised_anew(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        let mut letter = draft.letter(ITEM);
        letter["promises"][0] = json!({ "clause": "1", "kind": "by_date", "date": "2025-06-20" });
        draft.sign(letter).await.expect(201);
        app.advance(TimeDelta::days(18));
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(refused.text("/errors/0/code"), "promise_ahead");
        assert_eq!(refused.text("/errors/0/pointer"), format!("/items/{ITEM}/commitment/1"));
        draft.sign(draft.letter(ITEM)).await.expect(201);
        draft.submit().await.expect(200);
    }

    async fn who_signs_stands_in_the_application(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let mut letter = draft.letter(ITEM);
        letter["capacity"] = json!("agent");
        let refused = draft.sign(letter.clone()).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/code"), "not_in_the_application");
        let etag = draft.show().await.etag().to_owned();
        applicant.patch(&draft.path(""), &etag, json!({ "agent": person(2) })).await.expect(200);
        draft.sign(letter).await.expect(201);
        let at_window = Draft { by: app.clerk().await, ..draft.clone() };
        let refused = at_window.sign(draft.letter(ITEM)).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/code"), "not_the_applicants_session");
        let mut paper = draft.letter(ITEM);
        paper["method"] = json!("paper");
        let refused = at_window.sign(paper.clone()).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/evidence_id");
        let scan = at_window.add_material("signed_letter").await.expect(201);
        paper["evidence_id"] = scan.json["id"].clone();
        at_window.sign(paper).await.expect(201);
    }

    async fn another_name_or_place_is_signed_for_anew(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        for (field, value) in [("name", "好邻居便利店"), ("address", "五彩湾新城另一条街8号")] {
            let mut business = kaiye_tests::draft::business("好邻居超市1", "F5212", 25.0, 1);
            business[field] = json!(value);
            let etag = draft.show().await.etag().to_owned();
            applicant.patch(&draft.path(""), &etag, json!({ "business": business })).await.expect(200);
            let refused = draft.submit().await.expect_problem(422, "application_not_ready");
            assert_eq!(refused.text("/errors/0/code"), "commitment_signed", "{field}");
            draft.sign_all().await;
        }
        draft.submit().await.expect(200);
        let letter = draft.paper_of("commitment_letter", ITEM).await;
        letter.says(&["五彩湾新城另一条街8号"], &["好邻居便利店"]);
    }

    async fn another_operator_signs_anew(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        let etag = draft.show().await.etag().to_owned();
        applicant.patch(&draft.path(""), &etag, json!({ "operator": person(2) })).await.expect(200);
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        let codes: Vec<&str> =
            refused.json["errors"].as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect();
        assert_eq!(codes, ["commitment_signed"; 2], "what another person promised binds nobody");
        draft.sign_all().await;
        draft.submit().await.expect(200);
    }

    async fn a_draft_that_outlived_its_items_version_is_drawn_up_and_signed_anew(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        let filed = Draft::supermarket(&applicant, 2).await;
        filed.file().await;
        app.advance(TimeDelta::days(1));
        with_another_condition(&app);
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(refused.text("/errors/0/code"), "item_in_force");
        assert_eq!(refused.text("/errors/0/pointer"), format!("/items/{ITEM}"));
        let items = ["business_licence", ITEM, "small_grocery_registration"].map(|code| json!({ "code": code }));
        let etag = draft.show().await.etag().to_owned();
        applicant.patch(&draft.path(""), &etag, json!({ "items": items })).await.expect(200);
        assert_eq!(draft.item(ITEM).await["version"], 2);
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(refused.text("/errors/0/code"), "commitment_signed");
        assert_eq!(refused.json["errors"].as_array().map(Vec::len), Some(1), "the other item is as it was");
        let mut letter = draft.letter(ITEM);
        draft.sign(letter.clone()).await.expect_problem(422, "commitment_letter_not_current");
        let current = applicant.get("/api/v1/letter-templates/shop_hygiene_permit_letter").await.expect(200).json;
        letter["letter"] = json!({ "code": current["code"], "version": current["version"], "hash": current["hash"] });
        letter["promises"].as_array_mut().expect("promises").push(json!({ "clause": "99", "kind": "met_now" }));
        draft.sign(letter).await.expect(201);
        draft.submit().await.expect(200);
        // What was filed before keeps its version and its commitment.
        filed.accept(&app.clerk().await).await;
        assert_eq!(filed.item(ITEM).await["version"], 1);
    }

    async fn a_withdrawn_commitment_sends_its_item_the_ordinary_route(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let commitment = draft.item(ITEM).await["commitment"]["id"].as_str().expect("an id").to_owned();
        let path = draft.path(&format!("/commitments/{commitment}/withdraw"));
        applicant.post(&path, json!({})).await.expect(200);
        let item = draft.item(ITEM).await;
        assert_eq!((item["route"].as_str(), item["handling"].as_str()), (Some("ordinary"), Some("approver")));
        assert_eq!(item["status"], "submitted");
        assert!(item["commitment"].is_null());
        let notices = applicant.get(&draft.path("/notices")).await.expect(200);
        assert_eq!(notices.json["items"][0]["kind"], "withdrawal");
        applicant.post(&path, json!({})).await.expect_problem(409, "commitment_not_standing");
        draft.sign(draft.letter(ITEM)).await.expect_problem(409, "item_needs_no_commitment");
        let unknown = draft.path("/commitments/0190a000-0000-7000-8000-000000000000/withdraw");
        applicant.post(&unknown, json!({})).await.expect_problem(404, "not_found");
    }
}
