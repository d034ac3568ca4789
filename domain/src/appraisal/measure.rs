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
    /// Of which item, task, order or duty: one fact of an indicator each.
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
    facts.extend(said.orders.iter().map(|(id, order)| of_order(id, order)));
    for (id, duty) in &said.duties {
        of_duty(id, duty, said.tasks.get(&duty.subject), &mut facts);
    }
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
        note(Indicator::OnTimeReceipt, receipt.on, !receipt.deemed && !receipt.late);
        // What comes with the approval itself; other tasks are not pushed after a decision.
        if site || task.kind == "commitment" {
            let decided = local_date(task.created_at);
            let prompt = !receipt.deemed && receipt.on <= push.last_day(decided, calendar).date;
            note(Indicator::PushPromptness, decided, prompt);
        }
    }
    let work = if site { Indicator::OnTimeSiteCheck } else { Indicator::OnTimeVerification };
    match (task.late, task.concluded_on) {
        (Some(due_on), _) => note(work, due_on, false),
        (None, Some(concluded)) => note(work, concluded, true),
        (None, None) => {}
    }
}

fn of_order(id: &str, order: &OrderSaid) -> CaseFact {
    CaseFact {
        indicator: Indicator::OnTimeRectification,
        subject: id.to_owned(),
        department: order.department.clone(),
        item: Some(order.item.clone()),
        day: order.on,
        value: i32::from(order.in_time),
    }
}

fn of_duty(id: &str, duty: &DutySaid, task: Option<&TaskSaid>, facts: &mut Vec<CaseFact>) {
    let mut note = |indicator, day| {
        let (department, item) = (duty.department.clone(), task.map(|task| task.item.clone()));
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

    fn measured(facts: &[(u32, &'static str, Value)]) -> Vec<(Indicator, String, u32, i32)> {
        let issuers = BTreeMap::from([("catering".to_owned(), "market".to_owned())]);
        let around = Around { issuers, window: "window".to_owned(), push: Period::WorkingDays(1) };
        let facts = measure(&chain(facts), &around, &Calendar::new(0, false, []));
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
        let received = json!({ "task": "t", "at": "2026-06-08T01:00:00Z", "late": false });
        let friday = (5, "verification.created", created.clone());
        let facts = measured(&[
            friday.clone(),
            (8, "verification.received", received),
            (20, "verification.concluded", json!({ "task": "t" })),
        ]);
        assert_eq!(the(&facts, Indicator::PushPromptness), Some(("health", 5, 1)));
        assert_eq!(the(&facts, Indicator::OnTimeReceipt), Some(("health", 8, 1)));
        assert_eq!(the(&facts, Indicator::OnTimeVerification), Some(("health", 20, 1)));
        let deemed = json!({ "task": "t", "at": "2026-06-10T01:00:00Z", "late": true });
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
    fn an_order_is_accomplished_in_time_or_not() {
        let order = json!({ "order": "o", "department": "health", "item": "catering" });
        let overdue =
            measured(&[(4, "rectification.overdue", order.clone()), (6, "rectification.mended", order.clone())]);
        assert_eq!(the(&overdue, Indicator::OnTimeRectification), Some(("health", 4, 0)));
        let mended = measured(&[(4, "rectification.mended", order)]);
        assert_eq!(the(&mended, Indicator::OnTimeRectification), Some(("health", 4, 1)));
    }
}
