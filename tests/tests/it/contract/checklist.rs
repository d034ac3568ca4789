//! The operations that the main job consists of: none may go missing.

use super::spec::operations;

const NEEDED: &str = "
    check_application create_account list_accounts update_account create_client list_clients update_client
    create_notice get_notice list_items get_item list_bundles get_bundle list_letter_templates get_letter_template
    create_application list_applications get_application update_application submit_application withdraw_application
    add_material list_materials get_material_content sign_commitment withdraw_commitment
    accept_application decline_application request_correction
    open_joint_review list_review_tasks record_handover give_opinion close_joint_review
    decide_item suspend_item resume_item extend_item
    record_visit list_visits
    issue_application get_progress list_application_events list_notices
    create_delegation list_delegations get_delegation revoke_delegation get_number_ledger void_number return_numbers
    list_certificates get_certificate check_certificate check_certificates submit_readiness confirm_readiness
    list_verification_tasks get_verification_task get_worklist
    acknowledge_verification_task acknowledge_verification_tasks assign_verification_task suspend_verification_task
    resume_verification_task add_evidence get_evidence_content record_finding record_early_opening
    conclude_verification_task
    create_rectification extend_rectification submit_rectification recheck_rectification list_rectifications
    get_rectification open_enforcement_case get_enforcement_case list_enforcement_cases order_stop lift_stop
    offer_hearing request_hearing record_hearing record_penalty revoke_certificate send_letter acknowledge_letter
    annul_certificate deregister_certificate close_enforcement_case object_to_decision decide_objection list_documents
    get_document
    list_credit_records get_credit_record export_credit_records record_credit_receipt apply_credit_repair
    decide_credit_repair
    create_supervision_notice answer_supervision_notice close_supervision_notice list_supervision_notices
    get_supervision_notice list_inspection_reads
    create_subscription list_subscriptions get_subscription update_subscription delete_subscription
    rotate_subscription_secret ping_subscription list_deliveries get_delivery redeliver replay_events
    intake_email intake_batch get_intake_batch list_intake_batch_rows
    record_intake list_intakes get_intake get_intake_content list_outbound_notices complete_outbound_notice
    list_messages get_contact update_contact
    list_events get_event stream_events acknowledge_events get_reconciliation compare_reconciliation
    list_messages get_contact update_contact list_approvals get_approval find_approvals
    list_indicators get_appraisal list_appraisal_cases export_appraisal
    list_calendar_years import_calendar set_designation list_designations list_departments
    create_announcement update_announcement list_announcements get_announcement list_guides get_guide
    create_session refresh_session delete_session create_token revoke_token get_jwks get_me
";

#[test]
fn every_operation_of_the_main_job_is_there() {
    let there: Vec<String> = operations().into_iter().map(|operation| operation.id).collect();
    let missing: Vec<&str> = NEEDED.split_whitespace().filter(|id| !there.iter().any(|have| have == id)).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}
