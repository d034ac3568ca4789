//! What was accepted or granted rests on what is filed: an item in correction opens only what its notice named.

use kaiye_tests::{
    Client, Draft,
    draft::{business, person},
    on_both,
};
use serde_json::{Value, json};

const ITEM: &str = "shop_hygiene_permit";

/// The licence is accepted, the hygiene permit sent back for these points.
async fn licence_accepted(by: &Client, clerk: &Client, subjects: &[&str]) -> Draft {
    let draft = Draft::supermarket(by, 1).await;
    draft.file().await;
    let accept = json!({ "items": [{ "item": "business_licence" }] });
    clerk.post(&draft.path("/accept"), accept).await.expect(200);
    let points: Vec<Value> =
        subjects.iter().map(|subject| json!({ "item": ITEM, "subject": subject, "text": "请补正" })).collect();
    clerk.post(&draft.path("/request-correction"), json!({ "points": points })).await.expect(200);
    draft
}

fn shop(field: &str, value: &str) -> Value {
    let mut shop = business("好邻居超市", "F5212", 25.0, 1);
    shop[field] = json!(value);
    json!({ "business": shop })
}

async fn patch(draft: &Draft, body: Value) -> kaiye_tests::Answer {
    let etag = draft.show().await.etag().to_owned();
    draft.by.patch(&draft.path(""), &etag, body).await
}

on_both! {
    async fn only_what_the_correction_names_changes_beside_what_was_accepted(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = licence_accepted(&applicant, &clerk, &["business/address", "materials/premises_use"]).await;
        let refused = patch(&draft, shop("name", "另一家超市")).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/business/name");
        assert_eq!(refused.text("/errors/0/code"), "fixed_once_accepted");
        // Who signed for what was accepted stays who signed.
        let refused = patch(&draft, json!({ "operator": person(2) })).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/operator");
        patch(&draft, json!({ "agent": person(2) })).await.expect_problem(422, "content_invalid");
        patch(&draft, shop("address", "五彩湾镇幸福路1号1栋101室")).await.expect(200);
        draft.add_material("identity_document").await.expect_problem(409, "material_not_open");
        draft.add_material("premises_use").await.expect(201);
        // Nothing that was accepted needs this one.
        draft.add_material("hygiene_rules").await.expect(201);
        draft.sign_all().await;
        draft.submit().await.expect(200);
    }

    async fn what_waits_is_signed_for_a_corrected_address_too(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let point = json!({ "item": ITEM, "subject": "business/address", "text": "地址请写到门牌号" });
        clerk.post(&draft.path("/request-correction"), json!({ "points": [point] })).await.expect(200);
        patch(&draft, shop("address", "五彩湾镇幸福路1号1栋101室")).await.expect(200);
        draft.sign(draft.letter(ITEM)).await.expect(201);
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(refused.text("/errors/0/pointer"), "/items/small_grocery_registration/commitment");
        draft.sign(draft.letter("small_grocery_registration")).await.expect(201);
        draft.submit().await.expect(200);
        draft.accept(&clerk).await;
    }

    async fn what_was_accepted_on_a_letter_needs_no_other_where_an_address_is_corrected(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let accept = json!({ "items": [{ "item": "business_licence" }, { "item": "small_grocery_registration" }] });
        clerk.post(&draft.path("/accept"), accept).await.expect(200);
        let point = json!({ "item": ITEM, "subject": "business/address", "text": "地址请写到门牌号" });
        clerk.post(&draft.path("/request-correction"), json!({ "points": [point] })).await.expect(200);
        patch(&draft, shop("address", "五彩湾镇幸福路1号1栋101室")).await.expect(200);
        draft.submit().await.expect_problem(422, "application_not_ready");
        draft.sign(draft.letter(ITEM)).await.expect(201);
        draft.submit().await.expect(200);
    }

    async fn what_was_granted_is_not_followed_by_a_permit_in_another_name(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = licence_accepted(&applicant, &clerk, &["business", "materials/hygiene_rules"]).await;
        let licence = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(licence["issued"].as_array().map(Vec::len), Some(1), "{licence}");
        let before = draft.show().await.json["business"].clone();
        for (field, value) in [("name", "另一家超市"), ("address", "五彩湾镇平安路9号"), ("scope", "住宿")] {
            let refused = patch(&draft, shop(field, value)).await.expect_problem(422, "content_invalid");
            assert_eq!(refused.text("/errors/0/pointer"), format!("/business/{field}"));
        }
        assert_eq!(draft.show().await.json["business"], before);
        // The same particulars once more change nothing and are taken.
        patch(&draft, json!({ "business": business("好邻居超市", "F5212", 25.0, 1) })).await.expect(200);
        draft.add_material("hygiene_rules").await.expect(201);
        draft.submit().await.expect(200);
        draft.accept(&clerk).await;
        let permits = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(permits["issued"].as_array().map(Vec::len), Some(2), "{permits}");
    }
}
