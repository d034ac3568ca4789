//! Credit records by the shipped policy (S19): classes and their times, what ends them, and whom they bar.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use kaiye_domain::{
    application::{ChosenRoute, SubjectRole},
    bar::BarCause,
    catalogue::ItemKind,
    certificate::{Certificate, CertificateState, Face, Operativity},
    credit::{Breach, CreditClass, CreditRecord, CreditStatus, GroundKind},
    policy::{BarPolicy, Policy},
};
use strum::IntoEnumIterator;
use uuid::Uuid;

use crate::hotel::{now, today, zone};

pub(crate) fn certificate() -> Certificate {
    let id = Uuid::from_u128;
    Certificate {
        id: id(1).into(),
        application: id(2).into(),
        requested_item: id(3).into(),
        item_code: "catering_permit".to_owned(),
        item_version: 1,
        kind: ItemKind::Permit,
        number: "JY1".to_owned(),
        identifier: "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"
            .parse()
            .expect("an identifier"),
        check_code: "0".repeat(26),
        issuer: "market_supervision_branch".to_owned(),
        supervisor: "market_supervision_branch".to_owned(),
        delegation: id(4).into(),
        division: "652327".to_owned(),
        owner: id(7),
        route: ChosenRoute::Commitment,
        face: Face {
            title: "食品经营许可证".to_owned(),
            number: "JY1".to_owned(),
            holder_name: "好味道".to_owned(),
            holder_uscc: "91350100M000100Y43".to_owned(),
            operator_name: "古丽".to_owned(),
            business_kind: "individual_business".to_owned(),
            address: "五彩湾镇幸福路12号".to_owned(),
            scope: "餐饮服务".to_owned(),
            capital: None,
            authority: "准东开发区市场监督管理分局".to_owned(),
            seal_image_hash: None,
            delegation_instrument: "准市监委〔2026〕1号".to_owned(),
            issued_on: today(),
            valid_from: today(),
            valid_to: None,
        },
        valid_from: today(),
        valid_to: None,
        issued_at: now(),
        state: CertificateState::Valid,
        operativity: Operativity::start(Vec::new(), Vec::new(), now()),
        deemed_renewals: Vec::new(),
        case: None,
        stop: None,
    }
}

pub(crate) fn breach(kind: GroundKind) -> Breach {
    Breach {
        case: Uuid::from_u128(9).into(),
        kind,
        cause: BarCause::BrokenCommitment,
        clauses: vec!["2".to_owned()],
        department: "market_supervision_branch".to_owned(),
        document: format!("准市监〔2026〕{kind}"),
    }
}

pub(crate) fn record(kind: GroundKind, policy: &Policy) -> CreditRecord {
    let roles = vec![SubjectRole::Business, SubjectRole::Operator];
    CreditRecord::of(Uuid::from_u128(8).into(), &certificate(), roles, &breach(kind), policy, now())
}

fn on(months: u32) -> NaiveDate {
    today() + Months::new(months)
}

fn later(days: i64) -> DateTime<Utc> {
    now() + TimeDelta::days(days)
}

#[test]
fn each_class_has_its_times() {
    let policy = zone().policy;
    let of = |kind| record(kind, &policy);
    let times = |kind| (of(kind).class(), of(kind).repairable_from(), of(kind).public_to());
    assert_eq!(times(GroundKind::Warned), (CreditClass::Minor, today(), on(3)));
    for kind in [GroundKind::Fined, GroundKind::Stopped] {
        assert_eq!(times(kind), (CreditClass::Ordinary, on(3), on(12)));
    }
    for kind in [GroundKind::Revoked, GroundKind::AnnulledForDeceit] {
        assert_eq!(times(kind), (CreditClass::Serious, on(12), on(36)));
    }
    assert!(GroundKind::iter().all(|kind| of(kind).public_from() == today()));
}

#[test]
fn a_further_decision_of_the_case_makes_the_record_graver_and_its_fall_lighter_again() {
    let policy = zone().policy;
    let stopped = record(GroundKind::Stopped, &policy);
    let deceit = Breach { cause: BarCause::FalseCommitment, ..breach(GroundKind::AnnulledForDeceit) };
    let both = stopped.clone().rest_on(&deceit, &policy, later(10)).expect("published");
    assert_eq!((both.class(), both.cause()), (CreditClass::Serious, BarCause::FalseCommitment));
    assert_eq!(both.public_to(), (later(10).date_naive()) + Months::new(36));
    let lighter = both.set_aside(&breach(GroundKind::AnnulledForDeceit).document, later(20)).expect("it rests on it");
    assert_eq!((lighter.class(), lighter.cause()), (stopped.class(), stopped.cause()));
    assert_eq!((lighter.status(), lighter.public_to()), (CreditStatus::Published, stopped.public_to()));
    let again = lighter
        .clone()
        .set_aside(&breach(GroundKind::AnnulledForDeceit).document, later(21))
        .expect_err("it fell before");
    assert_eq!(again.code, "credit_no_such_ground");
    let nothing = lighter.set_aside(&breach(GroundKind::Stopped).document, later(22)).expect("it rests on it");
    assert_eq!((nothing.status(), nothing.bars()), (CreditStatus::Withdrawn, None));
    assert_eq!(nothing.rest_on(&deceit, &policy, later(23)).expect_err("withdrawn").code, "credit_not_published");
}

#[test]
fn time_ends_the_publication_and_not_the_bar() {
    let policy = zone().policy;
    let record = record(GroundKind::Warned, &policy);
    let early = record.clone().end(on(3), now()).expect_err("the last day counts");
    assert_eq!(early.code, "credit_not_due");
    let ended = record.end(on(3).succ_opt().expect("a day"), now()).expect("over");
    assert_eq!((ended.status(), ended.bars()), (CreditStatus::Ended, Some(BarCause::BrokenCommitment)));
    assert_eq!(ended.end(on(40), now()).expect_err("once").code, "credit_not_published");
}

#[test]
fn a_record_keeps_the_policy_it_was_made_under() {
    let mut policy = zone().policy;
    assert_eq!(record(GroundKind::Revoked, &policy).bar, BarPolicy::UntilRepair);
    policy.bar.value = BarPolicy::Permanent;
    assert_eq!(record(GroundKind::Revoked, &policy).bar, BarPolicy::Permanent);
}
