//! The figures are what a naive count over the whole log says: after any history, after events that come late, after a
//! calendar is corrected, and after everything was measured anew.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::RunQueryDsl;
use kaiye_api::{
    background::rebuild_appraisal,
    operations::{Failure, Outcome, calendar},
};
use kaiye_domain::{
    actor::Actor,
    event::{Event, SubjectKind},
    time::{Calendar, CalendarDay, CalendarYear, DayEffect, Scope, local_date},
};
use kaiye_persistence::{
    StoreError,
    backend::Connection,
    repo::{self, appraisal::Place},
};
use kaiye_tests::{Draft, TestApp, on_both};
use serde_json::Value;
use uuid::Uuid;

use super::{
    appraise,
    compare::{assert_same, difference},
    history::History,
};

/// What was measured of a case: of a department, about an item or none, by an indicator, on a day, so much.
type Measured = (String, String, &'static str, NaiveDate, i64);

/// The same, and in which division.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) department: String,
    pub(super) item: String,
    pub(super) division: String,
    pub(super) indicator: &'static str,
    pub(super) day: NaiveDate,
    pub(super) value: i64,
}

const WINDOW: &str = "market_supervision_branch";

pub(super) fn told<T>(result: Result<T, Failure>) -> T {
    result.map_err(|failure| failure.context().to_owned()).expect("no failure")
}

fn day_of(value: &Value) -> NaiveDate {
    local_date(value.as_str().expect("an instant").parse().expect("an instant"))
}

fn is(event: &Event, kind: &str, field: &str, value: &str) -> bool {
    event.kind == kind && event.data[field] == value
}

/// Counts one case by looking through its events again for every question.
fn count_case(chain: &[Event], place: &Place, calendar: &Calendar, all: &mut Vec<Measured>) {
    let issuer = |item: &str| place.issuers.get(item).cloned().unwrap_or_else(|| WINDOW.to_owned());
    let on = |event: &Event| local_date(event.at);
    if let Some(first) = chain.iter().find(|it| it.kind == "application.submitted") {
        let visits = chain.iter().filter(|it| it.kind == "visit.recorded").count();
        all.push((WINDOW.to_owned(), String::new(), "visits", day_of(&first.data["received_at"]), visits as i64));
    }
    let mut items: BTreeSet<String> = BTreeSet::new();
    for event in chain {
        items.extend(event.data["item"].as_str().map(str::to_owned));
        items.extend(
            event.data["items"].as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)),
        );
    }
    for item in &items {
        let filed = |it: &&Event| {
            it.kind == "application.submitted"
                && it.data["items"].as_array().is_some_and(|all| all.iter().any(|it| it == item.as_str()))
        };
        if let Some(filed) = chain.iter().find(filed) {
            all.push((issuer(item), item.clone(), "received", day_of(&filed.data["received_at"]), 1));
        }
        let decides = |it: &Event| {
            ["item.decided", "item.filed", "certificate.issued"].iter().any(|kind| is(it, kind, "item", item))
        };
        let Some(at) = chain.iter().position(decides) else { continue };
        let decided = on(&chain[at]);
        all.push((issuer(item), item.clone(), "decided", decided, 1));
        let names = |it: &&Event| {
            it.kind == "application.correction_requested"
                && it.data["points"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|point| point["item"] == item.as_str()))
        };
        all.push((
            issuer(item),
            item.clone(),
            "correction_rounds",
            decided,
            chain[..at].iter().filter(names).count() as i64,
        ));
        let rows = chain
            .iter()
            .filter(|it| it.kind == "application.accepted")
            .flat_map(|it| it.data["items"].as_array().cloned().unwrap_or_default());
        let Some(row) = rows.into_iter().find(|row| row["item"] == item.as_str()) else { continue };
        let accepted = day_of(&row["accepted_at"]);
        all.push((issuer(item), item.clone(), "same_day", decided, i64::from(accepted == decided)));
        let standing = |day: NaiveDate| {
            let mut since = None;
            for event in chain {
                if is(event, "item.suspended", "item", item) {
                    since = since.or(Some(on(event)));
                } else if is(event, "item.resumed", "item", item)
                    && let Some(from) = since.take()
                    && (from..on(event)).contains(&day)
                {
                    return true;
                }
            }
            since.is_some_and(|from| from <= day)
        };
        let mut days = 0;
        let mut day = accepted;
        while day < decided {
            day = day.succ_opt().expect("a day");
            days += i64::from(calendar.is_working(day) && !standing(day));
        }
        all.push((issuer(item), item.clone(), "working_days", decided, days));
    }
    for created in chain.iter().filter(|it| it.kind == "verification.created") {
        let task = created.data["task"].as_str().expect("a task");
        let department = created.data["department"].as_str().expect("a department").to_owned();
        let item = item_of(created);
        let site = created.data["kind"] == "site_check";
        let receipts = chain.iter().filter(|it| {
            is(it, "verification.received", "task", task) || is(it, "verification.deemed_received", "task", task)
        });
        let earliest = receipts.min_by_key(|it| it.data["at"].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok()));
        if let Some(receipt) = earliest {
            let (at, deemed) = (day_of(&receipt.data["at"]), receipt.kind == "verification.deemed_received");
            if !receipt.data["receipt_due_on"].is_null() {
                let in_time = !deemed && receipt.data["late"] == false;
                all.push((department.clone(), item.clone(), "on_time_receipt", at, i64::from(in_time)));
            }
            if site || created.data["kind"] == "commitment" {
                let prompt = !deemed && at <= next_working_day(on(created), calendar);
                all.push((department.clone(), item.clone(), "push_promptness", on(created), i64::from(prompt)));
            }
        }
        let name = if site { "on_time_site_check" } else { "on_time_verification" };
        let after = chain.iter().filter(|it| it.sequence > created.sequence);
        let mut late: Option<NaiveDate> = None;
        for event in after
            .filter(|it| it.data["subject"] == task && (it.data["rule"] == "verify" || it.data["rule"] == "check_site"))
        {
            match event.kind.as_str() {
                "duty.overdue" if late.is_none() => {
                    late = event.data["due_on"].as_str().and_then(|day| day.parse().ok())
                }
                "duty.done_in_time"
                    if chain.iter().any(|it| it.kind == "duty.overdue" && it.data["duty"] == event.data["duty"]) =>
                {
                    late = None
                }
                _ => {}
            }
        }
        let concluded = chain.iter().find(|it| is(it, "verification.concluded", "task", task)).map(on);
        match (late, concluded) {
            (Some(due), _) => all.push((department, item, name, due, 0)),
            (None, Some(concluded)) => all.push((department, item, name, concluded, 1)),
            (None, None) => {}
        }
    }
    let orders: BTreeSet<&str> = chain
        .iter()
        .filter(|it| it.kind.starts_with("rectification."))
        .filter_map(|it| it.data["order"].as_str())
        .collect();
    for order in orders {
        let told = |how: &'static str| chain.iter().filter(move |it| is(it, how, "order", order));
        let due = told("rectification.extended").next_back().or(told("rectification.ordered").next_back()).map(due_of);
        let looked_at = chain.iter().find(|it| {
            is(it, "rectification.mended", "order", order) || is(it, "rectification.not_mended", "order", order)
        });
        let answered = told("rectification.submitted").take(1).chain(looked_at).map(on).min();
        let late = answered.zip(due).is_some_and(|(answered, due)| answered > due)
            || told("rectification.overdue").next().is_some();
        let first = chain.iter().find(|it| it.data["order"] == order).expect("an order");
        let (department, item) = (first.data["department"].as_str().expect("a department").to_owned(), item_of(first));
        if late {
            all.push((department, item, "on_time_rectification", due.expect("a day"), 0));
        } else if let Some(end) = looked_at {
            all.push((
                department,
                item,
                "on_time_rectification",
                on(end),
                i64::from(end.kind == "rectification.mended"),
            ));
        }
    }
    count_business_findings(chain, all);
    for overdue in chain.iter().filter(|it| it.kind == "duty.overdue") {
        let duty = overdue.data["duty"].as_str().expect("a duty");
        let department = overdue.data["department"].as_str().expect("a department").to_owned();
        let item = item_of_duty(chain, overdue, place);
        let of_duty: Vec<&Event> =
            chain.iter().filter(|it| it.kind.starts_with("duty.") && it.data["duty"] == duty).collect();
        if of_duty.last().is_some_and(|last| last.kind == "duty.overdue" || last.kind == "duty.restored") {
            let due = overdue.data["due_on"].as_str().and_then(|day| day.parse().ok()).expect("a day");
            all.push((department.clone(), item.clone(), "overdue_open", due, 1));
        }
        if !of_duty.iter().any(|it| it.kind == "duty.done_in_time") {
            all.push((department, item, "liability_findings", on(overdue), 1));
        }
    }
}

fn item_of(event: &Event) -> String {
    event.data["item"].as_str().expect("an item").to_owned()
}

/// A duty is about the item of whatever it hangs on, as the first event says that names both; or it hangs on a requested
/// item; or on none.
fn item_of_duty(chain: &[Event], overdue: &Event, place: &Place) -> String {
    let subject = &overdue.data["subject"];
    let names = |it: &&Event| {
        let fields = ["certificate", "task", "order", "case", "repair"];
        it.data["item"].is_string() && fields.iter().any(|field| it.data[*field] == *subject)
    };
    let requested = || place.items.get(subject.as_str().expect("a subject")).cloned();
    chain.iter().find(names).map(item_of).or_else(requested).unwrap_or_default()
}

/// What a business answers for stands unless its record was withdrawn after it was made.
fn count_business_findings(chain: &[Event], all: &mut Vec<Measured>) {
    let mut seen = BTreeSet::new();
    for found in chain.iter().filter(|it| it.data["cause"].is_string()) {
        let about = match found.kind.as_str() {
            "credit.recorded" => "record",
            "verification.early_opening_recorded" => "task",
            _ => continue,
        };
        let falls = |it: &&Event| {
            it.sequence > found.sequence && it.kind == "credit.withdrawn" && it.data["record"] == found.data["record"]
        };
        let stands = about == "task" || !chain.iter().any(|it| falls(&it));
        if seen.insert(found.data[about].as_str()) && stands {
            let department = found.data["department"].as_str().expect("a department").to_owned();
            all.push((department, item_of(found), "business_findings", local_date(found.at), 1));
        }
    }
}

fn next_working_day(day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    day.iter_days().skip(1).find(|day| calendar.is_working(*day)).expect("a working day")
}

/// Counts over the whole log.
pub(super) fn recount(app: &TestApp) -> Vec<Counted> {
    told(app.state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
        let feed = repo::event::feed(tx.conn, 0, 100_000)?;
        let mut chains: BTreeMap<Uuid, Vec<Event>> = BTreeMap::new();
        for event in feed.into_iter().map(|it| it.event).filter(|it| it.subject_kind == SubjectKind::Application) {
            chains.entry(event.subject_id).or_default().push(event);
        }
        let calendar = tx.calendar()?;
        let mut all = Vec::new();
        let cases: Vec<_> = chains.keys().map(|id| (*id).into()).collect();
        let places = repo::appraisal::places(tx.conn, &cases)?;
        for (id, chain) in chains {
            let place = places.get(&id.into()).expect("an application");
            let mut measured = Vec::new();
            count_case(&chain, place, &calendar, &mut measured);
            all.extend(measured.into_iter().map(|(department, item, indicator, day, value)| {
                let division = place.division.clone();
                Counted { department, item, division, indicator, day, value }
            }));
        }
        Ok(all)
    }))
}

/// Two working days of each week from June on are made days off.
fn corrected() -> CalendarYear {
    let june = NaiveDate::from_ymd_opt(2025, 6, 2).expect("a day");
    let mondays = june.iter_days().step_by(7).take(30);
    let days = mondays.flat_map(|day| [day, day + chrono::Days::new(2)]);
    let off = days.map(|date| CalendarDay { date, effect: DayEffect::Off, name: "试".to_owned() });
    CalendarYear::new(Scope::Regional, 2025, off.collect()).expect("a sheet")
}

/// Every sum is wrong, and there is one of a month that nothing was ever measured in.
pub(super) fn spoil(app: &TestApp) {
    told(app.state.store.write(|conn| -> Result<(), Failure> {
        let stray = "INSERT INTO appraisal_months (month, department, item_code, division, indicator, value, count) \
                     VALUES (202412, 'fire_brigade', '', '652327', 'received', 1, 3)";
        let statements =
            ["UPDATE appraisal_days SET count = count + 7", "UPDATE appraisal_months SET count = count + 7", stray];
        for statement in statements.map(diesel::sql_query) {
            match conn {
                Connection::Sqlite(c) => statement.execute(c),
                Connection::Postgres(c) => statement.execute(c),
            }
            .map_err(StoreError::from)?;
        }
        Ok(())
    }));
}

async fn history(app: &TestApp, seed: u64, first: u32) -> History {
    let applicant = app.applicant().await;
    let mut cases = Vec::new();
    for person in first..first + 4 {
        let draft = Draft::supermarket(&applicant, person).await;
        let items = draft.show().await.json["items"].as_array().expect("items").clone();
        let codes = items.iter().map(|it| it["code"].as_str().expect("a code").to_owned()).collect();
        cases.push((draft.id.parse().expect("an id"), codes));
    }
    History::new(seed, cases)
}

on_both! {
    async fn the_figures_are_a_naive_count_over_the_log(app: TestApp) {
        let appraiser = app.sign_in("appraiser").await;
        for (first, seed) in [(1, 0x9e37_79b9_7f4a_7c15), (11, 0x0123_4567_89ab_cdef), (21, 0xfeed_beef_dead_cafe)] {
            let mut history = history(&app, seed, first).await;
            for round in 0..3 {
                history.go_on(&app, 40);
                appraise(&app);
                assert_same(&app, &appraiser, &format!("seed {seed:x}, round {round}")).await;
            }
        }
        // Read once more, nothing changes.
        appraise(&app);
        assert_same(&app, &appraiser, "again").await;

        // The comparison sees one case that is in another group, and nothing else.
        for by in ["department", "item", "division", "month"] {
            let mut counted = recount(&app);
            let first = &mut counted[0];
            match by {
                "department" => first.department += "x",
                "item" => first.item += "x",
                "division" => first.division += "x",
                _ => first.day = first.day + chrono::Days::new(31),
            }
            let seen = difference(&appraiser, &counted, "2024-01-01", "2026-12-31").await;
            assert!(seen.as_deref().is_some_and(|seen| seen.starts_with(&format!("by {by}"))), "{by}: {seen:?}");
        }

        told(app.state.transact_here(&Actor::kaiye(), |tx| calendar::import(tx, corrected())));
        let before = recount(&app);
        assert!(difference(&appraiser, &before, "2024-01-01", "2026-12-31").await.is_some(), "the calendar moved nothing");
        appraise(&app);
        assert_same(&app, &appraiser, "with another calendar").await;

        spoil(&app);
        assert!(difference(&appraiser, &recount(&app), "2024-01-01", "2026-12-31").await.is_some(), "nothing was spoilt");
        told(rebuild_appraisal(&app.state));
        assert_same(&app, &appraiser, "rebuilt").await;
    }
}

fn due_of(event: &Event) -> NaiveDate {
    event.data["due_on"].as_str().and_then(|day| day.parse().ok()).expect("a day")
}
