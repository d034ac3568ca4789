//! Editing what is filed (S1, S6): a draft in everything, an application returned for correction in its particulars.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::{Application, Business, ItemRequest, LicenceBasis, Person};
use crate::{
    catalogue::Jurisdiction,
    correction::CorrectionPoint,
    refusal::{Faults, Refusal},
};

/// What an edit changes; a part that is empty stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edit {
    /// The business.
    pub business: Option<Business>,
    /// New licence, or permits for a registered business.
    pub licence: Option<LicenceBasis>,
    /// Answers to the bundle's questions.
    pub answers: Option<Map<String, Value>>,
    /// The operator; `Some(None)` takes the name out.
    pub operator: Option<Option<Person>>,
    /// The agent; `Some(None)` takes the name out.
    pub agent: Option<Option<Person>>,
    /// What is asked for.
    pub items: Option<Vec<ItemRequest>>,
}

impl Application {
    /// Changes what the edit names. The county stays from the first day: it decides the issuing bodies, and all that is
    /// kept of the application lies under it. Once it was submitted, what is asked for stays as it was filed: its
    /// items, the basis of the licence, and the answers that led to the items. `named` is what the open corrections
    /// name: beyond it, nothing changes that an accepted item rests on.
    pub fn edit(
        &mut self,
        edit: Edit,
        named: &[CorrectionPoint],
        jurisdiction: &Jurisdiction,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        self.require_editable()?;
        self.require_kept(&edit, named)?;
        let licence = edit.licence.unwrap_or_else(|| self.licence.clone());
        if self.is_draft() && (edit.items.is_some() || licence != self.licence) {
            self.redraw(edit.items, &licence, jurisdiction, now)?;
        }
        self.licence = licence;
        if let Some(business) = edit.business {
            self.business = business;
        }
        if let Some(answers) = edit.answers {
            self.answers = answers;
        }
        if let Some(operator) = edit.operator {
            self.people.operator = operator;
        }
        if let Some(agent) = edit.agent {
            self.people.agent = agent;
        }
        Ok(())
    }

    /// Draws the items up anew; one that stays keeps its id, and with it its commitment.
    fn redraw(
        &mut self,
        asked: Option<Vec<ItemRequest>>,
        licence: &LicenceBasis,
        jurisdiction: &Jurisdiction,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let requests = asked.unwrap_or_else(|| {
            self.items.iter().filter(|item| !item.state.is_final()).map(ItemRequest::again).collect()
        });
        let mut items = Self::request_items(requests, licence, self.division(), jurisdiction, now)?;
        for item in &mut items {
            if let Some(earlier) = self.item(&item.item_code) {
                item.id = earlier.id;
            }
        }
        self.items = items;
        Ok(())
    }

    fn require_kept(&self, edit: &Edit, named: &[CorrectionPoint]) -> Result<(), Refusal> {
        let mut faults = Faults::default();
        let mut keep = |changed: bool, pointer: &str, code| {
            if changed {
                faults.add(pointer, code);
            }
        };
        let moved = edit.business.as_ref().is_some_and(|business| business.county != self.division());
        keep(moved, "/business/county", "county_fixed");
        if !self.is_draft() {
            const FIXED: &str = "fixed_once_submitted";
            keep(edit.items.is_some(), "/items", FIXED);
            keep(edit.licence.as_ref().is_some_and(|licence| *licence != self.licence), "/licence", FIXED);
            keep(edit.answers.as_ref().is_some_and(|answers| *answers != self.answers), "/answers", FIXED);
        }
        self.name_what_is_closed(edit, named, &mut faults);
        faults.into_result("content_invalid")
    }
}
