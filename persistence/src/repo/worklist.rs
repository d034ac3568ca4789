//! What waits for an officer: one list over items, reviews and tasks, the most urgent first. Which kinds of work wait for
//! whom is the domain's; here each kind is a query.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Date, Nullable, Text},
};
use kaiye_domain::worklist::WorkKind;
use uuid::Uuid;

use crate::{
    backend::{Connection, DbUuid, Key, on_either},
    error::StoreResult,
};

/// The due date of what has none: after everything that has one.
pub const NEVER_DUE: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();

/// Before everything.
const FIRST: (NaiveDate, Uuid) = (NaiveDate::from_ymd_opt(1, 1, 1).unwrap(), Uuid::nil());

/// Whose work is asked for.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    /// The kinds of work that can wait for the caller.
    pub kinds: &'a [WorkKind],
    /// The caller.
    pub account: Uuid,
    /// The caller's department.
    pub department: Option<&'a str>,
    /// The caller's county.
    pub county: Option<&'a str>,
    /// The local day.
    pub today: NaiveDate,
}

/// Something that waits.
#[derive(Debug, Clone, QueryableByName)]
pub struct WorkRow {
    /// What kind of work, by its word.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// What it is to be done with: a requested item, a review, a review task or a verification task.
    #[diesel(sql_type = DbUuid)]
    pub id: Key,
    /// The application.
    #[diesel(sql_type = DbUuid)]
    pub application_id: Key,
    /// Its number.
    #[diesel(sql_type = Text)]
    pub number: String,
    /// The business.
    #[diesel(sql_type = Text)]
    pub business_name: String,
    /// The item, where it is about one.
    #[diesel(sql_type = Nullable<Text>)]
    pub item_code: Option<String>,
    /// The department it is about.
    #[diesel(sql_type = Nullable<Text>)]
    pub department: Option<String>,
    /// By when; [`NEVER_DUE`] where no clock runs.
    #[diesel(sql_type = Date)]
    pub due: NaiveDate,
    /// Whether the date may still move for want of a calendar.
    #[diesel(sql_type = Bool)]
    pub provisional: bool,
}

/// Everything that waits, the most urgent first, from after one.
pub fn list(
    conn: &mut Connection,
    asking: &Asking<'_>,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> StoreResult<Vec<WorkRow>> {
    if asking.kinds.is_empty() {
        return Ok(Vec::new());
    }
    let branches: Vec<String> = asking.kinds.iter().map(|kind| branch(*kind)).collect();
    let statement = format!(
        "WITH me AS (SELECT $1 AS account, $2 AS department, $3 AS county, $4 AS today), work AS ({}) \
         SELECT work.*, a.number, a.business_name FROM work JOIN applications a ON a.id = work.application_id \
         WHERE work.due > $5 OR (work.due = $5 AND work.id > $6) ORDER BY work.due, work.id LIMIT $7",
        branches.join(" UNION ALL ")
    );
    let (due, id) = after.unwrap_or(FIRST);
    Ok(on_either!(conn, c => diesel::sql_query(&statement)
        .bind::<DbUuid, _>(Key(asking.account))
        .bind::<Nullable<Text>, _>(asking.department)
        .bind::<Nullable<Text>, _>(asking.county)
        .bind::<Date, _>(asking.today)
        .bind::<Date, _>(due)
        .bind::<DbUuid, _>(Key(id))
        .bind::<BigInt, _>(limit)
        .load::<WorkRow>(c))?)
}

fn branch(kind: WorkKind) -> String {
    const NOTICE: &str = "c.status = 'running' AND c.rule = 'request_correction'";
    const DECISION: &str = "c.status IN ('running', 'suspended', 'missed') AND c.rule IN ('decide_licence', \
                            'decide_ordinary', 'decide_joint', 'decide_on_the_spot', 'serve_certificate')";
    const MINE: &str = "EXISTS (SELECT 1 FROM verification_officers o WHERE o.task_id = v.id AND o.account_id = $1)";
    match kind {
        WorkKind::AcceptApplication => items(kind, "i.status = 'submitted'", NOTICE),
        WorkKind::IssueApplication => {
            let cleared = "(i.status = 'approved' OR (i.status = 'accepted' AND i.handling = 'window'))";
            items(kind, cleared, DECISION)
        }
        WorkKind::OpenJointReview => items(kind, "i.status = 'accepted' AND i.handling = 'joint_review'", DECISION),
        WorkKind::DecideItem => {
            let waiting = "i.status = 'accepted' AND i.handling = 'approver' AND i.issuer = me.department";
            items(kind, waiting, DECISION)
        }
        WorkKind::ResumeItem => items(kind, "i.status = 'suspended' AND i.issuer = me.department", DECISION),
        WorkKind::CloseJointReview => "SELECT 'close_joint_review' AS kind, r.id, r.application_id, \
             CAST(NULL AS text) AS item_code, CAST(NULL AS text) AS department, r.review_on AS due, \
             FALSE AS provisional FROM reviews r WHERE r.status = 'open' AND NOT EXISTS ( \
             SELECT 1 FROM review_tasks t WHERE t.review_id = r.id AND t.status NOT IN ('given', 'released'))"
            .to_owned(),
        WorkKind::GiveOpinion => tasks(kind, "(t.status = 'handed_over' OR (t.status = 'open' AND t.county IS NULL))"),
        WorkKind::RecordHandover => tasks(kind, "t.status = 'open' AND t.county IS NOT NULL"),
        WorkKind::AcknowledgeVerificationTask => page(
            "SELECT 'acknowledge_verification_task' AS kind, v.id, v.application_id, v.item_code, v.department, \
             d.due_on AS due, d.provisional FROM deadlines d JOIN verification_tasks v ON v.id = d.subject_id \
             WHERE d.owed_by = $2 AND d.rule = 'acknowledge' AND d.status = 'running' AND v.status = 'open'",
            "d.due_on",
            "d.subject_id",
        ),
        WorkKind::AssignVerificationTask => {
            checks(kind, "v.status = 'open' AND (v.received_at IS NOT NULL OR v.due_on IS NOT NULL)")
        }
        WorkKind::ConcludeVerificationTask => checks(kind, &format!("v.status = 'assigned' AND {MINE}")),
        WorkKind::ResumeVerificationTask => checks(kind, &format!("v.status = 'suspended' AND {MINE}")),
        WorkKind::DecideCreditRepair => "SELECT 'decide_credit_repair' AS kind, p.id, p.application_id, \
             c.item_code, p.department, COALESCE(d.due_on, '9999-12-31') AS due, \
             COALESCE(d.provisional, FALSE) AS provisional \
             FROM credit_repairs p JOIN credit_records c ON c.id = p.record_id CROSS JOIN me \
             LEFT JOIN deadlines d ON d.subject_id = p.id AND d.rule = 'decide_credit_repair' \
             WHERE p.department = me.department AND p.status = 'filed'"
            .to_owned(),
        WorkKind::RecheckRectification => waiting_order(kind, "recheck"),
        WorkKind::OpenEnforcementCase => waiting_order(kind, ""),
        WorkKind::AcknowledgeLetter => waiting_case(kind, "acknowledge_letter"),
        WorkKind::DecideObjection => waiting_case(kind, "decide_objection"),
        WorkKind::OfferHearing
        | WorkKind::RecordHearing
        | WorkKind::RevokeCertificate
        | WorkKind::SendLetter
        | WorkKind::AnnulCertificate
        | WorkKind::DeregisterCertificate => waiting_case(kind, ""),
    }
}

/// Rectification orders that wait for the caller's department, with the clock of a rule; no rule: at once.
fn waiting_order(kind: WorkKind, rule: &str) -> String {
    let kind: &str = kind.into();
    format!(
        "SELECT '{kind}' AS kind, o.id, o.application_id, o.item_code, o.department, \
         COALESCE(d.due_on, '9999-12-31') AS due, COALESCE(d.provisional, FALSE) AS provisional \
         FROM rectification_orders o CROSS JOIN me \
         LEFT JOIN deadlines d ON d.subject_id = o.id AND d.rule = '{rule}' AND d.status IN ('running', 'missed') \
         WHERE o.awaits = '{kind}' AND o.department = me.department"
    )
}

/// Enforcement cases that wait for the caller's department, with the latest clock of a rule; no
/// rule: at once.
fn waiting_case(kind: WorkKind, rule: &str) -> String {
    let kind: &str = kind.into();
    format!(
        "SELECT '{kind}' AS kind, c.id, c.application_id, c.item_code, c.awaits_department AS department, \
         COALESCE(MAX(d.due_on), '9999-12-31') AS due, FALSE AS provisional \
         FROM enforcement_cases c CROSS JOIN me \
         LEFT JOIN deadlines d ON d.subject_id = c.id AND d.rule = '{rule}' AND d.status IN ('running', 'missed') \
         WHERE c.awaits = '{kind}' AND c.awaits_department = me.department \
         GROUP BY c.id, c.application_id, c.item_code, c.awaits_department"
    )
}

/// Requested items, each once, with the clock that runs for them: of several the one that is not over.
fn items(kind: WorkKind, waiting: &str, clock: &str) -> String {
    let kind: &str = kind.into();
    format!(
        "SELECT '{kind}' AS kind, i.id, i.application_id, i.item_code, i.issuer AS department, \
         COALESCE(d.due_on, '9999-12-31') AS due, COALESCE(d.provisional, FALSE) AS provisional \
         FROM requested_items i CROSS JOIN me LEFT JOIN deadlines d ON d.id = (SELECT c.id FROM deadlines c \
         WHERE c.subject_id = i.id AND {clock} ORDER BY CASE c.status WHEN 'missed' THEN 1 ELSE 0 END, c.due_on, c.id \
         LIMIT 1) WHERE {waiting}"
    )
}

/// Verification tasks of the caller's department; which of several clocks binds stands with the task.
fn checks(kind: WorkKind, waiting: &str) -> String {
    const DUE: &str = "COALESCE(v.due_on, '9999-12-31')";
    let kind: &str = kind.into();
    let tasks = format!(
        "SELECT '{kind}' AS kind, v.id, v.application_id, v.item_code, v.department, {DUE} AS due, \
         FALSE AS provisional FROM verification_tasks v WHERE v.department = $2 AND {waiting}"
    );
    page(&tasks, DUE, "v.id")
}

/// Of what there may be a hundred thousand, only what can be on the page, walked along an index.
fn page(work: &str, due: &str, id: &str) -> String {
    format!(
        "SELECT * FROM ({work} AND {due} >= $5 AND ({due} > $5 OR {id} > $6) \
         ORDER BY {due}, {id} LIMIT $7) AS waiting"
    )
}

/// Review tasks that the caller may act on today: the assignee, or whoever the designation in force names.
fn tasks(kind: WorkKind, waiting: &str) -> String {
    let kind: &str = kind.into();
    format!(
        "SELECT '{kind}' AS kind, t.id, t.application_id, CAST(NULL AS text) AS item_code, t.department, \
         COALESCE(t.due_on, '9999-12-31') AS due, FALSE AS provisional \
         FROM review_tasks t JOIN reviews r ON r.id = t.review_id CROSS JOIN me \
         WHERE {waiting} AND r.status = 'open' AND (t.assignee_id = me.account OR EXISTS ( \
         SELECT 1 FROM designations d WHERE (d.account_id = me.account OR d.deputy_id = me.account) \
         AND d.valid_from <= me.today AND (d.valid_to IS NULL OR d.valid_to >= me.today) \
         AND ((d.function = 'reviewer' AND t.county IS NULL AND d.department = t.department) \
         OR (d.function = 'liaison' AND t.county = me.county AND d.department = me.department)) \
         AND NOT EXISTS (SELECT 1 FROM designations l WHERE l.department = d.department AND l.function = d.function \
         AND l.valid_from <= me.today AND (l.valid_to IS NULL OR l.valid_to >= me.today) \
         AND (l.valid_from > d.valid_from OR (l.valid_from = d.valid_from AND l.id > d.id)))))"
    )
}
