//! Measuring one case: pure, from its whole chain of events, so that measuring anew after a late event or with another
//! calendar gives what measuring for the first time would have given.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Indicator,
    chain::{DutySaid, ItemSaid, OrderSaid, Said, TaskSaid},
};
use crate::{
    event::Event,
    time::{Calendar, Period, local_date},
};

/// What was measured of one thing in a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseFact {
    /// What.
    pub indicator: Indicator,
    /// Of which item, task, order, duty or credit record: one fact of an indicator each.
    pub subject: String,
    /// Whose figure it belongs to.
    pub department: String,
    /// Code of the item, where it is about one.
    pub item: Option<String>,
    /// The local day that it belongs to.
    pub day: NaiveDate,
    /// How much: 1 or 0 for what is or is not so, else a number of days or times.
    pub value: i32,
}

/// What the chain does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Which department issues each requested item.
    pub issuers: BTreeMap<String, String>,
    /// The code of each requested item, by its id.
    pub items: BTreeMap<String, String>,
    /// The department whose window receives applications; an item whose issuer is not known is its own.
    pub window: String,
    /// How soon the supervising department is to have the approval (S13).
    pub push: Period,
}

/// Measures a case (S26), in the order of the facts themselves.
pub fn measure(chain: &[Event], around: &Around, calendar: &Calendar) -> Vec<CaseFact> {
    let said = Said::of(chain);
    let mut facts = Vec::new();
    if let Some(day) = said.received_on {
        let department = around.window.clone();
        let value = i32::try_from(said.visits.len()).unwrap_or(i32::MAX);
        facts.push(CaseFact {
            indicator: Indicator::Visits,
            subject: String::new(),
            department,
            item: None,
            day,
            value,
        });
    }
    for (code, item) in &said.items {
        let department = around.issuers.get(code).unwrap_or(&around.window);
        of_item(code, item, department, calendar, &mut facts);
    }
    said.tasks.iter().for_each(|(id, task)| of_task(id, task, around.push, calendar, &mut facts));
    facts.extend(said.orders.iter().filter_map(|(id, order)| of_order(id, order)));
    for (id, duty) in &said.duties {
        let item = said.about.get(&duty.subject).or_else(|| around.items.get(&duty.subject));
        of_duty(id, duty, item, &mut facts);
    }
    let standing = said.findings.iter().filter(|(_, finding)| finding.stands);
    facts.extend(standing.map(|(id, finding)| CaseFact {
        indicator: Indicator::BusinessFindings,
        subject: id.clone(),
        department: finding.department.clone(),
        item: Some(finding.item.clone()),
        day: finding.on,
        value: 1,
    }));
    facts.sort();
    facts
}

fn of_item(code: &str, item: &ItemSaid, department: &str, calendar: &Calendar, facts: &mut Vec<CaseFact>) {
    let mut note = |indicator, day, value| {
        let (subject, item) = (code.to_owned(), Some(code.to_owned()));
        facts.push(CaseFact { indicator, subject, department: department.to_owned(), item, day, value });
    };
    if let Some(received) = item.received_on {
        note(Indicator::Received, received, 1);
    }
    let Some(decided) = item.decided_on else { return };
    note(Indicator::Decided, decided, 1);
    note(Indicator::CorrectionRounds, decided, item.corrections);
    if let Some(accepted) = item.accepted_on {
        note(Indicator::SameDay, decided, i32::from(accepted == decided));
        note(Indicator::WorkingDays, decided, working_days(accepted, decided, item, calendar));
    }
}

/// Working days after acceptance up to the decision. The day of suspension does not count, the day of resumption does
/// (行政许可法 §45).
fn working_days(accepted: NaiveDate, decided: NaiveDate, item: &ItemSaid, calendar: &Calendar) -> i32 {
    let paused =
        |day: NaiveDate| item.pauses.iter().any(|(from, until)| *from <= day && until.is_none_or(|until| day < until));
    let days = accepted.iter_days().skip(1).take_while(|day| *day <= decided);
    let count = days.filter(|day| calendar.is_working(*day) && !paused(*day)).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn of_task(id: &str, task: &TaskSaid, push: Period, calendar: &Calendar, facts: &mut Vec<CaseFact>) {
    let mut note = |indicator, day, good: bool| {
        let (department, item) = (task.department.clone(), Some(task.item.clone()));
        facts.push(CaseFact { indicator, subject: id.to_owned(), department, item, day, value: i32::from(good) });
    };
    let site = task.kind == "site_check";
    if let Some(receipt) = &task.receipt {
        let on = local_date(receipt.at);
        if receipt.owed {
            note(Indicator::OnTimeReceipt, on, !receipt.deemed && !receipt.late);
        }
        // What comes with the approval itself; other tasks are not pushed after a decision.
        if site || task.kind == "commitment" {
            let issued = local_date(task.created_at);
            let prompt = !receipt.deemed && on <= push.last_day(issued, calendar).date;
            note(Indicator::PushPromptness, issued, prompt);
        }
    }
    let work = if site { Indicator::OnTimeSiteCheck } else { Indicator::OnTimeVerification };
    match (task.late, task.concluded_on) {
        (Some(due_on), _) => note(work, due_on, false),
        (None, Some(concluded)) => note(work, concluded, true),
        (None, None) => {}
    }
}

/// Whether it was late follows from its day and from when it was answered, not from when somebody noticed; what came late
/// counts on the day that it was due.
fn of_order(id: &str, order: &OrderSaid) -> Option<CaseFact> {
    let late = order.answered_on.zip(order.due_on).is_some_and(|(answered, due)| answered > due);
    let (day, good) = match (order.due_on, order.looked_at) {
        (Some(due), _) if late || order.overdue => (due, false),
        (_, Some((on, mended))) => (on, mended),
        (_, None) => return None,
    };
    Some(CaseFact {
        indicator: Indicator::OnTimeRectification,
        subject: id.to_owned(),
        department: order.department.clone(),
        item: Some(order.item.clone()),
        day,
        value: i32::from(good),
    })
}

fn of_duty(id: &str, duty: &DutySaid, item: Option<&String>, facts: &mut Vec<CaseFact>) {
    let mut note = |indicator, day| {
        let (department, item) = (duty.department.clone(), item.cloned());
        facts.push(CaseFact { indicator, subject: id.to_owned(), department, item, day, value: 1 });
    };
    if duty.open {
        note(Indicator::OverdueOpen, duty.due_on);
    }
    if duty.stands {
        note(Indicator::LiabilityFindings, duty.found_on);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::{
        actor::ActorKind,
        event::{ChainHead, EventActor, Fact, SubjectKind},
    };

    /// A chain of events of June 2026 at noon; the 1st is a Monday.
    fn chain(facts: &[(u32, &'static str, Value)]) -> Vec<Event> {
        let mut head = ChainHead::start();
        let actor = EventActor { kind: ActorKind::Kaiye, id: Uuid::nil() };
        let subject = (SubjectKind::Application, Uuid::nil());
        let each = facts.iter().map(|(day, kind, data)| {
            let at = format!("2026-06-{day:02}T04:00:00Z").parse().expect("an instant");
            let event = Event::append(&head, Uuid::nil().into(), subject, actor, at, Fact::new(kind, data.clone()));
            head = event.head();
            event
        });
        each.collect()
    }

    fn around(issuers: BTreeMap<String, String>) -> Around {
        let items = BTreeMap::from([("r".to_owned(), "lodging".to_owned())]);
        Around { issuers, items, window: "window".to_owned(), push: Period::WorkingDays(1) }
    }

    fn measured(facts: &[(u32, &'static str, Value)]) -> Vec<(Indicator, String, u32, i32)> {
        let issuers = BTreeMap::from([("catering".to_owned(), "market".to_owned())]);
        let facts = measure(&chain(facts), &around(issuers), &Calendar::new(0, false, []));
        let day = |day: NaiveDate| chrono::Datelike::day(&day);
        facts.into_iter().map(|it| (it.indicator, it.department, day(it.day), it.value)).collect()
    }

    fn the(facts: &[(Indicator, String, u32, i32)], indicator: Indicator) -> Option<(&str, u32, i32)> {
        let found = facts.iter().find(|it| it.0 == indicator)?;
        Some((&found.1, found.2, found.3))
    }

    #[test]
    fn an_item_is_measured_from_its_filing_to_its_decision() {
        let accepted = json!({ "items": [{ "item": "catering", "accepted_at": "2026-06-02T01:00:00Z" }] });
        let facts = measured(&[
            (1, "application.submitted", json!({ "items": ["catering"], "received_at": "2026-05-31T17:00:00Z" })),
            (1, "visit.recorded", json!({ "visit": "a" })),
            (
                1,
                "application.correction_requested",
                json!({ "points": [{ "item": "catering" }, { "item": "catering" }] }),
            ),
            (2, "application.accepted", accepted),
            (3, "item.suspended", json!({ "item": "catering" })),
            (5, "item.resumed", json!({ "item": "catering" })),
            (9, "item.decided", json!({ "item": "catering", "outcome": "granted" })),
            (10, "certificate.issued", json!({ "item": "catering" })),
        ]);
        assert_eq!(the(&facts, Indicator::Received), Some(("market", 1, 1)));
        assert_eq!(the(&facts, Indicator::Visits), Some(("window", 1, 1)));
        assert_eq!(the(&facts, Indicator::Decided), Some(("market", 9, 1)));
        assert_eq!(the(&facts, Indicator::SameDay), Some(("market", 9, 0)));
        // Of the 3rd to the 9th, without a weekend and the two days on which the period stood still.
        assert_eq!(the(&facts, Indicator::WorkingDays), Some(("market", 9, 3)));
        assert_eq!(the(&facts, Indicator::CorrectionRounds), Some(("market", 9, 1)));
    }

    #[test]
    fn a_task_is_measured_by_its_receipt_and_by_its_end() {
        let created = json!({ "task": "t", "kind": "commitment", "department": "health", "item": "catering" });
        let received =
            json!({ "task": "t", "at": "2026-06-08T01:00:00Z", "late": false, "receipt_due_on": "2026-06-10" });
        let friday = (5, "verification.created", created.clone());
        let facts = measured(&[
            friday.clone(),
            (8, "verification.received", received),
            (20, "verification.concluded", json!({ "task": "t" })),
        ]);
        assert_eq!(the(&facts, Indicator::PushPromptness), Some(("health", 5, 1)));
        assert_eq!(the(&facts, Indicator::OnTimeReceipt), Some(("health", 8, 1)));
        assert_eq!(the(&facts, Indicator::OnTimeVerification), Some(("health", 20, 1)));
        let deemed = json!({ "task": "t", "at": "2026-06-10T01:00:00Z", "late": true, "receipt_due_on": "2026-06-10" });
        let facts = measured(&[friday, (10, "verification.deemed_received", deemed)]);
        assert_eq!(the(&facts, Indicator::PushPromptness), Some(("health", 5, 0)));
        assert_eq!(the(&facts, Indicator::OnTimeReceipt), Some(("health", 10, 0)));
        assert_eq!(the(&facts, Indicator::OnTimeVerification), None);
    }

    #[test]
    fn what_ran_out_is_open_until_it_ends_and_late_unless_it_was_done_in_time() {
        let created = json!({ "task": "t", "kind": "site_check", "department": "fire", "item": "fire_check" });
        let duty =
            json!({ "duty": "d", "rule": "check_site", "department": "fire", "subject": "t", "due_on": "2026-06-04" });
        let mut story = vec![(1, "verification.created", created), (5, "duty.overdue", duty.clone())];
        let facts = measured(&story);
        assert_eq!(the(&facts, Indicator::OverdueOpen), Some(("fire", 4, 1)));
        assert_eq!(the(&facts, Indicator::LiabilityFindings), Some(("fire", 5, 1)));
        assert_eq!(the(&facts, Indicator::OnTimeSiteCheck), Some(("fire", 4, 0)));
        story.extend([(8, "verification.concluded", json!({ "task": "t" })), (8, "duty.done_late", duty.clone())]);
        let facts = measured(&story);
        assert_eq!(the(&facts, Indicator::OverdueOpen), None);
        assert_eq!(the(&facts, Indicator::OnTimeSiteCheck), Some(("fire", 4, 0)));
        story.push((9, "duty.done_in_time", duty));
        let facts = measured(&story);
        assert_eq!(the(&facts, Indicator::LiabilityFindings), None);
        assert_eq!(the(&facts, Indicator::OnTimeSiteCheck), Some(("fire", 8, 1)));
    }

    #[test]
    fn a_duty_is_about_the_item_of_its_task_certificate_order_or_request() {
        let overdue = |duty: &str, subject: &str| {
            let data = json!({
                "duty": duty, "rule": "serve_certificate", "department": "health", "subject": subject,
                "due_on": "2026-06-04",
            });
            (5, "duty.overdue", data)
        };
        let chain = chain(&[
            (1, "certificate.issued", json!({ "item": "catering", "certificate": "c" })),
            (2, "rectification.ordered", json!({ "item": "fire_check", "order": "o", "certificate": "x" })),
            overdue("1", "c"),
            overdue("2", "o"),
            overdue("3", "r"),
            overdue("4", "the application"),
        ]);
        let facts = measure(&chain, &around(BTreeMap::new()), &Calendar::new(0, false, []));
        let open = facts.iter().filter(|it| it.indicator == Indicator::OverdueOpen);
        let items: Vec<_> = open.map(|it| it.item.as_deref()).collect();
        assert_eq!(items, [Some("catering"), Some("fire_check"), Some("lodging"), None]);
    }

    #[test]
    fn a_business_answers_until_the_record_against_it_is_withdrawn() {
        let (record, certificate) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let early = json!({
            "task": "t", "certificate": certificate, "item": "catering", "department": "health",
            "cause": "operated_before_proof",
        });
        let recorded = json!({
            "record": record, "certificate": certificate, "item": "catering", "department": "health",
            "cause": "false_commitment",
        });
        let mut story =
            vec![(3, "verification.early_opening_recorded", early), (9, "credit.recorded", recorded.clone())];
        let findings = |facts: &[(Indicator, String, u32, i32)]| -> Vec<(String, u32)> {
            let found = facts.iter().filter(|it| it.0 == Indicator::BusinessFindings);
            found.map(|it| (it.1.clone(), it.2)).collect()
        };
        let mut found = findings(&measured(&story));
        found.sort();
        assert_eq!(found, [("health".to_owned(), 3), ("health".to_owned(), 9)]);
        assert_eq!(the(&measured(&story), Indicator::LiabilityFindings), None);
        story.extend([(10, "credit.reduced", recorded.clone()), (11, "credit.withdrawn", recorded)]);
        assert_eq!(findings(&measured(&story)), [("health".to_owned(), 3)]);
    }

    #[test]
    fn an_order_is_accomplished_in_time_or_not() {
        let order = |due: u32| json!({ "order": "o", "department": "health", "item": "catering", "due_on": format!("2026-06-{due:02}") });
        let told = |story: &[(u32, &'static str)]| {
            let due = |kind: &str| if kind == "rectification.extended" { 8 } else { 4 };
            let story: Vec<_> = story.iter().map(|(day, kind)| (*day, *kind, order(due(kind)))).collect();
            the(&measured(&story), Indicator::OnTimeRectification).map(|(_, day, value)| (day, value))
        };
        let (ordered, submitted) = ("rectification.ordered", "rectification.submitted");
        let (mended, not_mended) = ("rectification.mended", "rectification.not_mended");
        assert_eq!(told(&[(1, ordered), (3, submitted)]), None, "nobody has looked yet");
        assert_eq!(told(&[(1, ordered), (4, submitted), (6, mended)]), Some((6, 1)), "the holder was in time");
        assert_eq!(told(&[(1, ordered), (3, submitted), (6, not_mended)]), Some((6, 0)));
        assert_eq!(told(&[(1, ordered), (5, submitted), (6, mended)]), Some((4, 0)), "late, though nobody noticed");
        assert_eq!(told(&[(1, ordered), (6, mended)]), Some((4, 0)));
        assert_eq!(told(&[(1, ordered), (7, "rectification.overdue")]), Some((4, 0)), "on its day, not the sweep's");
        assert_eq!(told(&[(1, ordered), (2, "rectification.extended"), (6, submitted), (7, mended)]), Some((7, 1)));
    }

    #[test]
    fn the_earliest_receipt_counts_and_only_where_one_is_owed() {
        let created = |kind: &str| json!({ "task": "t", "kind": kind, "department": "health", "item": "catering" });
        let received = |day: u32, late: bool, due: Option<&str>| json!({ "task": "t", "at": format!("2026-06-{day:02}T04:00:00Z"), "late": late, "receipt_due_on": due });
        let due = Some("2026-06-05");
        let facts = measured(&[
            (1, "verification.created", created("commitment")),
            (2, "verification.received", received(2, false, due)),
            (22, "verification.received", received(22, true, due)),
        ]);
        assert_eq!(the(&facts, Indicator::OnTimeReceipt), Some(("health", 2, 1)), "fetched, and acknowledged later");
        assert_eq!(the(&facts, Indicator::PushPromptness), Some(("health", 1, 1)));
        let facts = measured(&[
            (1, "verification.created", created("commitment")),
            (8, "verification.deemed_received", received(5, true, due)),
            (9, "verification.received", received(4, false, due)),
        ]);
        assert_eq!(
            the(&facts, Indicator::OnTimeReceipt),
            Some(("health", 4, 1)),
            "an earlier one that is learned of late"
        );
        let facts = measured(&[
            (1, "verification.created", created("site_check")),
            (20, "verification.received", received(20, false, None)),
        ]);
        assert_eq!(the(&facts, Indicator::OnTimeReceipt), None, "a site check owes none");
        assert_eq!(the(&facts, Indicator::PushPromptness), Some(("health", 1, 0)));
    }
}
