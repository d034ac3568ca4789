//! What can be done against a department's decision, as its paper says it (行政复议法 §20, 行政诉讼法 §46).

use kaiye_domain::{catalogue::Jurisdiction, remedy::SUIT};
use serde_json::{Value, json};

/// Where it is objected to, where it is taken to court, and within what time each; and how long a hearing can be asked for.
/// The court is null where the jurisdiction's data name none.
pub(super) fn appeal(jurisdiction: &Jurisdiction, department: &str) -> Value {
    let policy = &jurisdiction.policy;
    json!({
        "review_body": jurisdiction.department_name(jurisdiction.review_body_over(department)), "review_within": policy.objection.value,
        "court": jurisdiction.court_over(department).map(|court| court.zh.as_str()), "suit_within": SUIT,
        "hearing_within": policy.hearing_request.value,
    })
}
