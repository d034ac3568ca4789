//! What came of a step: the application as it stands, and what was served.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{Problem, Shown},
    operations::{Tx, dossier::Dossier},
    v1::applications::{served_notices::ServedNoticeView, view::ApplicationView},
};

/// The application after a step of an office, and the notices that the step served.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Handled)]
pub struct HandledView {
    /// The application as it stands now.
    pub application: ApplicationView,
    /// What was served on the applicant: receipts, notices, decisions, each with its number.
    pub notices: Vec<ServedNoticeView>,
}

impl HandledView {
    /// Saves the dossier and shows what came of it.
    pub fn save(tx: &mut Tx<'_>, mut dossier: Dossier) -> Result<Shown<Self>, Problem> {
        let notices = dossier.new_notices().iter().cloned().map(ServedNoticeView::from).collect();
        let version = dossier.save(tx)?;
        let jurisdiction = tx.jurisdiction()?;
        let application = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
        Ok(Shown::versioned(Self { application, notices }, version))
    }
}
