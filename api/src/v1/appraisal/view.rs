//! Figures as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    appraisal::{By, Figure, Indicator, Scored, Unit},
    catalogue::Jurisdiction,
};
use kaiye_persistence::repo::appraised::Asked;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    openapi::words,
    operations::appraisal::{AsOf, Group, Report},
    v1::wire::Title,
};

/// The figures of a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Appraisal)]
pub struct AppraisalView {
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period.
    pub to: NaiveDate,
    /// By what the groups are told apart.
    #[schema(schema_with = words::<By>)]
    pub by: By,
    /// How far the figures have followed the log.
    pub as_of: AsOfView,
    /// Of all together.
    pub total: GroupView,
    /// Of each group that has a case, in the order of their codes.
    pub groups: Vec<GroupView>,
}

/// How far the figures have followed the log: what happened after that is not in them yet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalAsOf)]
pub struct AsOfView {
    /// Position of the last event that they know; 0 before the first.
    pub position: i64,
    /// When it happened.
    pub at: Option<DateTime<Utc>>,
}

/// The figures of a group.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalGroup)]
pub struct GroupView {
    /// Code of the department, item or division, or the month; empty for what is about no item; null for all together.
    #[schema(example = "fire_brigade")]
    pub key: Option<String>,
    /// Its name, where it has one.
    pub title: Option<Title>,
    /// A figure an indicator.
    pub figures: Vec<FigureView>,
    /// How they score; null where no scheme is in force on the last day.
    pub score: Option<ScoreView>,
}

/// A figure, with the way to its cases.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalFigure)]
pub struct FigureView {
    /// What is counted.
    #[schema(schema_with = words::<Indicator>)]
    pub indicator: Indicator,
    /// What the value is: a number, a share in percent, the median of working days, or times a case.
    #[schema(schema_with = words::<Unit>)]
    pub unit: Unit,
    /// The figure, to two places; null where there is no case to reckon it from.
    pub value: Option<f64>,
    /// How many cases it counts: as many as `cases` lists.
    pub count: i64,
    /// The sum of what was measured of them.
    pub numerator: i64,
    /// What that is divided by; null where nothing is divided.
    pub denominator: Option<i64>,
    /// The 90th percentile, in working days, where the value is a median.
    pub p90: Option<i32>,
    /// Where the cases are listed that it counts.
    #[schema(example = "/api/v1/appraisal/cases?indicator=same_day&from=2026-01-01&to=2026-06-30")]
    pub cases: String,
}

/// A score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalScore)]
pub struct ScoreView {
    /// Version of the scheme.
    pub scheme_version: i32,
    /// Of 100, to two places; null where no part has a case.
    pub total: Option<f64>,
    /// The sum of the weights that it is reckoned from: below 100 where a part has no case.
    pub weight: u32,
    /// Each part.
    pub parts: Vec<PartView>,
}

/// What a part earned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalScorePart)]
pub struct PartView {
    /// The indicator.
    #[schema(schema_with = words::<Indicator>)]
    pub indicator: Indicator,
    /// Its weight, of 100.
    pub weight: u32,
    /// The value that earns 100 points.
    pub full: f64,
    /// The value that earns none.
    pub zero: f64,
    /// What the figure earned, of 100; null where it has no case.
    pub points: Option<f64>,
}

impl AppraisalView {
    pub(super) fn new(report: Report, of: &Asked, by: By, jurisdiction: &Jurisdiction) -> Self {
        let AsOf { position, at } = report.as_of;
        Self {
            from: of.from,
            to: of.to,
            by,
            as_of: AsOfView { position, at },
            total: GroupView::new(report.total, of, by, jurisdiction),
            groups: report.groups.into_iter().map(|group| GroupView::new(group, of, by, jurisdiction)).collect(),
        }
    }
}

impl GroupView {
    fn new(group: Group, of: &Asked, by: By, jurisdiction: &Jurisdiction) -> Self {
        let Group { key, figures, score } = group;
        let figure = |(indicator, figure): &(Indicator, Figure)| FigureView {
            indicator: *indicator,
            unit: indicator.definition().unit,
            value: figure.value,
            count: figure.count,
            numerator: figure.numerator,
            denominator: figure.denominator,
            p90: figure.p90,
            cases: path(*indicator, key.as_deref(), of, by),
        };
        Self {
            title: key.as_deref().and_then(|key| title(key, by, jurisdiction)),
            figures: figures.iter().map(figure).collect(),
            score: score.map(ScoreView::from),
            key,
        }
    }
}

impl From<Scored> for ScoreView {
    fn from(scored: Scored) -> Self {
        let parts = scored.parts.iter().map(|(part, points)| PartView {
            indicator: part.indicator,
            weight: part.weight,
            full: part.full,
            zero: part.zero,
            points: *points,
        });
        Self { scheme_version: scored.version, total: scored.total, weight: scored.weight, parts: parts.collect() }
    }
}

fn title(key: &str, by: By, jurisdiction: &Jurisdiction) -> Option<Title> {
    let name = match by {
        By::Department => jurisdiction.department(key).map(|it| &it.name),
        By::Item => jurisdiction.latest_item(key).map(|it| &it.name),
        By::Division => jurisdiction.division(key).map(|it| &it.name),
        By::Month => None,
    };
    name.map(Title::from)
}

/// What was asked, narrowed to the group.
fn path(indicator: Indicator, key: Option<&str>, of: &Asked, by: By) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("indicator", indicator.into());
    query.append_pair("from", &of.from.to_string()).append_pair("to", &of.to.to_string());
    let given = [
        (By::Department, "department", of.department.as_deref()),
        (By::Item, "item", of.item.as_deref()),
        (By::Division, "division", of.division.as_deref()),
        (By::Month, "month", None),
    ];
    for (of_group, name, asked) in given {
        if let Some(value) = key.filter(|_| of_group == by).or(asked) {
            query.append_pair(name, value);
        }
    }
    format!("/api/v1/appraisal/cases?{}", query.finish())
}
