//! What the events of one case say, gathered by what they are about. In the order of the chain; what is said anew counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::{
    event::Event,
    liability::{Consequence, Ground, LiableParty},
    obligation::{DUTY_DONE_IN_TIME, DUTY_DONE_LATE, DUTY_FALLEN_AWAY, DUTY_OVERDUE, DUTY_RESTORED},
    time::local_date,
};

/// What is about one item, as events name it beside that item.
const ABOUT_AN_ITEM: [&str; 5] = ["certificate", "task", "order", "case", "repair"];

/// What is known of an item.
#[derive(Debug, Default)]
pub(super) struct ItemSaid {
    pub(super) received_on: Option<NaiveDate>,
    pub(super) accepted_on: Option<NaiveDate>,
    pub(super) decided_on: Option<NaiveDate>,
    /// Notices that asked for a correction before the decision.
    pub(super) corrections: i32,
    /// Days from which, and up to which, its period stood still.
    pub(super) pauses: Vec<(NaiveDate, Option<NaiveDate>)>,
}

/// What is known of a verification task.
#[derive(Debug)]
pub(super) struct TaskSaid {
    pub(super) kind: String,
    pub(super) department: String,
    pub(super) item: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) receipt: Option<Receipt>,
    pub(super) concluded_on: Option<NaiveDate>,
    /// When its work was due, where that ran out.
    pub(super) late: Option<NaiveDate>,
}

/// How a department first received a task: each way that it learns of it is an event, and the earliest counts (decision 72).
#[derive(Debug)]
pub(super) struct Receipt {
    pub(super) at: DateTime<Utc>,
    pub(super) deemed: bool,
    pub(super) late: bool,
    /// It was owed by a day; a site check owes none.
    pub(super) owed: bool,
}

/// What is known of an order to rectify.
#[derive(Debug)]
pub(super) struct OrderSaid {
    pub(super) department: String,
    pub(super) item: String,
    pub(super) due_on: Option<NaiveDate>,
    /// The day the holder first said that it was mended, or it was looked at again.
    pub(super) answered_on: Option<NaiveDate>,
    /// The day it was looked at again, and whether it was mended.
    pub(super) looked_at: Option<(NaiveDate, bool)>,
    /// Its day was found to have passed unanswered.
    pub(super) overdue: bool,
}

/// A duty that ran out.
#[derive(Debug)]
pub(super) struct DutySaid {
    pub(super) department: String,
    pub(super) subject: String,
    pub(super) due_on: NaiveDate,
    pub(super) found_on: NaiveDate,
    /// It is not done yet.
    pub(super) open: bool,
    /// The finding that it brought stands.
    pub(super) stands: bool,
}

/// A finding against a business.
#[derive(Debug)]
pub(super) struct FindingSaid {
    pub(super) department: String,
    pub(super) item: String,
    pub(super) on: NaiveDate,
    pub(super) stands: bool,
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) received_on: Option<NaiveDate>,
    pub(super) items: BTreeMap<String, ItemSaid>,
    pub(super) tasks: BTreeMap<String, TaskSaid>,
    pub(super) orders: BTreeMap<String, OrderSaid>,
    pub(super) duties: BTreeMap<String, DutySaid>,
    /// By the credit record that each rests on, or by the task in which it was made.
    pub(super) findings: BTreeMap<String, FindingSaid>,
    pub(super) visits: BTreeSet<String>,
    /// Which item each certificate, task, order, case and repair is about.
    pub(super) about: BTreeMap<String, String>,
}

impl Said {
    /// Reads a chain.
    pub(super) fn of(chain: &[Event]) -> Self {
        let mut said = Self::default();
        chain.iter().for_each(|event| said.hear(event));
        said
    }

    fn hear(&mut self, event: &Event) {
        let (data, on) = (&event.data, local_date(event.at));
        self.hear_of_business(event);
        if let Some(item) = data["item"].as_str() {
            for id in ABOUT_AN_ITEM.iter().filter_map(|name| data[*name].as_str()) {
                self.about.entry(id.to_owned()).or_insert_with(|| item.to_owned());
            }
        }
        match event.kind.as_str() {
            "application.submitted" => {
                let received = local_date(instant(&data["received_at"]).unwrap_or(event.at));
                self.received_on.get_or_insert(received);
                for item in data["items"].as_array().into_iter().flatten() {
                    self.item(item).received_on.get_or_insert(received);
                }
            }
            "application.accepted" => {
                for row in data["items"].as_array().into_iter().flatten() {
                    let accepted = local_date(instant(&row["accepted_at"]).unwrap_or(event.at));
                    self.item(&row["item"]).accepted_on.get_or_insert(accepted);
                }
            }
            "application.correction_requested" => {
                let points = data["points"].as_array().into_iter().flatten();
                let named: BTreeSet<&str> = points.filter_map(|point| point["item"].as_str()).collect();
                for item in named {
                    let item = self.items.entry(item.to_owned()).or_default();
                    item.corrections += i32::from(item.decided_on.is_none());
                }
            }
            "item.decided" | "item.filed" | "certificate.issued" => {
                self.item(&data["item"]).decided_on.get_or_insert(on);
            }
            "item.suspended" => self.item(&data["item"]).pauses.push((on, None)),
            "item.resumed" => {
                if let Some((_, until)) = self.item(&data["item"]).pauses.last_mut() {
                    until.get_or_insert(on);
                }
            }
            "visit.recorded" => {
                self.visits.insert(text(&data["visit"]));
            }
            kind if kind.starts_with("verification.") => self.hear_of_task(event),
            kind if kind.starts_with("rectification.") => self.hear_of_order(event),
            kind if kind.starts_with("duty.") => self.hear_of_duty(event),
            _ => {}
        }
    }

    fn hear_of_task(&mut self, event: &Event) {
        let (data, on) = (&event.data, local_date(event.at));
        let id = text(&data["task"]);
        if event.kind == "verification.created" {
            let task = TaskSaid {
                kind: text(&data["kind"]),
                department: text(&data["department"]),
                item: text(&data["item"]),
                created_at: event.at,
                receipt: None,
                concluded_on: None,
                late: None,
            };
            self.tasks.insert(id, task);
            return;
        }
        let Some(task) = self.tasks.get_mut(&id) else { return };
        match event.kind.as_str() {
            "verification.received" | "verification.deemed_received" => {
                let at = instant(&data["at"]).unwrap_or(event.at);
                if task.receipt.as_ref().is_none_or(|known| at < known.at) {
                    let (deemed, late) = (event.kind == "verification.deemed_received", data["late"] == true);
                    task.receipt = Some(Receipt { at, deemed, late, owed: data["receipt_due_on"].is_string() });
                }
            }
            "verification.concluded" => {
                task.concluded_on.get_or_insert(on);
            }
            _ => {}
        }
    }

    fn hear_of_order(&mut self, event: &Event) {
        let (data, on) = (&event.data, local_date(event.at));
        let order = self.orders.entry(text(&data["order"])).or_insert_with(|| OrderSaid {
            department: text(&data["department"]),
            item: text(&data["item"]),
            due_on: None,
            answered_on: None,
            looked_at: None,
            overdue: false,
        });
        match event.kind.as_str() {
            "rectification.ordered" | "rectification.extended" => {
                order.due_on = data["due_on"].as_str().and_then(|day| day.parse().ok());
            }
            "rectification.submitted" => {
                order.answered_on.get_or_insert(on);
            }
            "rectification.mended" | "rectification.not_mended" => {
                order.answered_on.get_or_insert(on);
                order.looked_at.get_or_insert((on, event.kind == "rectification.mended"));
            }
            "rectification.overdue" => order.overdue = true,
            _ => {}
        }
    }

    /// Findings against businesses are what liability says they are (S20).
    fn hear_of_business(&mut self, event: &Event) {
        match Consequence::of(event) {
            Some(Consequence::Found { department, cause, record, .. }) if cause.party() == LiableParty::Business => {
                let subject = record.map_or_else(|| text(&event.data["task"]), |record| record.to_string());
                let (item, on) = (text(&event.data["item"]), local_date(event.at));
                self.findings.entry(subject).or_insert(FindingSaid { department, item, on, stands: true });
            }
            Some(Consequence::Falls(Ground::Record(record, _))) => {
                if let Some(finding) = self.findings.get_mut(&record.to_string()) {
                    finding.stands = false;
                }
            }
            _ => {}
        }
    }

    fn hear_of_duty(&mut self, event: &Event) {
        let (data, on) = (&event.data, local_date(event.at));
        let (id, subject) = (text(&data["duty"]), text(&data["subject"]));
        let work = matches!(data["rule"].as_str(), Some("verify" | "check_site"));
        let due_on = data["due_on"].as_str().and_then(|day| day.parse().ok()).unwrap_or(on);
        match event.kind.as_str() {
            DUTY_OVERDUE => {
                let department = text(&data["department"]);
                if let Some(task) = self.tasks.get_mut(&subject).filter(|_| work) {
                    task.late.get_or_insert(due_on);
                }
                let duty = DutySaid { department, subject, due_on, found_on: on, open: true, stands: true };
                self.duties.insert(id, duty);
            }
            DUTY_DONE_LATE | DUTY_FALLEN_AWAY | DUTY_DONE_IN_TIME | DUTY_RESTORED => {
                let in_time = event.kind == DUTY_DONE_IN_TIME;
                if let Some(duty) = self.duties.get_mut(&id) {
                    duty.open = event.kind == DUTY_RESTORED;
                    duty.stands &= !in_time;
                }
                if let Some(task) = self.tasks.get_mut(&subject).filter(|_| work && in_time) {
                    task.late = None;
                }
            }
            _ => {}
        }
    }

    fn item(&mut self, code: &Value) -> &mut ItemSaid {
        self.items.entry(text(code)).or_default()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn instant(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str()?.parse().ok()
}
