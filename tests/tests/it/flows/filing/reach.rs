//! Who sees and may do what with an application (design §6).

use kaiye_tests::{Draft, on_both};
use serde_json::json;

on_both! {
    async fn an_application_is_its_owners_and_the_offices(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let stranger = app.sign_in("applicant-2").await;
        for path in ["", "/check", "/progress", "/events", "/notices", "/materials"] {
            stranger.get(&draft.path(path)).await.expect_problem(404, "not_found");
            app.public().get(&draft.path(path)).await.expect_problem(401, "token_missing");
        }
        stranger.post(&draft.path("/withdraw"), json!({})).await.expect_problem(404, "not_found");
        stranger.post(&draft.path("/submit"), json!({})).await.expect_problem(404, "not_found");
        let theirs = Draft { by: stranger.clone(), ..draft.clone() };
        theirs.add_material("premises_use").await.expect_problem(404, "not_found");
        theirs.sign(draft.letter("shop_hygiene_permit")).await.expect_problem(404, "not_found");
        let listed = stranger.get("/api/v1/applications").await.expect(200);
        assert_eq!(listed.json["items"], json!([]));
        assert_eq!(draft.show().await.json["status"], "submitted");
    }

    async fn a_draft_has_not_reached_any_department(app: TestApp) {
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        let brigade = app.agency("fire_brigade", &["read_application"]).await;
        let offices = [brigade, app.reviewer("fire_brigade").await, app.liaison("qitai_liaison").await];
        for office in &offices {
            office.get(&draft.path("")).await.expect_problem(404, "not_found");
            assert_eq!(office.get("/api/v1/applications").await.expect(200).json["items"], json!([]));
        }
        app.clerk().await.get(&draft.path("")).await.expect(200);
        draft.file().await;
        for office in &offices {
            office.get(&draft.path("")).await.expect(200);
        }
    }

    async fn personal_numbers_are_whole_for_owner_and_window_only(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let number = kaiye_tests::draft::citizen_number(1);
        assert_eq!(draft.show().await.text("/operator/id_number"), number);
        let clerk = app.clerk().await.get(&draft.path("")).await.expect(200);
        assert_eq!(clerk.text("/operator/id_number"), number);
        let inspector = app.inspector().await.get(&draft.path("")).await.expect(200);
        assert_ne!(inspector.text("/operator/id_number"), number);
        assert!(inspector.text("/operator/phone").contains('*'));
        let inspector = app.inspector().await;
        inspector.post(&draft.path("/submit"), json!({})).await.expect_problem(403, "not_permitted");
        assert_eq!(draft.show().await.json["status"], "draft");
    }
}
