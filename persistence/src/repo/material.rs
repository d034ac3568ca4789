//! One material, filed once (S1); all of an application are in [`super::dossier`], the bytes in the object store.

use diesel::prelude::*;
use kaiye_domain::id::{ApplicationId, MaterialId};

use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::MaterialRow,
    schema::materials,
};

/// One material of an application that the caller has found.
pub fn find(conn: &mut Connection, application: ApplicationId, id: MaterialId) -> StoreResult<MaterialRow> {
    Ok(materials::table
        .find(Key::from(id))
        .filter(materials::application_id.eq(Key::from(application)))
        .select(MaterialRow::as_select())
        .first(conn)?)
}
