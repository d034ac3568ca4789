//! The process is killed in the middle of issuing: after a restart each application is wholly issued or not at all.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use kaiye_api::operations::{Failure, Outcome};
use kaiye_domain::{
    actor::{Actor, Reach},
    id::ApplicationId,
};
use kaiye_persistence::repo;
use kaiye_tests::{Client, TestApp, issuing::MANY, on_both, program::Program};
use serde_json::json;

const APPLICATIONS: u32 = 160;

/// Issues one after the other until the process is gone; counts and gives what was answered 200.
async fn window(clerk: Client, ids: Vec<ApplicationId>, done: Arc<AtomicUsize>) -> Vec<ApplicationId> {
    let mut answered = Vec::new();
    for id in ids {
        let Some(status) = clerk.try_post(&format!("/api/v1/applications/{id}/issue"), json!({})).await else { break };
        assert_eq!(status, 200);
        answered.push(id);
        done.fetch_add(1, Ordering::Relaxed);
    }
    answered
}

/// What there is of an application's issue: certificates, tasks, decisions, events; and whether its item says so.
fn traces(app: &TestApp, id: ApplicationId) -> (bool, [usize; 4]) {
    let found = app.state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
        let status = repo::application::find(tx.conn, &Reach::All, id)?.status;
        let certificates = repo::certificate::of_application(tx.conn, id, 10)?;
        let mut published = 0;
        for certificate in &certificates {
            published += repo::publication::of_certificate(tx.conn, certificate.id.into(), 10)?.len();
        }
        let decisions = repo::decision::of_application(tx.conn, id, None, 10)?.len();
        let subject = (kaiye_domain::event::SubjectKind::Application, id.0);
        let events = repo::event::of_subject(tx.conn, subject, 0, 100)?;
        let issued = events.iter().filter(|it| it.event.kind == "certificate.issued").count();
        Ok((status != "accepted", [certificates.len(), published, decisions, issued]))
    });
    found.map_err(|failure: Failure| failure.context().to_owned()).expect("read")
}

on_both! {
    async fn a_killed_process_leaves_no_half(app: TestApp) {
        app.entrust(u64::from(APPLICATIONS));
        let ids = app.accepted(APPLICATIONS);
        let program = Program::start(&app).await;
        let clerk = program.clerk().await;
        let done = Arc::new(AtomicUsize::new(0));
        let windows: Vec<_> = ids
            .chunks(ids.len() / 8)
            .map(|chunk| tokio::task::spawn_local(window(clerk.clone(), chunk.to_vec(), done.clone())))
            .collect();
        while done.load(Ordering::Relaxed) < 40 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        program.kill();
        let mut answered = Vec::new();
        for window in windows {
            answered.extend(window.await.expect("a window"));
        }
        assert!(answered.len() < ids.len(), "it was killed in the middle");

        let program = Program::start(&app).await;
        let clerk = program.clerk().await;
        let mut whole = 0;
        for id in &ids {
            match traces(&app, *id) {
                (true, [1, 2, 1, 1]) => whole += 1,
                (false, [0, 0, 0, 0]) => assert!(!answered.contains(id), "answered 200 and not kept"),
                half => panic!("half issued: {half:?}"),
            }
        }
        assert!(whole >= answered.len());

        // What was not issued is issued now; no number was lost on the way.
        for id in &ids {
            let status = clerk.post(&format!("/api/v1/applications/{id}/issue"), json!({})).await.status.as_u16();
            assert!([200, 409].contains(&status), "{status}");
        }
        let ledger = clerk.get(&format!("/api/v1/number-ledger?limit=100&item_code={MANY}")).await.expect(200);
        let lines = ledger.json["items"].as_array().cloned().unwrap_or_default();
        assert!(lines.iter().all(|line| line["adds_up"] == true), "{lines:?}");
        let issued: u64 = lines.iter().filter_map(|line| line["stock"]["issued"].as_u64()).sum();
        assert_eq!(issued, u64::from(APPLICATIONS));
    }
}
