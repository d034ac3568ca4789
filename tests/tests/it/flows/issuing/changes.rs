//! A food permit is changed and renewed, whatever its holder does with food: the new one is numbered in the kind of the old
//! and takes its place (食品安全法 §35, 行政许可法 §50).

use kaiye_tests::{
    Client, Draft, TestApp,
    draft::{business, person},
    issuing::certificate_of,
    on_both,
};
use serde_json::{Value, json};

use super::hotel::cleared;

/// The holder of a certificate asks for an item that names an existing permit; its materials filed, its letter signed.
async fn asked(by: &Client, item: &str, held: &Value, existing_permit: &str) -> Draft {
    let notice = json!({ "items": [item], "county": held["division"], "existing_licence": true });
    let notice = by.post("/api/v1/notices", notice).await.expect(201).json;
    let mut business = business("好邻居新名", "F5212", 100.0, 1);
    business["county"] = held["division"].clone();
    let body = json!({
        "business": business, "operator": person(1), "items": [{ "code": item, "existing_permit": existing_permit }],
        "licence": { "basis": "existing", "uscc": held["holder_uscc"] },
    });
    let created = by.post("/api/v1/applications", body).await.expect(201);
    let draft = Draft { by: by.clone(), id: created.text("/id").to_owned(), notice };
    draft.add_materials().await;
    draft.sign_all().await;
    draft
}

async fn show(clerk: &Client, certificate: &str) -> Value {
    clerk.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200).json
}

/// Changes or renews a permit; gives the new certificate, and the old one as it is then.
async fn replaced(app: &TestApp, by: &Client, item: &str, certificate: &str) -> (Value, Value) {
    let clerk = app.clerk().await;
    let old = show(&clerk, certificate).await;
    let draft = asked(by, item, &old, old["number"].as_str().expect("a number")).await;
    draft.submit().await.expect(200);
    draft.accept(&clerk).await;
    let issued = draft.issue(&clerk).await.expect(200).json;
    (show(&clerk, &certificate_of(&issued, item)).await, show(&clerk, certificate).await)
}

fn kind(certificate: &Value) -> &str {
    &certificate["number"].as_str().expect("a number")[..3]
}

on_both! {
    async fn a_catering_permit_is_changed_and_then_renewed(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let issued = cleared(&app, &applicant, &clerk).await.issue(&clerk).await.expect(200).json;
        let first = certificate_of(&issued, "catering_permit");
        let (changed, old) = replaced(&app, &applicant, "food_permit_change", &first).await;
        assert_eq!((kind(&old), kind(&changed)), ("JY2", "JY2"));
        assert_ne!(old["number"], changed["number"]);
        assert_eq!((&old["status"], &old["replaced_by"]), (&json!("replaced"), &changed["id"]));
        // What took its place is a permit of the same family.
        let changed = changed["id"].as_str().expect("an id");
        let (renewed, old) = replaced(&app, &applicant, "food_permit_renewal", changed).await;
        assert_eq!((kind(&renewed), &old["replaced_by"]), ("JY2", &renewed["id"]));
    }

    async fn a_sales_permit_keeps_its_own_kind_and_what_is_no_number_is_refused(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let answers = json!({ "county": "652327", "area_m2": 100 });
        let draft = Draft::open(&applicant, "small_supermarket", answers, business("好邻居超市", "F5212", 100.0, 1), 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        let first = certificate_of(&issued, "food_sales_permit");
        let (changed, old) = replaced(&app, &applicant, "food_permit_change", &first).await;
        assert_eq!((kind(&old), kind(&changed)), ("JY1", "JY1"));
        for wrong in ["食字第1号", "JY16523270000001"] {
            let draft = asked(&applicant, "food_permit_change", &old, wrong).await;
            let refused = draft.submit().await.expect_problem(422, "application_not_ready");
            assert!(refused.text("/errors/0/code").starts_with("existing_permit"), "{wrong}: {}", refused.json);
        }
    }
}
