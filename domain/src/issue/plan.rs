//! The plan of one issue transaction.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    application::{
        Application, RefusalGround, RequestedItem,
        check::{Check, CheckCode, Facts, Outcome, Stage, check},
    },
    catalogue::ItemKind,
    id::RequestedItemId,
};

/// An item that waits, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Code of the item.
    pub item: String,
    /// The checks it failed, or the items it builds on that wait too.
    pub reasons: Vec<WaitingReason>,
}

/// One reason to wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingReason {
    /// The check that failed.
    pub check: CheckCode,
    /// What it was about.
    pub subject: Option<String>,
}

/// What one run of the issue transaction is to do.
#[derive(Debug, Clone, PartialEq)]
pub struct IssuePlan {
    /// Every check that was made; the decision record keeps them (S9).
    pub checks: Vec<Check>,
    /// What is issued, in an order in which each item comes after what it builds on; the licence first.
    pub issue: Vec<RequestedItemId>,
    /// What waits.
    pub waiting: Vec<Waiting>,
    /// What is refused: a barred subject's commitment-route items (S19).
    pub refused: Vec<(RequestedItemId, RefusalGround)>,
}

impl IssuePlan {
    /// Plans the issue of an application's open items by the facts of this instant (S8, S9, S19).
    pub fn make(application: &Application, facts: &Facts<'_>) -> Self {
        let checks = check(application, facts);
        let mut plan = Self { checks, issue: Vec::new(), waiting: Vec::new(), refused: Vec::new() };
        let whole_blocked: Vec<WaitingReason> = plan.failed(None).collect();
        let open = application.items.iter().filter(|item| !item.state.is_final());
        let mut candidates: Vec<&RequestedItem> = Vec::new();
        for item in open {
            if let Some(ground) = plan.bar(item).filter(|_| item.is_cleared()) {
                plan.refused.push((item.id, ground));
                continue;
            }
            let mut reasons: Vec<WaitingReason> = plan.failed(Some(&item.item_code)).collect();
            reasons.extend(whole_blocked.iter().cloned());
            if reasons.is_empty() {
                candidates.push(item);
            } else {
                plan.waiting.push(Waiting { item: item.item_code.clone(), reasons });
            }
        }
        plan.order(application, facts, candidates);
        plan
    }

    /// Puts the candidates in order; one that builds on what is neither held, granted nor issued now waits as well.
    fn order(&mut self, application: &Application, facts: &Facts<'_>, mut candidates: Vec<&RequestedItem>) {
        let mut granted: BTreeSet<&str> = facts.held.iter().map(|held| held.item_code.as_str()).collect();
        granted.extend(application.items.iter().filter(|i| i.state.is_granted()).map(|i| i.item_code.as_str()));
        candidates.sort_by_key(|item| item.kind != ItemKind::BusinessLicence);
        loop {
            let (ready, rest): (Vec<_>, Vec<_>) =
                candidates.into_iter().partition(|item| missing(application, item, facts, &granted).is_empty());
            candidates = rest;
            if ready.is_empty() {
                break;
            }
            for item in ready {
                granted.insert(&item.item_code);
                self.issue.push(item.id);
            }
        }
        for item in candidates {
            let reasons = missing(application, item, facts, &granted)
                .into_iter()
                .map(|(check, code)| WaitingReason { check, subject: Some(code.to_owned()) })
                .collect();
            self.waiting.push(Waiting { item: item.item_code.clone(), reasons });
        }
    }

    /// Takes an item off the plan because its stock of numbers is empty, and everything that builds on it (S8).
    pub fn without_number(&mut self, application: &Application, facts: &Facts<'_>, item: &RequestedItem) {
        let subject = Some(item.item_code.clone());
        self.checks.push(Check {
            code: CheckCode::NumberInStock,
            stage: Stage::Issue,
            outcome: Outcome::Failed,
            item: subject.clone(),
            subject: None,
            inputs: serde_json::Value::Null,
        });
        self.waiting.push(Waiting {
            item: item.item_code.clone(),
            reasons: vec![WaitingReason { check: CheckCode::NumberInStock, subject }],
        });
        let kept: Vec<&RequestedItem> =
            application.items.iter().filter(|i| self.issue.contains(&i.id) && i.id != item.id).collect();
        self.issue.clear();
        self.order(application, facts, kept);
    }

    fn failed(&self, item: Option<&str>) -> impl Iterator<Item = WaitingReason> {
        self.checks
            .iter()
            .filter(move |check| check.item.as_deref() == item && check.blocks(Stage::Issue))
            .map(|check| WaitingReason { check: check.code, subject: check.subject.clone() })
    }

    /// Why an item is refused though everything else may be in order: a subject is excluded from it (行政许可法 §78, §79),
    /// or barred from the route (S19).
    fn bar(&self, item: &RequestedItem) -> Option<RefusalGround> {
        let grounds = [
            (
                CheckCode::MayApply,
                "excluded",
                "申请人因隐瞒情况、提供虚假材料或者欺骗取得许可，在法定期限内不得再次申请该项许可",
            ),
            (CheckCode::NotBarred, "barred", "申请人因违反或虚假承诺，暂不得适用告知承诺方式（可按一般程序申请）"),
        ];
        let failed = |code| {
            let of_item = self.checks.iter().filter(|check| check.item.as_deref() == Some(&item.item_code));
            of_item.into_iter().any(|check| check.code == code && check.outcome == Outcome::Failed)
        };
        let (_, code, text) = grounds.into_iter().find(|(check, ..)| failed(*check))?;
        Some(RefusalGround { code: code.to_owned(), text: text.to_owned() })
    }
}

/// What an item builds on that is neither held nor granted: the licence, and its prerequisites (S9).
fn missing<'a>(
    application: &'a Application,
    item: &RequestedItem,
    facts: &'a Facts<'_>,
    granted: &BTreeSet<&str>,
) -> Vec<(CheckCode, &'a str)> {
    let mut missing = Vec::new();
    if !matches!(item.kind, ItemKind::BusinessLicence | ItemKind::Filing)
        && let Some(licence) = application.items.iter().find(|i| i.kind == ItemKind::BusinessLicence)
        && !granted.contains(licence.item_code.as_str())
    {
        missing.push((CheckCode::LicenceHeld, licence.item_code.as_str()));
    }
    if let Some(entry) = facts.jurisdiction.item(&item.item_code, item.item_version) {
        missing.extend(
            entry
                .prerequisites
                .iter()
                .filter(|code| !granted.contains(code.as_str()))
                .map(|code| (CheckCode::PrerequisiteMet, code.as_str())),
        );
    }
    missing
}
