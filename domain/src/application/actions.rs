//! What a caller may do with an application now: the arrows that lead on from where its items stand, as far as the
//! caller has the permission. One function for every answer that lists `allowed_actions`.

use chrono::{DateTime, Utc};

use super::{ARROWS, Application, ChosenRoute, Handling, RequestedItem};
use crate::{
    acceptance::require_in_time,
    actor::{Actor, Permission, Role},
    commitment::Commitment,
    deferred::DeferredMaterial,
    time::Deadline,
};

/// Each step on an application, by its operation, with the permission that it needs.
pub const ACTIONS: &[(&str, Permission)] = &[
    ("update_application", Permission::FileApplication),
    ("add_material", Permission::FileApplication),
    ("sign_commitment", Permission::FileApplication),
    ("withdraw_commitment", Permission::FileApplication),
    ("submit_application", Permission::FileApplication),
    ("withdraw_application", Permission::FileApplication),
    ("accept_application", Permission::AcceptApplication),
    ("decline_application", Permission::AcceptApplication),
    ("request_correction", Permission::AcceptApplication),
    ("open_joint_review", Permission::LeadReview),
    ("close_joint_review", Permission::LeadReview),
    ("decide_item", Permission::DecideItem),
    ("suspend_item", Permission::DecideItem),
    ("resume_item", Permission::DecideItem),
    ("extend_item", Permission::DecideItem),
    ("issue_application", Permission::IssueApplication),
    ("record_visit", Permission::RecordVisit),
];

/// What the next steps of an item depend on, beside where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The commitment that stands for it.
    pub commitment: Option<&'a Commitment>,
    /// The clock of the window's answer (行政许可法 §32).
    pub answer: Option<&'a Deadline>,
    /// The clock of its decision (行政许可法 §42).
    pub decision: Option<&'a Deadline>,
    /// Now.
    pub now: DateTime<Utc>,
}

impl RequestedItem {
    /// The steps that lead on from where the item stands, for this caller. Each item's department alone decides it.
    pub fn allowed_actions(&self, actor: &Actor, around: &Surroundings<'_>) -> Vec<&'static str> {
        let own = actor.department.as_ref() == Some(&self.issuer);
        let decides = self.handling == Handling::Approver && own;
        let open = |action: &str| match action {
            "update_application" => self.state.is_editable(),
            "sign_commitment" => self.require_signable().is_ok(),
            "withdraw_commitment" => {
                self.route == ChosenRoute::Commitment && !self.state.is_final() && around.commitment.is_some()
            }
            "open_joint_review" => self.handling == Handling::JointReview && self.leads_on(action),
            "decline_application" | "request_correction" => {
                self.leads_on(action) && require_in_time(around.answer, around.now).is_ok()
            }
            "decide_item" | "resume_item" => decides && self.leads_on(action),
            "suspend_item" => {
                let suspendable = |clock: &Deadline| clock.require_suspendable(around.now).is_ok();
                decides && self.leads_on(action) && around.decision.is_some_and(suspendable)
            }
            "extend_item" => {
                let extendable = |clock: &Deadline| clock.require_extendable(around.now).is_ok();
                own && self.state.acceptance().is_some() && around.decision.is_some_and(extendable)
            }
            "issue_application" => self.is_cleared(),
            _ => self.leads_on(action),
        };
        ACTIONS.iter().filter(|(action, need)| actor.may(*need) && open(action)).map(|(action, _)| *action).collect()
    }

    fn leads_on(&self, action: &str) -> bool {
        ARROWS.iter().any(|(from, operation, _)| *from == self.status() && *operation == action)
    }
}

impl Application {
    /// The steps that this caller may take with the application or any of its items.
    pub fn allowed_actions<'a>(
        &'a self,
        actor: &Actor,
        around: impl Fn(&'a RequestedItem) -> Surroundings<'a>,
        deferred: &[DeferredMaterial],
    ) -> Vec<&'static str> {
        let of_items: Vec<&str> =
            self.items.iter().flat_map(|item| item.allowed_actions(actor, &around(item))).collect();
        let at_window = actor.is(Role::WindowClerk);
        let takes_material = self.items.iter().any(|item| {
            item.state.is_editable() || (at_window && item.leads_on("accept_application")) || item.state.is_granted()
        }) || deferred.iter().any(DeferredMaterial::is_owed);
        ACTIONS
            .iter()
            .filter(|(action, need)| match *action {
                "add_material" => takes_material && actor.may(*need),
                "record_visit" => actor.may(*need) && actor.department.is_some(),
                action => of_items.contains(&action),
            })
            .map(|(action, _)| *action)
            .collect()
    }
}
