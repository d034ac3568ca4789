//! How the store says no. The kind is for callers; the context is for the log and never leaves the process, which is why
//! the pair has no `Display`.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::backend::{constraint_of, says_busy, says_gone, says_unstorable};

/// What went wrong, as far as a caller may care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreErrorKind {
    /// Too many at once; the same call may succeed in a moment.
    Busy,
    /// The database or the object store cannot be reached.
    Unavailable,
    /// It exists already: the named unique constraint says no.
    Conflict {
        /// The constraint, by the name it has in both migrations.
        constraint: String,
    },
    /// Changed by somebody else since the caller read it.
    Stale,
    /// No such row, or none within the caller's reach.
    NotFound,
    /// A value that the database's types cannot hold.
    Unstorable,
    /// What is stored cannot be understood.
    Corrupt,
    /// A mistake of this program.
    Internal,
}

/// An error of the store.
#[derive(Debug)]
pub struct StoreError {
    kind: StoreErrorKind,
    context: String,
}

/// What the store's functions give back.
pub type StoreResult<T> = Result<T, StoreError>;

impl StoreError {
    /// An error of this kind; the context is for the log.
    pub fn new(kind: StoreErrorKind, context: impl Into<String>) -> Self {
        Self { kind, context: context.into() }
    }

    /// What went wrong.
    pub fn kind(&self) -> &StoreErrorKind {
        &self.kind
    }

    /// Words for the log.
    pub fn context(&self) -> &str {
        &self.context
    }

    /// Whether the named unique constraint was violated.
    pub fn is_conflict_on(&self, name: &str) -> bool {
        matches!(&self.kind, StoreErrorKind::Conflict { constraint } if constraint == name)
    }

    /// No such row, or none within reach.
    pub fn not_found(what: &str) -> Self {
        Self::new(StoreErrorKind::NotFound, format!("no such {what}"))
    }

    pub(crate) fn stale(what: &str) -> Self {
        Self::new(StoreErrorKind::Stale, format!("{what}: changed since it was read"))
    }

    /// What is stored cannot be understood.
    pub fn corrupt(context: impl Into<String>) -> Self {
        Self::new(StoreErrorKind::Corrupt, context)
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        use StoreErrorKind::*;
        let kind = match &error {
            DieselError::NotFound => NotFound,
            DieselError::DeserializationError(_) => Corrupt,
            DieselError::DatabaseError(kind, information) => match kind {
                DatabaseErrorKind::UniqueViolation => Conflict { constraint: constraint_of(information.as_ref()) },
                DatabaseErrorKind::SerializationFailure => Busy,
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Unavailable,
                _ if says_busy(information.message()) => Busy,
                _ if says_gone(information.message()) => Unavailable,
                _ if says_unstorable(information.message()) => Unstorable,
                _ => Internal,
            },
            DieselError::BrokenTransactionManager => Unavailable,
            _ => Internal,
        };
        Self::new(kind, error.to_string())
    }
}
