//! Which tasks are pressing, and why.

use uuid::Uuid;

use super::{assigned, id, task};
use crate::{
    catalogue::ItemRisk,
    policy::RiskPoints,
    verification::{
        FindingResult, Priority, RiskFactor, RiskFacts, RiskReason, VerificationKind, VerificationTask, reckon_open,
    },
};

const POINTS: RiskPoints = RiskPoints {
    high_risk_item: 30,
    mismatch: 20,
    complaint: 25,
    missed_date: 20,
    missing_material: 10,
    counted_at_most: 3,
};

fn other(number: u128, of: VerificationTask) -> VerificationTask {
    VerificationTask { id: id(number).into(), ..of }
}

/// A task about another certificate in which a clause was found so.
fn concluded(number: u128, result: FindingResult) -> VerificationTask {
    let mut task = other(number, assigned());
    task.certificate = id(100 + number).into();
    for clause in ["1", "2"] {
        let photo = super::photo(7);
        if task.evidence.is_empty() {
            task = task.add_evidence(photo).expect("a photo");
        }
        task = task.find(clause, result, super::seen(&[7])).expect("found");
    }
    task.conclude(None, Uuid::nil(), super::at(40)).expect("concluded")
}

#[test]
fn each_reason_is_told_with_what_it_adds() {
    let facts = RiskFacts { kind: VerificationKind::MissedDate, item: ItemRisk::High, mismatches: 2, complaints: 1 };
    let reason = |factor, count, points| RiskReason { factor, count, points };
    let reasons = vec![
        reason(RiskFactor::HighRiskItem, 1, 30),
        reason(RiskFactor::EarlierMismatch, 2, 40),
        reason(RiskFactor::Complaint, 1, 25),
        reason(RiskFactor::MissedDate, 1, 20),
    ];
    assert_eq!(Priority::of(facts, &POINTS), Priority { score: 115, reasons });
    let plain =
        RiskFacts { kind: VerificationKind::Commitment, item: ItemRisk::Ordinary, mismatches: 0, complaints: 0 };
    assert_eq!(Priority::of(plain, &POINTS), Priority::default());
}

#[test]
fn what_comes_again_and_again_counts_only_so_often() {
    let facts = |mismatches| RiskFacts {
        kind: VerificationKind::Commitment,
        item: ItemRisk::Ordinary,
        mismatches,
        complaints: 0,
    };
    assert_eq!(Priority::of(facts(3), &POINTS).score, 60);
    assert_eq!(Priority::of(facts(300), &POINTS).score, 60);
}

#[test]
fn a_holders_history_counts_and_groundless_reports_do_not() {
    let own = task(VerificationKind::Commitment);
    let report = other(3, task(VerificationKind::PublicReport));
    let mut groundless = concluded(4, FindingResult::Kept);
    (groundless.kind, groundless.certificate) = (VerificationKind::PublicReport, own.certificate);
    let elsewhere = VerificationTask { certificate: id(77).into(), ..other(5, task(VerificationKind::PublicReport)) };
    let of_holder = [own.clone(), report, groundless, elsewhere, concluded(6, FindingResult::NotKept)];
    let facts = RiskFacts::of(&own, ItemRisk::Ordinary, &of_holder);
    assert_eq!((facts.mismatches, facts.complaints), (1, 1));
    let reckoned = reckon_open(&of_holder, |_| ItemRisk::Ordinary, &POINTS);
    let scores: Vec<_> = reckoned.iter().map(|(task, priority)| (task.0.as_u128(), priority.score)).collect();
    assert_eq!(scores, [(1, 45), (3, 45), (5, 45)], "the concluded ones are done");
}
