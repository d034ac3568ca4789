//! What time brings about: done once however many processes do it, and one broken case never stops the others.

use chrono::TimeDelta;
use kaiye_api::{
    background::run_all,
    jurisdiction::embedded,
    operations::{self, Failure},
};
use kaiye_domain::{actor::Actor, catalogue::load};
use kaiye_persistence::{StoreError, backend::Connection};
use kaiye_tests::{Draft, TestApp, on_both};
use serde_json::{Value, json};

async fn filed(app: &TestApp, person: u32) -> Draft {
    let draft = Draft::supermarket(&app.applicant().await, person).await;
    draft.file().await;
    draft
}

async fn count(draft: &Draft, kind: &str) -> usize {
    draft.notices().await.iter().filter(|notice| notice["kind"] == kind).count()
}

/// Breaks an application's row, as a defect or a careless hand might.
fn poison(app: &TestApp, draft: &Draft) {
    let id: uuid::Uuid = draft.id.parse().expect("an id");
    let broken = app.state.store.write(|conn| -> Result<(), Failure> {
        let statement = "UPDATE applications SET doc = '{}' WHERE id = ";
        use diesel::RunQueryDsl;
        match conn {
            Connection::Sqlite(c) => diesel::sql_query(format!("{statement}x'{}'", id.simple())).execute(c),
            Connection::Postgres(c) => diesel::sql_query(format!("{statement}'{id}'")).execute(c),
        }
        .map_err(StoreError::from)?;
        Ok(())
    });
    broken.map_err(|failure| failure.context().to_owned()).expect("a broken row");
}

on_both! {
    async fn nobody_answered_so_it_is_accepted_from_the_day_it_was_received(app: TestApp) {
        let draft = filed(&app, 1).await;
        let received = app.now();
        app.advance(TimeDelta::days(11));
        app.sweep();
        let item = draft.item("business_licence").await;
        assert_eq!(item["status"], "accepted");
        let since = item["accepted_at"].as_str().expect("an instant");
        assert_eq!(since.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant"), received);
        assert_eq!(count(&draft, "acceptance").await, 1);
        let notice = draft.notices().await.into_iter().find(|it| it["kind"] == "acceptance").expect("a receipt");
        assert_eq!(notice["content"]["items"][0]["way"], "deemed");
        app.sweep();
        let etag = draft.show().await.etag().to_owned();
        app.sweep();
        assert_eq!(draft.show().await.etag(), etag);
        assert_eq!(count(&draft, "acceptance").await, 1);
    }

    async fn a_broken_case_never_stops_the_others(app: TestApp) {
        let broken = filed(&app, 1).await;
        let sound = filed(&app, 2).await;
        poison(&app, &broken);
        app.advance(TimeDelta::days(11));
        app.sweep();
        app.sweep();
        assert_eq!(sound.item("business_licence").await["status"], "accepted");
        broken.by.get(&broken.path("")).await.expect_problem(500, "internal");
    }

    async fn two_processes_do_it_once(app: TestApp) {
        let drafts = [filed(&app, 1).await, filed(&app, 2).await];
        app.advance(TimeDelta::days(11));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for (name, result) in run_all(&app.state) {
                        assert!(result.is_ok(), "{name}");
                    }
                });
            }
        });
        for draft in &drafts {
            assert_eq!(count(draft, "acceptance").await, 1);
            let accepted = draft.events().await.into_iter().filter(|kind| kind == "application.accepted").count();
            assert_eq!(accepted, 1);
        }
    }

    async fn a_correction_that_does_not_come_lets_its_item_lapse(app: TestApp) {
        let draft = filed(&app, 1).await;
        let points = json!({ "points": [{ "item": "shop_hygiene_permit", "subject": "business/address", "text": "补正" }] });
        app.clerk().await.post(&draft.path("/request-correction"), points).await.expect(200);
        app.advance(TimeDelta::days(47));
        app.sweep();
        let item = draft.item("shop_hygiene_permit").await;
        assert_eq!((item["status"].as_str(), item["ground"].as_str()), (Some("lapsed"), Some("correction_overdue")));
        assert_eq!(draft.item("business_licence").await["status"], "accepted");
        assert_eq!(count(&draft, "lapse").await, 1);
        app.sweep();
        assert_eq!(count(&draft, "lapse").await, 1);
    }

    async fn a_draft_that_nobody_submits_lapses(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        app.advance(TimeDelta::days(89));
        app.sweep();
        assert_eq!(draft.show().await.json["status"], "draft");
        app.advance(TimeDelta::days(3));
        app.sweep();
        assert_eq!(draft.show().await.json["status"], "lapsed");
        assert_eq!(draft.notices().await, Vec::<Value>::new());
    }

    async fn a_material_due_before_the_decision_takes_its_item_along(app: TestApp) {
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        draft.file().await;
        draft.accept(&app.clerk().await).await;
        app.designate_for_hotel().await;
        draft.open_review(&app.lead().await, "2025-06-30").await.expect(201);
        app.advance(TimeDelta::days(18));
        app.sweep();
        let item = draft.item("hotel_special_trade_permit").await;
        assert_eq!((item["status"].as_str(), item["ground"].as_str()), (Some("lapsed"), Some("material_overdue")));
        let owed = item["owed"].as_array().into_iter().flatten();
        let failed: Vec<_> = owed.filter(|it| it["status"] == "failed").map(|it| &it["material"]).collect();
        assert_eq!(failed, ["guest_registration"]);
        assert_eq!(draft.item("catering_permit").await["status"], "in_review");
        assert_eq!(count(&draft, "lapse").await, 1);
    }

    async fn a_late_decision_is_a_fact(app: TestApp) {
        let draft = filed(&app, 1).await;
        draft.accept(&app.clerk().await).await;
        app.advance(TimeDelta::days(9));
        app.sweep();
        app.sweep();
        let late = draft.events().await.into_iter().filter(|kind| kind == "duty.overdue").count();
        assert_eq!(late, 3, "the licence, and two permits that were to be granted on the spot");
        let waiting = app.clerk().await.get("/api/v1/worklist").await.expect(200).json;
        assert!(waiting["items"].as_array().into_iter().flatten().all(|it| it["overdue"] == true), "{waiting}");
        assert_eq!(waiting["items"][2]["item"], "business_licence");
    }

    async fn a_material_that_a_filing_lacks_brings_its_supervisor_too(app: TestApp) {
        app.entrust(20);
        let mut files = embedded();
        let (_, text) = files.iter_mut().find(|(name, _)| name.contains("16-catering-eia-filing")).expect("the item");
        text.push_str("\n[[materials]]\nmaterial = \"hygiene_test_report\"\nneed = \"deferrable\"\ndue = \"after_issue\"\n\
                       within = { working_days = 5 }\non_failure = \"check_task\"\n");
        let loaded = load(&files).expect("a jurisdiction");
        let report = app.state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
        assert!(report.is_ok());
        let (clerk, draft) = (app.clerk().await, Draft::restaurant(&app.applicant().await, 1).await);
        draft.file().await;
        draft.accept(&clerk).await;
        draft.issue(&clerk).await.expect(200);
        assert_eq!(draft.item("catering_eia_filing").await["status"], "filed");
        app.advance(TimeDelta::days(20));
        app.sweep();
        app.sweep();
        let supervisor = app.supervisor("environment_bureau").await;
        let tasks = supervisor.get("/api/v1/verification-tasks?kind=missing_material").await.expect(200).json;
        assert_eq!(tasks["items"].as_array().map(Vec::len), Some(1), "{tasks}");
        assert_eq!(tasks["items"][0]["department"], "environment_bureau");
        let licence = draft.item("business_licence").await["certificate_id"].clone();
        assert_eq!(tasks["items"][0]["certificate_id"], licence, "a filing has no certificate of its own");
    }

    async fn a_material_due_after_issue_brings_the_supervisor(app: TestApp) {
        app.entrust(20);
        let (clerk, draft) = (app.clerk().await, filed(&app, 1).await);
        draft.accept(&clerk).await;
        draft.issue(&clerk).await.expect(200);
        app.advance(TimeDelta::days(40));
        app.sweep();
        app.sweep();
        let item = draft.item("shop_hygiene_permit").await;
        assert_eq!(item["status"], "issued");
        let failed = item["owed"].as_array().into_iter().flatten().filter(|it| it["status"] == "failed").count();
        assert!(failed > 0, "{item}");
        let supervisor = app.supervisor("jimsar_health").await;
        let tasks = supervisor.get("/api/v1/verification-tasks?kind=missing_material&limit=100").await.expect(200);
        assert_eq!(tasks.json["items"].as_array().map(Vec::len), Some(failed));
        assert_eq!(tasks.text("/items/0/department"), "jimsar_health");
        let waiting = supervisor.get("/api/v1/worklist?kind=acknowledge_verification_task&limit=100").await.expect(200);
        assert_eq!(waiting.json["items"].as_array().map(Vec::len), Some(failed));
    }
}
