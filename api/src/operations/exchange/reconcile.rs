//! What a department was to get on a day, and what came to it.

use chrono::{Days, NaiveDate};
use kaiye_domain::{actor::Departments, event::Owed, time::end_of};
use kaiye_persistence::repo::audience;

use crate::operations::{Failure, Outcome, Tx};

/// Rows a query.
const PAGE: i64 = 5_000;

/// The events of a local day that go to a department of which the caller reads the feed.
pub fn owed_on(tx: &mut Tx<'_>, department: &str, day: NaiveDate) -> Outcome<Vec<Owed>> {
    let reads = match tx.actor.feed() {
        Departments::All => tx.jurisdiction()?.department(department).is_some(),
        Departments::One(own) => own == department,
        Departments::None => false,
    };
    let before = day.checked_sub_days(Days::new(1)).filter(|_| reads && day.checked_add_days(Days::new(1)).is_some());
    let between = (end_of(before.ok_or_else(Failure::not_found)?), end_of(day));
    let (mut owed, mut after) = (Vec::new(), None);
    loop {
        let page = audience::owed(tx.conn, department, between, after, PAGE)?;
        let Some((at, position, _)) = page.last() else { return Ok(owed) };
        after = Some((*at, *position));
        owed.extend(page.into_iter().map(|(_, _, it)| it));
    }
}
