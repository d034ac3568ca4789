//! Random inspection (双随机): drawn, recorded with all that it follows from, and put to work in one transaction.

use kaiye_domain::{
    account::AccountStatus,
    actor::{Departments, Reach, Role},
    certificate::Certificate,
    draw::{Draw, DrawInputs, DrawReason, DrawScope, MOST_SUBJECTS, Pick},
    event::{Fact, SubjectKind},
    id::{CertificateId, DrawId},
    verification::{CheckMethod, VerificationKind, VerificationTask},
};
use kaiye_persistence::{
    map::{certificate_from, draw_from, draw_row, verification_from},
    repo::{certificate, draw as draws, verification as tasks},
};
use serde_json::json;
use uuid::Uuid;

use super::{Failure, Outcome, Tx, accounts, dossier::Dossier, verification};
use crate::ids::random;

/// What is to be drawn.
#[derive(Debug, Clone)]
pub struct Order {
    /// The plan that the inspection carries out.
    pub plan: String,
    /// Among which certificates.
    pub scope: DrawScope,
    /// How many.
    pub count: usize,
}

/// Draws for the caller's department, and sends its officers. Nobody chooses the seed: it is drawn when all else is
/// settled.
pub fn draw(tx: &mut Tx<'_>, order: &Order) -> Outcome<Draw> {
    let department = tx.actor.department.clone().ok_or_else(|| Failure::refused(DrawReason::NoDepartment))?;
    let (today, most) = (tx.today(), MOST_SUBJECTS as i64 + 1);
    let inputs = DrawInputs {
        id: tx.id(),
        plan: order.plan.clone(),
        by: tx.actor.id,
        at: tx.now,
        scope: order.scope.clone(),
        subjects: draws::subjects(tx.conn, &department, &order.scope, today, most)?,
        officers: officers(tx, &department)?,
        count: order.count,
        seed: random(),
        department,
    };
    let drawn = Draw::make(inputs, &mut || tx.id())?;
    draws::insert(tx.conn, &draw_row(&drawn)?)?;
    let data = json!({
        "department": drawn.department, "item": drawn.scope.item_code, "division": drawn.scope.division,
        "subjects": drawn.subjects.len(), "officers": drawn.officers.len(), "algorithm": drawn.algorithm,
        "seed": drawn.seed, "tasks": drawn.picks.iter().map(|pick| pick.task).collect::<Vec<_>>(),
    });
    let division = drawn.scope.division.clone();
    tx.append((SubjectKind::Draw, drawn.id), division.as_deref(), vec![Fact::new("inspection.drawn", data)])?;
    send(tx, &drawn)?;
    Ok(drawn)
}

/// The officers that a department can send.
fn officers(tx: &mut Tx<'_>, department: &str) -> Outcome<Vec<Uuid>> {
    let sent = accounts::of_department(tx, department)?
        .into_iter()
        .filter(|it| it.status == AccountStatus::Active && it.roles.contains(&Role::Supervisor));
    Ok(sent.map(|it| it.id.into()).collect())
}

/// Makes the tasks, each with its officers on it, under the locks of their applications: in the order of their ids, so
/// that no two draws wait for one another.
fn send(tx: &mut Tx<'_>, drawn: &Draw) -> Outcome<()> {
    let mut sent: Vec<(Uuid, &Pick)> = Vec::new();
    for pick in &drawn.picks {
        sent.push((certificate::find(tx.conn, &Reach::All, pick.certificate)?.application_id.0, pick));
    }
    sent.sort_by_key(|(application, _)| *application);
    for of_one in sent.chunk_by(|(one, _), (other, _)| one == other) {
        let mut dossier = Dossier::open_found(tx, of_one[0].0.into())?;
        for (_, pick) in of_one {
            inspect(tx, &mut dossier, pick)?;
        }
        dossier.save(tx)?;
    }
    Ok(())
}

/// The task of a pick. It looks into every condition of the item, on whichever route it was granted (S11).
fn inspect(tx: &mut Tx<'_>, dossier: &mut Dossier, pick: &Pick) -> Outcome<()> {
    let certificate: Certificate = certificate_from(certificate::find(tx.conn, &Reach::All, pick.certificate)?)?;
    let jurisdiction = tx.jurisdiction()?;
    let item = jurisdiction.item(&certificate.item_code, certificate.item_version);
    let conditions = item.map(|item| item.conditions.as_slice()).unwrap_or_default();
    let clauses = conditions.iter().map(|condition| condition.clause.clone()).collect();
    let kind = VerificationKind::Inspection;
    let new = VerificationTask::new(pick.task, kind, &certificate, &jurisdiction.policy, tx.now);
    verification::add(tx, dossier, &VerificationTask { clauses, ..new })?;
    let mut opened = verification::within(tx, pick.task)?;
    verification::assign(tx, dossier, &mut opened, &pick.officers, CheckMethod::OnSite)
}

/// A draw, if it is open to the caller.
pub fn find(tx: &mut Tx<'_>, id: DrawId) -> Outcome<Draw> {
    let drawn = draw_from(draws::find(tx.conn, id)?)?;
    let certificates: Vec<CertificateId> = drawn.picks.iter().map(|pick| pick.certificate).collect();
    let known = tasks::of_certificates(tx.conn, &certificates)?;
    let known = known.into_iter().map(verification_from).collect::<Result<Vec<_>, _>>()?;
    let ended = |pick: &Pick| known.iter().any(|task| task.id == pick.task && task.state.has_ended());
    let all_ended = drawn.picks.iter().all(ended);
    if drawn.is_open_to(tx.actor, all_ended) { Ok(drawn) } else { Err(Failure::not_found()) }
}

/// The draws that the caller oversees, the newest first.
pub fn list(tx: &mut Tx<'_>, after: Option<Uuid>, limit: i64) -> Outcome<Vec<Draw>> {
    let department = match tx.actor.reach().departments() {
        Departments::All => None,
        Departments::One(department) => Some(department),
        Departments::None => return Ok(Vec::new()),
    };
    let rows = draws::list(tx.conn, department.as_deref(), after, limit)?;
    Ok(rows.into_iter().map(draw_from).collect::<Result<Vec<_>, _>>()?)
}
