//! Equal treatment (S11): how often holders by commitment and holders by the ordinary route are inspected, found against
//! and sanctioned. Licences are left out, which nobody commits to; and so is what only a commitment brings, the checks of
//! the commitments themselves, which are shown apart.

use serde::{Deserialize, Serialize};

use crate::{
    application::ChosenRoute,
    verification::{Verdict, VerificationKind},
};

/// What is counted.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// Certificates whose term touches the period.
    Certificates,
    /// Checks that any holder may have: on site, drawn at random, or brought by a report.
    #[default]
    Inspections,
    /// Of those, the ones that found something against the holder.
    Mismatches,
    /// Cases that ended in a sanction of the holder which stands: a penalty, an order to stop, 吊销 or 撤销. Each is one
    /// credit record (S19), however often it was decided.
    Sanctions,
    /// Checks of the commitments themselves: what S11 leaves apart.
    CommitmentChecks,
}

/// Which tasks are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedTasks {
    /// Of these kinds.
    pub kinds: Vec<VerificationKind>,
    /// That came to this.
    pub verdict: Option<Verdict>,
}

/// What a measure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// Certificates.
    Certificates,
    /// Tasks that came about in the period.
    Tasks(CountedTasks),
    /// Credit records of the period, but those that were withdrawn.
    CreditRecords,
}

impl Measure {
    /// What it counts.
    pub fn counted(self) -> Counted {
        use VerificationKind as Kind;
        let tasks = |kinds: &[Kind], verdict| Counted::Tasks(CountedTasks { kinds: kinds.to_vec(), verdict });
        const OF_ANYBODY: &[Kind] = &[Kind::SiteCheck, Kind::Inspection, Kind::PublicReport];
        match self {
            Self::Certificates => Counted::Certificates,
            Self::Sanctions => Counted::CreditRecords,
            Self::Inspections => tasks(OF_ANYBODY, None),
            Self::Mismatches => tasks(OF_ANYBODY, Some(Verdict::Mismatch)),
            Self::CommitmentChecks => tasks(&[Kind::Commitment, Kind::MissedDate, Kind::MissingMaterial], None),
        }
    }
}

/// The routes that are compared: a filing ends in no certificate.
pub const COMPARED: [ChosenRoute; 2] = [ChosenRoute::Commitment, ChosenRoute::Ordinary];

/// So many for each hundred certificates, to two places; none where there is no certificate.
pub fn per_hundred(count: i64, certificates: i64) -> Option<f64> {
    (certificates > 0).then(|| (count as f64 * 10_000.0 / certificates as f64).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn every_kind_of_check_is_counted_once() {
        let kinds = |measure: Measure| match measure.counted() {
            Counted::Tasks(tasks) => tasks.kinds,
            Counted::Certificates | Counted::CreditRecords => Vec::new(),
        };
        let counted: Vec<&str> =
            [Measure::Inspections, Measure::CommitmentChecks].into_iter().flat_map(kinds).map(Into::into).collect();
        let all: BTreeSet<&str> = VerificationKind::iter().map(Into::into).collect();
        assert_eq!((counted.iter().copied().collect::<BTreeSet<_>>(), counted.len()), (all.clone(), all.len()));
    }

    #[test]
    fn a_rate_is_of_a_hundred_certificates() {
        assert_eq!((per_hundred(1, 3), per_hundred(5, 5), per_hundred(2, 0)), (Some(33.33), Some(100.0), None));
    }
}
