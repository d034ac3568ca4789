//! What waits for the window and for nobody else (S9): from then on it is the window that keeps the applicant waiting.

use super::{Application, RequestedItem};
use crate::{
    catalogue::{ItemKind, Jurisdiction},
    deferred::{DeferredMaterial, require_delivered},
};

impl Application {
    /// The items for which only the window is still to act: cleared, with no material owed that is due before the decision
    /// (S5), and with what they build on granted, held, or in the same case (S9).
    pub fn waiting_for_the_window<'a>(
        &'a self,
        jurisdiction: &'a Jurisdiction,
        deferred: &'a [DeferredMaterial],
    ) -> impl Iterator<Item = &'a RequestedItem> {
        self.items.iter().filter(|item| self.waits_for_the_window(item, jurisdiction, deferred))
    }

    fn waits_for_the_window(
        &self,
        item: &RequestedItem,
        jurisdiction: &Jurisdiction,
        deferred: &[DeferredMaterial],
    ) -> bool {
        if !item.is_cleared() || require_delivered(deferred, item.id).is_err() {
            return false;
        }
        let entry = jurisdiction.item(&item.item_code, item.item_version);
        let builds_on = |other: &RequestedItem| {
            let is_prerequisite = entry.is_some_and(|entry| entry.prerequisites.contains(&other.item_code));
            let needs_licence = !matches!(item.kind, ItemKind::BusinessLicence | ItemKind::Filing);
            is_prerequisite || (needs_licence && other.kind == ItemKind::BusinessLicence)
        };
        self.items
            .iter()
            .filter(|other| builds_on(other))
            .all(|other| other.state.is_granted() || self.waits_for_the_window(other, jurisdiction, deferred))
    }
}
