//! What an applicant was told by e-mail and SMS.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    id::ApplicationId,
    message::{Message, MessageState, MessageStatus, MessageWay, SuppressionReason, Topic},
};
use kaiye_persistence::{
    map::message_from,
    repo::{application, message},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    openapi::{maybe_words, words},
    state::State,
};

/// A message about one event, without its address and its words.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageView {
    /// Its id; an e-mail's Message-ID and the SMS gateway's key are made of it.
    id: Uuid,
    /// The event that it is about.
    event_id: Uuid,
    /// What it is about.
    #[schema(schema_with = words::<Topic>)]
    topic: Topic,
    /// By what it goes or went; null before the first attempt, and where nothing goes out.
    #[schema(schema_with = maybe_words::<MessageWay>)]
    way: Option<MessageWay>,
    /// Where it stands.
    #[schema(schema_with = words::<MessageStatus>)]
    status: MessageStatus,
    /// Why nothing goes out.
    #[schema(schema_with = maybe_words::<SuppressionReason>)]
    reason: Option<SuppressionReason>,
    /// How often it was tried.
    attempts: u32,
    /// What went wrong the last time, in a word.
    #[schema(example = "refused_550")]
    fault: Option<String>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it is tried next.
    next_attempt_at: Option<DateTime<Utc>>,
    /// When the mail server or the gateway took it.
    sent_at: Option<DateTime<Utc>>,
    /// What the gateway calls it.
    receipt: Option<String>,
}

impl From<Message> for MessageView {
    fn from(message: Message) -> Self {
        let (status, next_attempt_at) = (message.status(), message.next_attempt_at());
        let (mut reason, mut sent_at, mut receipt) = (None, None, None);
        match message.state {
            MessageState::Suppressed { reason: why } => reason = Some(why),
            MessageState::Sent { at, receipt: said } => (sent_at, receipt) = (Some(at), said),
            MessageState::Queued { .. } | MessageState::Failed { .. } => {}
        }
        Self {
            id: message.id.into(),
            event_id: message.event.into(),
            topic: message.topic,
            way: message.way,
            status,
            reason,
            attempts: message.attempts,
            fault: message.fault,
            created_at: message.created_at,
            next_attempt_at,
            sent_at,
            receipt,
        }
    }
}

/// List an application's messages
///
/// What the applicant was told by e-mail or SMS, and whether it went out, the oldest first. What was served in law is among
/// the notices.
#[utoipa::path(get, path = "/applications/{id}/messages")]
pub async fn list_messages(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    page: PageQuery<Uuid>,
) -> Answered<Page<MessageView>> {
    state
        .read(&caller, move |tx| {
            let reach = tx.actor.reach();
            application::find(tx.conn, &reach, id.0)?;
            let rows = message::of_application(tx.conn, id.0, page.after, page.fetch())?;
            let messages = rows.into_iter().map(message_from).collect::<Result<Vec<_>, _>>()?;
            page.page(messages, |message| message.id.into(), MessageView::from)
        })
        .await
}
