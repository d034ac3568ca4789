//! Policy: every figure that the plan, the law or the jurisdiction sets, each with the clause it comes from. They are
//! data; the rules take them as arguments.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    application::BusinessKind,
    catalogue::{DecisionPeriod, Item, ItemKind, OnFailure},
    credit::{CreditClass, CreditTerm},
    time::Period,
};

/// A figure and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure<T> {
    /// The figure.
    pub value: T,
    /// Requirement it serves: `S14`…
    pub clause: String,
    /// The law, the plan, or the jurisdiction's own decision.
    pub source: String,
}

/// How long a breach keeps its author from the commitment route (S19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BarPolicy {
    /// Until the credit is repaired.
    UntilRepair,
    /// For good, as the plan literally says.
    Permanent,
}

/// From which amount on, in yuan, a penalty is large (较大数额).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LargePenalty {
    /// For an individual business.
    pub individual: i64,
    /// For an enterprise or another organisation.
    pub organisation: i64,
}

impl LargePenalty {
    /// Whether an amount is large for a business of a kind.
    pub fn is_large(self, amount: i64, business: BusinessKind) -> bool {
        let from = match business {
            BusinessKind::IndividualBusiness => self.individual,
            BusinessKind::Enterprise | BusinessKind::Cooperative => self.organisation,
        };
        amount >= from
    }
}

/// How much each reason adds to a verification task's priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskPoints {
    /// The item is one on whose conditions much depends.
    pub high_risk_item: i32,
    /// A mismatch was found with the same holder before; each.
    pub mismatch: i32,
    /// A report against the certificate is open or was right; each.
    pub complaint: i32,
    /// What was promised by a day was not proved.
    pub missed_date: i32,
    /// A material that was due after issue did not come.
    pub missing_material: i32,
    /// How many mismatches, and how many reports, count at most.
    pub counted_at_most: u32,
}

/// The policy of a jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// First day the plan is in force (S28).
    pub in_force_from: Figure<NaiveDate>,
    /// Decision on the commitment route (S9): 0 is the same day.
    pub commitment_decision: Figure<Period>,
    /// The licence, when not on the spot.
    pub licence_decision: Figure<DecisionPeriod>,
    /// Decision on the ordinary route (行政许可法 §42).
    pub ordinary_decision: Figure<DecisionPeriod>,
    /// Decision where several bodies handle an item together (行政许可法 §42).
    pub joint_decision: Figure<DecisionPeriod>,
    /// One-time correction notice, else deemed accepted (行政许可法 §32; S6).
    pub correction_notice: Figure<Period>,
    /// How long the applicant has to correct.
    pub correction_answer: Figure<Period>,
    /// Until when a draft that nobody submits is kept.
    pub draft_expiry: Figure<Period>,
    /// Service of a certificate after the decision (行政许可法 §44).
    pub certificate_service: Figure<Period>,
    /// Publication of permits after the decision (S12).
    pub publication: Figure<Period>,
    /// A notice to an applicant by post and the like (S21).
    pub outbound_notice: Figure<Period>,
    /// How soon what came in on paper is typed, from its receipt (S22).
    #[serde(default = "intake_typing")]
    pub intake_typing: Figure<Period>,
    /// How soon approval data must be available to the supervisor (S13).
    pub push: Figure<Period>,
    /// After how long what was available is deemed received (S14).
    pub deemed_receipt: Figure<Period>,
    /// Verification of a commitment from its receipt (S14).
    pub verification: Figure<Period>,
    /// What makes a verification task pressing (S14).
    pub risk: Figure<RiskPoints>,
    /// On-site survey or testing (S15).
    pub site_check: Figure<Period>,
    /// Request for a hearing (行政处罚法 §64; S17).
    pub hearing_request: Figure<Period>,
    /// How long a holder is given to mend, and how much more once, at most (S16).
    pub rectification: Figure<DecisionPeriod>,
    /// How soon what is said to be mended is looked at again (S16).
    pub recheck: Figure<Period>,
    /// How soon a grantor says that it has the letter (S18).
    pub letter_receipt: Figure<Period>,
    /// How long a decision can be objected to (行政复议法 §20).
    pub objection: Figure<Period>,
    /// How long the decision on an objection may take (行政复议法 §62).
    pub objection_decision: Figure<Period>,
    /// How many days before expiry a renewal is asked for (行政许可法 §50).
    pub renewal_days_before: Figure<u32>,
    /// What becomes of an item whose material due before the decision does not come (S5).
    pub before_decision_failure: Figure<OnFailure>,
    /// How long a breach bars from the commitment route (S19).
    pub bar: Figure<BarPolicy>,
    /// How long false materials exclude from applying for what touches safety or health (行政许可法 §78).
    pub excluded_after_false_materials: Figure<Period>,
    /// How long deceit excludes from it (行政许可法 §79).
    pub excluded_after_deceit: Figure<Period>,
    /// From which amount a fine or a confiscation is large, so that a hearing is offered before it (行政处罚法 §63).
    pub large_penalty: Figure<LargePenalty>,
    /// How long a minor breach is published (S19).
    pub credit_minor: Figure<CreditTerm>,
    /// How long an ordinary breach is published (S19).
    pub credit_ordinary: Figure<CreditTerm>,
    /// How long a serious breach is published (S19).
    pub credit_serious: Figure<CreditTerm>,
    /// How long the decision on a credit repair may take (S19).
    pub credit_repair: Figure<Period>,
    /// How many working days before its last day what a department owes is told to end soon (S24).
    pub near_due: Figure<u16>,
    /// How long after its last day what is still owed goes up to the leader in charge (S24).
    pub escalate_specific: Figure<Period>,
    /// How long after its last day it goes up to the principal leader (S24).
    pub escalate_first: Figure<Period>,
    /// A range with fewer numbers than this is low on stock (S8).
    pub low_stock: Figure<u32>,
    /// How long a department has for its answer to a supervision notice that says nothing else (S26).
    #[serde(default = "supervision_answer")]
    pub supervision_answer: Figure<Period>,
    /// How many days it is kept what inspection read (S26).
    #[serde(default = "inspection_reads_kept_days")]
    pub inspection_reads_kept_days: Figure<u32>,
}

/// What holds for data that were loaded before there was this figure.
fn intake_typing() -> Figure<Period> {
    Figure { value: Period::WorkingDays(1), clause: "S22".to_owned(), source: "本区规定（示例）".to_owned() }
}

/// The same.
fn supervision_answer() -> Figure<Period> {
    Figure { value: Period::WorkingDays(5), clause: "S26".to_owned(), source: "本区规定（示例）".to_owned() }
}

/// What holds for data that were loaded before there was this figure.
fn inspection_reads_kept_days() -> Figure<u32> {
    Figure { value: 1095, clause: "S26".to_owned(), source: "本区规定（示例）".to_owned() }
}

impl Policy {
    /// How long the decision on an item of the ordinary route may take: by its own statute, else the licence's, the
    /// joint or the ordinary period (行政许可法 §42).
    pub fn decision_period(&self, item: &Item, joint: bool) -> DecisionPeriod {
        match item.decision {
            Some(own) => own,
            None if item.kind == ItemKind::BusinessLicence => self.licence_decision.value,
            None if joint => self.joint_decision.value,
            None => self.ordinary_decision.value,
        }
    }

    /// How long a record of a class is published, at least and at most (S19).
    pub fn credit_term(&self, class: CreditClass) -> CreditTerm {
        match class {
            CreditClass::Minor => self.credit_minor.value,
            CreditClass::Ordinary => self.credit_ordinary.value,
            CreditClass::Serious => self.credit_serious.value,
        }
    }
}
