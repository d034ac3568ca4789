//! 吊销, 撤销 and 注销 each lie over what was before; setting one aside restores exactly that (S17, S18).

use kaiye_domain::{
    certificate::{Certificate, CertificateCheck, CertificateStatus, CheckStatus, Stop, Taking},
    id::EnforcementCaseId,
};
use uuid::Uuid;

use crate::{
    credit::certificate,
    hotel::{now, today},
};

fn case() -> EnforcementCaseId {
    Uuid::from_u128(9).into()
}

fn revoked() -> Certificate {
    certificate().revoke(case(), now()).expect("in force")
}

fn annulled() -> Certificate {
    revoked().annul(case(), now()).expect("revoked")
}

fn deregistered() -> Certificate {
    annulled().deregister(now()).expect("annulled")
}

fn seen(certificate: &Certificate) -> CheckStatus {
    CertificateCheck::of(certificate, today()).status
}

#[test]
fn what_falls_gives_back_what_it_took_and_nothing_else() {
    use CertificateStatus::{Annulled, Deregistered, Revoked, Valid};
    let after = |certificate: Certificate, falls: &[Taking]| {
        falls.iter().fold(certificate, |certificate, taking| certificate.restore(*taking)).status()
    };
    let (revocation, annulment) = (Taking::Revocation, Taking::Annulment);
    assert_eq!(after(revoked(), &[revocation]), Valid);
    assert_eq!(after(annulled(), &[annulment]), Revoked);
    assert_eq!(after(annulled(), &[revocation]), Annulled);
    assert_eq!(after(deregistered(), &[annulment]), Deregistered, "it is still revoked");
    assert_eq!(after(deregistered(), &[revocation]), Deregistered, "it is still annulled");
    for falls in [[revocation, annulment], [annulment, revocation]] {
        assert_eq!(after(annulled(), &falls), Valid);
        assert_eq!(after(deregistered(), &falls), Valid);
    }
    assert_eq!(deregistered().taken_by(), Some(case()));
    assert_eq!(certificate().taken_by(), None);
}

#[test]
fn each_step_has_its_place() {
    let refused = |result: Result<Certificate, kaiye_domain::refusal::Refusal>| result.expect_err("a refusal").code;
    assert_eq!(refused(certificate().deregister(now())), "certificate_not_ended");
    assert_eq!(refused(revoked().revoke(case(), now())), "certificate_not_in_force");
    assert_eq!(refused(annulled().annul(case(), now())), "certificate_not_in_force");
    assert_eq!(refused(deregistered().deregister(now())), "certificate_deregistered");
    assert_eq!(refused(revoked().open_case(case())), "certificate_not_in_force");
    let held = certificate().open_case(case()).expect("in force");
    assert_eq!(refused(held.clone().open_case(case())), "certificate_case_open");
    assert_eq!(refused(held.clone().replace(now(), Uuid::from_u128(5).into())), "certificate_under_enforcement");
    assert_eq!(held.close_case(case()), certificate());
}

#[test]
fn an_order_to_stop_closes_the_door_and_leaves_the_certificate_in_force() {
    let stop = Stop { case: case(), at: now(), document: "准市监责停〔2026〕1号".to_owned() };
    let stopped = certificate().order_stop(stop).expect("in force");
    assert_eq!((stopped.status(), seen(&stopped)), (CertificateStatus::Valid, CheckStatus::Stopped));
    assert!(!stopped.may_operate() && stopped.is_contested());
    // A revocation that is set aside does not lift the order that came before it.
    let again = stopped.clone().revoke(case(), now()).expect("in force");
    assert_eq!(seen(&again), CheckStatus::Revoked);
    assert_eq!(seen(&again.restore(Taking::Revocation)), CheckStatus::Stopped);
    let lifted = stopped.lift_stop().expect("stopped");
    assert_eq!((seen(&lifted), lifted.may_operate()), (CheckStatus::Valid, true));
    assert_eq!(lifted.lift_stop().expect_err("nothing to lift").code, "certificate_not_stopped");
}
