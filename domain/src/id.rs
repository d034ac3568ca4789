//! A typed id for every entity, so that one cannot stand where another belongs. All are UUIDv7, made at the edge.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's or an officer's account.
    AccountId,
    /// An agency's system that calls with client credentials.
    ClientId,
    /// A sign-in: one family of refresh tokens.
    SessionId,
    /// A one-time notice as served (S2).
    NoticeId,
    /// An application (办件).
    ApplicationId,
    /// One item asked for in an application, the licence among them.
    RequestedItemId,
    /// A material filed once and shared by the items that need it (S1).
    MaterialId,
    /// A signed commitment letter (S4).
    CommitmentId,
    /// A notice, receipt or decision served on the applicant (S6).
    ServedNoticeId,
    /// A material promised for later (容缺, S5).
    DeferredMaterialId,
    /// A running, met or missed deadline.
    DeadlineId,
    /// A joint review (联合会审, S7).
    ReviewId,
    /// One department's task within a joint review.
    ReviewTaskId,
    /// A dated designation of a person and a deputy (专人, S7).
    DesignationId,
    /// A seal delegation (S8).
    DelegationId,
    /// A range of numbers entrusted with a delegation.
    NumberRangeId,
    /// One number in the ledger.
    NumberId,
    /// A licence or permit as issued.
    CertificateId,
    /// The record of one run of the issue transaction: each check, its inputs, its outcome.
    DecisionId,
    /// A proof that the conditions promised by a date are met (S10).
    ReadinessId,
    /// A visit to the window (最多跑一趟, S27).
    VisitId,
    /// A supervision notice (督办通知, S26).
    SupervisionNoticeId,
    /// Something that inspection read (S26).
    InspectionReadId,
    /// A verification task (S14, S15).
    VerificationTaskId,
    /// A file that shows what a verification found.
    EvidenceId,
    /// An entry of the public register (S12).
    PublicationId,
    /// A report by the public against a published commitment (社会监督, S12).
    PublicReportId,
    /// A random draw of whom to inspect and by whom (双随机).
    DrawId,
    /// A bar on the commitment route (S19).
    BarId,
    /// An exclusion from applying after deceit (行政许可法 §78, §79).
    ExclusionId,
    /// A credit record (S19).
    CreditRecordId,
    /// A repair that was asked for (信用修复, S19).
    CreditRepairId,
    /// A credit platform's receipt for a record.
    CreditReceiptId,
    /// A step of a deadline up the chain of responsibility (S24).
    EscalationId,
    /// A finding of who answers for what (S20).
    LiabilityId,
    /// An official document (文书).
    OfficialDocumentId,
    /// A rectification order (整改, S16).
    RectificationId,
    /// An enforcement case (S17, S18).
    EnforcementCaseId,
    /// Something that came in on paper or by e-mail (S22).
    IntakeId,
    /// A batch of applications by electronic data interchange (S22).
    IntakeBatchId,
    /// Something to send on paper (S21).
    OutboundNoticeId,
    /// An event of the log.
    EventId,
    /// A department's subscription to the log.
    SubscriptionId,
    /// One event on its way to one subscriber.
    DeliveryId,
    /// A message to an applicant.
    MessageId,
    /// An announcement (S25).
    AnnouncementId,
}
