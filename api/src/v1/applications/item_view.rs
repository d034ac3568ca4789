//! Requested items as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    application::{ChosenRoute, Desk, Handling, ItemState, ItemStatus, RequestedItem},
    catalogue::{ItemKind, Jurisdiction},
    deferred::DeferredStatus,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::words,
    operations::dossier::Dossier,
    v1::{commitments::view::CommitmentView, wire::Title},
};

/// One item asked for, the licence among them.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestedItemView {
    /// Its id.
    pub id: Uuid,
    /// Code in the catalogue.
    #[schema(example = "small_restaurant_registration")]
    pub code: String,
    /// The version it was filed under, for good (S28).
    pub version: i32,
    /// Its name.
    pub title: Option<Title>,
    /// What it ends in.
    #[schema(schema_with = words::<ItemKind>)]
    pub kind: ItemKind,
    /// The route chosen.
    #[schema(schema_with = words::<ChosenRoute>)]
    pub route: ChosenRoute,
    /// Who decides it.
    #[schema(schema_with = words::<Handling>)]
    pub handling: Handling,
    /// The department in whose name it is issued.
    pub issuer: DepartmentRef,
    /// The department that supervises what is issued.
    pub supervisor: DepartmentRef,
    /// Number of the permit that is changed or renewed.
    pub existing_permit: Option<String>,
    /// Where it stands.
    #[schema(schema_with = words::<ItemStatus>)]
    pub status: ItemStatus,
    /// Since when; null for a draft.
    pub since: Option<DateTime<Utc>>,
    /// Number of its receipt: of acceptance, of filing, or of not being taken in.
    pub receipt: Option<String>,
    /// Number of the correction notice it was returned with.
    pub correction_notice: Option<String>,
    /// When it was accepted, in law.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Why it was not taken in, was refused, lapsed, or stands still: a stable code.
    #[schema(example = "review_disagreed")]
    pub ground: Option<String>,
    /// The reason in words, as the decision states it.
    pub reason: Option<String>,
    /// The review it is before.
    pub review_id: Option<Uuid>,
    /// The certificate it ended in.
    pub certificate_id: Option<Uuid>,
    /// Who is to act next: `applicant`, `window`, `review_centre`, `joint_review` or `department`; null once it ended.
    #[schema(example = "window")]
    pub waits_for: Option<&'static str>,
    /// The commitment that stands for it.
    pub commitment: Option<CommitmentView>,
    /// What is still owed for it (容缺).
    pub owed: Vec<OwedView>,
    /// What this caller may do with it now, by operation.
    pub allowed_actions: Vec<&'static str>,
}

/// A department by code and name.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartmentRef {
    /// Its code.
    #[schema(example = "market_supervision_branch")]
    pub code: String,
    /// Its name.
    pub title: Option<Title>,
}

/// A deferred material.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwedView {
    /// Code of the material.
    pub material: String,
    /// `before_decision` or `after_issue`.
    #[schema(example = "after_issue")]
    pub due: &'static str,
    /// The last day; null while its time has not begun.
    pub due_on: Option<NaiveDate>,
    /// What happens if it does not come: `lapse`, `refuse` or `check_task`.
    #[schema(example = "check_task")]
    pub on_failure: &'static str,
    /// `owed`, `delivered`, `failed` or `released`.
    #[schema(example = "owed")]
    pub status: &'static str,
}

impl DepartmentRef {
    /// A department with its name.
    pub fn new(code: &str, jurisdiction: &Jurisdiction) -> Self {
        Self { code: code.to_owned(), title: jurisdiction.department(code).map(|it| (&it.name).into()) }
    }
}

/// What a state carries, for the flat view.
#[derive(Default)]
struct Details {
    since: Option<DateTime<Utc>>,
    receipt: Option<String>,
    correction_notice: Option<String>,
    ground: Option<String>,
    reason: Option<String>,
    review_id: Option<Uuid>,
    certificate_id: Option<Uuid>,
}

impl Details {
    fn of(state: &ItemState) -> Self {
        let since = match state {
            ItemState::Draft => None,
            ItemState::Accepted { acceptance } | ItemState::InReview { acceptance, .. } => Some(acceptance.at),
            ItemState::Submitted { at }
            | ItemState::Correction { at, .. }
            | ItemState::Suspended { at, .. }
            | ItemState::Approved { at, .. }
            | ItemState::Issued { at, .. }
            | ItemState::Filed { at, .. }
            | ItemState::Declined { at, .. }
            | ItemState::Refused { at, .. }
            | ItemState::Withdrawn { at }
            | ItemState::Lapsed { at, .. } => Some(*at),
        };
        let receipt = state.acceptance().map(|acceptance| acceptance.receipt.clone());
        let mut details = Self { since, receipt, ..Self::default() };
        let word = |word: &'static str| Some(word.to_owned());
        match state {
            ItemState::Correction { notice, .. } => details.correction_notice = Some(notice.clone()),
            ItemState::Suspended { ground, .. } => details.ground = word(ground.into()),
            ItemState::InReview { review, .. } => details.review_id = Some(review.0),
            ItemState::Issued { certificate, .. } => details.certificate_id = Some(certificate.0),
            ItemState::Filed { receipt, .. } => details.receipt = Some(receipt.clone()),
            ItemState::Declined { ground, receipt, .. } => {
                details.ground = word(ground.into());
                details.receipt = Some(receipt.clone());
            }
            ItemState::Refused { ground, .. } => {
                details.ground = Some(ground.code.clone());
                details.reason = Some(ground.text.clone());
            }
            ItemState::Lapsed { cause, .. } => details.ground = word(cause.into()),
            _ => {}
        }
        details
    }
}

impl RequestedItemView {
    /// An item of a dossier as this caller sees it.
    pub fn new(
        item: &RequestedItem,
        dossier: &Dossier,
        jurisdiction: &Jurisdiction,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Self {
        let details = Details::of(&item.state);
        let around = dossier.surroundings(item.id, now);
        Self {
            id: item.id.0,
            code: item.item_code.clone(),
            version: item.item_version,
            title: jurisdiction.item(&item.item_code, item.item_version).map(|entry| (&entry.name).into()),
            kind: item.kind,
            route: item.route,
            handling: item.handling,
            issuer: DepartmentRef::new(&item.issuer, jurisdiction),
            supervisor: DepartmentRef::new(&item.supervisor, jurisdiction),
            existing_permit: item.existing_permit.clone(),
            status: item.status(),
            since: details.since,
            receipt: details.receipt,
            correction_notice: details.correction_notice,
            accepted_at: item.state.acceptance().map(|acceptance| acceptance.at),
            ground: details.ground,
            reason: details.reason,
            review_id: details.review_id,
            certificate_id: details.certificate_id,
            waits_for: item.desk().map(Desk::into),
            commitment: around.commitment.map(|it| CommitmentView::new(it, &item.item_code)),
            owed: owed(item, dossier),
            allowed_actions: item.allowed_actions(actor, &around),
        }
    }
}

/// What was deferred for an item, with its last days.
pub fn owed(item: &RequestedItem, dossier: &Dossier) -> Vec<OwedView> {
    let deferred = dossier.deferred.iter().filter(|it| it.item == item.id);
    deferred
        .map(|it| {
            let deadline = dossier.deadlines.iter().find(|tracked| tracked.subject.1 == it.id.0);
            OwedView {
                material: it.material_code.clone(),
                due: it.due.into(),
                due_on: deadline.and_then(|tracked| tracked.deadline.due()),
                on_failure: it.on_failure.into(),
                status: DeferredStatus::from(&it.state).into(),
            }
        })
        .collect()
}
