//! Checks on the application as a whole.

use serde_json::{Value, json};

use super::{Application, Check, CheckCode, Facts, Stage};
use crate::application::{BusinessKind, centiares};

/// Ids of the questions about what the licence says too: each is defined once and means the same in every bundle.
const AREA: &str = "area_m2";
const COUNTY: &str = "county";

/// The material that an agent needs.
pub(super) const POWER_OF_ATTORNEY: &str = "power_of_attorney";

pub(super) fn checks(application: &Application, facts: &Facts<'_>) -> Vec<Check> {
    let business = &application.business;
    let mut fields = vec![
        ("business/name", business.name.is_some()),
        ("business/scope", business.scope.is_some()),
        ("business/trade_codes", !business.trade_codes.is_empty()),
        ("business/address", business.address.is_some()),
        ("business/area_m2", business.area_centiares.is_some()),
    ];
    if business.kind != BusinessKind::IndividualBusiness {
        fields.push(("business/capital", business.capital.is_some()));
    }
    let mut checks: Vec<Check> = fields
        .into_iter()
        .map(|(field, given)| Check::new(CheckCode::BusinessComplete, Stage::Submission, given).about(field))
        .collect();
    checks.extend(as_answered(application));
    let operator = application.people.operator.is_some();
    checks.push(Check::new(CheckCode::OperatorGiven, Stage::Submission, operator).about("operator"));
    if application.people.agent.is_some() {
        let authorised = facts.materials.contains(POWER_OF_ATTORNEY);
        checks.push(
            Check::new(CheckCode::AgentAuthorised, Stage::Submission, authorised)
                .about(format!("materials/{POWER_OF_ATTORNEY}")),
        );
    }
    checks.push(
        Check::new(CheckCode::NoDuplicate, Stage::Submission, facts.duplicates.is_empty())
            .by(json!({ "applications": facts.duplicates }))
            .only_warns(),
    );
    checks
}

/// S2: a shop of another size or in another county would have been told of other items.
fn as_answered(application: &Application) -> Vec<Check> {
    let business = &application.business;
    let mut checks = Vec::new();
    let mut hold = |field: &str, same: bool| {
        checks.push(Check::new(CheckCode::AsAnswered, Stage::Submission, same).about(field));
    };
    if let (Some(answered), Some(given)) =
        (application.answers.get(AREA).and_then(Value::as_f64), business.area_centiares)
    {
        hold("business/area_m2", centiares(answered) == given);
    }
    if let Some(answered) = application.answers.get(COUNTY).and_then(Value::as_str) {
        hold("business/county", answered == business.county);
    }
    checks
}
