//! What of a filed application no longer changes under those who decide on it (行政许可法 §32, S1, S6): an item in
//! correction opens to change what its notice named, never what other items were accepted or granted on.

use super::{Application, Business, Edit, ItemState};
use crate::{correction::CorrectionPoint, refusal::Faults};

impl Application {
    /// The numbers of the correction notices that wait for the applicant, each with its item's code.
    pub fn open_corrections(&self) -> impl Iterator<Item = (&str, &str)> {
        self.items.iter().filter_map(|item| match &item.state {
            ItemState::Correction { notice, .. } => Some((item.item_code.as_str(), notice.as_str())),
            _ => None,
        })
    }

    /// Names each particular that the edit changes and may not (S6). Once an item was accepted, only what an open
    /// correction names may change; who stands behind the application may not, as those persons signed for what was
    /// accepted (S4). Once an item is granted nothing may: one application never ends in certificates that say different
    /// things (S9), and what was granted changes by a change of the permit.
    pub(super) fn name_what_is_closed(&self, edit: &Edit, named: &[CorrectionPoint], faults: &mut Faults) {
        if !self.items.iter().any(|item| item.state.was_accepted()) {
            return;
        }
        let granted = self.items.iter().any(|item| item.state.is_granted());
        let mut keep = |field: &str, changed: bool, may_open: bool| {
            if changed && !(may_open && !granted && is_named(named, field)) {
                faults.add(format!("/{field}"), "fixed_once_accepted");
            }
        };
        if let Some(business) = &edit.business {
            for (field, changed) in differences(&self.business, business) {
                keep(field, changed, true);
            }
        }
        let people = &self.people;
        keep("operator", edit.operator.as_ref().is_some_and(|it| *it != people.operator), false);
        keep("agent", edit.agent.as_ref().is_some_and(|it| *it != people.agent), false);
    }
}

/// Whether a correction names it, or a whole that it is part of: `business/address`, `business`.
pub(super) fn is_named(points: &[CorrectionPoint], subject: &str) -> bool {
    let covers = |named: &str| subject.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    points.iter().any(|point| covers(&point.subject))
}

fn differences(was: &Business, is: &Business) -> [(&'static str, bool); 7] {
    [
        ("business/kind", was.kind != is.kind),
        ("business/name", was.name != is.name),
        ("business/scope", was.scope != is.scope),
        ("business/trade_codes", was.trade_codes != is.trade_codes),
        ("business/capital", was.capital != is.capital),
        ("business/address", was.address != is.address),
        ("business/area_m2", was.area_centiares != is.area_centiares),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_opens_what_it_names_and_its_parts() {
        let named =
            |subject: &str| vec![CorrectionPoint { item: "a".into(), subject: subject.into(), text: "b".into() }];
        assert!(is_named(&named("business"), "business/name"));
        assert!(is_named(&named("business/name"), "business/name"));
        assert!(!is_named(&named("business/name"), "business/address"));
        assert!(!is_named(&named("bus"), "business/name"));
        assert!(!is_named(&[], "operator"));
    }
}
