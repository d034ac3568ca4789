//! Decisions that are late: the item goes on waiting, but that it is late is a fact from here (S20).

use kaiye_domain::obligation::Obligation;
use serde_json::json;

use super::{each_overdue, missed, run_out};
use crate::{operations::Failure, state::AppState};

/// A decision's clock has run out.
pub fn decision_overdue(state: &AppState) -> Result<usize, Failure> {
    let mut count = 0;
    for rule in [Obligation::DecideLicence, Obligation::DecideOrdinary, Obligation::DecideJoint] {
        count += each_overdue(state, rule, |tx, dossier| {
            let late: Vec<_> = run_out(dossier, rule, tx).map(|it| (it.subject.1, it.deadline.due())).collect();
            missed(tx, dossier, rule)?;
            for (item, due_on) in late {
                let found = dossier.application.items.iter().find(|it| it.id.0 == item);
                let data = json!({
                    "item": found.map(|it| &it.item_code), "department": found.map(|it| &it.issuer), "rule": rule,
                    "due_on": due_on,
                });
                dossier.fact("item.decision_overdue", data);
            }
            Ok(())
        })?;
    }
    Ok(count)
}
