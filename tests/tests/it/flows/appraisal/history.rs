//! Generated histories: events of a few cases in an order that chance chooses, from a seed.

use chrono::{TimeDelta, Utc};
use kaiye_api::operations::Outcome;
use kaiye_domain::{
    actor::Actor,
    event::{Fact, SubjectKind},
    time::local_date,
};
use kaiye_tests::TestApp;
use serde_json::{Value, json};
use uuid::Uuid;

const DEPARTMENTS: [&str; 3] = ["jimsar_health", "fire_brigade", "market_supervision_branch"];

/// A cheap source of numbers that look like chance (xorshift).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What has come about in a case and may be spoken of again.
#[derive(Default)]
struct Known {
    tasks: Vec<(Uuid, String, &'static str)>,
    orders: Vec<Uuid>,
    duties: Vec<(Uuid, Uuid, &'static str)>,
    suspended: Vec<String>,
    records: Vec<(Uuid, String, &'static str)>,
}

/// Cases that go on by chance.
pub(super) struct History {
    chance: Chance,
    cases: Vec<(Uuid, Vec<String>, Known)>,
}

impl History {
    pub(super) fn new(seed: u64, cases: Vec<(Uuid, Vec<String>)>) -> Self {
        Self {
            chance: Chance(seed),
            cases: cases.into_iter().map(|(id, items)| (id, items, Known::default())).collect(),
        }
    }

    /// So many more events, each some hours after the last.
    pub(super) fn go_on(&mut self, app: &TestApp, events: usize) {
        for _ in 0..events {
            app.advance(TimeDelta::hours(self.chance.below(30) as i64));
            let (case, fact) = self.next(app);
            let appended = app.state.transact_here(&Actor::kaiye(), |tx| -> Outcome<()> {
                tx.append((SubjectKind::Application, case), Some("652327"), vec![fact.clone()])?;
                Ok(())
            });
            appended.map_err(|failure| failure.context().to_owned()).expect("appended");
        }
    }

    fn next(&mut self, app: &TestApp) -> (Uuid, Fact) {
        let Self { chance, cases } = self;
        let which = chance.below(cases.len());
        let (case, items, known) = &mut cases[which];
        let now = app.now();
        let mint = || app.state.ids.mint::<Uuid>(now);
        // What is told late: it happened some days ago.
        let earlier = |chance: &mut Chance| now - TimeDelta::hours(chance.below(200) as i64);
        let day = |at: chrono::DateTime<Utc>| local_date(at).to_string();
        let item = chance.of(items).clone();
        let department = *chance.of(&DEPARTMENTS);
        let fact = |kind: &'static str, data: Value| (*case, Fact::new(kind, data));
        match chance.below(22) {
            0 => fact("application.submitted", json!({ "items": items, "received_at": earlier(chance) })),
            1 | 2 => {
                let row = json!({ "item": item, "way": "in_person", "accepted_at": earlier(chance) });
                fact("application.accepted", json!({ "receipt": "SL1", "items": [row] }))
            }
            3 => {
                let points = json!([{ "item": item, "subject": "a" }, { "item": item, "subject": "b" }]);
                fact("application.correction_requested", json!({ "notice": "BZ1", "points": points }))
            }
            4 => match known.suspended.iter().position(|it| *it == item) {
                Some(at) => {
                    known.suspended.remove(at);
                    fact("item.resumed", json!({ "item": item, "notice": "x" }))
                }
                None => {
                    known.suspended.push(item.clone());
                    fact("item.suspended", json!({ "item": item, "ground": "hearing", "notice": "x" }))
                }
            },
            5 => fact("item.decided", json!({ "item": item, "outcome": "refused", "notice": "x" })),
            6 => fact("item.filed", json!({ "item": item, "receipt": "x" })),
            7 | 8 => fact("visit.recorded", json!({ "visit": mint(), "department": department, "purpose": "filing" })),
            9 | 10 => {
                let (task, kind) = (mint(), *chance.of(&["commitment", "site_check", "public_report"]));
                known.tasks.push((task, item.clone(), department));
                let data =
                    json!({ "task": task, "kind": kind, "department": department, "item": item, "certificate": case });
                fact("verification.created", data)
            }
            11 | 12 if !known.tasks.is_empty() => {
                let (task, item, department) = chance.of(&known.tasks).clone();
                let kind =
                    *chance.of(&["verification.received", "verification.received", "verification.deemed_received"]);
                let late = chance.below(3) == 0;
                fact(
                    kind,
                    json!({
                        "task": task, "certificate": case, "item": item, "department": department, "way": "acknowledged",
                        "at": earlier(chance), "late": late,
                        "receipt_due_on": (chance.below(4) > 0).then(|| day(now)),
                    }),
                )
            }
            13 if !known.tasks.is_empty() => {
                let (task, item, department) = chance.of(&known.tasks).clone();
                fact(
                    "verification.concluded",
                    json!({
                        "task": task, "certificate": case, "item": item, "department": department, "kind": "commitment",
                        "verdict": "match", "findings": [], "early_opening": false,
                    }),
                )
            }
            14 | 15 => {
                let rule = *chance.of(&["verify", "check_site", "acknowledge"]);
                let subject = if known.tasks.is_empty() { mint() } else { chance.of(&known.tasks).0 };
                let duty = mint();
                known.duties.push((duty, subject, rule));
                fact(
                    "duty.overdue",
                    json!({
                        "duty": duty, "rule": rule, "department": department, "subject_kind": "verification_task",
                        "subject": subject, "due_on": day(earlier(chance)),
                    }),
                )
            }
            16 | 17 if !known.duties.is_empty() => {
                let (duty, subject, rule) = *chance.of(&known.duties);
                let kinds = ["duty.done_late", "duty.done_in_time", "duty.fallen_away", "duty.restored"];
                let kind = *chance.of(&kinds);
                fact(
                    kind,
                    json!({
                        "duty": duty, "rule": rule, "department": department, "subject_kind": "verification_task",
                        "subject": subject, "done_on": day(now), "fell_away_on": day(now),
                    }),
                )
            }
            18 if !known.tasks.is_empty() => {
                let (task, item, department) = chance.of(&known.tasks).clone();
                fact(
                    "verification.early_opening_recorded",
                    json!({
                        "task": task, "certificate": case, "item": item, "department": department,
                        "cause": "operated_before_proof", "evidence": [],
                    }),
                )
            }
            19 => {
                let record = mint();
                known.records.push((record, item.clone(), department));
                fact("credit.recorded", record_of(record, *case, &item, department))
            }
            20 if !known.records.is_empty() => {
                let (record, item, department) = chance.of(&known.records).clone();
                let kind = *chance.of(&["credit.withdrawn", "credit.reduced", "credit.extended"]);
                fact(kind, record_of(record, *case, &item, department))
            }
            _ => {
                let new = known.orders.is_empty() || chance.below(3) == 0;
                let kinds = [
                    "rectification.submitted",
                    "rectification.submitted",
                    "rectification.extended",
                    "rectification.mended",
                    "rectification.not_mended",
                    "rectification.overdue",
                ];
                let kind = if new { "rectification.ordered" } else { *chance.of(&kinds) };
                if new {
                    known.orders.push(mint());
                }
                let order = if new { known.orders.last().copied() } else { Some(*chance.of(&known.orders)) };
                let due_on = day(now + TimeDelta::days(chance.below(9) as i64));
                fact(
                    kind,
                    json!({
                        "order": order, "task": case, "certificate": case, "item": item,
                        "department": department, "clauses": [], "due_on": due_on, "status": "open",
                    }),
                )
            }
        }
    }
}

/// What the events of a credit record say of it.
fn record_of(record: Uuid, case: Uuid, item: &str, department: &str) -> Value {
    json!({
        "record": record, "case": case, "certificate": case, "item": item, "department": department,
        "ground": "revocation", "class": "general", "cause": "broken_commitment", "subjects": [], "status": "published",
        "bars": true,
    })
}
