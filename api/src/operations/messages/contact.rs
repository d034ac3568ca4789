//! How the owner of an account wishes to be told of things: sealed, and opened for its owner and to send.

use kaiye_domain::{
    event::{Fact, SubjectKind},
    message::{Contact, ContactChange},
};
use kaiye_persistence::{repo::contact, row::ContactRow};
use serde_json::json;
use uuid::Uuid;

use crate::operations::{Outcome, Tx};

/// A contact as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The contact.
    pub contact: Contact,
    /// Its version; 0 where its owner never said.
    pub version: i32,
}

/// An account's.
pub fn find(tx: &mut Tx<'_>, account: Uuid) -> Outcome<Kept> {
    let Some(row) = contact::find(tx.conn, account)? else {
        return Ok(Kept { contact: Contact::default(), version: 0 });
    };
    Ok(Kept { contact: tx.keyring().open_json(&place(account), &row.sealed)?, version: row.version })
}

/// Changes the caller's own. The log says that it changed, not what it is.
pub fn change(tx: &mut Tx<'_>, kept: Kept, change: ContactChange) -> Outcome<Kept> {
    let (account, version) = (tx.actor.id, kept.version + 1);
    let contact = kept.contact.change(change)?;
    let sealed = tx.keyring().seal_json(&place(account), &contact, tx.nonce())?;
    contact::save(tx.conn, &ContactRow { account_id: account.into(), sealed, updated_at: tx.now.into(), version })?;
    let data = json!({ "email": contact.email.is_some(), "language": contact.language, "declined": contact.declined });
    tx.append((SubjectKind::Account, account), None, vec![Fact::new("account.contact_changed", data)])?;
    Ok(Kept { contact, version })
}

/// What it is sealed for.
fn place(account: Uuid) -> String {
    format!("contacts/{account}")
}
