//! Why a step on a certificate is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a certificate and its proofs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateReason {
    /// Its term is not over.
    NotDue,
    /// It is not in force.
    NotInForce,
    /// No clause of it is open.
    NothingOpen,
    /// The proof was decided before.
    ProofDecided,
    /// The issuing authority has no code yet that an identifier could name (GB/T 36904).
    AuthorityWithoutCode,
    /// A case is open against it already.
    CaseOpen,
    /// An order to stop is in force already.
    Stopped,
    /// No order to stop is in force.
    NotStopped,
    /// A case is open against it or an order to stop is in force: it is not changed or renewed meanwhile.
    UnderEnforcement,
    /// The register was closed before.
    Deregistered,
    /// It has neither expired nor been revoked or annulled: the register stays open.
    NotEnded,
    /// The caller's department neither grants nor supervises it.
    NotTheDepartments,
    /// The caller is not the head of the department that granted it.
    NotTheGrantors,
}

impl Reason for CertificateReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotDue => "certificate_not_due",
            Self::NotInForce => "certificate_not_in_force",
            Self::NothingOpen => "certificate_nothing_open",
            Self::ProofDecided => "readiness_decided",
            Self::AuthorityWithoutCode => "authority_without_code",
            Self::CaseOpen => "certificate_case_open",
            Self::Stopped => "certificate_stopped",
            Self::NotStopped => "certificate_not_stopped",
            Self::UnderEnforcement => "certificate_under_enforcement",
            Self::Deregistered => "certificate_deregistered",
            Self::NotEnded => "certificate_not_ended",
            Self::NotTheDepartments => "certificate_not_the_departments",
            Self::NotTheGrantors => "certificate_not_the_grantors",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheDepartments | Self::NotTheGrantors => RefusalKind::Forbidden,
            _ => RefusalKind::State,
        }
    }
}
