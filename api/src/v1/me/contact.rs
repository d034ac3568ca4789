//! How the caller wishes to be told of things.

use std::collections::BTreeSet;

use kaiye_domain::{
    actor::need,
    message::{ContactChange, MessageLanguage, Topic},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IfMatch, Shown},
    openapi::{word_list, words},
    operations::{
        Tx,
        messages::{KeptContact, change_contact, find_contact},
    },
    state::State,
};

/// How the caller is told of things.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactView {
    /// Where e-mails go; SMS goes to the agent of the application, else to the operator, where there is none.
    #[schema(example = "li@example.cn", format = Email)]
    email: Option<String>,
    /// The language of messages.
    #[schema(schema_with = words::<MessageLanguage>)]
    language: MessageLanguage,
    /// What the caller does without.
    #[schema(schema_with = word_list::<Topic>)]
    declined: BTreeSet<Topic>,
    /// What the caller may do without; of everything else the law has the office tell.
    #[schema(schema_with = word_list::<Topic>)]
    optional: Vec<Topic>,
}

impl ContactView {
    fn shown(kept: KeptContact) -> Shown<Self> {
        use strum::IntoEnumIterator;
        let optional = Topic::iter().filter(|topic| topic.is_optional()).collect();
        let (contact, version) = (kept.contact, kept.version);
        let email = contact.email.map(String::from);
        Shown::versioned(Self { email, language: contact.language, declined: contact.declined, optional }, version)
    }
}

/// What of it changes; what is left out stays.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactChange)]
pub struct ContactRequest {
    /// Where e-mails go; empty: nowhere any more.
    #[validate(length(max = 254))]
    #[schema(max_length = 254, example = "li@example.cn")]
    email: Option<String>,
    /// The language of messages.
    #[schema(schema_with = words::<MessageLanguage>)]
    language: Option<MessageLanguage>,
    /// What the caller does without; the whole list.
    #[schema(schema_with = word_list::<Topic>)]
    declined: Option<BTreeSet<Topic>>,
}

/// Show how the caller is told
///
/// The address, the language, and what the caller does without.
#[utoipa::path(get, path = "/me/contact")]
pub async fn get_contact(caller: Caller<need::ManageContact>, state: State) -> Answered<Shown<ContactView>> {
    let work = |tx: &mut Tx<'_>| {
        let account = tx.actor.id;
        Ok(ContactView::shown(find_contact(tx, account)?))
    };
    state.read(&caller, work).await
}

/// Change how the caller is told
///
/// Reminders may be done without; what the law has the office tell the applicant of may not. Messages come beside what is
/// served: they hold no personal data, and nothing begins or ends by them.
#[utoipa::path(patch, path = "/me/contact")]
pub async fn update_contact(
    caller: Caller<need::ManageContact>,
    state: State,
    if_match: IfMatch,
    body: Body<ContactRequest>,
) -> Answered<Shown<ContactView>> {
    let request = body.value;
    let change = ContactChange {
        email: request.email.map(|text| Some(text).filter(|text| !text.is_empty())),
        language: request.language,
        declined: request.declined,
    };
    let load = move |tx: &mut Tx<'_>| {
        let account = tx.actor.id;
        Ok(find_contact(tx, account)?)
    };
    let act = move |tx: &mut Tx<'_>, kept: KeptContact| {
        if_match.check(kept.version)?;
        Ok(ContactView::shown(change_contact(tx, kept, change.clone())?))
    };
    state.write(&caller, None, load, act).await
}
