//! The tables, as both databases have them. The migrations beside it are the truth; a test compares them.

use crate::backend::{DbJson, DbUtc, DbUuid};

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    jurisdiction_revisions (code, revision) {
        code -> Text,
        revision -> Integer,
        hash -> Text,
        loaded_at -> DbUtc,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    calendar_years (revision) {
        revision -> Integer,
        scope -> Text,
        year -> Integer,
        hash -> Text,
        days -> DbJson,
        loaded_at -> DbUtc,
        loaded_by -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    accounts (id) {
        id -> DbUuid,
        login -> Text,
        name -> Text,
        password_hash -> Nullable<Text>,
        roles -> DbJson,
        department -> Nullable<Text>,
        county -> Nullable<Text>,
        status -> Text,
        issuer -> Nullable<Text>,
        subject -> Nullable<Text>,
        created_at -> DbUtc,
        updated_at -> DbUtc,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    login_failures (login_key) {
        login_key -> Text,
        failures -> Integer,
        blocked_until -> DbUtc,
        updated_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    sessions (id) {
        id -> DbUuid,
        account_id -> DbUuid,
        created_at -> DbUtc,
        expires_at -> DbUtc,
        revoked_at -> Nullable<DbUtc>,
        revoked_because -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    refresh_tokens (hash) {
        hash -> Text,
        session_id -> DbUuid,
        issued_at -> DbUtc,
        expires_at -> DbUtc,
        used_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    clients (id) {
        id -> DbUuid,
        client_id -> Text,
        name -> Text,
        secret_hash -> Text,
        department -> Nullable<Text>,
        scopes -> DbJson,
        status -> Text,
        created_at -> DbUtc,
        updated_at -> DbUtc,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    signing_keys (kid) {
        kid -> Text,
        algorithm -> Text,
        public_jwk -> DbJson,
        private_key -> Text,
        created_at -> DbUtc,
        active_from -> DbUtc,
        retires_at -> DbUtc,
        expires_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    revoked_tokens (jti) {
        jti -> Text,
        expires_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    one_time_notices (id) {
        id -> DbUuid,
        division -> Text,
        bundle -> Text,
        jurisdiction_revision -> Integer,
        hash -> Text,
        doc -> DbJson,
        account_id -> Nullable<DbUuid>,
        served_at -> DbUtc,
        page_hash -> Nullable<Text>,
        check_code -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    applications (id) {
        id -> DbUuid,
        division -> Text,
        number -> Text,
        owner_id -> DbUuid,
        status -> Text,
        bundle -> Nullable<Text>,
        notice_id -> Nullable<DbUuid>,
        channel -> Text,
        sender_reference -> Nullable<Text>,
        received_at -> DbUtc,
        recorded_at -> DbUtc,
        submitted_at -> Nullable<DbUtc>,
        business_name -> Text,
        duplicate_key -> Nullable<Text>,
        doc -> DbJson,
        personal -> Text,
        version -> Integer,
        updated_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    requested_items (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        position -> Integer,
        item_code -> Text,
        item_version -> Integer,
        kind -> Text,
        route -> Text,
        handling -> Text,
        issuer -> Text,
        supervisor -> Text,
        existing_permit -> Nullable<Text>,
        status -> Text,
        state -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    application_subjects (application_id, role) {
        application_id -> DbUuid,
        role -> Text,
        subject_key -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    materials (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        material_code -> Text,
        file_name -> Text,
        media_type -> Text,
        size -> BigInt,
        digest -> Text,
        uploaded_by -> DbUuid,
        uploaded_at -> DbUtc,
        replaced_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    commitments (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        requested_item_id -> DbUuid,
        division -> Text,
        status -> Text,
        doc -> DbJson,
        signed_at -> DbUtc,
        withdrawn_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    served_notices (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        requested_item_id -> Nullable<DbUuid>,
        division -> Text,
        kind -> Text,
        number -> Text,
        channel -> Text,
        doc -> DbJson,
        served_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    deadlines (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        subject_kind -> Text,
        subject_id -> DbUuid,
        rule -> Text,
        status -> Text,
        due_on -> Nullable<Date>,
        provisional -> Bool,
        calendar_version -> Nullable<Integer>,
        doc -> DbJson,
        version -> Integer,
        owed_by -> Nullable<Text>,
        escalated -> Nullable<Text>,
        escalate_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    escalations (id) {
        id -> DbUuid,
        deadline_id -> DbUuid,
        application_id -> Nullable<DbUuid>,
        division -> Nullable<Text>,
        department -> Text,
        step -> Text,
        rule -> Text,
        status -> Text,
        due_on -> Date,
        raised_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
        notice_id -> Nullable<DbUuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    liability_findings (id) {
        id -> DbUuid,
        application_id -> Nullable<DbUuid>,
        division -> Nullable<Text>,
        party -> Text,
        department -> Text,
        cause -> Text,
        deadline_id -> Nullable<DbUuid>,
        certificate_id -> Nullable<DbUuid>,
        found_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
        fallen_at -> Nullable<DbUtc>,
        notice_id -> Nullable<DbUuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    deferred_materials (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        requested_item_id -> DbUuid,
        division -> Text,
        material_code -> Text,
        due -> Text,
        on_failure -> Text,
        status -> Text,
        deadline_id -> Nullable<DbUuid>,
        created_at -> DbUtc,
        closed_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    reviews (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        status -> Text,
        review_on -> Date,
        opened_by -> DbUuid,
        opened_at -> DbUtc,
        closed_at -> Nullable<DbUtc>,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    review_tasks (id) {
        id -> DbUuid,
        review_id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        department -> Text,
        county -> Nullable<Text>,
        assignee_id -> DbUuid,
        status -> Text,
        due_on -> Nullable<Date>,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    designations (id) {
        id -> DbUuid,
        department -> Text,
        function -> Text,
        account_id -> DbUuid,
        deputy_id -> Nullable<DbUuid>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        created_by -> DbUuid,
        created_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    delegations (id) {
        id -> DbUuid,
        division -> Nullable<Text>,
        entruster -> Text,
        entrusted -> Text,
        instrument_number -> Text,
        status -> Text,
        published_on -> Nullable<Date>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        doc -> DbJson,
        created_at -> DbUtc,
        revoked_at -> Nullable<DbUtc>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    delegation_items (delegation_id, item_code, division) {
        delegation_id -> DbUuid,
        item_code -> Text,
        division -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    number_ranges (id) {
        id -> DbUuid,
        delegation_id -> DbUuid,
        item_code -> Text,
        division -> Nullable<Text>,
        format -> DbJson,
        first_serial -> BigInt,
        last_serial -> BigInt,
        low_stock_at -> Nullable<DbUtc>,
        created_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    numbers (id) {
        id -> DbUuid,
        range_id -> DbUuid,
        delegation_id -> DbUuid,
        item_code -> Text,
        division -> Nullable<Text>,
        serial -> BigInt,
        number -> Text,
        status -> Text,
        certificate_id -> Nullable<DbUuid>,
        reason -> Nullable<Text>,
        changed_at -> DbUtc,
        changed_by -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    certificates (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        requested_item_id -> DbUuid,
        division -> Text,
        item_code -> Text,
        item_version -> Integer,
        kind -> Text,
        number -> Text,
        identifier -> Text,
        check_code -> Text,
        issuer -> Text,
        supervisor -> Text,
        delegation_id -> DbUuid,
        holder_name -> Text,
        holder_key -> Text,
        place_key -> Text,
        owner_id -> DbUuid,
        route -> Text,
        status -> Text,
        operative -> Bool,
        standing -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        issued_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    decisions (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        decided_by -> DbUuid,
        decided_at -> DbUtc,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    readiness_proofs (id) {
        id -> DbUuid,
        certificate_id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        status -> Text,
        doc -> DbJson,
        filed_at -> DbUtc,
        decided_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    verification_tasks (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        certificate_id -> DbUuid,
        division -> Text,
        kind -> Text,
        department -> Text,
        item_code -> Text,
        status -> Text,
        available_at -> DbUtc,
        received_at -> Nullable<DbUtc>,
        receipt_way -> Nullable<Text>,
        due_on -> Nullable<Date>,
        doc -> DbJson,
        version -> Integer,
        verdict -> Nullable<Text>,
        priority -> Integer,
        priority_reasons -> DbJson,
    }
}

diesel::table! {
    use super::DbUuid;

    verification_officers (task_id, account_id) {
        task_id -> DbUuid,
        account_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    publications (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        certificate_id -> Nullable<DbUuid>,
        division -> Text,
        kind -> Text,
        doc -> DbJson,
        published_at -> DbUtc,
        due_on -> Date,
        withdrawn_at -> Nullable<DbUtc>,
        withdrawn_because -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::DbUuid;

    register_names (suffix, certificate_id) {
        suffix -> Text,
        certificate_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    public_reports (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        certificate_id -> DbUuid,
        task_id -> DbUuid,
        division -> Text,
        code_key -> Text,
        filed_at -> DbUtc,
        personal -> Text,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    inspection_draws (id) {
        id -> DbUuid,
        department -> Text,
        drawn_at -> DbUtc,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    bars (id) {
        id -> DbUuid,
        subject_key -> Text,
        cause -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        lifted_at -> Nullable<DbUtc>,
        doc -> DbJson,
        record_id -> Nullable<DbUuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    credit_records (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        certificate_id -> DbUuid,
        case_id -> DbUuid,
        division -> Text,
        item_code -> Text,
        department -> Text,
        issuer -> Text,
        owner_id -> DbUuid,
        holder_key -> Text,
        class -> Text,
        status -> Text,
        public_from -> Date,
        public_to -> Date,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    credit_repairs (id) {
        id -> DbUuid,
        record_id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        department -> Text,
        status -> Text,
        filed_at -> DbUtc,
        decided_at -> Nullable<DbUtc>,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    credit_receipts (id) {
        id -> DbUuid,
        record_id -> DbUuid,
        division -> Text,
        record_version -> Integer,
        outcome -> Text,
        received_at -> DbUtc,
        recorded_at -> DbUtc,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    events (id) {
        id -> DbUuid,
        position -> Nullable<BigInt>,
        division -> Nullable<Text>,
        subject_kind -> Text,
        subject_id -> DbUuid,
        sequence -> BigInt,
        kind -> Text,
        actor_kind -> Text,
        actor_id -> DbUuid,
        at -> DbUtc,
        data -> DbJson,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    event_audience (department, position) {
        department -> Text,
        position -> BigInt,
        event_id -> DbUuid,
        at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    event_receipts (department, event_id, way) {
        department -> Text,
        event_id -> DbUuid,
        way -> Text,
        at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    idempotency_keys (caller, key) {
        caller -> Text,
        key -> Text,
        fingerprint -> Text,
        status -> Integer,
        headers -> DbJson,
        body -> Text,
        created_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    leases (name) {
        name -> Text,
        holder -> Text,
        held_until -> DbUtc,
    }
}

diesel::table! {
    document_counters (department, kind, year) {
        department -> Text,
        kind -> Text,
        year -> Integer,
        last -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    official_documents (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        owner_id -> DbUuid,
        division -> Text,
        department -> Text,
        kind -> Text,
        year -> Integer,
        serial -> Nullable<Integer>,
        number -> Text,
        status -> Text,
        issued_at -> DbUtc,
        doc -> DbJson,
        content_hash -> Nullable<Text>,
        check_code -> Nullable<Text>,
        item_code -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    document_contents (hash) {
        hash -> Text,
        sealed -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    seal_images (entruster, hash) {
        entruster -> Text,
        hash -> Text,
        media_type -> Text,
        sealed -> Text,
        deposited_at -> DbUtc,
        deposited_by -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    rectification_orders (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        certificate_id -> DbUuid,
        task_id -> DbUuid,
        owner_id -> DbUuid,
        division -> Text,
        department -> Text,
        item_code -> Text,
        status -> Text,
        due_on -> Date,
        awaits -> Nullable<Text>,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    enforcement_cases (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        certificate_id -> DbUuid,
        owner_id -> DbUuid,
        division -> Text,
        department -> Text,
        grantor -> Text,
        review_body -> Nullable<Text>,
        item_code -> Text,
        cause -> Text,
        status -> Text,
        awaits -> Nullable<Text>,
        awaits_department -> Nullable<Text>,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    subscriptions (id) {
        id -> DbUuid,
        department -> Text,
        name -> Text,
        url -> Text,
        types -> DbJson,
        status -> Text,
        disabled_at -> Nullable<DbUtc>,
        disabled_because -> Nullable<Text>,
        failing_since -> Nullable<DbUtc>,
        probe_at -> Nullable<DbUtc>,
        received_at -> Nullable<DbUtc>,
        cursor -> BigInt,
        replay_next -> Nullable<BigInt>,
        replay_until -> Nullable<BigInt>,
        created_at -> DbUtc,
        updated_at -> DbUtc,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    subscription_secrets (id) {
        id -> DbUuid,
        subscription_id -> DbUuid,
        sealed -> Text,
        created_at -> DbUtc,
        expires_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    deliveries (id) {
        id -> DbUuid,
        subscription_id -> DbUuid,
        event_id -> DbUuid,
        kind -> Text,
        subject_id -> DbUuid,
        position -> BigInt,
        status -> Text,
        attempts -> Integer,
        failures -> Integer,
        next_attempt_at -> DbUtc,
        leased_until -> Nullable<DbUtc>,
        created_at -> DbUtc,
        ended_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    delivery_attempts (delivery_id, number) {
        delivery_id -> DbUuid,
        number -> Integer,
        at -> DbUtc,
        took_millis -> BigInt,
        status_code -> Nullable<Integer>,
        error -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    intakes (id) {
        id -> DbUuid,
        number -> Text,
        channel -> Text,
        status -> Text,
        application_id -> Nullable<DbUuid>,
        recorded_by -> DbUuid,
        sender_key -> Nullable<Text>,
        message_key -> Nullable<Text>,
        received_at -> DbUtc,
        recorded_at -> DbUtc,
        due_on -> Nullable<Date>,
        overdue_at -> Nullable<DbUtc>,
        personal -> Nullable<Text>,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    outbound_notices (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        department -> Text,
        kind -> Text,
        status -> Text,
        created_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    intake_batches (id) {
        id -> DbUuid,
        sent_by -> DbUuid,
        status -> Text,
        next_row -> Integer,
        next_offset -> BigInt,
        received_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUuid};

    intake_entries (batch_id, row_number) {
        batch_id -> DbUuid,
        row_number -> Integer,
        sent_by -> DbUuid,
        reference -> Nullable<Text>,
        row_key -> Text,
        status -> Text,
        application_id -> Nullable<DbUuid>,
        doc -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    contacts (account_id) {
        account_id -> DbUuid,
        sealed -> Text,
        updated_at -> DbUtc,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    messages (id) {
        id -> DbUuid,
        event_id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        topic -> Text,
        status -> Text,
        next_attempt_at -> Nullable<DbUtc>,
        leased_until -> Nullable<DbUtc>,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    log_cursors (name) {
        name -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    exclusions (id) {
        id -> DbUuid,
        subject_key -> Text,
        application_id -> DbUuid,
        item_code -> Text,
        cause -> Text,
        from_on -> Date,
        to_on -> Date,
        document -> Text,
        lifted_at -> Nullable<DbUtc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    supervision_notices (id) {
        id -> DbUuid,
        number -> Text,
        department -> Text,
        application_id -> Nullable<DbUuid>,
        division -> Nullable<Text>,
        about_id -> Nullable<DbUuid>,
        status -> Text,
        due_on -> Nullable<Date>,
        watch_on -> Nullable<Date>,
        issued_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    inspection_reads (id) {
        id -> DbUuid,
        account_id -> DbUuid,
        operation -> Text,
        object_id -> Nullable<DbUuid>,
        part_id -> Nullable<DbUuid>,
        read_at -> DbUtc,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbUtc, DbUuid};

    visits (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        department -> Text,
        purpose -> Text,
        visited_at -> DbUtc,
        recorded_at -> DbUtc,
        recorded_by -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::{DbJson, DbUtc, DbUuid};

    announcements (id) {
        id -> DbUuid,
        audience -> Text,
        publish_at -> Nullable<DbUtc>,
        expires_at -> Nullable<DbUtc>,
        listed_at -> DbUtc,
        doc -> DbJson,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::DbUuid;

    appraisal_facts (id) {
        id -> DbUuid,
        application_id -> DbUuid,
        division -> Text,
        indicator -> Text,
        subject -> Text,
        department -> Text,
        item_code -> Text,
        day -> Date,
        value -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::DbUuid;

    appraisal_cases (application_id) {
        application_id -> DbUuid,
        calendar_version -> Integer,
    }
}

diesel::table! {
    appraisal_days (day, department, item_code, division, indicator, value) {
        day -> Date,
        department -> Text,
        item_code -> Text,
        division -> Text,
        indicator -> Text,
        value -> Integer,
        month -> Integer,
        count -> Integer,
    }
}

diesel::table! {
    appraisal_months (month, department, item_code, division, indicator, value) {
        month -> Integer,
        department -> Text,
        item_code -> Text,
        division -> Text,
        indicator -> Text,
        value -> Integer,
        count -> Integer,
    }
}

diesel::joinable!(exclusions -> applications (application_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(requested_items -> applications (application_id));
diesel::joinable!(application_subjects -> applications (application_id));
diesel::joinable!(materials -> applications (application_id));
diesel::joinable!(commitments -> applications (application_id));
diesel::joinable!(commitments -> requested_items (requested_item_id));
diesel::joinable!(served_notices -> applications (application_id));
diesel::joinable!(served_notices -> requested_items (requested_item_id));
diesel::joinable!(deadlines -> applications (application_id));
diesel::joinable!(escalations -> applications (application_id));
diesel::joinable!(escalations -> supervision_notices (notice_id));
diesel::joinable!(liability_findings -> applications (application_id));
diesel::joinable!(liability_findings -> supervision_notices (notice_id));
diesel::joinable!(deferred_materials -> applications (application_id));
diesel::joinable!(deferred_materials -> requested_items (requested_item_id));
diesel::joinable!(deferred_materials -> deadlines (deadline_id));
diesel::joinable!(reviews -> applications (application_id));
diesel::joinable!(review_tasks -> reviews (review_id));
diesel::joinable!(review_tasks -> applications (application_id));
diesel::joinable!(designations -> accounts (account_id));
diesel::joinable!(delegation_items -> delegations (delegation_id));
diesel::joinable!(number_ranges -> delegations (delegation_id));
diesel::joinable!(numbers -> number_ranges (range_id));
diesel::joinable!(numbers -> delegations (delegation_id));
diesel::joinable!(certificates -> applications (application_id));
diesel::joinable!(certificates -> requested_items (requested_item_id));
diesel::joinable!(certificates -> delegations (delegation_id));
diesel::joinable!(decisions -> applications (application_id));
diesel::joinable!(readiness_proofs -> certificates (certificate_id));
diesel::joinable!(readiness_proofs -> applications (application_id));
diesel::joinable!(verification_tasks -> applications (application_id));
diesel::joinable!(verification_tasks -> certificates (certificate_id));
diesel::joinable!(verification_officers -> accounts (account_id));
diesel::joinable!(verification_officers -> verification_tasks (task_id));
diesel::joinable!(publications -> applications (application_id));
diesel::joinable!(publications -> certificates (certificate_id));
diesel::joinable!(credit_records -> applications (application_id));
diesel::joinable!(credit_records -> certificates (certificate_id));
diesel::joinable!(credit_repairs -> credit_records (record_id));
diesel::joinable!(credit_repairs -> applications (application_id));
diesel::joinable!(official_documents -> applications (application_id));
diesel::joinable!(rectification_orders -> applications (application_id));
diesel::joinable!(rectification_orders -> certificates (certificate_id));
diesel::joinable!(rectification_orders -> verification_tasks (task_id));
diesel::joinable!(enforcement_cases -> applications (application_id));
diesel::joinable!(enforcement_cases -> certificates (certificate_id));
diesel::joinable!(credit_receipts -> credit_records (record_id));
diesel::joinable!(register_names -> certificates (certificate_id));
diesel::joinable!(public_reports -> applications (application_id));
diesel::joinable!(public_reports -> certificates (certificate_id));
diesel::joinable!(public_reports -> verification_tasks (task_id));
diesel::joinable!(event_audience -> events (event_id));
diesel::joinable!(event_receipts -> events (event_id));
diesel::joinable!(subscription_secrets -> subscriptions (subscription_id));
diesel::joinable!(deliveries -> subscriptions (subscription_id));
diesel::joinable!(deliveries -> events (event_id));
diesel::joinable!(delivery_attempts -> deliveries (delivery_id));
diesel::joinable!(intakes -> applications (application_id));
diesel::joinable!(outbound_notices -> applications (application_id));
diesel::joinable!(intake_entries -> intake_batches (batch_id));
diesel::joinable!(contacts -> accounts (account_id));
diesel::joinable!(messages -> applications (application_id));
diesel::joinable!(messages -> events (event_id));
diesel::joinable!(visits -> applications (application_id));
diesel::joinable!(supervision_notices -> applications (application_id));
diesel::joinable!(inspection_reads -> accounts (account_id));

diesel::allow_tables_to_appear_in_same_query!(
    exclusions,
    jurisdiction_revisions,
    calendar_years,
    accounts,
    login_failures,
    sessions,
    refresh_tokens,
    clients,
    signing_keys,
    revoked_tokens,
    one_time_notices,
    applications,
    requested_items,
    application_subjects,
    materials,
    commitments,
    served_notices,
    deadlines,
    escalations,
    liability_findings,
    deferred_materials,
    reviews,
    review_tasks,
    designations,
    delegations,
    delegation_items,
    number_ranges,
    numbers,
    certificates,
    decisions,
    readiness_proofs,
    verification_officers,
    verification_tasks,
    publications,
    register_names,
    public_reports,
    inspection_draws,
    bars,
    credit_records,
    credit_repairs,
    credit_receipts,
    document_counters,
    official_documents,
    document_contents,
    seal_images,
    rectification_orders,
    enforcement_cases,
    events,
    event_audience,
    event_receipts,
    idempotency_keys,
    leases,
    subscriptions,
    subscription_secrets,
    deliveries,
    delivery_attempts,
    intakes,
    outbound_notices,
    intake_batches,
    intake_entries,
    contacts,
    messages,
    log_cursors,
    visits,
    supervision_notices,
    inspection_reads,
    announcements,
    appraisal_facts,
    appraisal_cases,
    appraisal_days,
    appraisal_months,
);
