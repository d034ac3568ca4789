//! Every operation that changes something appends its event (design §4), proven by table: a walk through all of them
//! looks at the log after each step.

mod enforcement;
mod intake;
mod subscriptions;
mod supervision;
mod walk;
mod witness;

use std::collections::BTreeSet;

use super::spec::operations;

/// Operation, and the types of the events that it appends at least.
const EVENTS: &[(&str, &[&str])] = &[
    ("create_notice", &["notice.served"]),
    ("create_application", &["application.created"]),
    ("update_application", &["application.updated"]),
    ("add_material", &["material.added"]),
    ("sign_commitment", &["commitment.signed"]),
    ("withdraw_commitment", &["commitment.withdrawn"]),
    ("submit_application", &["application.submitted"]),
    ("withdraw_application", &["application.withdrawn"]),
    ("accept_application", &["application.accepted", "document.issued"]),
    ("decline_application", &["application.declined"]),
    ("request_correction", &["application.correction_requested"]),
    ("open_joint_review", &["review.opened"]),
    ("record_handover", &["review.handed_over"]),
    ("give_opinion", &["review.opinion_given"]),
    ("close_joint_review", &["review.closed"]),
    ("decide_item", &["item.decided"]),
    ("suspend_item", &["item.suspended"]),
    ("resume_item", &["item.resumed"]),
    ("extend_item", &["item.extended"]),
    ("issue_application", &["application.issued", "certificate.issued", "document.issued", "verification.created"]),
    ("submit_readiness", &["certificate.readiness_submitted"]),
    ("confirm_readiness", &["certificate.readiness_confirmed", "certificate.operative"]),
    ("acknowledge_escalation", &["escalation.acknowledged"]),
    ("acknowledge_verification_task", &["verification.received"]),
    ("acknowledge_verification_tasks", &["verification.received"]),
    ("assign_verification_task", &["verification.assigned"]),
    ("apply_credit_repair", &["credit.repair_requested"]),
    ("decide_credit_repair", &["credit.repaired"]),
    ("record_credit_receipt", &["credit.receipt_recorded"]),
    ("add_evidence", &["verification.evidence_added"]),
    ("record_finding", &["verification.finding_recorded"]),
    ("record_early_opening", &["verification.early_opening_recorded"]),
    ("acknowledge_events", &["verification.received"]),
    ("suspend_verification_task", &["verification.suspended"]),
    ("resume_verification_task", &["verification.resumed"]),
    ("conclude_verification_task", &["verification.concluded"]),
    ("create_rectification", &["rectification.ordered", "document.issued"]),
    ("extend_rectification", &["rectification.extended", "document.issued"]),
    ("submit_rectification", &["rectification.submitted"]),
    ("recheck_rectification", &["rectification.not_mended", "document.issued"]),
    ("open_enforcement_case", &["enforcement.case_opened", "document.issued"]),
    ("order_stop", &["certificate.stopped", "document.issued"]),
    ("lift_stop", &["certificate.stop_lifted", "document.issued"]),
    ("offer_hearing", &["enforcement.hearing_offered", "document.issued"]),
    ("request_hearing", &["enforcement.hearing_requested"]),
    ("record_hearing", &["enforcement.hearing_held", "document.issued"]),
    ("record_penalty", &["enforcement.penalised", "document.issued", "publication.published", "credit.recorded"]),
    ("revoke_certificate", &["certificate.revoked", "document.issued", "publication.published", "credit.extended"]),
    ("send_letter", &["enforcement.letter_sent", "document.issued"]),
    ("acknowledge_letter", &["enforcement.letter_acknowledged", "document.issued"]),
    ("annul_certificate", &["certificate.annulled", "document.issued", "publication.published"]),
    ("deregister_certificate", &["certificate.deregistered", "document.issued"]),
    ("object_to_decision", &["enforcement.objection_made"]),
    ("decide_objection", &["enforcement.objection_decided", "document.issued"]),
    ("close_enforcement_case", &["enforcement.case_closed", "document.issued"]),
    ("create_delegation", &["delegation.created"]),
    ("deposit_seal_image", &["delegation.seal_deposited"]),
    ("publish_delegation", &["delegation.published"]),
    ("revoke_delegation", &["delegation.revoked"]),
    ("void_number", &["number.voided"]),
    ("return_numbers", &["numbers.returned"]),
    ("set_designation", &["designation.made"]),
    ("import_calendar", &["calendar.imported"]),
    ("create_account", &["account.opened"]),
    ("update_account", &["account.changed"]),
    ("update_contact", &["account.contact_changed"]),
    ("create_announcement", &["announcement.drawn_up"]),
    ("update_announcement", &["announcement.changed"]),
    ("create_client", &["client.registered"]),
    ("update_client", &["client.changed"]),
    ("replace_client_secret", &["client.secret_replaced"]),
    ("create_session", &["account.signed_in"]),
    ("delete_session", &["account.signed_out"]),
    ("draw_inspection", &["inspection.drawn", "verification.created", "verification.assigned"]),
    ("create_public_report", &["verification.created", "public_report.filed"]),
    ("create_subscription", &["subscription.created"]),
    ("update_subscription", &["subscription.changed"]),
    ("rotate_subscription_secret", &["subscription.secret_rotated"]),
    ("ping_subscription", &["subscription.pinged"]),
    ("replay_events", &["subscription.replay_started"]),
    ("redeliver", &["subscription.redelivered"]),
    ("delete_subscription", &["subscription.deleted"]),
    ("withdraw_publication", &["publication.withdrawn"]),
    ("restore_publication", &["publication.restored"]),
    ("record_visit", &["visit.recorded"]),
    ("create_supervision_notice", &["supervision_notice.issued"]),
    ("answer_supervision_notice", &["supervision_notice.answered"]),
    ("close_supervision_notice", &["supervision_notice.closed"]),
    ("record_intake", &["intake.recorded"]),
    ("complete_outbound_notice", &["outbound_notice.sent"]),
    ("intake_email", &["intake.recorded"]),
    ("intake_batch", &["intake_batch.received"]),
];

/// They read, or give out and take back tokens within a session or a client that has its own events.
const WITHOUT: &[&str] = &[
    "check_certificates",
    "compare_reconciliation",
    "find_approvals",
    "refresh_session",
    "create_token",
    "revoke_token",
];

#[test]
fn every_operation_that_writes_stands_in_the_table() {
    let writing: BTreeSet<String> = operations().into_iter().filter(|it| it.writes()).map(|it| it.id).collect();
    let listed: BTreeSet<String> =
        EVENTS.iter().map(|(operation, _)| *operation).chain(WITHOUT.iter().copied()).map(str::to_owned).collect();
    assert_eq!(writing, listed);
}
