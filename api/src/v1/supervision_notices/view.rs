//! A supervision notice as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::supervision_notice::{AboutKind, Round, SupervisionAction, SupervisionStatus};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, word_list, words},
    operations::{Outcome, Tx, supervision::Kept},
    v1::applications::item_view::DepartmentRef,
};

/// What inspection asks a department for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupervisionNotice)]
pub struct SupervisionNoticeView {
    /// Its id.
    pub id: Uuid,
    /// 督办编号.
    #[schema(example = "督办〔2025〕1号")]
    pub number: String,
    /// The department that is to answer.
    pub department: DepartmentRef,
    /// What kind of case it is about; null for a matter in general.
    #[schema(schema_with = maybe_words::<AboutKind>)]
    pub about_kind: Option<AboutKind>,
    /// The case.
    pub about_id: Option<Uuid>,
    /// The application that the case belongs to, or is.
    pub application_id: Option<Uuid>,
    /// The matter, in a line.
    #[schema(example = "核查任务逾期")]
    pub matter: String,
    /// What is asked for.
    #[schema(example = "请说明逾期原因并报送整改措施")]
    pub demand: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Where it stands.
    #[schema(schema_with = words::<SupervisionStatus>)]
    pub status: SupervisionStatus,
    /// The last day for the answer; null while none is owed.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed without one.
    pub overdue: bool,
    /// Each time of asking, the first first.
    pub rounds: Vec<SupervisionRoundView>,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<SupervisionAction>)]
    pub allowed_actions: Vec<SupervisionAction>,
}

/// One time of asking.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupervisionRound)]
pub struct SupervisionRoundView {
    /// Its place, the first being 1: what an answer and inspection's word name.
    pub round: usize,
    /// The last day for the answer.
    pub due_on: NaiveDate,
    /// Whether the answer came after it, or has not come though it passed.
    pub late: bool,
    /// What the department answered.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// What inspection said to it.
    pub remark: Option<String>,
    /// When.
    pub remarked_at: Option<DateTime<Utc>>,
}

impl SupervisionRoundView {
    fn new(number: usize, round: Round, now: DateTime<Utc>) -> Self {
        let late = round.is_late(now);
        let (answer, answered_at) = round.answer.map(|it| (it.text, it.at)).unzip();
        let (remark, remarked_at) = round.verdict.map(|it| (it.remark, it.at)).unzip();
        Self { round: number, due_on: round.due_on, late, answer, answered_at, remark, remarked_at }
    }
}

impl SupervisionNoticeView {
    /// A notice as this caller sees it.
    pub fn of(tx: &mut Tx<'_>, kept: Kept) -> Outcome<Self> {
        let jurisdiction = tx.jurisdiction()?;
        let (notice, now) = (kept.notice, tx.now);
        let about = notice.about.as_ref();
        Ok(Self {
            id: notice.id.into(),
            department: DepartmentRef::new(&notice.department, &jurisdiction),
            about_kind: about.map(|it| it.kind),
            about_id: about.map(|it| it.id),
            application_id: about.map(|it| it.application.into()),
            issued_at: notice.issued_at,
            status: notice.status(),
            due_on: notice.due_on(),
            overdue: notice.is_overdue(tx.today()),
            allowed_actions: notice.actions(tx.actor),
            number: notice.number,
            matter: notice.matter,
            demand: notice.demand,
            rounds: (1..).zip(notice.rounds).map(|(at, round)| SupervisionRoundView::new(at, round, now)).collect(),
        })
    }
}
