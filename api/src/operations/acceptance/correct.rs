//! The one-time correction notice (行政许可法 §32(4), S6): everything for all the items concerned, in one notice.

use kaiye_domain::{
    acceptance::require_in_time,
    application::ItemStatus,
    correction::{CorrectionPoint, require_said_once},
    id::RequestedItemId,
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    refusal::{Fault, Refusal},
    served_notice::{NoticeKind, ServiceChannel},
};
use kaiye_persistence::{map::notice_from, repo};
use serde_json::{Value, json};

use super::answered;
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// More notices than an application can have had; a bound, not a page.
const MOST: i64 = 1000;

/// Says everything that is to be corrected; the items concerned wait for the applicant from here.
pub fn request_correction(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    points: &[CorrectionPoint],
    channel: ServiceChannel,
) -> Outcome<()> {
    let ids = concerned(dossier, points)?;
    for id in &ids {
        require_in_time(dossier.answer_clock(*id), tx.now).map_err(Refusal::from)?;
    }
    let before: Vec<CorrectionPoint> = said(tx, dossier)?.into_iter().flat_map(|(_, points)| points).collect();
    require_said_once(points, &before)?;
    answered(dossier, tx, &ids)?;
    let within = tx.jurisdiction()?.policy.correction_answer.value;
    let mut due = Value::Null;
    for id in &ids {
        let subject = (ObligationSubject::RequestedItem, id.0);
        let started = dossier.owe(tx, Duty::of_applicant(Obligation::MakeCorrection, subject, within, Begins::Now))?;
        let tracked = dossier.deadlines.iter().find(|it| it.id == started);
        due = json!(tracked.and_then(|it| it.deadline.due()));
    }
    let content = json!({ "points": points, "within": within, "due_on": due });
    let notice = dossier.serve(tx, NoticeKind::Correction, None, channel, content);
    for id in &ids {
        dossier.application.step(*id, |item| item.request_correction(tx.now, notice.clone()))?;
    }
    let said: Vec<Value> = points.iter().map(|it| json!({ "item": it.item, "subject": it.subject })).collect();
    dossier.fact("application.correction_requested", json!({ "notice": notice, "points": said, "due_on": due }));
    Ok(())
}

/// The items that the points are about; each waits for its outcome.
fn concerned(dossier: &Dossier, points: &[CorrectionPoint]) -> Outcome<Vec<RequestedItemId>> {
    let mut ids = Vec::new();
    let mut faults = Vec::new();
    for (index, point) in points.iter().enumerate() {
        match dossier.application.item(&point.item) {
            None => faults.push(Fault { pointer: format!("/points/{index}/item"), code: "item_not_requested" }),
            Some(item) => {
                item.require(ItemStatus::Submitted)?;
                if !ids.contains(&item.id) {
                    ids.push(item.id);
                }
            }
        }
    }
    if faults.is_empty() { Ok(ids) } else { Err(Refusal::fields("content_invalid", faults).into()) }
}

/// What the corrections that wait for the applicant name, each for its own item.
pub fn named(tx: &mut Tx<'_>, dossier: &Dossier) -> Outcome<Vec<CorrectionPoint>> {
    let mut named = Vec::new();
    if dossier.application.open_corrections().next().is_none() {
        return Ok(named);
    }
    for (number, points) in said(tx, dossier)? {
        let open = |point: &CorrectionPoint| {
            dossier.application.open_corrections().any(|it| it == (point.item.as_str(), number.as_str()))
        };
        named.extend(points.into_iter().filter(open));
    }
    Ok(named)
}

/// What each correction notice of this application said, with its number.
fn said(tx: &mut Tx<'_>, dossier: &Dossier) -> Outcome<Vec<(String, Vec<CorrectionPoint>)>> {
    let mut said = Vec::new();
    for row in repo::served_notice::of_application(tx.conn, dossier.application.id, None, MOST)? {
        let notice = notice_from(row)?;
        if notice.kind == NoticeKind::Correction {
            let points: Vec<CorrectionPoint> =
                serde_json::from_value(notice.content["points"].clone()).unwrap_or_default();
            said.push((notice.number, points));
        }
    }
    Ok(said)
}
