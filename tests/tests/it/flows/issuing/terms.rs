//! What the end of a term brings (行政许可法 §50, §70), and what takes a certificate's place.

use kaiye_tests::{Answer, Client, Draft, TestApp, issuing::certificate_of, on_both};
use serde_json::json;

/// A shop's hygiene permit and the holder's code.
async fn permit(app: &TestApp, applicant: &Client, clerk: &Client, person: u32) -> (String, String) {
    let draft = Draft::supermarket(applicant, person).await;
    draft.file().await;
    draft.accept(clerk).await;
    let issued = draft.issue(clerk).await.expect(200).json;
    let id = certificate_of(&issued, "shop_hygiene_permit");
    let uscc = show(app, &id).await.text("/holder_uscc").to_owned();
    (id, uscc)
}

async fn show(app: &TestApp, certificate: &str) -> Answer {
    app.clerk().await.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200)
}

fn at(app: &TestApp, day: &str) {
    app.set_clock(format!("{day}T02:00:00Z").parse().expect("an instant"));
}

on_both! {
    async fn a_term_ends_unless_a_renewal_asked_for_in_time_is_undecided(app: TestApp) {
        app.let_shops_renew();
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let (renewed, uscc) = permit(&app, &applicant, &clerk, 1).await;
        let (late, late_uscc) = permit(&app, &applicant, &clerk, 2).await;
        let number = show(&app, &renewed).await.text("/number").to_owned();
        assert_eq!(show(&app, &renewed).await.json["valid_to"], "2029-06-02");

        at(&app, "2029-05-03");
        let application = app.accepted_for("food_permit_renewal", &uscc, &number);
        at(&app, "2029-05-10");
        let late_number = show(&app, &late).await.text("/number").to_owned();
        app.accepted_for("food_permit_renewal", &late_uscc, &late_number);
        at(&app, "2029-06-02");
        app.sweep();
        assert_eq!(show(&app, &late).await.json["status"], "valid", "its last day");

        at(&app, "2029-06-03");
        let code = show(&app, &late).await.text("/check_code").to_owned();
        let check = app.public().get(&format!("/api/v1/certificate-checks/{code}")).await.expect(200);
        assert_eq!(check.json["status"], "expired", "whether or not the sweep has come by");
        app.sweep();
        app.sweep();
        assert_eq!(show(&app, &late).await.json["status"], "expired");
        let kept = show(&app, &renewed).await.json;
        assert_eq!((&kept["status"], &kept["valid_to"]), (&json!("valid"), &json!("2033-06-02")), "{kept}");
        assert_eq!(kept["deemed_renewals"].as_array().map(Vec::len), Some(1));
        assert_eq!(app.count_events("certificate.deemed_renewed"), 1);
        assert_eq!(app.count_events("certificate.expired"), 1);

        // The renewal itself is issued later: it takes the old one's place and adds no second term.
        let issued = clerk.post(&format!("/api/v1/applications/{application}/issue"), json!({})).await.expect(200).json;
        let new = show(&app, &certificate_of(&issued, "food_permit_renewal")).await.json;
        assert_eq!(new["valid_to"], "2033-06-02");
        let old = show(&app, &renewed).await.json;
        assert_eq!((&old["status"], &old["replaced_by"]), (&json!("replaced"), &new["id"]));
    }
}
