//! Guides as they are shown.

use kaiye_domain::catalogue::{Authority, Fee, Guide, Jurisdiction, Provenance, Window};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    markdown,
    openapi::words,
    v1::{items::view::ItemView, letter_templates::view::LetterSummary, notices::view::TimeLimitView, wire::Title},
};

/// A guide in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuideSummary {
    /// Code of the item.
    #[schema(example = "small_restaurant_registration")]
    pub item: String,
    /// The item's version.
    pub version: i32,
    /// What the guide is called.
    pub title: Title,
}

/// A guide in full.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Guide)]
pub struct GuideView {
    #[serde(flatten)]
    summary: GuideSummary,
    /// What the catalogue says: conditions, materials, route, result, legal basis.
    pub details: ItemView,
    /// Its commitment letter in force; null without one.
    pub letter: Option<LetterSummary>,
    /// Who grants it, a line a county.
    pub authorities: Vec<AuthorityView>,
    /// How long a decision may take as the zone promises (承诺时限); no working day at all means on the spot. Empty where it
    /// promises no less than the law.
    pub promised: Vec<TimeLimitView>,
    /// How long by law (法定时限); empty where nobody decides.
    pub legal: Vec<TimeLimitView>,
    /// What is looked at after the grant, and within which time.
    pub afterwards: Vec<TimeLimitView>,
    /// The law that sets the fee; null where nothing is charged.
    pub fee_basis: Option<String>,
    /// Where to apply; null while nobody said.
    pub window: Option<WindowView>,
    /// The zone's own text; null without one.
    pub text: Option<GuideTextView>,
}

/// Who grants an item in a county.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GuideAuthority)]
pub struct AuthorityView {
    /// The county.
    #[schema(example = "652327")]
    pub county: String,
    /// Its name.
    pub county_title: Title,
    /// Code of the department.
    #[schema(example = "jimsar_health")]
    pub department: String,
    /// Its name.
    pub department_title: Title,
}

/// The window that takes applications.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Window)]
pub struct WindowView {
    /// What it is called.
    pub title: Title,
    /// Where it is.
    pub address: Title,
    /// When it is open.
    pub hours: Title,
    /// `illustrative` until the jurisdiction replaces it.
    #[schema(schema_with = words::<Provenance>)]
    pub provenance: Provenance,
}

/// A text in markdown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GuideText)]
pub struct GuideTextView {
    /// As it was written, in Chinese.
    pub markdown: String,
    /// The same as HTML that is safe to show.
    pub html: String,
}

impl From<&Guide<'_>> for GuideSummary {
    fn from(guide: &Guide<'_>) -> Self {
        Self { item: guide.item.code.clone(), version: guide.item.version, title: (&guide.title).into() }
    }
}

impl From<&Authority<'_>> for AuthorityView {
    fn from(authority: &Authority<'_>) -> Self {
        Self {
            county: authority.county.code.clone(),
            county_title: (&authority.county.name).into(),
            department: authority.department.code.clone(),
            department_title: (&authority.department.name).into(),
        }
    }
}

impl From<&Window> for WindowView {
    fn from(window: &Window) -> Self {
        Self {
            title: (&window.name).into(),
            address: (&window.address).into(),
            hours: (&window.hours).into(),
            provenance: window.provenance,
        }
    }
}

impl GuideView {
    /// A guide with the names of what it mentions.
    pub fn new(guide: &Guide<'_>, jurisdiction: &Jurisdiction) -> Self {
        Self {
            summary: guide.into(),
            details: ItemView::new(guide.item, jurisdiction),
            letter: guide.letter.map(Into::into),
            authorities: guide.authorities.iter().map(Into::into).collect(),
            promised: guide.promised.iter().map(Into::into).collect(),
            legal: guide.legal.iter().map(Into::into).collect(),
            afterwards: guide.afterwards.iter().map(Into::into).collect(),
            fee_basis: match &guide.item.fee {
                Fee::None => None,
                Fee::Charged { basis, .. } => Some(basis.clone()),
            },
            window: jurisdiction.window.as_ref().map(Into::into),
            text: guide
                .text
                .map(|text| GuideTextView { markdown: text.markdown.clone(), html: markdown::to_html(&text.markdown) }),
        }
    }
}
