//! Who may not, and what is refused at issue (S9, S19).

use kaiye_tests::{Draft, draft::citizen_number, on_both};
use serde_json::{Value, json};

on_both! {
    async fn a_place_has_one_registration_though_two_windows_issue_at_once(app: TestApp) {
        app.entrust(40);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let mut drafts = Vec::new();
        for person in [1, 2] {
            let place = kaiye_tests::draft::business("好邻居超市", "F5212", 25.0, 1);
            let answers = json!({ "county": "652327", "area_m2": 25 });
            let draft = Draft::open(&applicant, "small_supermarket", answers, place, person).await;
            draft.file().await;
            draft.accept(&clerk).await;
            drafts.push(draft);
        }
        let (one, other) = futures_util::join!(drafts[0].issue(&clerk), drafts[1].issue(&clerk));
        let issued = [one.expect(200).json, other.expect(200).json];
        let has = |answer: &&Value| {
            let mut items = answer["issued"].as_array().into_iter().flatten();
            items.any(|it| it["item"] == "small_grocery_registration")
        };
        assert_eq!(issued.iter().filter(has).count(), 1, "{issued:#?}");
    }

    async fn only_the_window_issues_what_it_has_accepted(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        for client in [app.public(), applicant.clone(), app.lead().await, app.approver("fire_brigade").await] {
            let answer = draft.issue(&client).await;
            assert!([401, 403].contains(&answer.status.as_u16()), "{}", answer.json);
        }
        // Not accepted yet: it waits, and nothing changed.
        let early = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(early["issued"], json!([]), "{early}");
        assert_eq!(draft.show().await.json["status"], "submitted");
        let unknown = "/api/v1/applications/0197f3c0-0000-7000-8000-000000000000/issue";
        clerk.post(unknown, json!({})).await.expect_problem(404, "not_found");
        clerk.post(&draft.path("/issue"), json!({ "chanel": "post" })).await.expect_problem(422, "body_invalid");
    }

    async fn who_is_barred_meanwhile_is_refused_and_the_licence_is_not(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        app.bar(&citizen_number(1));
        let issued = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(issued["issued"].as_array().map(Vec::len), Some(1), "{issued}");
        assert_eq!(issued["issued"][0]["item"], "business_licence");
        let refused = issued["refused"].as_array().expect("a list");
        assert_eq!(refused.len(), 2, "{issued}");
        assert!(refused.iter().all(|it| it["ground"] == "barred" && it["notice"].is_string()), "{issued}");
        let notices = draft.notices().await;
        let served = |kind: &str| notices.iter().filter(|notice| notice["kind"] == kind).count();
        assert_eq!((served("grant"), served("refusal")), (1, 2), "{notices:?}");
    }
}
