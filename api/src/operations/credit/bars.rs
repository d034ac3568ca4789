//! The bars of a record (S19): on the business by its code, on its legal representative and its agent by their numbers,
//! each kept as a keyed hash only. They say what the record says, and fall with it.

use std::collections::BTreeSet;

use kaiye_domain::{
    application::SubjectRole,
    bar::{Bar, BarCause},
    credit::CreditRecord,
};
use kaiye_persistence::{map::bar_row, repo::bar};

use crate::operations::{Outcome, Tx, dossier::Dossier};

/// More bars than one record has.
const MOST: i64 = 100;

/// Whom a breach bars: the business that the certificate names, and the persons who stood behind its application.
pub(super) fn subjects(dossier: &Dossier, holder_uscc: &str) -> Vec<(SubjectRole, String)> {
    let persons = dossier.application.subjects().into_iter().filter(|(role, _)| *role != SubjectRole::Business);
    std::iter::once((SubjectRole::Business, holder_uscc.to_owned())).chain(persons).collect()
}

/// Makes the bars say what the record says: none is left where it bars nobody, and each bears its cause.
pub(super) fn follow(tx: &mut Tx<'_>, dossier: &Dossier, record: &CreditRecord) -> Outcome<()> {
    let standing = bar::of_record(tx.conn, record.id, MOST)?;
    let wanted = record.bars();
    let word = wanted.map(<&str>::from);
    if standing.iter().all(|row| Some(row.cause.as_str()) == word) && standing.is_empty() == wanted.is_none() {
        return Ok(());
    }
    for row in &standing {
        bar::lift(tx.conn, row.id.into(), tx.now)?;
    }
    if let Some(cause) = wanted {
        put(tx, dossier, record, cause)?;
    }
    Ok(())
}

fn put(tx: &mut Tx<'_>, dossier: &Dossier, record: &CreditRecord, cause: BarCause) -> Outcome<()> {
    // Somebody who stood there twice, as operator and agent, is barred once.
    let numbers: BTreeSet<String> =
        subjects(dossier, &record.holder_uscc).into_iter().map(|(_, number)| number).collect();
    let rows = numbers
        .iter()
        .map(|number| {
            let bar = Bar::of_record(tx.id(), record.id, cause, tx.today());
            bar_row(&bar, tx.keyring().lookup_key("subject", number))
        })
        .collect::<Result<Vec<_>, _>>()?;
    bar::insert(tx.conn, &rows)?;
    Ok(())
}
