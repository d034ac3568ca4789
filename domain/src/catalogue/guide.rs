//! Guides to items (办事指南, S25): put together from the catalogue, so that a guide never says anything else than what is
//! asked for, with a text of the jurisdiction's own beside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Department, Division, Item, Jurisdiction, LetterTemplate, Text};
use crate::notice::{TimeLimit, time_limits};

/// What a guide says beyond the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideText {
    /// Code of the item.
    pub item: String,
    /// The text, in markdown.
    pub markdown: String,
}

/// Who grants an item in a county.
#[derive(Debug, Clone, PartialEq)]
pub struct Authority<'a> {
    /// The county.
    pub county: &'a Division,
    /// The department.
    pub department: &'a Department,
}

/// The guide to a version of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide<'a> {
    /// The item.
    pub item: &'a Item,
    /// What the guide is called.
    pub title: Text,
    /// Its commitment letter in force.
    pub letter: Option<&'a LetterTemplate>,
    /// Who grants it, a line a county.
    pub authorities: Vec<Authority<'a>>,
    /// How long a decision may take as the zone promises (承诺时限); empty where it promises no less than the law.
    pub promised: Vec<TimeLimit>,
    /// How long by law (法定时限); empty where nobody decides.
    pub legal: Vec<TimeLimit>,
    /// What is looked at after the grant, and within which time.
    pub afterwards: Vec<TimeLimit>,
    /// The jurisdiction's own text.
    pub text: Option<&'a GuideText>,
}

impl<'a> Guide<'a> {
    /// The guide to an item, as it is on a day.
    pub fn of(jurisdiction: &'a Jurisdiction, item: &'a Item, on: NaiveDate) -> Self {
        let limits = time_limits(&jurisdiction.policy, item);
        let (promised, rest): (Vec<_>, Vec<_>) = limits.into_iter().partition(|it| it.rule == "commitment_decision");
        let (legal, afterwards) = rest.into_iter().partition(|it| it.rule.ends_with("_decision"));
        let authority = |(county, department): (&String, &String)| {
            Some(Authority { county: jurisdiction.division(county)?, department: jurisdiction.department(department)? })
        };
        Self {
            title: Text { zh: format!("{}办事指南", item.name.zh), en: format!("Guide: {}", item.name.en) },
            letter: item.letter.as_ref().and_then(|code| jurisdiction.letter_in_force(code, on)),
            authorities: item.issuers.iter().filter_map(authority).collect(),
            promised,
            legal,
            afterwards,
            text: jurisdiction.guide_text(&item.code),
            item,
        }
    }
}
