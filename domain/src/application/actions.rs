//! What a caller may do with an application now: the arrows that lead on from where its items stand, as far as the
//! caller has the permission. One function for every answer that lists `allowed_actions`.

use super::{ARROWS, Application, ChosenRoute, Handling, RequestedItem};
use crate::{
    actor::{Actor, Permission, Role},
    catalogue::ItemKind,
    commitment::Commitment,
    deferred::DeferredMaterial,
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
];

impl RequestedItem {
    /// The steps that lead on from where the item stands, for this caller. Each item's department alone decides it.
    pub fn allowed_actions(&self, actor: &Actor, commitment: Option<&Commitment>) -> Vec<&'static str> {
        let own = actor.department.as_ref() == Some(&self.issuer);
        let decides = self.handling == Handling::Approver && own;
        let open = |action: &str| match action {
            "update_application" => self.state.is_editable(),
            "sign_commitment" => self.require_signable().is_ok(),
            "withdraw_commitment" => {
                self.route == ChosenRoute::Commitment && !self.state.is_final() && commitment.is_some()
            }
            "open_joint_review" => self.handling == Handling::JointReview && self.leads_on(action),
            "decide_item" | "suspend_item" | "resume_item" => decides && self.leads_on(action),
            "extend_item" => own && self.has_decision_clock() && self.state.acceptance().is_some(),
            "issue_application" => self.is_cleared(),
            _ => self.leads_on(action),
        };
        ACTIONS.iter().filter(|(action, need)| actor.may(*need) && open(action)).map(|(action, _)| *action).collect()
    }

    /// Whether its decision has a period that can be prolonged (行政许可法 §42): what the window grants on the spot has not.
    fn has_decision_clock(&self) -> bool {
        match self.kind {
            ItemKind::BusinessLicence => true,
            ItemKind::Filing => false,
            ItemKind::Permit | ItemKind::Registration => self.handling != Handling::Window,
        }
    }

    fn leads_on(&self, action: &str) -> bool {
        ARROWS.iter().any(|(from, operation, _)| *from == self.status() && *operation == action)
    }
}

impl Application {
    /// The steps that this caller may take with the application or any of its items.
    pub fn allowed_actions(
        &self,
        actor: &Actor,
        commitments: &[Commitment],
        deferred: &[DeferredMaterial],
    ) -> Vec<&'static str> {
        let standing = |item: &RequestedItem| commitments.iter().find(|it| it.item == item.id && it.stands());
        let of_items: Vec<&str> =
            self.items.iter().flat_map(|item| item.allowed_actions(actor, standing(item))).collect();
        let at_window = actor.is(Role::WindowClerk);
        let takes_material = self.items.iter().any(|item| {
            item.state.is_editable() || (at_window && item.leads_on("accept_application")) || item.state.is_granted()
        }) || deferred.iter().any(DeferredMaterial::is_owed);
        ACTIONS
            .iter()
            .filter(|(action, need)| match *action {
                "add_material" => takes_material && actor.may(*need),
                action => of_items.contains(&action),
            })
            .map(|(action, _)| *action)
            .collect()
    }
}
