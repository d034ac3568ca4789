//! A report by the public (社会监督): against a published commitment, by anybody, with a code that only the reporter has.
//! It becomes a task of the supervising department, which alone may read what was said and by whom.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::RegisterReason;
use crate::{
    certificate::{Certificate, CertificateStatus},
    id::{CertificateId, PublicReportId, VerificationTaskId},
    identity::Phone,
    policy::Policy,
    publication::PublicContent,
    refusal::{Faults, Refusal},
    verification::{VerificationKind, VerificationTask},
};

/// How a reporter may be reached: everything is free to give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporter {
    /// The name.
    pub name: Option<String>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// What was said and by whom; kept sealed, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMatter {
    /// What was seen.
    pub statement: String,
    /// By whom; anonymous where nothing is given.
    pub reporter: Reporter,
}

/// A report, without what is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicReport {
    /// Its id.
    pub id: PublicReportId,
    /// Number of the receipt.
    pub receipt: String,
    /// The certificate that rests on the commitment.
    pub certificate: CertificateId,
    /// The clauses that are said to be broken.
    pub clauses: Vec<String>,
    /// The task that it became, or that was under way for the same.
    pub task: VerificationTaskId,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
}

/// A report before it is filed.
#[derive(Debug)]
pub struct Reporting<'a> {
    /// The certificate that rests on the commitment.
    pub certificate: &'a Certificate,
    /// What was published of the commitment.
    pub content: &'a PublicContent,
    /// The clauses that are said to be broken; all of them where none is named.
    pub clauses: Vec<String>,
}

impl Reporting<'_> {
    /// The clauses that the report is about, if it can be filed: published ones, of a certificate in force.
    pub fn clauses(&self) -> Result<Vec<String>, Refusal> {
        if self.certificate.status() != CertificateStatus::Valid {
            return Err(RegisterReason::NotInForce.into());
        }
        let PublicContent::Commitment { promises, .. } = self.content else { return Ok(Vec::new()) };
        let published: Vec<&String> = promises.iter().map(|promise| &promise.clause).collect();
        let mut faults = Faults::default();
        for (index, clause) in self.clauses.iter().enumerate() {
            if !published.contains(&clause) {
                faults.add(format!("/clauses/{index}"), "clause_unknown");
            } else if self.clauses[..index].contains(clause) {
                faults.add(format!("/clauses/{index}"), "duplicate");
            }
        }
        faults.into_result("content_invalid")?;
        Ok(match self.clauses.is_empty() {
            true => published.into_iter().cloned().collect(),
            false => self.clauses.clone(),
        })
    }

    /// Of the certificate's tasks, one from an earlier report that is still to be done and looks into all of these
    /// clauses: many reports of one thing are one check.
    pub fn under_way<'t>(clauses: &[String], tasks: &'t [VerificationTask]) -> Option<&'t VerificationTask> {
        let covers = |task: &VerificationTask| clauses.iter().all(|clause| task.clauses.contains(clause));
        let open = |task: &&VerificationTask| {
            task.kind == VerificationKind::PublicReport && !task.state.has_ended() && covers(task)
        };
        tasks.iter().find(open)
    }

    /// The task that the report becomes: the supervising department looks into these clauses.
    pub fn task(
        &self,
        id: VerificationTaskId,
        clauses: Vec<String>,
        policy: &Policy,
        at: DateTime<Utc>,
    ) -> VerificationTask {
        let new = VerificationTask::new(id, VerificationKind::PublicReport, self.certificate, policy, at);
        VerificationTask { clauses, ..new }
    }
}
