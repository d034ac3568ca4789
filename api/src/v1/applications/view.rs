//! Applications as they are shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Actor,
    application::{ApplicationStatus, BusinessKind, Channel, LicenceBasis, People, Person},
    catalogue::Jurisdiction,
};
use kaiye_persistence::row::ApplicationRow;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::item_view::RequestedItemView;
use crate::{openapi::words, operations::dossier::Dossier};

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationSummary {
    /// Its id.
    pub id: Uuid,
    /// 办件编号.
    #[schema(example = "BJ-2025-7K2M9PQX4W1A")]
    pub number: String,
    /// Where it stands as a whole.
    #[schema(example = "submitted")]
    pub status: String,
    /// Name of the business; empty while none was given.
    pub business_name: String,
    /// County of the premises.
    #[schema(example = "652327")]
    pub county: String,
    /// The bundle it follows.
    pub bundle: Option<String>,
    /// Channel it came by.
    #[schema(example = "portal")]
    pub channel: String,
    /// When it reached the office.
    pub received_at: DateTime<Utc>,
    /// When it was first submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<ApplicationRow> for ApplicationSummary {
    fn from(row: ApplicationRow) -> Self {
        Self {
            id: row.id.0,
            number: row.number,
            status: row.status,
            business_name: row.business_name,
            county: row.division,
            bundle: row.bundle,
            channel: row.channel,
            received_at: row.received_at.into(),
            submitted_at: row.submitted_at.map(Into::into),
            updated_at: row.updated_at.into(),
        }
    }
}

/// An application in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationView {
    /// Its id.
    pub id: Uuid,
    /// 办件编号.
    #[schema(example = "BJ-2025-7K2M9PQX4W1A")]
    pub number: String,
    /// Where it stands as a whole, derived from its items.
    #[schema(schema_with = words::<ApplicationStatus>)]
    pub status: ApplicationStatus,
    /// The account it belongs to.
    pub owner_id: Uuid,
    /// Channel it came by (S22).
    #[schema(schema_with = words::<Channel>)]
    pub channel: Channel,
    /// The sender's own reference.
    pub sender_reference: Option<String>,
    /// When it reached the office: what the law counts from.
    pub received_at: DateTime<Utc>,
    /// When it was recorded here.
    pub recorded_at: DateTime<Utc>,
    /// When it was first submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The one-time notice it follows.
    pub notice_id: Option<Uuid>,
    /// The bundle it follows.
    pub bundle: Option<String>,
    /// Answers to the bundle's questions.
    #[schema(value_type = Object)]
    pub answers: serde_json::Map<String, serde_json::Value>,
    /// New licence, or permits for a registered business.
    pub licence: LicenceView,
    /// The business.
    pub business: BusinessView,
    /// 经营者 or 法定代表人.
    pub operator: Option<PersonView>,
    /// 委托代理人.
    pub agent: Option<PersonView>,
    /// What is asked for.
    pub items: Vec<RequestedItemView>,
    /// What this caller may do now, by operation.
    pub allowed_actions: Vec<&'static str>,
}

/// Whether a licence is asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "basis", rename_all = "snake_case")]
pub enum LicenceView {
    /// A new licence is asked for.
    New,
    /// The business is registered: permits only.
    Existing {
        /// Its unified social credit code.
        uscc: String,
    },
}

/// The business.
#[derive(Debug, Serialize, ToSchema)]
pub struct BusinessView {
    /// Kind of market entity.
    #[schema(schema_with = words::<BusinessKind>)]
    pub kind: BusinessKind,
    /// Name as it is to stand on the licence.
    pub name: Option<String>,
    /// 经营范围.
    pub scope: Option<String>,
    /// GB/T 4754 codes of its trades.
    pub trade_codes: Vec<String>,
    /// Registered capital or funds, in yuan.
    pub capital: Option<i64>,
    /// Address of the premises.
    pub address: Option<String>,
    /// GB/T 2260 code of the county the premises lie in.
    pub county: String,
    /// Floor area in square metres.
    pub area_m2: Option<f64>,
}

/// A natural person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// Full name.
    pub name: String,
    /// Citizen number; masked for everybody but the owner and the window.
    #[schema(example = "110*************2X")]
    pub id_number: String,
    /// Telephone number; masked likewise.
    #[schema(example = "138****0000")]
    pub phone: String,
}

impl PersonView {
    fn new(person: &Person, whole: bool) -> Self {
        let (id_number, phone) = if whole {
            (person.id_number.as_str().to_owned(), person.phone.as_str().to_owned())
        } else {
            (person.id_number.masked(), person.phone.masked())
        };
        Self { name: person.name.clone(), id_number, phone }
    }
}

impl ApplicationView {
    /// An application as this caller sees it.
    pub fn new(dossier: &Dossier, jurisdiction: &Jurisdiction, actor: &Actor, now: DateTime<Utc>) -> Self {
        let application = &dossier.application;
        let business = &application.business;
        let whole = People::are_shown_whole(application.owner, actor);
        let person = |person: &Option<Person>| person.as_ref().map(|it| PersonView::new(it, whole));
        Self {
            id: application.id.0,
            number: application.number.clone(),
            status: dossier.status(),
            owner_id: application.owner,
            channel: application.intake.channel,
            sender_reference: application.intake.sender_reference.clone(),
            received_at: application.intake.received_at,
            recorded_at: application.intake.recorded_at,
            submitted_at: application.submitted_at,
            notice_id: application.notice.map(Into::into),
            bundle: application.bundle.clone(),
            answers: application.answers.clone(),
            licence: match &application.licence {
                LicenceBasis::New => LicenceView::New,
                LicenceBasis::Existing { uscc } => LicenceView::Existing { uscc: uscc.to_string() },
            },
            business: BusinessView {
                kind: business.kind,
                name: business.name.clone(),
                scope: business.scope.clone(),
                trade_codes: business.trade_codes.iter().map(ToString::to_string).collect(),
                capital: business.capital,
                address: business.address.clone(),
                county: business.county.clone(),
                area_m2: business.area_centiares.map(|area| area as f64 / 100.0),
            },
            operator: person(&application.people.operator),
            agent: person(&application.people.agent),
            items: application
                .items
                .iter()
                .map(|item| RequestedItemView::new(item, dossier, jurisdiction, actor, now))
                .collect(),
            allowed_actions: application.allowed_actions(
                actor,
                |item| dossier.surroundings(item.id, now),
                &dossier.deferred,
            ),
        }
    }
}
