//! Cases as they are shown, and the reason that most of their steps are given with.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    enforcement::{
        AnnulmentGround, CaseAction, CaseBasis, CaseCause, CaseDecision, CaseOutcome, CaseState, CaseStatus,
        DecisionKind, EnforcementCase, GrantorFault, Hearing, HearingState, HearingStatus, Letter, Objection,
        ObjectionOutcome, PenaltyKind, StopEnd, StopOrder, Taken,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::Shown,
    openapi::{maybe_words, words},
    operations::{Tx, enforcement::Kept},
};

/// Why a step is taken.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseBecause)]
pub struct Because {
    /// The facts and the law, as the document states them; no personal numbers.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "逾期未整改，依照《行政许可法》第六十九条处理")]
    pub reason: String,
}

/// An enforcement case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnforcementCase)]
pub struct CaseView {
    /// Its id.
    pub id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// The certificate.
    pub certificate_id: Uuid,
    /// Code of the item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// The supervising department.
    #[schema(example = "jimsar_health")]
    pub department: String,
    /// The department in whose name the certificate was issued.
    pub grantor: String,
    /// The body that decides on objections to what the leading department decides.
    pub review_body: String,
    /// Whose fault it is about.
    #[schema(schema_with = words::<CaseCause>)]
    pub cause: CaseCause,
    /// The order to rectify that it rests on.
    pub rectification_id: Option<Uuid>,
    /// The check that it rests on.
    pub task_id: Option<Uuid>,
    /// How the grant was wrong, where the fault is the grantor's.
    #[schema(schema_with = maybe_words::<GrantorFault>)]
    pub grantor_fault: Option<GrantorFault>,
    /// The clauses it is about.
    pub clauses: Vec<String>,
    /// The facts.
    pub facts: String,
    /// Number of its opening.
    #[schema(example = "吉卫立〔2026〕1号")]
    pub document: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// The orders to stop, those that ended among them.
    pub stops: Vec<StopView>,
    /// The hearing that was offered.
    pub hearing: Option<HearingView>,
    /// The letter to the grantor.
    pub letter: Option<LetterView>,
    /// What was decided, what was set aside among it.
    pub decisions: Vec<CaseDecisionView>,
    /// Where it stands.
    #[schema(schema_with = words::<CaseStatus>)]
    pub status: CaseStatus,
    /// How it was settled.
    #[schema(schema_with = maybe_words::<CaseOutcome>)]
    pub outcome: Option<CaseOutcome>,
    /// When it was settled.
    pub closed_at: Option<DateTime<Utc>>,
    /// Number of the document that closed it.
    pub closing_document: Option<String>,
    /// What you may do with it now.
    #[schema(value_type = Vec<String>, example = json!(["order_stop", "offer_hearing"]))]
    pub allowed_actions: Vec<CaseAction>,
}

/// An order to stop.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StopOrder)]
pub struct StopView {
    /// The decision that ordered it.
    pub decision_id: Uuid,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was lifted; null while it is in force, and where it was set aside.
    pub lifted_because: Option<String>,
    /// Number of the document that lifted it.
    pub document: Option<String>,
}

/// A hearing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hearing)]
pub struct HearingView {
    /// When it was offered.
    pub offered_at: DateTime<Utc>,
    /// Number of the notice.
    pub document: String,
    /// What is meant to be decided, and why.
    pub intended: String,
    /// The law it would rest on (行政处罚法 §44); null of one that was offered before that was asked for.
    #[schema(example = "《公共场所卫生管理条例》第十四条")]
    pub law: Option<String>,
    /// Where it stands.
    #[schema(schema_with = words::<HearingStatus>)]
    pub status: HearingStatus,
    /// When the holder asked for it.
    pub requested_at: Option<DateTime<Utc>>,
    /// The day on which it was held.
    pub held_on: Option<NaiveDate>,
    /// Its report.
    pub report: Option<String>,
    /// Number of the report.
    pub report_document: Option<String>,
}

/// A letter to the grantor.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Letter)]
pub struct LetterView {
    /// Number of the letter.
    pub document: String,
    /// The body it was sent to.
    pub to: String,
    /// What it says.
    pub text: String,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// When the grantor said that it has it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Number of the receipt.
    pub receipt: Option<String>,
}

/// A decision of the case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseDecision)]
pub struct CaseDecisionView {
    /// Its id.
    pub id: Uuid,
    /// What it does.
    #[schema(schema_with = words::<Taken>)]
    pub kind: Taken,
    /// The body that decided.
    pub department: String,
    /// Number of its document.
    pub document: String,
    /// Why.
    pub reason: String,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Which penalty.
    #[schema(schema_with = maybe_words::<PenaltyKind>)]
    pub penalty: Option<PenaltyKind>,
    /// How much, in yuan.
    pub amount_yuan: Option<i64>,
    /// The law that a penalty or a revocation rests on.
    pub law: Option<String>,
    /// The ground of an annulment.
    #[schema(schema_with = maybe_words::<AnnulmentGround>)]
    pub ground: Option<AnnulmentGround>,
    /// What the holder is to be compensated for (行政许可法 §69(4)).
    pub compensation: Option<String>,
    /// Whether it stands.
    pub stands: bool,
    /// The last day on which it can be objected to.
    pub object_by: NaiveDate,
    /// The body before which it can be.
    pub review_body: String,
    /// The objection to it.
    pub objection: Option<ObjectionView>,
}

/// An objection.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Objection)]
pub struct ObjectionView {
    /// When.
    pub at: DateTime<Utc>,
    /// In the holder's words.
    pub statement: String,
    /// What the review body decided; null while it has not.
    #[schema(schema_with = maybe_words::<ObjectionOutcome>)]
    pub outcome: Option<ObjectionOutcome>,
    /// Why.
    pub reason: Option<String>,
    /// Number of the document.
    pub document: Option<String>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
}

/// A case after a step, as the caller sees it.
pub fn shown(kept: Kept, tx: &Tx<'_>) -> Shown<CaseView> {
    Shown::new(CaseView::new(kept.case, tx.actor, tx.now))
}

impl CaseView {
    /// A case as this actor sees it.
    pub fn new(case: EnforcementCase, actor: &Actor, now: DateTime<Utc>) -> Self {
        let (status, allowed_actions) = (case.status(), case.actions(actor, now));
        let (rectification_id, task_id, grantor_fault) = match case.basis {
            CaseBasis::Rectification { order } => (Some(order.0), None, None),
            CaseBasis::Task { task } => (None, Some(task.0), None),
            CaseBasis::Grant { fault } => (None, None, Some(fault)),
        };
        let (outcome, closed_at, closing_document) = match case.state {
            CaseState::Closed { at, outcome, document, .. } => (Some(outcome), Some(at), Some(document)),
            CaseState::Open | CaseState::Revoked { .. } | CaseState::Annulled { .. } => (None, None, None),
        };
        Self {
            id: case.id.into(),
            application_id: case.application.into(),
            certificate_id: case.certificate.into(),
            item_code: case.item_code,
            division: case.division,
            department: case.department,
            grantor: case.grantor,
            cause: case.cause,
            rectification_id,
            task_id,
            grantor_fault,
            clauses: case.clauses,
            facts: case.facts,
            document: case.document,
            opened_at: case.opened_at,
            stops: case.stops.into_iter().map(Into::into).collect(),
            hearing: case.hearing.map(Into::into),
            letter: case.letter.map(Into::into),
            decisions: case.decisions.into_iter().map(|it| CaseDecisionView::new(it, &case.review_body)).collect(),
            review_body: case.review_body,
            status,
            outcome,
            closed_at,
            closing_document,
            allowed_actions,
        }
    }
}

impl From<StopOrder> for StopView {
    fn from(stop: StopOrder) -> Self {
        let (ended_at, lifted_because, document) = match stop.lifted {
            None => (None, None, None),
            Some(StopEnd::Lifted { at, reason, document }) => (Some(at), Some(reason), Some(document)),
            Some(StopEnd::SetAside { at }) => (Some(at), None, None),
        };
        Self { decision_id: stop.decision, ended_at, lifted_because, document }
    }
}

impl From<Hearing> for HearingView {
    fn from(hearing: Hearing) -> Self {
        let status = hearing.status();
        let (requested_at, record) = match hearing.state {
            HearingState::Offered | HearingState::Waived { .. } => (None, None),
            HearingState::Requested { at, .. } => (Some(at), None),
            HearingState::Held { record } => (None, Some(record)),
        };
        Self {
            offered_at: hearing.offered_at,
            document: hearing.document,
            intended: hearing.intended,
            law: hearing.law,
            status,
            requested_at,
            held_on: record.as_ref().map(|record| record.held_on),
            report_document: record.as_ref().map(|record| record.document.clone()),
            report: record.map(|record| record.report),
        }
    }
}

impl From<Letter> for LetterView {
    fn from(letter: Letter) -> Self {
        Self {
            document: letter.document,
            to: letter.to,
            text: letter.text,
            sent_at: letter.sent_at,
            acknowledged_at: letter.receipt.as_ref().map(|receipt| receipt.at),
            receipt: letter.receipt.map(|receipt| receipt.document),
        }
    }
}

impl CaseDecisionView {
    /// `reviewer` reviews a decision that names no body.
    fn new(decision: CaseDecision, reviewer: &str) -> Self {
        let (kind, stands) = (Taken::from(&decision.kind), decision.stands());
        let (penalty, amount_yuan, law, ground, compensation) = match decision.kind {
            DecisionKind::Stop => (None, None, None, None, None),
            DecisionKind::Revocation { law } => (None, None, law, None, None),
            DecisionKind::Penalty { penalty, amount_yuan, law } => (Some(penalty), amount_yuan, Some(law), None, None),
            DecisionKind::Annulment { ground, compensation } => (None, None, None, Some(ground), compensation),
        };
        Self {
            id: decision.id,
            kind,
            department: decision.department,
            document: decision.document,
            reason: decision.reason,
            decided_at: decision.at,
            penalty,
            amount_yuan,
            law,
            ground,
            compensation,
            stands,
            object_by: decision.object_by,
            review_body: decision.review_body.unwrap_or_else(|| reviewer.to_owned()),
            objection: decision.objection.map(Into::into),
        }
    }
}

impl From<Objection> for ObjectionView {
    fn from(objection: Objection) -> Self {
        let verdict = objection.verdict;
        Self {
            at: objection.at,
            statement: objection.statement,
            outcome: verdict.as_ref().map(|verdict| verdict.outcome),
            reason: verdict.as_ref().map(|verdict| verdict.reason.clone()),
            decided_at: verdict.as_ref().map(|verdict| verdict.at),
            document: verdict.map(|verdict| verdict.document),
        }
    }
}
