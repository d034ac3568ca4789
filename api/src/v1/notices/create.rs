//! Serves a one-time notice.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    application::SubjectRole,
    identity::{CitizenNumber, IdentityFault, Uscc},
    notice::NoticeRequest,
    refusal::{Faults, Refusal},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::NoticeView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    operations::notices::serve,
    state::State,
};

/// What is to be opened, where and how.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    /// Code of a bundle, with its questions answered; else name the items.
    #[schema(example = "small_restaurant")]
    bundle: Option<String>,
    /// Codes of the items, when no bundle is asked for.
    #[serde(default)]
    #[validate(length(max = 30))]
    #[schema(max_items = 30)]
    items: Vec<String>,
    /// GB/T 2260 code of the county of the premises, when no bundle asks for it.
    county: Option<String>,
    /// Answers to the questions, as `get_bundle` asks them.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"county": "652327", "area_m2": 45}))]
    answers: serde_json::Map<String, serde_json::Value>,
    /// Whether there is a licence already: permits only.
    #[serde(default)]
    existing_licence: bool,
    /// For whom it is asked, to learn whether the commitment route is open to them (S19). Not kept.
    #[serde(default)]
    subjects: NoticeSubjects,
}

/// Whom a bar on the commitment route is looked up for.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeSubjects {
    /// The business, by its unified social credit code, where it has one.
    #[schema(example = "91350100M000100Y43")]
    uscc: Option<String>,
    /// 经营者 or 法定代表人, by citizen number. Only for who has signed in.
    #[schema(example = "11010519491231002X")]
    operator_id_number: Option<String>,
    /// The agent, by citizen number. Only for who has signed in.
    #[schema(example = "11010519491231002X")]
    agent_id_number: Option<String>,
}

impl NoticeSubjects {
    /// By which number each is looked up, where nothing is wrong with any.
    fn checked(&self, today: NaiveDate) -> Result<Vec<(SubjectRole, String)>, Refusal> {
        let mut faults = Faults::default();
        let mut subjects = Vec::new();
        if let Some(uscc) = &self.uscc {
            let uscc = faults.check("/subjects/uscc", uscc.parse::<Uscc>(), IdentityFault::code);
            subjects.extend(uscc.map(|uscc| (SubjectRole::Business, uscc.to_string())));
        }
        for (role, number, field) in [
            (SubjectRole::Operator, &self.operator_id_number, "operator_id_number"),
            (SubjectRole::Agent, &self.agent_id_number, "agent_id_number"),
        ] {
            let Some(number) = number else { continue };
            let pointer = format!("/subjects/{field}");
            let number = faults.check(&pointer, CitizenNumber::parse(number, today), IdentityFault::code);
            subjects.extend(number.map(|number| (role, number.as_str().to_owned())));
        }
        faults.into_result("content_invalid")?;
        Ok(subjects)
    }
}

/// Ask what will be needed
///
/// Everything at once: items, conditions, materials (each once), commitment letters, fees and time limits (S2). Kept as
/// served; an application may follow it. Asked for a business, an operator or an agent, it says which of them is barred from
/// the commitment route now (S19); of persons only to who has signed in. It names nobody.
#[utoipa::path(post, path = "/notices")]
pub async fn create_notice(
    caller: Caller<need::ServeNotice>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewNotice>,
) -> Answered<Created<NoticeView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let NewNotice { bundle, items, county, answers, existing_licence, subjects } = body.value.clone();
                let subjects = subjects.checked(tx.today())?;
                let nobody = NoticeRequest::default();
                let request = NoticeRequest { bundle, items, county, answers, existing_licence, ..nobody };
                let served = serve(tx, &request, subjects)?;
                Ok(Created::at(format!("/api/v1/notices/{}", served.id), NoticeView::new(&served)))
            },
        )
        .await
}
