//! Looks at the event log after each step of a walk.

use std::collections::BTreeSet;

use kaiye_api::operations::{Failure, Outcome};
use kaiye_domain::{actor::Actor, event::event_type};
use kaiye_persistence::repo::event;
use kaiye_tests::TestApp;

use super::EVENTS;

/// Who looks.
pub(super) struct Witness<'a> {
    app: &'a TestApp,
    position: i64,
    done: BTreeSet<&'static str>,
}

impl<'a> Witness<'a> {
    /// One that looks from now on.
    pub(super) fn of(app: &'a TestApp) -> Self {
        let mut witness = Self { app, position: 0, done: BTreeSet::new() };
        witness.news();
        witness
    }

    /// Insists that this operation, just called, appended what the table says.
    pub(super) fn saw(&mut self, operation: &str) {
        self.saw_each(&[operation]);
    }

    /// The same of several that were called one after the other.
    pub(super) fn saw_each(&mut self, operations: &[&str]) {
        let news = self.news();
        for operation in operations {
            let (name, wanted) = EVENTS.iter().find(|(name, _)| name == operation).expect("a row of the table");
            for kind in *wanted {
                assert!(news.iter().any(|new| new == kind), "{name} appended {news:?}, not {kind}");
            }
            self.done.insert(name);
        }
    }

    /// Skips what happened since, such as signing in.
    pub(super) fn skip(&mut self) {
        self.news();
    }

    /// Insists that every row of the table was walked.
    pub(super) fn saw_all(self) {
        let missed: Vec<&str> = EVENTS.iter().map(|(name, _)| *name).filter(|name| !self.done.contains(name)).collect();
        assert!(missed.is_empty(), "the walk left out {missed:?}");
    }

    /// Types of the events since it looked last.
    fn news(&mut self) -> Vec<String> {
        let (state, kaiye, after) = (&self.app.state, Actor::kaiye(), self.position);
        let sequenced =
            state.transact_here(&kaiye, |tx| -> Outcome<_> { Ok(event::sequence_committed(tx.conn, 10_000)?) });
        told(sequenced);
        let found = told(state.look_here(&kaiye, |tx| -> Outcome<_> { Ok(event::feed(tx.conn, after, 10_000)?) }));
        self.position = found.last().and_then(|last| last.position).unwrap_or(after);
        for event in found.iter().map(|positioned| &positioned.event) {
            let listed = event_type(&event.kind).unwrap_or_else(|| panic!("{} is not in the catalogue", event.kind));
            assert!(listed.subjects.contains(&event.subject_kind), "{}", event.kind);
            assert_eq!(listed.faults(&event.data), Vec::<String>::new(), "{} is not as listed", event.kind);
        }
        found.into_iter().map(|positioned| positioned.event.kind).collect()
    }
}

fn told<T>(result: Result<T, Failure>) -> T {
    result.map_err(|failure| failure.context().to_owned()).expect("the log")
}
