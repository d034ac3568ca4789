//! Whether the holder may open (S10): a certificate given on a promise for later is dormant (领证、暂不得营业) until the
//! promise is proved, and until the permits it builds on are operative.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Certificate, CertificateState};
use crate::id::CertificateId;

/// A clause promised by a day and not yet proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenClause {
    /// Number of the clause.
    pub clause: String,
    /// The day promised.
    pub due: NaiveDate,
}

/// Whether and since when the holder may open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "operative", rename_all = "snake_case")]
pub enum Operativity {
    /// Yes.
    Operative {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// Not yet: 领证、暂不得营业.
    Dormant {
        /// Clauses promised by a day and not yet proved.
        clauses: Vec<OpenClause>,
        /// Items it builds on that are not operative yet.
        awaiting: Vec<String>,
    },
}

impl Operativity {
    /// How it starts: operative when nothing is open.
    pub fn start(clauses: Vec<OpenClause>, awaiting: Vec<String>, at: DateTime<Utc>) -> Self {
        if clauses.is_empty() && awaiting.is_empty() {
            Self::Operative { since: at }
        } else {
            Self::Dormant { clauses, awaiting }
        }
    }

    /// Whether the holder may open.
    pub fn is_operative(&self) -> bool {
        matches!(self, Self::Operative { .. })
    }

    /// Clauses still open.
    pub fn open_clauses(&self) -> &[OpenClause] {
        match self {
            Self::Operative { .. } => &[],
            Self::Dormant { clauses, .. } => clauses,
        }
    }

    /// Codes of the items that it waits for.
    pub fn awaiting(&self) -> &[String] {
        match self {
            Self::Operative { .. } => &[],
            Self::Dormant { awaiting, .. } => awaiting,
        }
    }

    /// Whether it waits for an item to become operative.
    pub fn awaits(&self, item_code: &str) -> bool {
        self.awaiting().iter().any(|code| code == item_code)
    }

    /// The clauses that were due by a day and are still open.
    pub fn open_by(&self, day: NaiveDate) -> Vec<String> {
        self.open_clauses().iter().filter(|open| open.due <= day).map(|open| open.clause.clone()).collect()
    }

    /// Days by which something was promised moved, each to its new one.
    pub fn put_off(self, days: &BTreeMap<NaiveDate, NaiveDate>) -> Self {
        match self {
            Self::Dormant { clauses, awaiting } => {
                let moved =
                    |open: OpenClause| OpenClause { due: days.get(&open.due).copied().unwrap_or(open.due), ..open };
                Self::Dormant { clauses: clauses.into_iter().map(moved).collect(), awaiting }
            }
            operative => operative,
        }
    }

    /// These clauses are proved.
    pub fn prove(self, proved: &[String], at: DateTime<Utc>) -> Self {
        match self {
            Self::Dormant { clauses, awaiting } => {
                let clauses = clauses.into_iter().filter(|open| !proved.contains(&open.clause)).collect();
                Self::start(clauses, awaiting, at)
            }
            operative => operative,
        }
    }

    /// An item it builds on has become operative.
    pub fn unblock(self, item_code: &str, at: DateTime<Utc>) -> Self {
        match self {
            Self::Dormant { clauses, awaiting } => {
                let awaiting = awaiting.into_iter().filter(|code| code != item_code).collect();
                Self::start(clauses, awaiting, at)
            }
            operative => operative,
        }
    }
}

/// Lets what has become operative unblock what builds on it, and that what builds on it in turn (S9): each certificate
/// awaits items of the same holder. Gives the certificates that changed.
pub fn unblock_dependents(certificates: &mut [Certificate], at: DateTime<Utc>) -> Vec<CertificateId> {
    let mut changed = Vec::new();
    loop {
        let operative: Vec<String> = certificates
            .iter()
            .filter(|it| it.state == CertificateState::Valid && it.may_operate())
            .map(|it| it.item_code.clone())
            .collect();
        let before = changed.len();
        for certificate in certificates.iter_mut() {
            for code in &operative {
                if certificate.operativity.awaits(code) {
                    certificate.operativity = certificate.operativity.clone().unblock(code, at);
                    changed.push(certificate.id);
                }
            }
        }
        if changed.len() == before {
            changed.sort();
            changed.dedup();
            return changed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_when_the_last_thing_is_there() {
        let at = DateTime::UNIX_EPOCH;
        let clause = OpenClause { clause: "2".into(), due: NaiveDate::from_ymd_opt(2026, 7, 1).unwrap() };
        let start = Operativity::start(vec![clause], vec!["fire_check".into()], at);
        assert!(!start.is_operative());
        let proved = start.prove(&["2".into()], at);
        assert!(!proved.is_operative());
        assert!(proved.unblock("fire_check", at).is_operative());
    }
}
