//! Designations (专人, S7): who speaks for a department or carries a county's dossiers, from which day on, with a deputy.

use chrono::NaiveDate;
use kaiye_domain::{
    designation::{Designation, DesignationFunction},
    event::{Fact, SubjectKind},
    id::AccountId,
    refusal::{Fault, Refusal},
};
use kaiye_persistence::{map::designation_row, repo::designation};
use serde_json::json;

use super::{Outcome, Tx, accounts};

/// A designation to make.
#[derive(Debug, Clone)]
pub struct NewDesignation {
    /// The department, or the county's liaison office.
    pub department: String,
    /// What for.
    pub function: DesignationFunction,
    /// The person.
    pub account: AccountId,
    /// Who stands in.
    pub deputy: Option<AccountId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when empty.
    pub valid_to: Option<NaiveDate>,
}

/// Makes a designation. Earlier ones stay as they are: of several in force the one that began last counts, so a
/// stand-in for two weeks needs no second step when the two weeks are over.
pub fn set(tx: &mut Tx<'_>, new: NewDesignation) -> Outcome<Designation> {
    let designation = Designation {
        id: tx.id(),
        department: new.department,
        function: new.function,
        account: new.account,
        deputy: new.deputy,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        created_by: tx.actor.id,
        created_at: tx.now,
    };
    designation.require_made_by(tx.actor).map_err(Refusal::from)?;
    designation.check(tx.jurisdiction()?.department(&designation.department))?;
    let mut faults = Vec::new();
    let people = [("/account_id", Some(designation.account)), ("/deputy_id", designation.deputy)];
    for (pointer, person) in people {
        let Some(person) = person else { continue };
        let fits = match accounts::find(tx, person) {
            Ok(kept) => designation.fits(&kept.account),
            Err(failure) if failure.is_not_found() => false,
            Err(failure) => return Err(failure),
        };
        if !fits {
            faults.push(Fault { pointer: pointer.to_owned(), code: "account_not_fit" });
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::fields("content_invalid", faults).into());
    }
    designation::insert(tx.conn, &designation_row(&designation))?;
    let data = json!({
        "department": designation.department, "function": designation.function, "account": designation.account,
        "deputy": designation.deputy, "valid_from": designation.valid_from, "valid_to": designation.valid_to,
    });
    tx.append((SubjectKind::Designation, designation.id), None, vec![Fact::new("designation.made", data)])?;
    Ok(designation)
}
