//! Deferred materials.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    deferred::{DeferredMaterial, DeferredState},
    id::{ApplicationId, DeadlineId},
};

use super::{text, word};
use crate::{error::StoreResult, row::DeferredMaterialRow};

/// A deferred material's row.
pub fn deferred_row(
    deferred: &DeferredMaterial,
    application: ApplicationId,
    division: &str,
    deadline: Option<DeadlineId>,
) -> DeferredMaterialRow {
    let closed_at = match deferred.state {
        DeferredState::Owed => None,
        DeferredState::Delivered { at } | DeferredState::Failed { at } | DeferredState::Released { at } => Some(at),
    };
    let status = match deferred.state {
        DeferredState::Owed => "owed",
        DeferredState::Delivered { .. } => "delivered",
        DeferredState::Failed { .. } => "failed",
        DeferredState::Released { .. } => "released",
    };
    DeferredMaterialRow {
        id: deferred.id.into(),
        application_id: application.into(),
        requested_item_id: deferred.item.into(),
        division: division.to_owned(),
        material_code: deferred.material_code.clone(),
        due: text(deferred.due),
        on_failure: text(deferred.on_failure),
        status: status.to_owned(),
        deadline_id: deadline.map(Into::into),
        created_at: deferred.created_at.into(),
        closed_at: closed_at.map(Into::into),
    }
}

/// A deferred material from its row.
pub fn deferred_from(row: DeferredMaterialRow) -> StoreResult<DeferredMaterial> {
    let closed_at = row.closed_at.map(DateTime::<Utc>::from).unwrap_or_default();
    let state = match row.status.as_str() {
        "owed" => DeferredState::Owed,
        "delivered" => DeferredState::Delivered { at: closed_at },
        "failed" => DeferredState::Failed { at: closed_at },
        "released" => DeferredState::Released { at: closed_at },
        other => return Err(crate::StoreError::corrupt(format!("no such deferred status: {other}"))),
    };
    Ok(DeferredMaterial {
        id: row.id.into(),
        item: row.requested_item_id.into(),
        material_code: row.material_code,
        due: word(&row.due)?,
        on_failure: word(&row.on_failure)?,
        created_at: row.created_at.into(),
        state,
    })
}
