//! Following the log: each case that it touches is measured anew from its whole chain, and the sums move by the
//! difference, in the transaction that notes how far the log was read. So it does not matter how late an event comes, how
//! often it is read or what dies in between. One at a time does this: whoever holds the cursor.

use std::collections::{BTreeMap, BTreeSet};

use kaiye_domain::{
    appraisal::{Around, measure},
    event::{Event, SubjectKind},
    id::ApplicationId,
};
use kaiye_persistence::{
    map::appraisal_fact_row,
    repo::{appraisal as repo, event, log_cursor},
    row::AppraisalFactRow,
};
use uuid::Uuid;

use crate::operations::{Outcome, Tx};

/// Events of a chain a query.
const PAGE: i64 = 1_000;

/// Reads the log on, `limit` events at most; how many it were.
pub fn follow(tx: &mut Tx<'_>, limit: i64) -> Outcome<usize> {
    let after = log_cursor::hold(tx.conn, repo::CURSOR)?;
    let events = event::feed(tx.conn, after, limit)?;
    let Some(position) = events.last().and_then(|last| last.position) else { return Ok(0) };
    let of_cases = events.iter().filter(|it| it.event.subject_kind == SubjectKind::Application);
    let touched: BTreeSet<Uuid> = of_cases.map(|it| it.event.subject_id).collect();
    measure_anew(tx, touched.into_iter().map(ApplicationId))?;
    log_cursor::advance(tx.conn, repo::CURSOR, position)?;
    Ok(events.len())
}

/// Measures a case anew, whatever the log says of late.
pub fn again(tx: &mut Tx<'_>, application: ApplicationId) -> Outcome<()> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    measure_anew(tx, [application])
}

/// Measures the next cases anew, in the order of their ids; the last of them, if there was one.
pub fn rebuild_page(tx: &mut Tx<'_>, after: Option<Uuid>, limit: i64) -> Outcome<Option<Uuid>> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    let cases = repo::applications(tx.conn, after, limit)?;
    let last = cases.last().map(|last| last.0);
    measure_anew(tx, cases)?;
    Ok(last)
}

/// Sums all that was measured, whatever the sums were.
pub fn sum_anew(tx: &mut Tx<'_>) -> Outcome<()> {
    log_cursor::hold(tx.conn, repo::CURSOR)?;
    Ok(repo::sum_anew(tx.conn)?)
}

fn measure_anew(tx: &mut Tx<'_>, cases: impl IntoIterator<Item = ApplicationId>) -> Outcome<()> {
    let (calendar, jurisdiction) = (tx.calendar()?, tx.jurisdiction()?);
    let mut sums = BTreeMap::new();
    for case in cases {
        let Some((division, issuers)) = repo::issuers(tx.conn, case)? else { continue };
        let window = jurisdiction.registrar.department.clone();
        let around = Around { issuers, window, push: jurisdiction.policy.push.value };
        let facts = measure(&chain(tx, case)?, &around, &calendar);
        let new: Vec<AppraisalFactRow> = facts.iter().map(|fact| appraisal_fact_row(case, &division, fact)).collect();
        let old = repo::of_case(tx.conn, case)?;
        let (gone, added) = (without(&old, &new), without(&new, &old));
        repo::replace(tx.conn, &gone, &added, &mut sums)?;
        repo::measured(tx.conn, case, &division, calendar.version())?;
    }
    Ok(repo::add(tx.conn, sums)?)
}

/// Those that are not among the others.
fn without(these: &[AppraisalFactRow], others: &[AppraisalFactRow]) -> Vec<AppraisalFactRow> {
    let others: BTreeMap<Uuid, &AppraisalFactRow> = others.iter().map(|it| (it.id.0, it)).collect();
    these.iter().filter(|it| others.get(&it.id.0) != Some(it)).cloned().collect()
}

fn chain(tx: &mut Tx<'_>, application: ApplicationId) -> Outcome<Vec<Event>> {
    let mut chain: Vec<Event> = Vec::new();
    loop {
        let after = chain.last().map_or(0, |last| last.sequence);
        let page = event::of_subject(tx.conn, (SubjectKind::Application, application.0), after, PAGE)?;
        let whole = (page.len() as i64) < PAGE;
        chain.extend(page.into_iter().map(|it| it.event));
        if whole {
            return Ok(chain);
        }
    }
}
