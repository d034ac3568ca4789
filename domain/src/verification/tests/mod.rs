//! A task from receipt to verdict.

mod priority;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::*;
use crate::{
    account::{Account, AccountStatus},
    actor::{Actor, ActorKind, Role},
    id::{AccountId, EvidenceId},
    refusal::Refusal,
    time::SuspensionGround,
};

fn at(hour: i64) -> DateTime<Utc> {
    "2025-06-03T02:00:00Z".parse::<DateTime<Utc>>().expect("an instant") + TimeDelta::hours(hour)
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn task(kind: VerificationKind) -> VerificationTask {
    VerificationTask {
        id: id(1).into(),
        kind,
        department: "fire_brigade".to_owned(),
        certificate: id(2).into(),
        item_code: "fire_check".to_owned(),
        clauses: vec!["1".to_owned(), "2".to_owned()],
        material_code: None,
        limits: Vec::new(),
        available_at: at(0),
        receipts: Vec::new(),
        evidence: Vec::new(),
        findings: Vec::new(),
        early_opening: None,
        state: VerificationState::Open,
    }
}

fn receipt(way: ReceiptWay, had: i64, noted: i64) -> Receipt {
    Receipt { way, at: at(had), recorded_at: at(noted), by: Uuid::nil(), reference: None }
}

fn officer(number: u128) -> Candidate {
    let account = Account {
        id: AccountId(id(number)),
        login: number.to_string(),
        name: "示例".to_owned(),
        roles: BTreeSet::from([Role::Supervisor]),
        department: Some("fire_brigade".to_owned()),
        county: None,
        status: AccountStatus::Active,
    };
    Candidate { id: id(number), account: Some(account) }
}

fn seen(evidence: &[u128]) -> Sighting {
    Sighting {
        place: Some("五彩湾镇".to_owned()),
        at: at(30),
        note: "现场查看".to_owned(),
        evidence: evidence.iter().map(|it| EvidenceId(id(*it))).collect(),
        by: id(11),
        recorded_at: at(31),
    }
}

fn photo(number: u128) -> Evidence {
    Evidence {
        id: EvidenceId(id(number)),
        file_name: "a.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 1,
        digest: "sha256:00".to_owned(),
        by: id(11),
        at: at(30),
    }
}

fn assigned() -> VerificationTask {
    let task = task(VerificationKind::Commitment);
    task.assign(&[officer(11), officer(12)], CheckMethod::OnSite, id(11), at(20)).expect("assigned")
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>, code: &str) -> Vec<(String, &'static str)> {
    let refusal = result.expect_err("is refused");
    assert_eq!(refusal.code, code);
    refusal.faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

#[test]
fn the_earliest_receipt_counts_whenever_it_becomes_known() {
    let deemed = task(VerificationKind::Commitment).receive(receipt(ReceiptWay::Deemed, 72, 80)).expect("deemed");
    assert!(!deemed.was_truly_received());
    let later = deemed.receive(receipt(ReceiptWay::Acknowledged, 90, 90)).expect("acknowledged");
    assert_eq!(later.receipt().map(|it| it.way), Some(ReceiptWay::Deemed));
    let earlier = later.receive(receipt(ReceiptWay::Answered, 1, 100)).expect("answered");
    assert_eq!(earlier.receipt().map(|it| (it.way, it.at)), Some((ReceiptWay::Answered, at(1))));
    assert!(earlier.was_truly_received());
    refused(earlier.clone().receive(receipt(ReceiptWay::Answered, 0, 101)), "verification_received");
    let received = task(VerificationKind::Commitment).receive(receipt(ReceiptWay::Fetched, 1, 1)).expect("fetched");
    refused(received.receive(receipt(ReceiptWay::Deemed, 72, 80)), "verification_received");
}

#[test]
fn a_receipt_lies_between_availability_and_now() {
    let task = || task(VerificationKind::Commitment);
    let faults = refused(task().receive(receipt(ReceiptWay::Acknowledged, 2, 1)), "content_invalid");
    assert_eq!(faults, [("/received_at".to_owned(), "in_the_future")]);
    let faults = refused(task().receive(receipt(ReceiptWay::Acknowledged, -1, 1)), "content_invalid");
    assert_eq!(faults, [("/received_at".to_owned(), "before_it_was_available")]);
}

#[test]
fn a_department_cannot_backdate_away_its_being_late() {
    assert_eq!(receipt(ReceiptWay::Acknowledged, 1, 100).done_at(), at(100));
    assert_eq!(receipt(ReceiptWay::Answered, 1, 100).done_at(), at(1));
}

#[test]
fn a_site_takes_two_officers_of_the_department() {
    let site = || task(VerificationKind::SiteCheck);
    let faults = refused(site().assign(&[officer(11)], CheckMethod::Documents, id(1), at(1)), "content_invalid");
    assert_eq!(faults, [("/method".to_owned(), "on_site_needed")]);
    let faults = refused(site().assign(&[officer(11)], CheckMethod::OnSite, id(1), at(1)), "content_invalid");
    assert_eq!(faults, [("/officer_ids".to_owned(), "too_few_officers")]);
    let mut stranger = officer(12);
    stranger.account.as_mut().expect("an account").department = Some("public_security".to_owned());
    let unknown = Candidate { id: id(13), account: None };
    let mut closed = officer(14);
    closed.account.as_mut().expect("an account").status = AccountStatus::Closed;
    let all = [officer(11), stranger, unknown, closed, officer(11)];
    let faults = refused(site().assign(&all, CheckMethod::OnSite, id(1), at(1)), "content_invalid");
    let codes: Vec<_> = faults.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    assert_eq!(
        codes,
        [
            ("/officer_ids/1", "not_its_officer"),
            ("/officer_ids/2", "not_its_officer"),
            ("/officer_ids/3", "not_its_officer"),
            ("/officer_ids/4", "duplicate"),
        ]
    );
    assert!(site().assign(&[officer(11), officer(12)], CheckMethod::OnSite, id(1), at(1)).is_ok());
}

#[test]
fn only_what_is_shown_goes_against_the_business() {
    let task = assigned();
    let faults = refused(task.clone().find("1", FindingResult::NotKept, seen(&[])), "content_invalid");
    assert_eq!(faults, [("/evidence_ids".to_owned(), "required")]);
    let faults = refused(task.clone().find("9", FindingResult::False, seen(&[7])), "content_invalid");
    assert_eq!(faults, [("/evidence_ids/0".to_owned(), "not_in_the_task"), ("/clause".to_owned(), "not_in_the_task")]);
    let nowhere = Sighting { place: None, ..seen(&[]) };
    let faults = refused(task.find("1", FindingResult::Kept, nowhere), "content_invalid");
    assert_eq!(faults, [("/place".to_owned(), "required")]);
}

#[test]
fn the_verdict_follows_from_the_findings_that_count() {
    let task = assigned().add_evidence(photo(7)).expect("a photo");
    let half = task.find("1", FindingResult::False, seen(&[7])).expect("found");
    refused(half.clone().conclude(None, id(11), at(40)), "verification_points_open");
    let whole = half.find("2", FindingResult::NotApplicable, seen(&[])).expect("found");
    let concluded = whole.clone().conclude(None, id(11), at(40)).expect("concluded");
    assert_eq!(concluded.state.verdict(), Some(Verdict::Mismatch));
    assert!(concluded.shows_deceit());
    refused(concluded.receive(receipt(ReceiptWay::Answered, 1, 50)), "verification_concluded");
    // Looked at again before the conclusion: the last finding of a clause counts, the earlier stays readable.
    let mended = whole.find("1", FindingResult::Kept, seen(&[])).expect("found");
    assert_eq!(mended.findings.len(), 3);
    let concluded = mended.conclude(None, id(11), at(40)).expect("concluded");
    assert_eq!(concluded.state.verdict(), Some(Verdict::Kept));
}

#[test]
fn while_its_clock_stands_still_nothing_is_found() {
    let stopped = assigned().suspend(SuspensionGround::Testing, "送检".to_owned(), at(21)).expect("suspended");
    refused(stopped.clone().find("1", FindingResult::Kept, seen(&[])), "verification_suspended");
    refused(stopped.clone().suspend(SuspensionGround::Testing, "送检".to_owned(), at(22)), "verification_suspended");
    let going = stopped.resume().expect("resumed");
    refused(going.clone().resume(), "verification_not_suspended");
    assert!(going.find("1", FindingResult::Kept, seen(&[])).is_ok());
}

#[test]
fn its_officers_and_their_head_work_it() {
    let actor = |number, role, department: &str| Actor {
        kind: ActorKind::Account,
        id: id(number),
        roles: BTreeSet::from([role]),
        department: Some(department.to_owned()),
        county: None,
        scopes: None,
    };
    let task = assigned();
    assert!(task.require_officer(&actor(11, Role::Supervisor, "fire_brigade")).is_ok());
    assert!(task.require_officer(&actor(99, Role::Approver, "fire_brigade")).is_ok());
    let colleague = actor(13, Role::Supervisor, "fire_brigade");
    refused(task.require_officer(&colleague), "verification_not_its_officer");
    assert_eq!(
        task.actions(&colleague),
        [VerificationAction::AcknowledgeVerificationTask, VerificationAction::AssignVerificationTask]
    );
    let police = actor(11, Role::Approver, "public_security");
    refused(task.require_officer(&police), "verification_not_the_departments");
    assert!(task.actions(&police).is_empty());
    let inspector = actor(11, Role::Inspector, "fire_brigade");
    assert!(task.actions(&inspector).is_empty());
}
