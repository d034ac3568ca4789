//! The event log: its chains and its one order.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use diesel::RunQueryDsl;
use kaiye_domain::{
    actor::{ActorKind, Departments},
    event::{EventActor, Fact, SubjectKind},
};
use kaiye_persistence::{
    Store, StoreResult,
    repo::{
        audience::{self, FeedFilter},
        event::{self, Positioned},
        log_cursor,
    },
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    harness::{at, both, id},
    rows::applications,
};

const KAIYE: EventActor = EventActor { kind: ActorKind::Kaiye, id: Uuid::nil() };

fn append(store: &Store, subject: Uuid, n: i64, id: Uuid) -> StoreResult<()> {
    store.write(|conn| {
        let facts = vec![Fact::new("application.noted", json!({"n": n, "a": {"z": 1, "b": 2.5}}))];
        event::append(conn, (SubjectKind::Application, subject), Some("652325"), KAIYE, at(n), facts, &mut || id)?;
        Ok(())
    })
}

/// Appends the `n`th event to the one subject that [`all`] reads.
pub(crate) fn append_one(store: &Store, n: i64) -> StoreResult<()> {
    append(store, id(0), n, id(n as u64))
}

/// All events of that subject.
pub(crate) fn all(store: &Store) -> Vec<Positioned> {
    store.read(|conn| event::of_subject(conn, (SubjectKind::Application, id(0)), 0, 1000)).expect("events")
}

fn sequence(store: &Store, limit: i64) -> usize {
    store.write(|conn| event::sequence_committed(conn, limit)).expect("positions")
}

#[test]
fn a_chain_is_whole_as_read() {
    both(|store| {
        for n in [1, 3, 2] {
            append_one(store, n).expect("an event");
        }
        let events: Vec<_> = all(store).into_iter().map(|positioned| positioned.event).collect();
        assert_eq!(events.len(), 3);
        assert_eq!(events[0].previous_hash, "");
        for event in &events {
            assert_eq!(event.hash, event.computed_hash(), "what is read is what was hashed");
        }
        assert!(events.windows(2).all(|pair| pair[0].hash == pair[1].previous_hash && pair[0].at <= pair[1].at));
        assert_eq!(events[2].at, at(3), "a chain's instants never go back");
    });
}

#[test]
fn positions_are_one_row_without_holes() {
    both(|store| {
        for n in 1..=5 {
            append(store, id(100 + n % 2), n as i64, id(n)).expect("an event");
        }
        assert_eq!(sequence(store, 3), 3);
        assert_eq!(sequence(store, 3), 2);
        assert_eq!(sequence(store, 3), 0);
        let feed = store.read(|conn| event::feed(conn, 0, 100)).expect("the feed");
        let order: Vec<_> = feed.iter().map(|placed| (placed.position, Uuid::from(placed.event.id))).collect();
        assert_eq!(order, (1..=5).map(|n| (Some(n as i64), id(n))).collect::<Vec<_>>());
    });
}

#[test]
fn a_reader_never_finds_a_new_event_behind_it() {
    both(|store| {
        let done = AtomicBool::new(false);
        let (writers, per_writer) = (4, 50);
        let mut seen: Vec<(i64, Uuid)> = Vec::new();
        thread::scope(|scope| {
            let threads: Vec<_> = (0..writers)
                .map(|w: u64| {
                    scope.spawn(move || {
                        for n in 0..per_writer {
                            let number = w * per_writer + n;
                            append(store, id(1000 + w), (number % 7) as i64, id(number)).expect("an event");
                        }
                    })
                })
                .collect();
            // Two sequencers, as when a lease ran out under one that still works.
            for _ in 0..2 {
                scope.spawn(|| {
                    while !done.load(Ordering::Relaxed) || sequence(store, 10) > 0 {
                        thread::yield_now()
                    }
                });
            }
            scope.spawn(|| {
                for thread in threads {
                    thread.join().expect("a writer");
                }
                done.store(true, Ordering::Relaxed);
            });
            while seen.len() < (writers * per_writer) as usize {
                let after = seen.last().map_or(0, |(position, _)| *position);
                let news = store.read(|conn| event::feed(conn, after, 20)).expect("the feed");
                seen.extend(news.iter().map(|placed| (placed.position.expect("a place"), placed.event.id.into())));
                thread::yield_now();
            }
        });
        let positions: Vec<i64> = seen.iter().map(|(position, _)| *position).collect();
        assert_eq!(positions, (1..=(writers * per_writer) as i64).collect::<Vec<_>>());
        assert_eq!(seen.iter().map(|(_, id)| id).collect::<BTreeSet<_>>().len(), positions.len());
        let again = store.read(|conn| event::feed(conn, 0, 1000)).expect("the feed");
        let again: Vec<_> =
            again.iter().map(|placed| (placed.position.expect("a place"), placed.event.id.into())).collect();
        assert_eq!(again, seen, "nothing came in behind the reader");
    });
}

#[test]
fn each_department_gets_its_own_places_in_the_one_order() {
    both(|store| {
        store.write(|conn| applications(conn, 3)).expect("applications");
        for (n, subject) in [(1, id(1)), (2, id(3)), (3, id(1)), (4, id(99))] {
            append(store, subject, n, id(1_000 + n as u64)).expect("an event");
        }
        assert_eq!(sequence(store, 100), 4);
        let places = |department: &str| -> Vec<i64> {
            let gets = |position: &i64| store.read(|conn| audience::gets(conn, department, *position));
            (1..=4).filter(|position| gets(position).expect("an answer")).collect()
        };
        assert_eq!(places("scjg"), [1, 2, 3]);
        assert_eq!(places("weijian"), [1, 2, 3], "who supervises, too");
        assert_eq!(places("gongan"), [2]);
        assert_eq!(places("wenlv"), [0; 0]);
    });
}

/// Events that got their positions before the audience was there: they get their places once, the newest first, and a place
/// that is there already stays.
#[test]
fn events_of_before_get_their_places() {
    both(|store| {
        store.write(|conn| applications(conn, 3)).expect("applications");
        for n in 1..=7 {
            append(store, id(1), n, id(1_000 + n as u64)).expect("an event");
        }
        assert_eq!(sequence(store, 100), 7);
        let of = |store: &Store| -> Vec<i64> {
            let between =
                store.read(|conn| audience::between(conn, "scjg", (0, 100), 100)).expect("a part of the feed");
            between.into_iter().filter_map(|placed| placed.position).collect()
        };
        let fill = |limit| store.write(|conn| audience::fill(conn, limit)).expect("places");
        assert_eq!(fill(3), 0, "nothing was there before the table was");
        store
            .write(|conn| {
                diesel::sql_query("DELETE FROM event_audience WHERE position <> 4").execute(conn)?;
                log_cursor::advance(conn, "fill_audience", 6)
            })
            .expect("a log of before");
        assert_eq!(of(store), [4]);
        assert_eq!(fill(3), 3);
        assert_eq!(of(store), [4, 5, 6]);
        assert_eq!(fill(3), 3);
        assert_eq!(of(store), [1, 2, 3, 4, 5, 6], "what came later is the sequencer's");
        assert_eq!(fill(3), 0);
        assert_eq!(of(store), [1, 2, 3, 4, 5, 6]);
    });
}

#[test]
fn a_rare_type_is_looked_for_a_stretch_at_a_time() {
    both(|store| {
        let many = (0..2_500).map(|n| Fact::new("application.updated", json!({ "n": n })));
        let facts: Vec<Fact> = many.chain([Fact::new("item.filed", json!({}))]).collect();
        store
            .write(|conn| {
                applications(conn, 1)?;
                let mut n = 10_000;
                let mut mint = || {
                    n += 1;
                    id(n)
                };
                event::append(conn, (SubjectKind::Application, id(1)), None, KAIYE, at(1), facts.clone(), &mut mint)
            })
            .expect("events");
        while sequence(store, 1_000) > 0 {}
        let filter = FeedFilter { kinds: vec!["item.filed".to_owned()], subject: None };
        for whose in [Departments::All, Departments::One("scjg".to_owned())] {
            let feed = |after| store.read(|conn| audience::feed(conn, &whose, &filter, after, 10)).expect("the feed");
            let first = feed(0);
            assert_eq!((first.events.len(), first.reached, first.more), (0, 2_000, true), "{whose:?}");
            let second = feed(first.reached);
            let found: Vec<_> = second.events.iter().map(|it| (it.position, it.event.kind.as_str())).collect();
            assert_eq!((found, second.reached, second.more), (vec![(Some(2_501), "item.filed")], 2_501, false));
        }
        let feed = |whose: &Departments, filter: &FeedFilter, limit| {
            store.read(|conn| audience::feed(conn, whose, filter, 0, limit)).expect("the feed")
        };
        let about = FeedFilter { kinds: filter.kinds.clone(), subject: Some((SubjectKind::Application, id(1))) };
        for whose in [Departments::All, Departments::One("scjg".to_owned())] {
            assert_eq!(feed(&whose, &about, 10).events.len(), 1, "a subject's chain is read at once: {whose:?}");
            let full = feed(&whose, &FeedFilter::default(), 10);
            assert_eq!((full.events.len(), full.reached, full.more), (10, 10, true));
        }
        let nothing = feed(&Departments::One("wenlv".to_owned()), &FeedFilter::default(), 10);
        assert_eq!((nothing.events.len(), nothing.reached, nothing.more), (0, 2_501, false));
        assert_eq!(feed(&Departments::None, &FeedFilter::default(), 10).events.len(), 0);
    });
}
