//! Drafts an application.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    application::{Channel, People},
    catalogue::Jurisdiction,
    refusal::{Faults, Refusal},
    time::local_date,
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{
    body::{BusinessBody, ItemBody, LicenceBody, PersonBody},
    view::ApplicationView,
};
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    openapi::maybe_words,
    operations::applications::{Asked, Filing, create},
    state::State,
};

/// An application to draft.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApplication {
    /// Channel it came by; `portal` when absent, `counter` for the window. Applicants file by `portal` or `app`; the
    /// window records the others (S22).
    #[schema(schema_with = maybe_words::<Channel>)]
    channel: Option<Channel>,
    /// The sender's own reference.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    sender_reference: Option<String>,
    /// When the office got it, if that was before it is recorded here; only the window says it.
    received_at: Option<DateTime<Utc>>,
    /// The applicant's account, when the window records it for somebody who has one.
    owner_id: Option<Uuid>,
    /// The letter, telex or fax that it is drafted from (`record_intake`): its channel, reference and instant are taken
    /// over. Only the window says it.
    intake_id: Option<Uuid>,
    /// The one-time notice it follows: its items, answers and bundle are taken over.
    notice_id: Option<Uuid>,
    /// The bundle it follows, without a notice.
    bundle: Option<String>,
    /// Answers to the bundle's questions, without a notice.
    #[serde(default)]
    #[schema(value_type = Object)]
    answers: serde_json::Map<String, serde_json::Value>,
    /// New licence, or permits only; as the notice says when absent.
    licence: Option<LicenceBody>,
    /// The business; a draft may leave most of it open.
    #[validate(nested)]
    business: BusinessBody,
    /// 经营者 of an individual business, 法定代表人 of an enterprise.
    #[validate(nested)]
    operator: Option<PersonBody>,
    /// 委托代理人, who needs a power of attorney.
    #[validate(nested)]
    agent: Option<PersonBody>,
    /// What is asked for, the licence among it; what the notice lists when absent.
    #[validate(length(min = 1, max = 30), nested)]
    #[schema(min_items = 1, max_items = 30)]
    items: Option<Vec<ItemBody>>,
}

impl NewApplication {
    /// The sender's own reference.
    pub(crate) fn sender_reference(&self) -> Option<String> {
        self.sender_reference.clone()
    }

    /// What is filed, where nothing is wrong with it.
    pub(crate) fn filing(&self, jurisdiction: &Jurisdiction, now: DateTime<Utc>) -> Result<Filing, Refusal> {
        let mut faults = Faults::default();
        let today = local_date(now);
        let business = self.business.checked(&mut faults, jurisdiction);
        let people = People {
            operator: self.operator.as_ref().and_then(|person| person.checked("operator", &mut faults, today)),
            agent: self.agent.as_ref().and_then(|person| person.checked("agent", &mut faults, today)),
        };
        let licence = self.licence.as_ref().and_then(|licence| licence.checked(&mut faults));
        faults.into_result("content_invalid")?;
        // Without faults there is a business.
        let business = business.ok_or_else(|| Refusal::fields("content_invalid", Vec::new()))?;
        Ok(Filing {
            channel: self.channel,
            sender_reference: self.sender_reference.clone(),
            received_at: self.received_at,
            owner: self.owner_id,
            intake: self.intake_id.map(Into::into),
            notice: self.notice_id.map(Into::into),
            bundle: self.bundle.clone(),
            answers: self.answers.clone(),
            licence,
            business,
            people,
            items: self.items.as_ref().map(|items| items.iter().map(Asked::from).collect()),
        })
    }
}

/// Draft an application
///
/// For the licence and any number of permits, from a one-time notice or from explicit items (S1). A draft may be
/// incomplete: `check_application` says what is missing. The window drafts for who comes to it, or writes or faxes
/// (S22). A draft that nobody submits lapses (policy).
#[utoipa::path(post, path = "/applications")]
pub async fn create_application(
    caller: Caller<need::FileApplication>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewApplication>,
) -> Answered<Created<ApplicationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let jurisdiction = tx.jurisdiction()?;
                let filing = body.value.filing(&jurisdiction, tx.now)?;
                let dossier = create(tx, &filing)?;
                let view = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
                let location = format!("/api/v1/applications/{}", dossier.application.id);
                Ok(Created::at(location, view).versioned(dossier.application.version))
            },
        )
        .await
}
