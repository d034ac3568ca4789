//! Following the log: each case that it touches is measured anew from its whole chain, and the sums move by the
//! difference, in the transaction that notes how far the log was read. So it does not matter how late an event comes, how
//! often it is read or what dies in between. One at a time does this: whoever holds the cursor.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};
use kaiye_domain::{
    appraisal::{Around, Indicator, measure},
    event::SubjectKind,
    id::ApplicationId,
};
use kaiye_persistence::{
    StoreErrorKind,
    map::appraisal_fact_row,
    repo::{appraisal as repo, event, log_cursor},
    row::AppraisalFactRow,
};
use strum::IntoEnumIterator;
use uuid::Uuid;

use crate::operations::{Failure, Outcome, Tx};

/// Reads the log on, `limit` events at most; how many it were.
pub fn follow(tx: &mut Tx<'_>, limit: i64) -> Outcome<usize> {
    let after = log_cursor::hold(tx.conn, repo::CURSOR)?;
    let events = event::feed(tx.conn, after, limit)?;
    let Some(position) = events.last().and_then(|last| last.position) else { return Ok(0) };
    let of_cases = events.iter().filter(|it| it.event.subject_kind == SubjectKind::Application);
    let touched: BTreeSet<ApplicationId> = of_cases.map(|it| ApplicationId(it.event.subject_id)).collect();
    measure_what_can_be(tx, &touched.into_iter().collect::<Vec<_>>())?;
    log_cursor::advance(tx.conn, repo::CURSOR, position)?;
    Ok(events.len())
}

/// Measures `limit` cases at most anew that were measured by an older calendar; how many could be.
pub fn catch_up_with_calendar(tx: &mut Tx<'_>, limit: i64) -> Outcome<usize> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    let version = tx.calendar()?.version();
    let cases = repo::behind_calendar(tx.conn, version, limit)?;
    measure_what_can_be(tx, &cases)
}

/// Measures the next cases anew, in the order of their ids; the last of them, if there was one.
pub fn rebuild_page(tx: &mut Tx<'_>, after: Option<Uuid>, limit: i64) -> Outcome<Option<Uuid>> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    let cases = repo::applications(tx.conn, after, limit)?;
    measure_what_can_be(tx, &cases)?;
    Ok(cases.last().map(|last| last.0))
}

/// What there is to sum: each indicator in each month from the first to the last of which there are facts or sums, by its
/// first and last day. The sums of what is no longer counted are forgotten.
pub fn months_to_sum(tx: &mut Tx<'_>) -> Outcome<Vec<(Indicator, (NaiveDate, NaiveDate))>> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    let counted: Vec<Indicator> = Indicator::iter().collect();
    repo::forget_others(tx.conn, &counted)?;
    let mut all = Vec::new();
    for indicator in counted {
        let Some((first, last)) = repo::extent(tx.conn, indicator)? else { continue };
        all.extend(months(first, last).map(|month| (indicator, month)));
    }
    Ok(all)
}

/// Sums an indicator of a month anew, whatever the sums were.
pub fn sum_anew(tx: &mut Tx<'_>, indicator: Indicator, month: (NaiveDate, NaiveDate)) -> Outcome<()> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    Ok(repo::sum_anew(tx.conn, indicator, month)?)
}

/// The months from that of a day to that of another, each by its first and last day.
fn months(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    let begin = first.with_day(1);
    std::iter::successors(begin, |month| month.checked_add_months(Months::new(1)))
        .take_while(move |month| *month <= last)
        .filter_map(|month| Some((month, month.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?)))
}

/// Measures cases anew; how many could be. One that cannot be read keeps its figures, is told of, and holds no other up.
fn measure_what_can_be(tx: &mut Tx<'_>, cases: &[ApplicationId]) -> Outcome<usize> {
    let unreadable =
        |failure: &Failure| matches!(failure, Failure::Store(error) if *error.kind() == StoreErrorKind::Corrupt);
    match tx.attempt(|tx| measure_anew(tx, cases)) {
        Ok(()) => return Ok(cases.len()),
        Err(failure) if !unreadable(&failure) => return Err(failure),
        Err(_) => {}
    }
    let mut measured = 0;
    for case in cases {
        match tx.attempt(|tx| measure_anew(tx, std::slice::from_ref(case))) {
            Ok(()) => measured += 1,
            Err(failure) if unreadable(&failure) => {
                tracing::error!(application = %case.0, context = failure.context(), "a case cannot be measured");
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(measured)
}

fn measure_anew(tx: &mut Tx<'_>, cases: &[ApplicationId]) -> Outcome<()> {
    let (calendar, jurisdiction) = (tx.calendar()?, tx.jurisdiction()?);
    let places = repo::places(tx.conn, cases)?;
    let subjects: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
    let chains = event::chains(tx.conn, SubjectKind::Application, &subjects)?;
    let mut new: Vec<AppraisalFactRow> = Vec::new();
    for (case, place) in &places {
        let (issuers, items) = (place.issuers.clone(), place.items.clone());
        let window = jurisdiction.registrar.department.clone();
        let around = Around { issuers, items, window, push: jurisdiction.policy.push.value };
        let chain = chains.get(&case.0).map_or(&[][..], Vec::as_slice);
        let facts = measure(chain, &around, &calendar);
        new.extend(facts.iter().map(|fact| appraisal_fact_row(*case, &place.division, fact)));
    }
    let old = repo::of_cases(tx.conn, cases)?;
    repo::replace(tx.conn, &without(&old, &new), &without(&new, &old))?;
    Ok(repo::measured(tx.conn, places.into_keys(), calendar.version())?)
}

/// Those that are not among the others.
fn without(these: &[AppraisalFactRow], others: &[AppraisalFactRow]) -> Vec<AppraisalFactRow> {
    let others: BTreeMap<Uuid, &AppraisalFactRow> = others.iter().map(|it| (it.id.0, it)).collect();
    these.iter().filter(|it| others.get(&it.id.0) != Some(it)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::months;

    #[test]
    fn months_go_from_the_first_days_to_the_last_days() {
        let day = |text: &str| text.parse().expect("a day");
        let said: Vec<String> =
            months(day("2025-11-30"), day("2026-01-01")).map(|(first, last)| format!("{first} {last}")).collect();
        assert_eq!(said, ["2025-11-01 2025-11-30", "2025-12-01 2025-12-31", "2026-01-01 2026-01-31"]);
        assert_eq!(months(day("2026-02-28"), day("2026-02-28")).count(), 1);
    }
}
