//! The whole API on one page. A line here is an operation: `v1::<folder>::<file>::<operation id>`.

use utoipa_actix_web::{scope, service_config::ServiceConfig};

use crate::{openapi::Operation, v1};

/// Registers handlers under a tag of `openapi::TAGS`; path, method and permission stand with each handler.
macro_rules! operations {
    ($config:ident, $tag:literal, $($folder:ident :: $file:ident :: $name:ident),+ $(,)?) => { pastey::paste! { $(
        $config.service(Operation::new(
            v1::$folder::$file::$name,
            v1::$folder::$file::[<__path_ $name>],
            $tag,
        ));
    )+ } };
}

/// Everything that the program answers.
pub fn configure(config: &mut ServiceConfig) {
    config.service(scope::scope("/api/v1").configure(versioned));
    service(config);
}

fn versioned(config: &mut ServiceConfig) {
    operations!(
        config,
        "catalogue",
        departments::list::list_departments,
        items::list::list_items,
        items::get::get_item,
        bundles::list::list_bundles,
        bundles::get::get_bundle,
        letter_templates::list::list_letter_templates,
        letter_templates::get::get_letter_template,
        letter_templates::download::download_letter_template,
        guides::list::list_guides,
        guides::get::get_guide,
    );
    operations!(
        config,
        "announcements",
        announcements::create::create_announcement,
        announcements::list::list_announcements,
        announcements::get::get_announcement,
        announcements::update::update_announcement,
        letter_templates::blank::get_blank_letter,
    );
    operations!(config, "notices", notices::create::create_notice, notices::get::get_notice);
    operations!(
        config,
        "applications",
        applications::create::create_application,
        applications::list::list_applications,
        applications::get::get_application,
        applications::update::update_application,
        applications::check::check_application,
        applications::submit::submit_application,
        applications::withdraw::withdraw_application,
        applications::progress::get_progress,
        applications::events::list_application_events,
        applications::served_notices::list_notices,
        visits::record::record_visit,
        visits::list::list_visits,
        materials::add::add_material,
        materials::list::list_materials,
        materials::content::get_material_content,
        commitments::sign::sign_commitment,
        commitments::withdraw::withdraw_commitment,
    );
    operations!(
        config,
        "delegations",
        delegations::create::create_delegation,
        delegations::list::list_delegations,
        delegations::get::get_delegation,
        delegations::deposit_seal::deposit_seal_image,
        delegations::seal_image::get_seal_image,
        delegations::publish::publish_delegation,
        delegations::revoke::revoke_delegation,
        number_ledger::get::get_number_ledger,
        number_ledger::list_numbers::list_numbers,
        number_ledger::void::void_number,
        number_ledger::give_back::return_numbers,
    );
    operations!(
        config,
        "certificates",
        issuing::issue::issue_application,
        issuing::list::list_decisions,
        certificates::list::list_certificates,
        certificates::check::check_certificate,
        certificates::check_batch::check_certificates,
        certificates::get::get_certificate,
        readiness::submit::submit_readiness,
        readiness::confirm::confirm_readiness,
    );
    operations!(
        config,
        "verification",
        verification_tasks::list::list_verification_tasks,
        verification_tasks::get::get_verification_task,
        verification_tasks::acknowledge::acknowledge_verification_task,
        verification_tasks::acknowledge_batch::acknowledge_verification_tasks,
        verification_tasks::assign::assign_verification_task,
        verification_tasks::add_evidence::add_evidence,
        verification_tasks::evidence_content::get_evidence_content,
        verification_tasks::find::record_finding,
        verification_tasks::early_opening::record_early_opening,
        verification_tasks::suspend::suspend_verification_task,
        verification_tasks::resume::resume_verification_task,
        verification_tasks::conclude::conclude_verification_task,
    );
    operations!(
        config,
        "supervision",
        inspection_draws::draw::draw_inspection,
        inspection_draws::list::list_inspection_draws,
        inspection_draws::get::get_inspection_draw,
        equal_treatment::report::get_equal_treatment_report,
        equal_treatment::cases::list_equal_treatment_cases,
        appraisal::indicators::list_indicators,
        appraisal::get::get_appraisal,
        appraisal::cases::list_appraisal_cases,
        appraisal::export::export_appraisal,
    );
    operations!(
        config,
        "register",
        public_commitments::search::search_public_commitments,
        public_commitments::get::get_public_commitment,
        public_reports::create::create_public_report,
        public_reports::get::get_public_report,
        public_reports::list::list_task_reports,
        publications::list::list_publications,
        publications::withdraw::withdraw_publication,
        publications::restore::restore_publication,
    );
    operations!(
        config,
        "approvals",
        approvals::list::list_approvals,
        approvals::get::get_approval,
        approvals::find::find_approvals,
    );
    operations!(
        config,
        "messages",
        messages::list::list_messages,
        me::contact::get_contact,
        me::contact::update_contact,
    );
    operations!(
        config,
        "identity",
        sessions::create::create_session,
        sessions::refresh::refresh_session,
        sessions::delete::delete_session,
        me::show::get_me,
        accounts::create::create_account,
        accounts::list::list_accounts,
        accounts::update::update_account,
        clients::create::create_client,
        clients::list::list_clients,
        clients::update::update_client,
        clients::replace_secret::replace_client_secret,
    );
    operations!(
        config,
        "subscriptions",
        subscriptions::create::create_subscription,
        subscriptions::list::list_subscriptions,
        subscriptions::get::get_subscription,
        subscriptions::update::update_subscription,
        subscriptions::delete::delete_subscription,
        subscriptions::rotate::rotate_subscription_secret,
        subscriptions::ping::ping_subscription,
        subscriptions::replay::replay_events,
        deliveries::list::list_deliveries,
        deliveries::get::get_delivery,
        deliveries::redeliver::redeliver,
    );
    enforcement(config);
    exchange(config);
    handling(config);
    intake(config);
    supervision(config);
}

/// The exchange with the departments' systems (S13).
fn exchange(config: &mut ServiceConfig) {
    operations!(
        config,
        "events",
        events::list::list_events,
        events::get::get_event,
        events::stream::stream_events,
        events::acknowledge::acknowledge_events,
        reconciliations::get::get_reconciliation,
        reconciliations::compare::compare_reconciliation,
    );
}

/// What follows when a commitment is not kept (S16–S18).
fn enforcement(config: &mut ServiceConfig) {
    operations!(
        config,
        "enforcement",
        rectifications::create::create_rectification,
        rectifications::list::list_rectifications,
        rectifications::get::get_rectification,
        rectifications::extend::extend_rectification,
        rectifications::submit::submit_rectification,
        rectifications::recheck::recheck_rectification,
        enforcement_cases::open::open_enforcement_case,
        enforcement_cases::list::list_enforcement_cases,
        enforcement_cases::get::get_enforcement_case,
        enforcement_cases::order_stop::order_stop,
        enforcement_cases::lift_stop::lift_stop,
        enforcement_cases::offer_hearing::offer_hearing,
        enforcement_cases::request_hearing::request_hearing,
        enforcement_cases::record_hearing::record_hearing,
        enforcement_cases::penalty::record_penalty,
        enforcement_cases::revoke::revoke_certificate,
        enforcement_cases::send_letter::send_letter,
        enforcement_cases::acknowledge_letter::acknowledge_letter,
        enforcement_cases::annul::annul_certificate,
        enforcement_cases::deregister::deregister_certificate,
        enforcement_cases::close::close_enforcement_case,
        enforcement_cases::object::object_to_decision,
        enforcement_cases::decide_objection::decide_objection,
        documents::list::list_documents,
        documents::get::get_document,
    );
}

/// The offices' part of an application: taking it in, reviewing it, deciding it; and what that goes by.
fn handling(config: &mut ServiceConfig) {
    operations!(
        config,
        "applications",
        acceptance::accept::accept_application,
        acceptance::decline::decline_application,
        acceptance::correct::request_correction,
    );
    operations!(
        config,
        "reviews",
        reviews::open::open_joint_review,
        reviews::close::close_joint_review,
        review_tasks::list::list_review_tasks,
        review_tasks::handover::record_handover,
        review_tasks::opinion::give_opinion,
        decisions::decide::decide_item,
        decisions::suspend::suspend_item,
        decisions::resume::resume_item,
        decisions::extend::extend_item,
    );
    operations!(config, "designations", designations::set::set_designation, designations::list::list_designations,);
    operations!(config, "verification", worklist::get::get_worklist);
    operations!(
        config,
        "calendars",
        calendar_years::list::list_calendar_years,
        calendar_years::import::import_calendar,
    );
}

/// What comes in on paper or by machine, and what goes out on paper.
fn intake(config: &mut ServiceConfig) {
    operations!(
        config,
        "intake",
        intakes::record::record_intake,
        intakes::list::list_intakes,
        intakes::get::get_intake,
        intakes::content::get_intake_content,
        intakes::email::intake_email,
        intake_batches::receive::intake_batch,
        intake_batches::get::get_intake_batch,
        intake_batches::rows::list_intake_batch_rows,
        outbound_notices::list::list_outbound_notices,
        outbound_notices::complete::complete_outbound_notice,
    );
}

/// What follows the issue: who answers for what, and what goes up the chain of responsibility.
fn supervision(config: &mut ServiceConfig) {
    operations!(
        config,
        "supervision",
        escalations::list::list_escalations,
        escalations::acknowledge::acknowledge_escalation,
        liability_findings::list::list_liability_findings,
        supervision_notices::create::create_supervision_notice,
        supervision_notices::list::list_supervision_notices,
        supervision_notices::get::get_supervision_notice,
        supervision_notices::answer::answer_supervision_notice,
        supervision_notices::close::close_supervision_notice,
        inspection_reads::list::list_inspection_reads,
    );
    operations!(
        config,
        "credit",
        credit_records::list::list_credit_records,
        credit_records::get::get_credit_record,
        credit_records::export::export_credit_records,
        credit_records::receive::record_credit_receipt,
        credit_repairs::apply::apply_credit_repair,
        credit_repairs::decide::decide_credit_repair,
    );
}

/// What has its place outside `/api/v1` by a standard or by custom.
fn service(config: &mut ServiceConfig) {
    operations!(config, "certificates", certificates::page::get_check_page);
    operations!(
        config,
        "identity",
        oauth::token::create_token,
        oauth::revoke::revoke_token,
        oauth::jwks::get_jwks,
        oauth::metadata::get_oauth_metadata,
    );
    operations!(
        config,
        "service",
        service::live::get_liveness,
        service::ready::get_readiness,
        service::problem::get_problem,
    );
}
