//! Credit records (S19): what a breach of a commitment leaves behind. A record rests on the decisions of one enforcement
//! case, is published for a time that its class sets, bars from the commitment route whoever stood behind the breach,
//! and ends by repair, by time, or because what it rests on was set aside. It names the business as the licence does, and
//! no natural person.

mod action;
mod export;
mod ground;
mod reason;
mod repair;
mod sight;
mod state;

pub use action::CreditAction;
use chrono::{DateTime, NaiveDate, Utc};
pub use export::{CREDIT_CHANGES, CreditReceipt, PlatformWord};
pub use ground::{Breach, CreditClass, CreditGround, CreditTerm, GroundKind};
pub use reason::CreditReason;
pub use repair::{
    CreditRepair, REPAIR_ARROWS, RepairDecision, RepairRequest, RepairState, RepairStatus, RepairVerdict,
};
use serde::{Deserialize, Serialize};
pub use sight::Sight;
pub use state::{CREDIT_ARROWS, CreditState, CreditStatus};
use uuid::Uuid;

use crate::{
    application::SubjectRole,
    bar::BarCause,
    certificate::Certificate,
    id::{ApplicationId, CertificateId, CreditRecordId, EnforcementCaseId},
    policy::{BarPolicy, Policy},
    refusal::Refusal,
};

/// A credit record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRecord {
    /// Its id.
    pub id: CreditRecordId,
    /// The enforcement case it came out of.
    pub case: EnforcementCaseId,
    /// The application under whose lock everything about it happens.
    pub application: ApplicationId,
    /// The certificate whose commitment was broken.
    pub certificate: CertificateId,
    /// Code of its item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// Whose application it was.
    pub owner: Uuid,
    /// The department that recorded it; its head decides on repair.
    pub department: String,
    /// The department in whose name the certificate was issued.
    pub issuer: String,
    /// Name of the business, as on the licence.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// Who is barred by it, in which capacity each stood in the application.
    pub subjects: Vec<SubjectRole>,
    /// The decisions it rests on, those that were set aside among them.
    pub grounds: Vec<CreditGround>,
    /// How long it bars, by the policy in force when it was recorded (S28).
    pub bar: BarPolicy,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Where it stands.
    pub state: CreditState,
}

impl CreditRecord {
    /// Records a breach, for a certificate's business and whoever stood behind its application.
    pub fn of(
        id: CreditRecordId,
        certificate: &Certificate,
        subjects: Vec<SubjectRole>,
        breach: &Breach,
        policy: &Policy,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            case: breach.case,
            application: certificate.application,
            certificate: certificate.id,
            item_code: certificate.item_code.clone(),
            division: certificate.division.clone(),
            owner: certificate.owner,
            department: breach.department.clone(),
            issuer: certificate.issuer.clone(),
            holder_name: certificate.face.holder_name.clone(),
            holder_uscc: certificate.face.holder_uscc.clone(),
            subjects,
            grounds: vec![CreditGround::of(breach, policy, now)],
            bar: policy.bar.value,
            recorded_at: now,
            state: CreditState::Published,
        }
    }

    /// Where it stands, without the details.
    pub fn status(&self) -> CreditStatus {
        (&self.state).into()
    }

    /// Another decision of the same case: the record rests on it too, and one case is one record however it is decided.
    pub fn rest_on(mut self, breach: &Breach, policy: &Policy, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.state != CreditState::Published {
            return Err(CreditReason::NotPublished.into());
        }
        self.grounds.push(CreditGround::of(breach, policy, now));
        Ok(self)
    }

    /// A decision was set aside, by the number of its document: what rested on it alone falls. A record that rests on nothing is withdrawn, whatever
    /// became of it before (行政复议法 §64: what is set aside never was).
    pub fn set_aside(mut self, document: &str, at: DateTime<Utc>) -> Result<Self, Refusal> {
        let ground = self.grounds.iter_mut().find(|ground| ground.stands() && ground.document == document);
        ground.ok_or(CreditReason::NoSuchGround)?.set_aside_at = Some(at);
        if !self.grounds.iter().any(CreditGround::stands) {
            self.state = CreditState::Withdrawn { at };
        }
        Ok(self)
    }

    /// Its time is over: it is published no longer. The bar goes by its own rule.
    pub fn end(self, today: NaiveDate, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.state != CreditState::Published {
            return Err(CreditReason::NotPublished.into());
        }
        if today <= self.public_to() {
            return Err(CreditReason::NotDue.into());
        }
        Ok(Self { state: CreditState::Ended { at }, ..self })
    }

    /// The gravest class of the decisions that it rests on.
    pub fn class(&self) -> CreditClass {
        self.counting().map(|ground| ground.class).max().unwrap_or(CreditClass::Minor)
    }

    /// False where any decision that it rests on says so, else broken.
    pub fn cause(&self) -> BarCause {
        let is_false = self.counting().any(|ground| ground.cause == BarCause::FalseCommitment);
        if is_false { BarCause::FalseCommitment } else { BarCause::BrokenCommitment }
    }

    /// First day of its publication.
    pub fn public_from(&self) -> NaiveDate {
        self.counting().map(|ground| ground.decided_on).min().unwrap_or(NaiveDate::MAX)
    }

    /// Last day of its publication: of several decisions the one that reaches farthest.
    pub fn public_to(&self) -> NaiveDate {
        self.counting().map(|ground| ground.public_to).max().unwrap_or(NaiveDate::MIN)
    }

    /// From which day it may be repaired: the least time of each decision has been served.
    pub fn repairable_from(&self) -> NaiveDate {
        self.counting().map(|ground| ground.repairable_from).max().unwrap_or(NaiveDate::MAX)
    }

    /// Why its subjects are barred from the commitment route; nobody is once it is withdrawn, nor once it is repaired
    /// where the policy lifts the bar with repair (S19). The end of the publication alone lifts nothing: `until_repair`
    /// means repair.
    pub fn bars(&self) -> Option<BarCause> {
        let holds = match self.state {
            CreditState::Published | CreditState::Ended { .. } => true,
            CreditState::Repaired { .. } => self.bar == BarPolicy::Permanent,
            CreditState::Withdrawn { .. } => false,
        };
        holds.then(|| self.cause())
    }

    /// The decisions that count: those that stand; all of them where none does, so that a withdrawn record still says
    /// what it said.
    fn counting(&self) -> impl Iterator<Item = &CreditGround> {
        let any = self.grounds.iter().any(CreditGround::stands);
        self.grounds.iter().filter(move |ground| !any || ground.stands())
    }
}
