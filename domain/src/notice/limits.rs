//! The time limits that a notice names, from the policy and the items.

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::{Item, ItemKind, ReviewMode, Route},
    policy::{Figure, Policy},
    time::Period,
};

/// How long something may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// What: the policy's name of the figure.
    pub rule: String,
    /// How long; no working day at all means on the spot.
    pub within: Period,
    /// What the head of the body may add once.
    pub extension: Option<Period>,
    /// Who says so.
    pub source: String,
}

impl TimeLimit {
    fn new(rule: &str, within: Period, extension: Option<Period>, source: &str) -> Self {
        Self { rule: rule.to_owned(), within, extension, source: source.to_owned() }
    }

    fn of(rule: &str, figure: &Figure<Period>) -> Self {
        Self::new(rule, figure.value, None, &figure.source)
    }
}

/// What holds whatever the item.
pub(super) fn of_all(policy: &Policy) -> Vec<TimeLimit> {
    vec![
        TimeLimit::of("correction_notice", &policy.correction_notice),
        TimeLimit::of("correction_answer", &policy.correction_answer),
        TimeLimit::of("certificate_service", &policy.certificate_service),
        TimeLimit::of("publication", &policy.publication),
    ]
}

/// What holds for one item: its decision, by each route that is open, and what is checked after the grant.
pub fn of_item(policy: &Policy, item: &Item) -> Vec<TimeLimit> {
    let mut limits = Vec::new();
    let at_once = item.route == Route::Filing || item.review == ReviewMode::None;
    if at_once {
        limits.push(TimeLimit::of("commitment_decision", &policy.commitment_decision));
    }
    let mut decision = |rule: &str, joint: bool, source: &str| {
        let period = policy.decision_period(item, joint);
        limits.push(TimeLimit::new(rule, period.within, Some(period.extension), source));
    };
    match (item.kind, item.review) {
        (ItemKind::BusinessLicence, _) => decision("licence_decision", false, &policy.licence_decision.source),
        (ItemKind::Filing, _) => {}
        (_, ReviewMode::Joint) => {
            decision("joint_decision", true, &policy.joint_decision.source);
            decision("ordinary_decision", false, &policy.ordinary_decision.source);
        }
        _ => decision("ordinary_decision", false, &policy.ordinary_decision.source),
    }
    for site in item.site_check.iter().flat_map(|check| &check.periods) {
        limits.push(TimeLimit::new("site_check", site.period, None, &site.source));
    }
    if item.route == Route::Commitment {
        limits.push(TimeLimit::of("verification", &policy.verification));
    }
    limits
}
