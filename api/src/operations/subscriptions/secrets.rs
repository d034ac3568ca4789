//! The secrets that a subscription's deliveries are signed with: sealed at rest, shown once, several while they overlap.

use chrono::TimeDelta;
use kaiye_domain::{
    event::{Fact, SubjectKind},
    id::SubscriptionId,
    subscription::SecretTerm,
};
use kaiye_persistence::{map::secret_term_from, repo::subscription as repo, row::SubscriptionSecretRow};
use serde_json::json;
use uuid::Uuid;

use super::{Kept, edited};
use crate::operations::{Outcome, Tx};

/// Adds a secret from now on.
pub(super) fn add(tx: &mut Tx<'_>, subscription: SubscriptionId, secret: &str) -> Outcome<()> {
    let id: Uuid = tx.id();
    let term = SecretTerm::begin(tx.now);
    let row = SubscriptionSecretRow {
        id: id.into(),
        subscription_id: subscription.into(),
        sealed: tx.keyring().seal(&place(id), secret, tx.nonce())?,
        created_at: term.created_at.into(),
        expires_at: None,
    };
    Ok(repo::add_secret(tx.conn, &row)?)
}

/// Secrets that sign at once, the newest among them: each is another signature in a header of bounded length.
const MOST: usize = 4;

/// Replaces the secret; those before sign on for the overlap, the newest of them.
pub fn rotate(tx: &mut Tx<'_>, kept: Kept, secret: &str, overlap: TimeDelta) -> Outcome<Kept> {
    let Kept { subscription, row, secrets } = kept;
    for (place, mut secret) in secrets.into_iter().enumerate() {
        let term = secret_term_from(&secret).replaced(tx.now, overlap);
        if term.holds(tx.now) && place + 1 < MOST {
            secret.expires_at = term.expires_at.map(Into::into);
            repo::end_secret(tx.conn, &secret)?;
        } else {
            repo::forget_secret(tx.conn, &secret)?;
        }
    }
    add(tx, subscription.id, secret)?;
    let row = edited(tx, &subscription, row)?;
    let data = json!({ "department": subscription.department, "overlap_hours": overlap.num_hours() });
    tx.append(
        (SubjectKind::Subscription, subscription.id),
        None,
        vec![Fact::new("subscription.secret_rotated", data)],
    )?;
    let secrets = repo::secrets(tx.conn, &[subscription.id])?;
    Ok(Kept { subscription, row, secrets })
}

/// Every secret that signs now, the newest first.
pub(super) fn signing(tx: &mut Tx<'_>, subscription: SubscriptionId) -> Outcome<Vec<String>> {
    let rows = repo::secrets(tx.conn, &[subscription])?;
    let holds = |row: &&SubscriptionSecretRow| secret_term_from(row).holds(tx.now);
    let open = |row: &SubscriptionSecretRow| tx.keyring().open(&place(row.id.0), &row.sealed);
    Ok(rows.iter().filter(holds).map(open).collect::<Result<_, _>>()?)
}

fn place(id: Uuid) -> String {
    format!("subscription_secrets/{id}")
}
