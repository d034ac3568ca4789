//! How far an actor sees, as a condition of a query. What is out of reach is not found.

use chrono::NaiveDate;
use diesel::{
    dsl::exists,
    expression::{BoxableExpression, IntoSql},
    prelude::*,
    sql_types::Bool,
};
use kaiye_domain::{
    actor::{Bounds, PaperReach, Reach},
    credit::CreditStatus,
    escalation::EscalationStep,
};

use crate::{
    backend::{Key, MultiBackend},
    schema::{
        applications, certificates, credit_records, enforcement_cases, escalations, liability_findings,
        official_documents, rectification_orders, requested_items, review_tasks, verification_tasks,
    },
};

/// A condition on a table.
type Condition<T> = Box<dyn BoxableExpression<T, MultiBackend, SqlType = Bool>>;

/// Applications: its own; of those that were filed, those of its county and those with an item that its department issues
/// or supervises. A draft has not reached any office.
pub(crate) fn on_applications(reach: &Reach) -> Option<Condition<applications::table>> {
    within(reach, |bounds, any| {
        if let Some(owner) = bounds.owner {
            any.push(Box::new(applications::owner_id.eq(Key(owner))));
        }
        if let Some(county) = bounds.county {
            any.push(Box::new(applications::division.eq(county).and(applications::submitted_at.is_not_null())));
        }
        if let Some(department) = bounds.department {
            let issues = requested_items::issuer.eq(department.clone());
            let asked = requested_items::table.filter(issues.or(requested_items::supervisor.eq(department)));
            let asked = applications::id.eq_any(asked.select(requested_items::application_id));
            any.push(Box::new(asked.and(applications::submitted_at.is_not_null())));
        }
    })
}

/// Certificates: its own, those of its county, those that its department issues or supervises.
pub(crate) fn on_certificates(reach: &Reach) -> Option<Condition<certificates::table>> {
    within(reach, |bounds, any| {
        if let Some(owner) = bounds.owner {
            any.push(Box::new(certificates::owner_id.eq(Key(owner))));
        }
        if let Some(county) = bounds.county {
            any.push(Box::new(certificates::division.eq(county)));
        }
        if let Some(department) = bounds.department {
            any.push(Box::new(certificates::issuer.eq(department.clone()).or(certificates::supervisor.eq(department))));
        }
    })
}

/// Tasks of a joint review: its department's, and those that its county's liaison carries.
pub(crate) fn on_review_tasks(reach: &Reach) -> Option<Condition<review_tasks::table>> {
    within(reach, |bounds, any| {
        if let Some(county) = bounds.county {
            any.push(Box::new(review_tasks::county.assume_not_null().eq(county)));
        }
        if let Some(department) = bounds.department {
            any.push(Box::new(review_tasks::department.eq(department)));
        }
    })
}

/// Verification tasks: its department's, and those of its county.
pub(crate) fn on_verification_tasks(reach: &Reach) -> Option<Condition<verification_tasks::table>> {
    within(reach, |bounds, any| {
        if let Some(county) = bounds.county {
            any.push(Box::new(verification_tasks::division.eq(county)));
        }
        if let Some(department) = bounds.department {
            any.push(Box::new(verification_tasks::department.eq(department)));
        }
    })
}

/// Liability findings: its department's own, and those of the businesses that it supervises.
pub(crate) fn on_liability_findings(reach: &Reach) -> Option<Condition<liability_findings::table>> {
    within(reach, |bounds, any| {
        if let Some(department) = bounds.department {
            any.push(Box::new(liability_findings::department.eq(department)));
        }
    })
}

/// Credit records: its own, those that its department recorded or whose certificate it issued, those of its county; and for
/// everybody those that are published on a day.
pub(crate) fn on_credit_records(reach: &Reach, on: NaiveDate) -> Option<Condition<credit_records::table>> {
    within(reach, |bounds, any| {
        let published: &str = CreditStatus::Published.into();
        any.push(Box::new(credit_records::status.eq(published).and(credit_records::public_to.ge(on))));
        if let Some(owner) = bounds.owner {
            any.push(Box::new(credit_records::owner_id.eq(Key(owner))));
        }
        if let Some(county) = bounds.county {
            any.push(Box::new(credit_records::division.eq(county)));
        }
        if let Some(department) = bounds.department {
            let recorded = credit_records::department.eq(department.clone());
            any.push(Box::new(recorded.or(credit_records::issuer.eq(department))));
        }
    })
}

/// Escalations: of what its department owes; the zone's own body reads all that reached the posts above (S24).
pub(crate) fn on_escalations(reach: &Reach, zone_body: &str) -> Option<Condition<escalations::table>> {
    within(reach, |bounds, any| {
        let Some(department) = bounds.department else { return };
        if department == zone_body {
            let above = EscalationStep::ABOVE_DEPARTMENTS.map(|step| step.to_string());
            any.push(Box::new(escalations::step.eq_any(above)));
        }
        any.push(Box::new(escalations::department.eq(department)));
    })
}

/// Official documents: those of its own applications and of its county; those that its department issued, those about an item
/// that it grants or supervises, or about a whole application with such an item; and, where it is to review a decision, those
/// about that case's item. Papers of supervision, which are numbered in a series, only where the reach has them.
pub(crate) fn on_official_documents(reach: &PaperReach) -> Option<Condition<official_documents::table>> {
    let cases = within(&reach.cases, |bounds, any| {
        if let Some(owner) = bounds.owner {
            any.push(Box::new(official_documents::owner_id.eq(Key(owner))));
        }
        if let Some(county) = bounds.county {
            any.push(Box::new(official_documents::division.eq(county)));
        }
        if let Some(department) = bounds.department {
            any.push(Box::new(official_documents::department.eq(department.clone())));
            let about = official_documents::item_code;
            let issues = requested_items::issuer.eq(department.clone());
            let asked = requested_items::table
                .filter(requested_items::application_id.eq(official_documents::application_id))
                .filter(issues.or(requested_items::supervisor.eq(department.clone())))
                .filter(about.is_null().or(about.assume_not_null().eq(requested_items::item_code)));
            any.push(Box::new(exists(asked)));
            let reviewed = enforcement_cases::table
                .filter(enforcement_cases::application_id.eq(official_documents::application_id))
                .filter(enforcement_cases::item_code.eq(about.assume_not_null()))
                .filter(enforcement_cases::review_body.assume_not_null().eq(department));
            any.push(Box::new(exists(reviewed)));
        }
    });
    if reach.supervision {
        return cases;
    }
    let served: Condition<official_documents::table> = Box::new(official_documents::serial.is_null());
    Some(match cases {
        Some(cases) => Box::new(cases.and(served)),
        None => served,
    })
}

/// Rectification orders: those about its own certificates, of its county, those that its department ordered.
pub(crate) fn on_rectification_orders(reach: &Reach) -> Option<Condition<rectification_orders::table>> {
    within(reach, |bounds, any| {
        if let Some(owner) = bounds.owner {
            any.push(Box::new(rectification_orders::owner_id.eq(Key(owner))));
        }
        if let Some(county) = bounds.county {
            any.push(Box::new(rectification_orders::division.eq(county)));
        }
        if let Some(department) = bounds.department {
            any.push(Box::new(rectification_orders::department.eq(department)));
        }
    })
}

/// Enforcement cases: those about its own certificates, of its county, those that its department supervises, granted, or
/// is to review.
pub(crate) fn on_enforcement_cases(reach: &Reach) -> Option<Condition<enforcement_cases::table>> {
    within(reach, |bounds, any| {
        if let Some(owner) = bounds.owner {
            any.push(Box::new(enforcement_cases::owner_id.eq(Key(owner))));
        }
        if let Some(county) = bounds.county {
            any.push(Box::new(enforcement_cases::division.eq(county)));
        }
        if let Some(department) = bounds.department {
            any.push(Box::new(enforcement_cases::department.eq(department.clone())));
            any.push(Box::new(enforcement_cases::grantor.eq(department.clone())));
            any.push(Box::new(enforcement_cases::review_body.assume_not_null().eq(department)));
        }
    })
}

fn within<T: 'static>(reach: &Reach, conditions: impl FnOnce(Bounds, &mut Vec<Condition<T>>)) -> Option<Condition<T>>
where
    Condition<T>: Expression<SqlType = Bool>,
{
    let Reach::Within(bounds) = reach else { return None };
    let mut any = Vec::new();
    conditions(bounds.clone(), &mut any);
    let nothing = || -> Condition<T> { Box::new(false.into_sql::<Bool>()) };
    Some(any.into_iter().reduce(|one, other| Box::new(one.or(other))).unwrap_or_else(nothing))
}
