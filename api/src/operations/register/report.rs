//! Reports by the public. Nobody's account stands behind one: the reporter has a code, of which the store knows a keyed
//! hash only; what was said and by whom is sealed, and opened for the department that handles it.

use kaiye_domain::{
    actor::Reach,
    certificate::check_code,
    id::{CertificateId, PublicReportId, VerificationTaskId},
    publication::{Publication, PublicationKind},
    register::{PublicReport, ReportMatter, Reporting},
    served_notice::document_number,
};
use kaiye_persistence::{
    map::{certificate_from, public_report_from, public_report_row, publication_from, verification_from},
    repo::{certificate, public_report, publication, register, verification as tasks},
    row::PublicReportRow,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    ids::random,
    operations::{Failure, Outcome, Tx, dossier::Dossier, verification},
};

/// A report to file.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The clauses that are said to be broken; all of them where none is named.
    pub clauses: Vec<String>,
    /// What was seen, and by whom.
    pub matter: ReportMatter,
}

/// Opens the application behind an entry of the register, which is within everybody's reach.
pub fn open_entry(tx: &mut Tx<'_>, entry: CertificateId) -> Outcome<Dossier> {
    let application = register::find(tx.conn, entry)?.application_id;
    let dossier = Dossier::open_found(tx, application.into())?;
    // It may have been taken back while the lock was waited for.
    register::find(tx.conn, entry)?;
    Ok(dossier)
}

/// Files a report against a published commitment and gives the code that only the reporter has from now on. It becomes a
/// task, or joins the one that an earlier report of the same became.
pub fn file(tx: &mut Tx<'_>, dossier: &mut Dossier, about: CertificateId, filing: &Filing) -> Outcome<String> {
    let certificate = certificate_from(certificate::find(tx.conn, &Reach::All, about)?)?;
    let published = publication::standing_of(tx.conn, &[about], PublicationKind::Commitment.into())?.pop();
    let Publication { content, .. } = publication_from(published.ok_or_else(Failure::not_found)?)?;
    let reporting = Reporting { certificate: &certificate, content: &content, clauses: filing.clauses.clone() };
    let clauses = reporting.clauses()?;
    let known = tasks::of_certificates(tx.conn, &[about])?;
    let known = known.into_iter().map(verification_from).collect::<Result<Vec<_>, _>>()?;
    let task = match Reporting::under_way(&clauses, &known) {
        Some(task) => task.clone(),
        None => {
            let jurisdiction = tx.jurisdiction()?;
            let task = reporting.task(tx.id(), clauses.clone(), &jurisdiction.policy, tx.now);
            verification::add(tx, dossier, &task)?;
            task
        }
    };
    let id: PublicReportId = tx.id();
    let receipt = document_number("JB", tx.now, id.0);
    let report = PublicReport { id, receipt, certificate: about, clauses, task: task.id, filed_at: tx.now };
    let code = check_code(random());
    keep(tx, dossier, &report, &code, &filing.matter)?;
    let data = json!({
        "report": id, "certificate": about, "item": certificate.item_code, "department": task.department,
        "task": task.id,
    });
    dossier.fact("public_report.filed", data);
    Ok(code)
}

fn keep(tx: &mut Tx<'_>, dossier: &Dossier, report: &PublicReport, code: &str, matter: &ReportMatter) -> Outcome<()> {
    let personal = tx.keyring().seal_json(&place(report.id), matter, tx.nonce())?;
    let application = &dossier.application;
    let row = public_report_row(report, application.id, application.division(), code_key(tx, code), personal)?;
    public_report::insert(tx.conn, &row)?;
    Ok(())
}

/// The report with this code, and the task that it became: who has the code filed it.
pub fn followed(tx: &mut Tx<'_>, code: &str) -> Outcome<(PublicReport, verification::Kept)> {
    let row = public_report::by_code(tx.conn, &code_key(tx, code))?;
    let report = public_report_from(row)?;
    let task = tasks::find(tx.conn, &Reach::All, report.task)?;
    let kept = verification::kept(tx, vec![task])?.pop().ok_or_else(Failure::not_found)?;
    Ok((report, kept))
}

/// What was reported that a task looks into: for the department that handles it alone.
pub fn matters(
    tx: &mut Tx<'_>,
    task: VerificationTaskId,
    after: Option<Uuid>,
    limit: i64,
) -> Outcome<Vec<(PublicReport, ReportMatter)>> {
    let found = verification_from(tasks::find(tx.conn, &tx.actor.reach(), task)?)?;
    found.require_department(tx.actor)?;
    let rows = public_report::of_task(tx.conn, task, after, limit)?;
    rows.into_iter()
        .map(|row: PublicReportRow| {
            let matter = tx.keyring().open_json(&place(row.id.into()), &row.personal)?;
            Ok((public_report_from(row)?, matter))
        })
        .collect()
}

/// What the matter of a report is sealed for.
fn place(id: PublicReportId) -> String {
    format!("public_reports/{id}")
}

fn code_key(tx: &Tx<'_>, code: &str) -> String {
    tx.keyring().lookup_key("public_report", code)
}
