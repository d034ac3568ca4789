//! An outbound notice as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    outbound::{
        Dispatch, DispatchWay, LetterToSend, OutboundAction, OutboundContent, OutboundKind, OutboundState,
        OutboundStatus,
    },
    served_notice::NoticeKind,
};
use kaiye_persistence::{
    map::{TrackedDeadline, deadline_from},
    repo::deadline,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, word_list, words},
    operations::{Outcome, Tx, outbound::Kept},
};

/// Something to send on paper.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutboundNotice)]
pub struct OutboundNoticeView {
    /// Its id.
    pub id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// County of the premises.
    pub division: String,
    /// The department that sends it.
    #[schema(example = "market_supervision_branch")]
    pub department: String,
    /// What is to be sent.
    #[schema(schema_with = words::<OutboundKind>)]
    pub kind: OutboundKind,
    /// Of commitment letters: which; each is downloaded by its code and version.
    pub letters: Vec<LetterToSendView>,
    /// Of a served notice: what it is.
    #[schema(schema_with = maybe_words::<NoticeKind>)]
    pub notice: Option<NoticeKind>,
    /// Of a served notice: its number.
    #[schema(example = "ZZ-2025-7K2M9PQX4W1A")]
    pub notice_number: Option<String>,
    /// Since when it waits.
    pub created_at: DateTime<Utc>,
    /// The last day.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed undone.
    pub overdue: bool,
    /// Where it stands.
    #[schema(schema_with = words::<OutboundStatus>)]
    pub status: OutboundStatus,
    /// How it was sent.
    #[schema(schema_with = maybe_words::<DispatchWay>)]
    pub way: Option<DispatchWay>,
    /// On which day it was sent.
    pub sent_on: Option<NaiveDate>,
    /// What it can be traced by.
    #[schema(example = "XA12345678901")]
    pub tracking_number: Option<String>,
    /// What you may do with it now.
    #[schema(schema_with = word_list::<OutboundAction>)]
    pub allowed_actions: Vec<OutboundAction>,
}

/// A commitment letter to send.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LetterToSend)]
pub struct LetterToSendView {
    /// Code of the item that it is for.
    #[schema(example = "shop_hygiene_permit")]
    pub item: String,
    /// Code of the letter.
    #[schema(example = "shop_hygiene_permit_letter")]
    pub code: String,
    /// Its version.
    pub version: i32,
}

impl From<LetterToSend> for LetterToSendView {
    fn from(letter: LetterToSend) -> Self {
        Self { item: letter.item, code: letter.code, version: letter.version }
    }
}

impl OutboundNoticeView {
    /// These as this caller sees them, with their last days.
    pub fn all(tx: &mut Tx<'_>, kept: Vec<Kept>) -> Outcome<Vec<Self>> {
        let ids: Vec<Uuid> = kept.iter().map(|it| it.notice.id.into()).collect();
        let limit = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let clocks = deadline::of_subjects(tx.conn, &ids, limit)?;
        let clocks = clocks.into_iter().map(deadline_from).collect::<Result<Vec<_>, _>>()?;
        let (actor, now) = (tx.actor, tx.now);
        Ok(kept
            .into_iter()
            .map(|it| {
                let clock = clocks.iter().find(|clock| clock.subject.1 == it.notice.id.0);
                Self::new(it, clock, actor, now)
            })
            .collect())
    }

    fn new(kept: Kept, clock: Option<&TrackedDeadline>, actor: &Actor, now: DateTime<Utc>) -> Self {
        let Kept { notice, division, .. } = kept;
        let (kind, status) = (OutboundKind::from(&notice.content), OutboundStatus::from(&notice.state));
        let allowed_actions = notice.actions(actor);
        let (letters, served, notice_number) = match notice.content {
            OutboundContent::CommitmentLetters { letters } => (letters, None, None),
            OutboundContent::ServedNotice { notice, number } => (Vec::new(), Some(notice), Some(number)),
        };
        let dispatch = match notice.state {
            OutboundState::Sent { dispatch, .. } => Some(dispatch),
            OutboundState::Open | OutboundState::FallenAway { .. } => None,
        };
        let (way, sent_on, tracking_number) = match dispatch {
            Some(Dispatch { way, sent_on, tracking_number }) => (Some(way), Some(sent_on), tracking_number),
            None => (None, None, None),
        };
        Self {
            id: notice.id.into(),
            application_id: notice.application.into(),
            division,
            department: notice.department,
            kind,
            letters: letters.into_iter().map(Into::into).collect(),
            notice: served,
            notice_number,
            created_at: notice.created_at,
            due_on: clock.and_then(|it| it.deadline.due()),
            overdue: status == OutboundStatus::Open && clock.is_some_and(|it| it.deadline.is_overdue(now)),
            status,
            way,
            sent_on,
            tracking_number,
            allowed_actions,
        }
    }
}
