//! Facts of appraisal: the row's id is made of what it is about, so that measuring anew finds the same row.

use kaiye_domain::{appraisal::CaseFact, hash::sha256, id::ApplicationId};
use uuid::Uuid;

use crate::row::AppraisalFactRow;

/// A fact of a case, as it is kept.
pub fn appraisal_fact_row(application: ApplicationId, division: &str, fact: &CaseFact) -> AppraisalFactRow {
    AppraisalFactRow {
        id: id_of(application, fact).into(),
        application_id: application.into(),
        division: division.to_owned(),
        indicator: fact.indicator.to_string(),
        subject: fact.subject.clone(),
        department: fact.department.clone(),
        item_code: fact.item.clone().unwrap_or_default(),
        day: fact.day,
        value: fact.value,
    }
}

fn id_of(application: ApplicationId, fact: &CaseFact) -> Uuid {
    let digest = sha256(format!("appraisal {application} {} {}", fact.indicator, fact.subject));
    let hex = digest.trim_start_matches("sha256:").get(..32).unwrap_or_default();
    Uuid::parse_str(hex).unwrap_or_default()
}
