//! Ordering, prolonging, answering and looking again (S16); falling away with the certificate, and restored with it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{PointFound, Prolonging, Recheck, RectificationOrder, RectificationReason, RectificationState, Submission};
use crate::{
    catalogue::DecisionPeriod,
    certificate::{Certificate, CertificateStatus},
    id::{MaterialId, RectificationId},
    refusal::{Faults, Refusal},
    time::local_date,
    verification::{Verdict, VerificationTask},
};

/// What is demanded of the business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The points to be mended.
    pub clauses: Vec<String>,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Number of the order.
    pub document: String,
}

/// That the business refuses to rectify, in the officer's record.
pub type Refused = Option<String>;

/// What was found when the department looked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// Every point.
    pub points: Vec<PointFound>,
    /// Whether the business refuses.
    pub refusal: Refused,
    /// Number of the document.
    pub document: String,
}

impl RectificationOrder {
    /// Orders what a concluded task found not to be as promised to be mended, by a day to come within the policy's limit
    /// (S16; 行政处罚法 §28).
    pub fn order(
        id: RectificationId,
        task: &VerificationTask,
        certificate: &Certificate,
        demand: Demand,
        limit: DecisionPeriod,
        (by, now): (Uuid, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        if task.state.verdict() != Some(Verdict::Mismatch) {
            return Err(RectificationReason::NothingToMend.into());
        }
        let today = local_date(now);
        let mut faults = Faults::default();
        let adverse: Vec<&str> = task.adverse_findings().map(|finding| finding.clause.as_str()).collect();
        if demand.clauses.is_empty() && !adverse.is_empty() {
            faults.add("/clauses", "required");
        }
        for (index, clause) in demand.clauses.iter().enumerate() {
            if demand.clauses[..index].contains(clause) {
                faults.add(format!("/clauses/{index}"), "repeated");
            } else if !adverse.contains(&clause.as_str()) {
                faults.add(format!("/clauses/{index}"), "clause_not_at_fault");
            }
        }
        check_day(&mut faults, demand.due_on, today, limit.within.corresponding_day(today));
        faults.into_result("content_invalid")?;
        Ok(Self {
            id,
            application: certificate.application,
            owner: certificate.owner,
            certificate: certificate.id,
            item_code: certificate.item_code.clone(),
            division: certificate.division.clone(),
            department: task.department.clone(),
            task: task.id,
            clauses: demand.clauses,
            demand: demand.text,
            document: demand.document,
            due_on: demand.due_on,
            ordered_at: now,
            ordered_by: by,
            extension: None,
            submissions: Vec::new(),
            recheck: None,
            case: None,
            state: RectificationState::Ordered,
        })
    }

    /// Gives it more time, once, before its day has passed, within the policy's limit and with the reason told.
    pub fn prolong(
        self,
        to: NaiveDate,
        reason: String,
        document: String,
        limit: DecisionPeriod,
        (by, at): (Uuid, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        self.require_not_fallen_away()?;
        if self.extension.is_some() {
            return Err(RectificationReason::ProlongedBefore.into());
        }
        if self.state != RectificationState::Ordered || local_date(at) > self.due_on {
            return Err(RectificationReason::NotProlonged.into());
        }
        let mut faults = Faults::default();
        check_day(&mut faults, to, self.due_on, limit.extension.corresponding_day(self.due_on));
        faults.into_result("content_invalid")?;
        let extension = Some(Prolonging { from: self.due_on, to, reason, document, by, at });
        Ok(Self { extension, due_on: to, ..self })
    }

    /// The business says that it has mended, and lays before the department what shows it. Late is better than never: the
    /// lateness stays on its clock.
    pub fn submit(
        mut self,
        statement: String,
        materials: Vec<MaterialId>,
        filed: &[MaterialId],
        (by, at): (Uuid, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        self.require_not_fallen_away()?;
        if !matches!(self.state, RectificationState::Ordered | RectificationState::Overdue { .. }) {
            return Err(RectificationReason::NotOpen.into());
        }
        let mut faults = Faults::default();
        if materials.is_empty() {
            faults.add("/material_ids", "required");
        }
        for (index, material) in materials.iter().enumerate() {
            if !filed.contains(material) {
                faults.add(format!("/material_ids/{index}"), "not_in_the_application");
            }
        }
        faults.into_result("content_invalid")?;
        self.submissions.push(Submission { at, by, statement, materials });
        Ok(Self { state: RectificationState::Submitted { at }, ..self })
    }

    /// Its day passed without a word from the business.
    pub fn pass(self, at: DateTime<Utc>) -> Self {
        match self.state {
            RectificationState::Ordered => Self { state: RectificationState::Overdue { at }, ..self },
            _ => self,
        }
    }

    /// Its certificate was taken: nothing is left to mend (S17, S18). What is settled stays as it is: mended, or failed and
    /// taken on by a case.
    pub fn fall_away(self, because: CertificateStatus, at: DateTime<Utc>) -> Self {
        let settled = match self.state {
            RectificationState::Ordered | RectificationState::Overdue { .. } | RectificationState::Submitted { .. } => {
                false
            }
            RectificationState::NotMended { .. } => self.case.is_some(),
            RectificationState::Mended { .. } | RectificationState::FallenAway { .. } => true,
        };
        if settled {
            return self;
        }
        Self { state: RectificationState::FallenAway { at, because, before: Box::new(self.state) }, ..self }
    }

    /// What took its certificate was set aside: it stands as it stood (行政复议法 §64), until the day that its clock says.
    pub fn restore(self, due_on: Option<NaiveDate>) -> Self {
        match self.state {
            RectificationState::FallenAway { before, .. } => {
                Self { state: *before, due_on: due_on.unwrap_or(self.due_on), ..self }
            }
            _ => self,
        }
    }

    fn require_not_fallen_away(&self) -> Result<(), Refusal> {
        let fallen = matches!(self.state, RectificationState::FallenAway { .. });
        if fallen { Err(RectificationReason::FallenAway.into()) } else { Ok(()) }
    }

    /// The department looks again and says of every point whether it is mended. Who has time left and has not refused is
    /// not found wanting.
    pub fn recheck(self, found: Inspected, (by, at): (Uuid, DateTime<Utc>)) -> Result<Self, Refusal> {
        self.require_not_fallen_away()?;
        if self.recheck.is_some() {
            return Err(RectificationReason::Settled.into());
        }
        let mut faults = Faults::default();
        for (index, point) in found.points.iter().enumerate() {
            if found.points[..index].iter().any(|earlier| earlier.clause == point.clause) {
                faults.add(format!("/points/{index}/clause"), "repeated");
            } else if !self.clauses.contains(&point.clause) {
                faults.add(format!("/points/{index}/clause"), "clause_not_in_order");
            }
        }
        for clause in &self.clauses {
            if !found.points.iter().any(|point| point.clause == *clause) {
                faults.add("/points", "clause_open");
            }
        }
        faults.into_result("content_invalid")?;
        let mended = found.refusal.is_none() && found.points.iter().all(|point| point.mended);
        let waiting = self.state == RectificationState::Ordered && local_date(at) <= self.due_on;
        if !mended && waiting && found.refusal.is_none() {
            return Err(RectificationReason::TimeLeft.into());
        }
        let Inspected { points, refusal, document } = found;
        let recheck = Some(Recheck { at, by, points, refusal, document });
        let state = if mended { RectificationState::Mended { at } } else { RectificationState::NotMended { at } };
        Ok(Self { recheck, state, ..self })
    }
}

/// A day to come, not beyond the latest that the policy gives.
fn check_day(faults: &mut Faults, day: NaiveDate, after: NaiveDate, latest: Option<NaiveDate>) {
    if day <= after {
        faults.add("/due_on", "not_in_the_future");
    } else if latest.is_some_and(|latest| day > latest) {
        faults.add("/due_on", "too_late");
    }
}
