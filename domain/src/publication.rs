//! What is published of an issue, and when (S12): the certificate and the commitment it rests on, without anything
//! personal. An entry is public from the instant it is written.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    actor::{Actor, Permission},
    certificate::Certificate,
    commitment::{ClausePromise, Commitment},
    enforcement::{CaseDecision, Taken},
    id::{CertificateId, PublicationId},
    refusal::Refusal,
    register::RegisterReason,
    time::local_date,
};

/// What is published.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PublicationKind {
    /// A licence or permit.
    Certificate,
    /// A commitment.
    Commitment,
    /// A decision of an enforcement case: a penalty, a revocation, an annulment.
    Decision,
}

/// What stands in the public register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PublicContent {
    /// A licence or permit.
    Certificate {
        /// Title of the document.
        title: String,
        /// Its number.
        number: String,
        /// Name of the business.
        holder_name: String,
        /// Its unified social credit code.
        holder_uscc: String,
        /// The authority in whose name it was issued.
        authority: String,
        /// Code of the item.
        item_code: String,
        /// First day of the term.
        valid_from: NaiveDate,
        /// Last day of the term.
        valid_to: Option<NaiveDate>,
    },
    /// A commitment, clause by clause.
    Commitment {
        /// Name of the business.
        holder_name: String,
        /// Its unified social credit code.
        holder_uscc: String,
        /// Code of the item.
        item_code: String,
        /// Code of the letter.
        letter_code: String,
        /// Its version.
        letter_version: i32,
        /// Its content hash.
        letter_hash: String,
        /// What was promised of each clause.
        promises: Vec<ClausePromise>,
    },
    /// A decision of an enforcement case (行政处罚法 §48).
    Decision {
        /// What was decided.
        decision: Taken,
        /// Name of the business.
        holder_name: String,
        /// Its unified social credit code.
        holder_uscc: String,
        /// The authority that decided.
        authority: String,
        /// Code of the item.
        item_code: String,
        /// Number of the certificate.
        number: String,
        /// Number of the decision's document.
        document: String,
        /// The day of the decision.
        decided_on: NaiveDate,
    },
}

/// Why something is taken back from the public.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WithdrawalGround {
    /// What it says is wrong.
    Mistaken,
    /// What it rests on was set aside.
    SetAside,
    /// It touches a secret or somebody's private life.
    Confidential,
    /// The time for which it is published is over.
    TimeOver,
}

/// An entry of the public register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// The certificate it is about.
    pub certificate: CertificateId,
    /// What is published.
    pub kind: PublicationKind,
    /// What it says.
    pub content: PublicContent,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The last day on which it could have been.
    pub due_on: NaiveDate,
}

impl Publication {
    /// Whether it was published in its time: within 7 working days of the decision (policy `publication`).
    pub fn in_time(&self) -> bool {
        local_date(self.published_at) <= self.due_on
    }
}

impl Certificate {
    /// Only the head of the department that granted it takes back what was published of it, or publishes it anew.
    pub fn require_publisher(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_deref() == Some(self.issuer.as_str());
        let allowed = own && actor.may(Permission::ManagePublication);
        if allowed { Ok(()) } else { Err(RegisterReason::NotTheGrantors.into()) }
    }
}

/// What is published of a certificate and its commitment.
pub fn contents(certificate: &Certificate, commitment: Option<&Commitment>) -> Vec<(PublicationKind, PublicContent)> {
    let face = &certificate.face;
    let of_certificate = PublicContent::Certificate {
        title: face.title.clone(),
        number: certificate.number.clone(),
        holder_name: face.holder_name.clone(),
        holder_uscc: face.holder_uscc.clone(),
        authority: face.authority.clone(),
        item_code: certificate.item_code.clone(),
        valid_from: certificate.valid_from,
        valid_to: certificate.valid_to,
    };
    let of_commitment = commitment.map(|commitment| PublicContent::Commitment {
        holder_name: face.holder_name.clone(),
        holder_uscc: face.holder_uscc.clone(),
        item_code: certificate.item_code.clone(),
        letter_code: commitment.letter.code.clone(),
        letter_version: commitment.letter.version,
        letter_hash: commitment.letter.hash.clone(),
        promises: commitment.promises.clone(),
    });
    let mut contents = vec![(PublicationKind::Certificate, of_certificate)];
    contents.extend(of_commitment.map(|content| (PublicationKind::Commitment, content)));
    contents
}

/// What is published of a decision: that a business was punished, its certificate revoked or its grant annulled, and by
/// whom. An order to stop shows in the public check itself.
pub fn decided(certificate: &Certificate, decision: &CaseDecision, authority: &str) -> Option<PublicContent> {
    let kind = Taken::from(&decision.kind);
    (kind != Taken::Stop).then(|| PublicContent::Decision {
        decision: kind,
        holder_name: certificate.face.holder_name.clone(),
        holder_uscc: certificate.face.holder_uscc.clone(),
        authority: authority.to_owned(),
        item_code: certificate.item_code.clone(),
        number: certificate.number.clone(),
        document: decision.document.clone(),
        decided_on: local_date(decision.at),
    })
}
