//! Who may sign a commitment, and how it can be shown (S4).

use super::{Signature, SignatureMethod};
use crate::{
    application::{Material, People, SubjectRole},
    refusal::{Faults, Refusal},
};

impl Signature {
    /// The signer stands in the application; a letter on paper is there as a scan; and an electronic signature is made
    /// in the applicant's own session, never by the window on somebody's behalf.
    pub fn check(&self, people: &People, materials: &[Material], at_window: bool) -> Result<(), Refusal> {
        let mut faults = Faults::default();
        let named = match self.capacity {
            SubjectRole::Operator => people.operator.is_some(),
            SubjectRole::Agent => people.agent.is_some(),
            SubjectRole::Business => false,
        };
        if !named {
            faults.add("/capacity", "not_in_the_application");
        }
        if self.method == SignatureMethod::Electronic && at_window {
            faults.add("/method", "not_the_applicants_session");
        }
        match self.evidence {
            None if self.method == SignatureMethod::Paper => faults.add("/evidence_id", "required"),
            Some(scan) if !materials.iter().any(|material| material.id == scan && material.is_current()) => {
                faults.add("/evidence_id", "material_unknown");
            }
            _ => {}
        }
        faults.into_result("content_invalid")
    }
}
