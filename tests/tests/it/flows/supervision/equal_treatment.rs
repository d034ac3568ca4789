//! Equal treatment (S11): both routes side by side, and each figure leads to its cases.

use kaiye_domain::credit::GroundKind;
use kaiye_tests::{Client, Draft, TestApp, issuing::certificate_of, on_both};
use serde_json::{Value, json};

const HYGIENE: &str = "shop_hygiene_permit";
const REPORT: &str = "/api/v1/reports/equal-treatment";

/// A shop whose hygiene permit was granted by its department's head, on the ordinary route.
async fn ordinary_shop(app: &TestApp, person: u32) -> Value {
    let draft = Draft::supermarket(&app.applicant().await, person).await;
    draft.file().await;
    let commitment = draft.item(HYGIENE).await["commitment"]["id"].as_str().expect("an id").to_owned();
    draft.by.post(&draft.path(&format!("/commitments/{commitment}/withdraw")), json!({})).await.expect(200);
    let clerk = app.clerk().await;
    draft.accept(&clerk).await;
    let grant = json!({ "decision": "grant", "reason": "符合法定条件" });
    let path = draft.path(&format!("/items/{HYGIENE}/decide"));
    app.approver("jimsar_health").await.post(&path, grant).await.expect(200);
    draft.issue(&clerk).await.expect(200).json
}

fn figure<'a>(report: &'a Value, measure: &str, route: &str) -> &'a Value {
    let mut figures = report["figures"].as_array().expect("figures").iter();
    figures.find(|it| it["measure"] == measure && it["route"] == route).expect("the figure")
}

fn count(report: &Value, measure: &str, route: &str) -> i64 {
    figure(report, measure, route)["count"].as_i64().expect("a count")
}

/// Walks to the cases of every figure, and counts them.
async fn each_leads_to_its_cases(by: &Client, report: &Value) {
    for figure in report["figures"].as_array().expect("figures") {
        let path = format!("{}&limit=100", figure["cases"].as_str().expect("a path"));
        let cases = by.get(&path).await.expect(200).json["items"].as_array().cloned().expect("items");
        assert_eq!(Some(cases.len() as i64), figure["count"].as_i64(), "{figure}");
    }
}

on_both! {
    async fn both_routes_are_compared(app: TestApp) {
        app.entrust(20);
        let promised = certificate_of(&app.issued_shop(1).await.1, HYGIENE);
        app.issued_shop(2).await;
        ordinary_shop(&app, 3).await;
        let report = json!({ "statement": "卫生状况差" });
        app.public().post(&format!("/api/v1/public-commitments/{promised}/reports"), report).await.expect(201);

        app.record_breach(&promised, GroundKind::Warned);
        let inspector = app.inspector().await;
        let all = inspector.get(REPORT).await.expect(200).json;
        assert_eq!((&all["from"], &all["to"]), (&json!("2025-01-01"), &json!("2025-06-03")));
        // Two shops with two permits each by commitment; a third one with one of each. Licences do not count.
        assert_eq!((count(&all, "certificates", "commitment"), count(&all, "certificates", "ordinary")), (5, 1));
        assert_eq!((count(&all, "inspections", "commitment"), count(&all, "inspections", "ordinary")), (1, 0));
        assert_eq!((count(&all, "commitment_checks", "commitment"), count(&all, "commitment_checks", "ordinary")), (5, 0));
        assert_eq!(figure(&all, "inspections", "commitment")["per_hundred"], 20.0);
        assert_eq!((count(&all, "mismatches", "commitment"), count(&all, "sanctions", "commitment")), (0, 1));
        each_leads_to_its_cases(&inspector, &all).await;

        // Of an item, a day, a county; as far as one oversees.
        let hygiene = inspector.get(&format!("{REPORT}?item_code={HYGIENE}&from=2025-06-03&to=2025-06-03")).await.expect(200).json;
        assert_eq!((count(&hygiene, "certificates", "commitment"), count(&hygiene, "certificates", "ordinary")), (2, 1));
        assert_eq!(figure(&hygiene, "inspections", "commitment")["per_hundred"], 50.0);
        each_leads_to_its_cases(&inspector, &hygiene).await;
        let before = inspector.get(&format!("{REPORT}?from=2025-06-01&to=2025-06-02")).await.expect(200).json;
        assert_eq!(count(&before, "certificates", "commitment") + count(&before, "inspections", "commitment"), 0);
        assert_eq!(figure(&before, "inspections", "commitment")["per_hundred"], Value::Null);
        let elsewhere = inspector.get(&format!("{REPORT}?division=652325")).await.expect(200).json;
        assert_eq!(count(&elsewhere, "certificates", "commitment"), 0);
        let head = app.approver("jimsar_health").await;
        let own = head.get(REPORT).await.expect(200).json;
        assert_eq!((count(&own, "certificates", "commitment"), count(&own, "certificates", "ordinary")), (2, 1));
        each_leads_to_its_cases(&head, &own).await;
        let stranger = app.approver("fire_brigade").await.get(REPORT).await.expect(200).json;
        assert_eq!(count(&stranger, "certificates", "commitment"), 0);
        let appraiser = app.sign_in("appraiser").await;
        assert_eq!(count(&appraiser.get(REPORT).await.expect(200).json, "certificates", "commitment"), 5);
        app.supervisor("jimsar_health").await.get(REPORT).await.expect_problem(403, "not_permitted");
    }
}
