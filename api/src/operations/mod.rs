//! The order of steps of one transaction: load, domain step, save and events. No HTTP here; handlers and background
//! work call the same functions.

pub mod acceptance;
pub mod accounts;
pub mod announcements;
pub mod applications;
pub mod appraisal;
pub mod approvals;
pub mod calendar;
pub mod certificates;
pub mod clients;
pub mod commitments;
pub mod credit;
pub mod delegation;
pub mod designations;
pub mod documents;
pub mod dossier;
pub mod draws;
pub mod duty;
pub mod enforcement;
pub mod equal_treatment;
pub mod escalation;
pub mod exchange;
pub mod exclusions;
pub mod inspection;
pub mod intake;
pub mod issue;
pub mod item;
pub mod jurisdiction;
pub mod keys;
pub mod liability;
pub mod materials;
pub mod messages;
pub mod notices;
pub mod outbound;
pub mod promises;
pub mod readiness;
pub mod rectification;
pub mod register;
pub mod review;
pub mod sessions;
pub mod subscriptions;
pub mod supervision;
pub mod terms;
mod tx;
pub mod verification;
pub mod visits;

use kaiye_domain::refusal::{Reason, Refusal};
use kaiye_persistence::{StoreError, StoreErrorKind};
use serde_json::Value;
pub use tx::Tx;

use crate::render::RenderError;

/// Why a transaction was given up.
#[derive(Debug)]
pub enum Failure {
    /// A rule said no.
    Refused(Refusal),
    /// The store said no.
    Store(StoreError),
}

/// What operations give back.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A rule of this program's own order of steps said no.
    pub fn refused(reason: impl Reason) -> Self {
        Self::Refused(reason.into())
    }

    /// Whether there is no such thing within the caller's reach.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Store(error) if *error.kind() == StoreErrorKind::NotFound)
    }

    /// There is no such thing.
    pub fn not_found() -> Self {
        Self::Store(StoreError::new(StoreErrorKind::NotFound, "no such thing"))
    }

    /// A line for the operator at the command line: the code, and each field at fault.
    pub fn told(&self) -> String {
        match self {
            Self::Refused(refusal) => {
                let faults = refusal.faults.iter().map(|fault| format!(" {}={}", fault.pointer, fault.code));
                format!("{}{}", refusal.code, faults.collect::<String>())
            }
            Self::Store(error) => error.context().to_owned(),
        }
    }

    /// Words for the log.
    pub fn context(&self) -> &str {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Store(error) => error.context(),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A template that passed the check and cannot be filled in all the same: nothing that a caller could mend.
impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        StoreError::new(StoreErrorKind::Internal, error.to_string()).into()
    }
}

/// What events and documents of one kind say alike, with what is particular to one of them.
fn with(mut alike: Value, particular: Value) -> Value {
    if let (Some(alike), Value::Object(particular)) = (alike.as_object_mut(), particular) {
        alike.extend(particular);
    }
    alike
}
