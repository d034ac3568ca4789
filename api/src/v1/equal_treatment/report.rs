//! The report.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, application::ChosenRoute, equal_treatment::Measure};
use kaiye_persistence::repo::equal_treatment::Compared;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::period::Limits;
use crate::{
    http::{Answered, Caller, QueryOf, Shown},
    openapi::words,
    operations::{
        Tx,
        equal_treatment::{Figure, report},
    },
    state::State,
    v1::wire::Title,
};

/// Of which cases.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct ReportOf {
    /// First day of the period; the first of the year when absent.
    from: Option<NaiveDate>,
    /// Last day of the period; today when absent.
    to: Option<NaiveDate>,
    /// Only for this item.
    #[param(example = "fire_check")]
    item_code: Option<String>,
    /// Only with premises in this county.
    #[param(example = "652325")]
    division: Option<String>,
    /// Only supervised by this department.
    #[param(example = "fire_brigade")]
    department: Option<String>,
}

/// How holders by commitment and holders by the ordinary route are treated.
#[derive(Debug, Serialize, ToSchema)]
pub struct EqualTreatmentReport {
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period.
    pub to: NaiveDate,
    /// Every figure of both routes.
    pub figures: Vec<FigureView>,
}

/// A figure, with the way to its cases.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EqualTreatmentFigure)]
pub struct FigureView {
    /// What is counted.
    #[schema(schema_with = words::<Measure>)]
    pub measure: Measure,
    /// The same for people.
    pub measure_title: Title,
    /// By which route.
    #[schema(schema_with = words::<ChosenRoute>)]
    pub route: ChosenRoute,
    /// How many.
    pub count: i64,
    /// For each hundred certificates of the route; null where there is none.
    pub per_hundred: Option<f64>,
    /// Where the cases are listed that it counts.
    #[schema(example = "/api/v1/reports/equal-treatment/cases?measure=inspections&route=commitment")]
    pub cases: String,
}

impl FigureView {
    fn new(figure: Figure, of: &Compared) -> Self {
        Self {
            measure: figure.measure,
            measure_title: title(figure.measure),
            route: figure.route,
            count: figure.count,
            per_hundred: figure.per_hundred,
            cases: path(&figure, of),
        }
    }
}

fn path(figure: &Figure, of: &Compared) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("measure", figure.measure.into()).append_pair("route", figure.route.into());
    query.append_pair("from", &of.from.to_string()).append_pair("to", &of.to.to_string());
    for (name, value) in [("item_code", &of.item_code), ("division", &of.division), ("department", &of.department)] {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    format!("/api/v1/reports/equal-treatment/cases?{}", query.finish())
}

fn title(measure: Measure) -> Title {
    let (zh, en) = match measure {
        Measure::Certificates => ("有效期涉及该时段的许可证件", "Certificates whose term touches the period"),
        Measure::Inspections => {
            ("检查（现场、随机抽查、社会监督）", "Inspections: on site, drawn at random, by report")
        }
        Measure::Mismatches => ("检查发现不符", "Inspections that found something against the holder"),
        Measure::Sanctions => {
            ("作出处罚、责令停止、吊销或者撤销的案件", "Cases that ended in a sanction of the holder")
        }
        Measure::CommitmentChecks => {
            ("承诺核查（告知承诺固有，不作比较）", "Checks of commitments, which only they have")
        }
    };
    Title { zh: zh.to_owned(), en: en.to_owned() }
}

/// Compare how both routes are treated
///
/// How often holders by commitment and holders by the ordinary route are inspected, found against and sanctioned, in
/// numbers and for each hundred certificates (S11). Checks of the commitments themselves stand apart; licences are left
/// out. Each figure leads to the cases that it counts. As far as you oversee.
#[utoipa::path(get, path = "/reports/equal-treatment")]
pub async fn get_equal_treatment_report(
    caller: Caller<need::ReadEqualTreatment>,
    state: State,
    filter: QueryOf<ReportOf>,
) -> Answered<Shown<EqualTreatmentReport>> {
    let ReportOf { from, to, item_code, division, department } = filter.0;
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let of = Limits { from, to, item_code, division, department }.compared(tx);
            let figures = report(tx, &of)?.into_iter().map(|figure| FigureView::new(figure, &of)).collect();
            Ok(Shown::new(EqualTreatmentReport { from: of.from, to: of.to, figures }))
        })
        .await
}
