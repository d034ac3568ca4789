//! How pressing tasks are: reckoned when one comes about, and anew for all that are open with a holder when its history
//! changes.

use std::collections::BTreeMap;

use kaiye_domain::{
    catalogue::{ItemRisk, Jurisdiction},
    id::VerificationTaskId,
    verification::{Priority, RiskFacts, VerificationTask, reckon_open},
};
use kaiye_persistence::{
    map::{verification_from, with_priority},
    repo::verification,
    row::VerificationTaskRow,
};

use crate::operations::{Outcome, Tx};

/// The newest tasks of one holder that count; more than a small business has.
const MOST: i64 = 1000;

/// A holder's tasks, and how much depends on the item of each.
pub struct History {
    rows: BTreeMap<VerificationTaskId, VerificationTaskRow>,
    tasks: Vec<VerificationTask>,
    risks: BTreeMap<VerificationTaskId, ItemRisk>,
}

impl History {
    /// Of the holder with this keyed hash, by one query.
    pub fn of(tx: &mut Tx<'_>, holder_key: &str) -> Outcome<Self> {
        let jurisdiction = tx.jurisdiction()?;
        let mut history = Self { rows: BTreeMap::new(), tasks: Vec::new(), risks: BTreeMap::new() };
        for (row, item_version) in verification::of_holder(tx.conn, holder_key, MOST)? {
            let task = verification_from(row.clone())?;
            history.risks.insert(task.id, risk_of(&jurisdiction, &task.item_code, item_version));
            history.rows.insert(task.id, row);
            history.tasks.push(task);
        }
        Ok(history)
    }

    /// How pressing a new task of the holder is.
    pub fn priority(&self, tx: &mut Tx<'_>, task: &VerificationTask, item_version: i32) -> Outcome<Priority> {
        let jurisdiction = tx.jurisdiction()?;
        let risk = risk_of(&jurisdiction, &task.item_code, item_version);
        Ok(Priority::of(RiskFacts::of(task, risk, &self.tasks), &jurisdiction.policy.risk.value))
    }
}

/// Reckons the open tasks of a holder anew, and writes what changed, in the order of their ids.
pub fn reckon(tx: &mut Tx<'_>, holder_key: &str) -> Outcome<()> {
    let history = History::of(tx, holder_key)?;
    let points = tx.jurisdiction()?.policy.risk.value;
    let risk = |task: &VerificationTask| history.risks.get(&task.id).copied().unwrap_or_default();
    let reckoned: BTreeMap<_, _> = reckon_open(&history.tasks, risk, &points).into_iter().collect();
    for (id, priority) in reckoned {
        let Some(was) = history.rows.get(&id) else { continue };
        let row = with_priority(was.clone(), &priority)?;
        if (row.priority, &row.priority_reasons.0) != (was.priority, &was.priority_reasons.0) {
            verification::set_priority(tx.conn, &row)?;
        }
    }
    Ok(())
}

fn risk_of(jurisdiction: &Jurisdiction, item: &str, version: i32) -> ItemRisk {
    jurisdiction.item(item, version).map(|item| item.risk).unwrap_or_default()
}
