//! Background work: idempotent, and one failing case never stops the others.

use chrono::TimeDelta;
use kaiye_api::{background::each_case, operations::Failure};
use kaiye_domain::{
    event::{Fact, SubjectKind},
    id::AccountId,
};
use kaiye_persistence::repo::event;
use kaiye_tests::on_both;
use serde_json::json;

on_both! {
    async fn events_get_their_places_and_what_is_over_is_forgotten(app: TestApp) {
        let administrator = app.administrator().await.with_header("idempotency-key", "k");
        let body = json!({
            "login": "someone", "name": "某人", "roles": ["inspector"], "password": "a password long enough",
        });
        app.advance(TimeDelta::seconds(1));
        administrator.post("/api/v1/accounts", &body).await.expect(201);
        app.sweep();
        let feed = app.state.store.read(|conn| event::feed(conn, 0, 1_000)).map_err(|e| e.context().to_owned());
        let feed = feed.expect("the feed");
        let positions: Vec<_> = feed.iter().map(|event| event.position.expect("a place")).collect();
        assert_eq!(positions, (1..=i64::try_from(feed.len()).expect("a count")).collect::<Vec<_>>());
        assert_eq!(feed.last().expect("events").event.kind, "account.opened");
        app.sweep();
        // A day later the key is free again.
        app.advance(TimeDelta::hours(25));
        app.sweep();
        administrator.post("/api/v1/accounts", &body).await.expect_problem(409, "login_taken");
    }

    async fn a_failing_case_stops_no_other_and_leaves_nothing(app: TestApp) {
        let cases: Vec<AccountId> = (0..3).map(|_| app.state.ids.mint(app.now())).collect();
        let bad = cases[1];
        let done = each_case(&app.state, cases.clone(), |tx, case| {
            tx.append((SubjectKind::Account, *case), None, vec![Fact::new("account.tested", json!({}))])?;
            if *case == bad { Err(Failure::not_found()) } else { Ok(()) }
        });
        assert_eq!(done, 2);
        for case in cases {
            let events = app.state.store.read(|conn| event::of_subject(conn, (SubjectKind::Account, case.into()), 0, 10));
            assert_eq!(events.map_err(|e| e.context().to_owned()).expect("events").len(), usize::from(case != bad));
        }
    }
}
