//! Notices, receipts and decisions served on the applicant (S6); [`super::dossier`] writes them.

use diesel::prelude::*;
use kaiye_domain::id::ApplicationId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::ServedNoticeRow,
    schema::served_notices,
};

/// What was served in an application, in its order, from after one.
pub fn of_application(
    conn: &mut Connection,
    application: ApplicationId,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<ServedNoticeRow>> {
    let mut query = served_notices::table
        .filter(served_notices::application_id.eq(Key::from(application)))
        .order(served_notices::id)
        .limit(limit)
        .select(ServedNoticeRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(served_notices::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}
