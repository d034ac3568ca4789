//! Changes a draft, or corrects what was returned.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    catalogue::Jurisdiction,
    id::ApplicationId,
    refusal::{Faults, Refusal},
    time::local_date,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    body::{BusinessBody, ItemBody, LicenceBody, PersonBody},
    view::ApplicationView,
};
use crate::{
    http::{Answered, Body, Caller, IfMatch, PathId, Shown},
    operations::{
        applications::{Asked, Change, update},
        dossier::Dossier,
    },
    state::State,
    v1::wire::given,
};

/// What is changed. A part that is absent stays as it is; a part that is given is replaced whole.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationChange {
    /// The business.
    #[validate(nested)]
    business: Option<BusinessBody>,
    /// New licence, or permits only. Not once submitted.
    licence: Option<LicenceBody>,
    /// Answers to the bundle's questions. Not once submitted.
    #[schema(value_type = Option<Object>)]
    answers: Option<serde_json::Map<String, serde_json::Value>>,
    /// The operator; `null` takes the name out.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<PersonBody>)]
    operator: Option<Option<PersonBody>>,
    /// The agent; `null` takes the name out.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<PersonBody>)]
    agent: Option<Option<PersonBody>>,
    /// What is asked for. Not once submitted.
    #[validate(length(min = 1, max = 30), nested)]
    #[schema(min_items = 1, max_items = 30)]
    items: Option<Vec<ItemBody>>,
}

impl ApplicationChange {
    fn change(&self, jurisdiction: &Jurisdiction, now: DateTime<Utc>) -> Result<Change, Refusal> {
        let mut faults = Faults::default();
        let today = local_date(now);
        let mut person = |person: &Option<Option<PersonBody>>, field: &str| {
            person.as_ref().map(|person| person.as_ref().and_then(|it| it.checked(field, &mut faults, today)))
        };
        let (operator, agent) = (person(&self.operator, "operator"), person(&self.agent, "agent"));
        let change = Change {
            business: self.business.as_ref().and_then(|business| business.checked(&mut faults, jurisdiction)),
            licence: self.licence.as_ref().and_then(|licence| licence.checked(&mut faults)),
            answers: self.answers.clone(),
            operator,
            agent,
            items: self.items.as_ref().map(|items| items.iter().map(Asked::from).collect()),
        };
        faults.into_result("content_invalid")?;
        Ok(change)
    }
}

/// Change an application
///
/// A draft in everything but the county, which decides the issuing bodies; an application that was returned for
/// correction in its particulars only: what is asked for stays as it was filed.
#[utoipa::path(patch, path = "/applications/{id}")]
pub async fn update_application(
    caller: Caller<need::FileApplication>,
    state: State,
    id: PathId<ApplicationId>,
    if_match: IfMatch,
    body: Body<ApplicationChange>,
) -> Answered<Shown<ApplicationView>> {
    state
        .write(
            &caller,
            None,
            move |tx| Ok(Dossier::open(tx, id.0)?),
            move |tx, mut dossier| {
                if_match.check(dossier.application.version)?;
                let jurisdiction = tx.jurisdiction()?;
                let change = body.value.change(&jurisdiction, tx.now)?;
                update(tx, &mut dossier, &change)?;
                let view = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
                Ok(Shown::versioned(view, dossier.application.version))
            },
        )
        .await
}
