//! An application (办件, S1): one filing for the licence and any number of permits, with one set of materials. What is
//! asked for is a [`RequestedItem`] each; what is still missing or in the way is said by [`check`].

mod actions;
mod business;
pub mod check;
mod closed;
mod desk;
mod edit;
mod intake;
mod item;
mod material;
mod people;
mod reason;
mod state;
mod status;
mod window;

pub use actions::{ACTIONS, Surroundings};
pub use business::{Business, BusinessKind, LicenceBasis, centiares, normalised_address};
use chrono::{DateTime, Utc};
pub use desk::Desk;
pub use edit::Edit;
pub use intake::{Channel, Intake};
pub use item::RequestedItem;
pub use material::{MAX_MATERIALS, Material, media_type_of, plain_file_name};
pub use people::{People, Person, SubjectRole};
pub use reason::{ApplicationReason, ItemReason};
use serde::{Deserialize, Serialize};
pub use state::{
    ARROWS, Acceptance, AcceptanceWay, ChosenRoute, DeclineGround, Handling, ItemState, ItemStatus, LapseCause,
    RefusalGround,
};
pub use status::ApplicationStatus;
use uuid::Uuid;

use crate::{
    catalogue::{Item, ItemKind, Jurisdiction},
    id::{ApplicationId, CertificateId, NoticeId, RequestedItemId},
    refusal::{Fault, Refusal},
    time::local_date,
};

/// Most items one application may ask for.
pub const MAX_ITEMS: usize = 30;

/// An application without its natural persons ([`People`], which are kept encrypted) and its items (rows of their own).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// 办件编号.
    pub number: String,
    /// The account it belongs to.
    pub owner: Uuid,
    /// How it came in.
    pub intake: Intake,
    /// The one-time notice it follows.
    pub notice: Option<NoticeId>,
    /// The bundle (一业一证 scene) it follows.
    pub bundle: Option<String>,
    /// Answers to the bundle's questions.
    pub answers: serde_json::Map<String, serde_json::Value>,
    /// The business.
    pub business: Business,
    /// New licence, or permits for a registered business.
    pub licence: LicenceBasis,
    /// When it was first submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The natural persons.
    #[serde(skip)]
    pub people: People,
    /// What is asked for.
    #[serde(skip)]
    pub items: Vec<RequestedItem>,
    /// Version for edits.
    #[serde(skip)]
    pub version: i32,
}

/// An item as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRequest {
    /// Its id, minted at the edge.
    pub id: RequestedItemId,
    /// Code in the catalogue.
    pub code: String,
    /// The route chosen; the catalogue's own when empty.
    pub route: Option<ChosenRoute>,
    /// Number of the permit to change or renew.
    pub existing_permit: Option<String>,
}

impl ItemRequest {
    /// What was asked for before, to be drawn up again.
    pub fn again(item: &RequestedItem) -> Self {
        Self {
            id: item.id,
            code: item.item_code.clone(),
            route: Some(item.route),
            existing_permit: item.existing_permit.clone(),
        }
    }
}

impl Application {
    /// Draws up the requested items (S1, S4, S28): each in force today, once, on a route the catalogue opens, with the
    /// issuer and supervisor of the county; the licence among them if and only if a new one is asked for.
    pub fn request_items(
        requests: Vec<ItemRequest>,
        licence: &LicenceBasis,
        county: &str,
        jurisdiction: &Jurisdiction,
        now: DateTime<Utc>,
    ) -> Result<Vec<RequestedItem>, Refusal> {
        let today = local_date(now);
        let mut faults = Vec::new();
        let mut items: Vec<RequestedItem> = Vec::new();
        if requests.is_empty() || requests.len() > MAX_ITEMS {
            return Err(Refusal::fields("content_invalid", vec![Fault { pointer: "/items".into(), code: "length" }]));
        }
        for (index, request) in requests.into_iter().enumerate() {
            let mut fault = |field: &str, code| faults.push(Fault { pointer: format!("/items/{index}/{field}"), code });
            let Some(item) = jurisdiction.item_in_force(&request.code, today) else {
                fault("code", "item_unknown");
                continue;
            };
            if items.iter().any(|earlier| earlier.item_code == item.code) {
                fault("code", "repeated");
                continue;
            }
            let Some(route) = chosen_route(item, request.route) else {
                fault("route", "route_not_open");
                continue;
            };
            let (Some(issuer), Some(supervisor)) = (item.issuer_for(county), item.supervisor_for(county)) else {
                fault("code", "item_not_in_county");
                continue;
            };
            items.push(RequestedItem {
                id: request.id,
                item_code: item.code.clone(),
                item_version: item.version,
                kind: item.kind,
                route,
                handling: Handling::of(route, item),
                issuer: issuer.clone(),
                supervisor: supervisor.clone(),
                existing_permit: request.existing_permit,
                state: ItemState::Draft,
            });
        }
        let licence_asked = items.iter().any(|item| item.kind == ItemKind::BusinessLicence);
        match licence {
            LicenceBasis::New if !licence_asked => {
                faults.push(Fault { pointer: "/items".into(), code: "licence_missing" })
            }
            LicenceBasis::Existing { .. } if licence_asked => {
                faults.push(Fault { pointer: "/items".into(), code: "licence_already_held" });
            }
            _ => {}
        }
        if faults.is_empty() { Ok(items) } else { Err(Refusal::fields("content_invalid", faults)) }
    }

    /// Its status, derived (design §3); `owed` counts what is still due after the decision.
    pub fn status(&self, owed: usize) -> ApplicationStatus {
        ApplicationStatus::derive(self.items.iter().map(RequestedItem::status), owed)
    }

    /// County of the premises: the division its rows lie under.
    pub fn division(&self) -> &str {
        &self.business.county
    }

    /// Whether what is filed may be changed: while something in it is a draft or waits for a correction.
    pub fn require_editable(&self) -> Result<(), Refusal> {
        if self.items.iter().any(|item| item.state.is_editable()) {
            Ok(())
        } else {
            Err(ApplicationReason::NotEditable.into())
        }
    }

    /// Whether it was never submitted: only then may its items be chosen anew.
    pub fn is_draft(&self) -> bool {
        self.submitted_at.is_none()
    }

    /// An item by its code.
    pub fn item(&self, code: &str) -> Option<&RequestedItem> {
        self.items.iter().find(|item| item.item_code == code)
    }

    /// The licence that it brought.
    pub fn issued_licence(&self) -> Option<CertificateId> {
        let licence = self.items.iter().find(|item| item.kind == ItemKind::BusinessLicence)?;
        match licence.state {
            ItemState::Issued { certificate, .. } => Some(certificate),
            _ => None,
        }
    }

    /// An item by its id.
    pub fn item_by_id(&self, id: RequestedItemId) -> Option<&RequestedItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Takes one step with one item, in place.
    pub fn step(
        &mut self,
        id: RequestedItemId,
        step: impl FnOnce(RequestedItem) -> Result<RequestedItem, Refusal>,
    ) -> Result<(), Refusal> {
        let slot = self.items.iter_mut().find(|item| item.id == id).ok_or(ItemReason::NotRequested)?;
        *slot = step(slot.clone())?;
        Ok(())
    }

    /// Files every item that is a draft or was corrected (S6). The first filing counts from the day it reached the
    /// office, a corrected one from now: the 5 days of 行政许可法 §32(4) run from there.
    pub fn submit(&mut self, now: DateTime<Utc>) -> Result<Vec<RequestedItemId>, Refusal> {
        let ready: Vec<_> = self.items.iter().filter(|item| item.state.is_editable()).map(|item| item.id).collect();
        if ready.is_empty() {
            return Err(ApplicationReason::NothingToDo.into());
        }
        let mut from = now;
        if self.is_draft() {
            self.submitted_at = Some(now);
            self.intake.filed(now);
            from = self.intake.received_at;
        }
        for id in &ready {
            self.step(*id, |item| item.submit(from))?;
        }
        Ok(ready)
    }

    /// Takes back what is not decided: the named items, or all of them.
    pub fn withdraw(&mut self, codes: &[String], now: DateTime<Utc>) -> Result<Vec<RequestedItemId>, Refusal> {
        let chosen: Vec<_> = self
            .items
            .iter()
            .filter(|item| if codes.is_empty() { !item.state.is_final() } else { codes.contains(&item.item_code) })
            .map(|item| item.id)
            .collect();
        if chosen.is_empty() || codes.iter().any(|code| self.item(code).is_none()) {
            return Err(if codes.is_empty() {
                ApplicationReason::NothingToDo.into()
            } else {
                ItemReason::NotRequested.into()
            });
        }
        for id in &chosen {
            self.step(*id, |item| item.withdraw(now))?;
        }
        Ok(chosen)
    }

    /// The answers that the catalogue's expressions are read with: those given, and over them what the business says of
    /// itself, `county` and `area_m2`. What is filed counts, not what was once asked about.
    pub fn answers(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut answers = self.answers.clone();
        answers.insert("county".to_owned(), self.business.county.clone().into());
        if let Some(area) = self.business.area_centiares {
            answers.insert("area_m2".to_owned(), (area as f64 / 100.0).into());
        }
        answers
    }

    /// Whom it is about, by the numbers that bars and duplicates are looked up with. Hashed before it is stored.
    pub fn subjects(&self) -> Vec<(SubjectRole, String)> {
        let mut subjects = Vec::new();
        if let LicenceBasis::Existing { uscc } = &self.licence {
            subjects.push((SubjectRole::Business, uscc.to_string()));
        }
        if let Some(person) = &self.people.operator {
            subjects.push((SubjectRole::Operator, person.id_number.as_str().to_owned()));
        }
        if let Some(person) = &self.people.agent {
            subjects.push((SubjectRole::Agent, person.id_number.as_str().to_owned()));
        }
        subjects
    }

    /// What makes two applications duplicates: the same person, the same premises (S1). None while either is open.
    /// Hashed before it is stored.
    pub fn duplicate_basis(&self) -> Option<String> {
        let person = self.people.operator.as_ref()?;
        let address = self.business.address.as_ref()?;
        Some(format!("{}|{}|{}", person.id_number.as_str(), self.business.county, normalised_address(address)))
    }
}

/// The route asked for if the catalogue opens it: the ordinary one always is open to a permit (S4), the commitment and
/// filing routes are where the item says so (S3).
fn chosen_route(item: &Item, asked: Option<ChosenRoute>) -> Option<ChosenRoute> {
    use crate::catalogue::Route;
    let own = match item.route {
        Route::Commitment => ChosenRoute::Commitment,
        Route::Filing => ChosenRoute::Filing,
        Route::OrdinaryOnly => ChosenRoute::Ordinary,
    };
    match asked {
        None => Some(own),
        Some(route) if route == own => Some(own),
        Some(ChosenRoute::Ordinary) if item.route == Route::Commitment => Some(ChosenRoute::Ordinary),
        Some(_) => None,
    }
}
