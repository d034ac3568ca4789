//! Exclusions from applying.

use kaiye_domain::{exclusion::Exclusion, id::ApplicationId};

use super::text;
use crate::row::ExclusionRow;

/// An exclusion's row; `subject_key` is the keyed hash that the excluded is found by.
pub fn exclusion_row(exclusion: &Exclusion, application: ApplicationId, subject_key: String) -> ExclusionRow {
    ExclusionRow {
        id: exclusion.id.into(),
        subject_key,
        application_id: application.into(),
        item_code: exclusion.item_code.clone(),
        cause: text(exclusion.cause),
        from_on: exclusion.from_on,
        to_on: exclusion.to_on,
        document: exclusion.document.clone(),
        lifted_at: None,
    }
}
