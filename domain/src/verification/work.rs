//! Working a task: assigned, found out point by point, stopped and gone on with, concluded; fallen away with its
//! certificate, and restored with it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Assignment, CheckMethod, ClauseFinding, EarlyOpening, Evidence, FindingResult, MAX_EVIDENCE, Sighting,
    VerificationReason as Reason, VerificationState as State, VerificationTask,
};
use crate::{
    account::{Account, AccountStatus},
    actor::Permission,
    certificate::{Certificate, CertificateStatus, Operativity},
    refusal::{Faults, Refusal},
    time::SuspensionGround,
};

/// Who is asked for: an account's id, and the account if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The id that was named.
    pub id: Uuid,
    /// Its account.
    pub account: Option<Account>,
}

impl VerificationTask {
    /// Puts officers on it, or others in their place: officers of its department, each once, at least two for a check on
    /// site (行政许可法 §34, §62; 行政处罚法 §42).
    pub fn assign(
        self,
        candidates: &[Candidate],
        method: CheckMethod,
        by: Uuid,
        at: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        match self.state {
            State::Open | State::Assigned { .. } => {}
            State::Suspended { .. } => return Err(Reason::Suspended.into()),
            State::Concluded { .. } => return Err(Reason::Concluded.into()),
            State::FallenAway { .. } => return Err(Reason::FallenAway.into()),
        }
        let mut faults = Faults::default();
        for (index, candidate) in candidates.iter().enumerate() {
            let pointer = format!("/officer_ids/{index}");
            if !candidate.account.as_ref().is_some_and(|account| self.is_officer(account)) {
                faults.add(pointer, "not_its_officer");
            } else if candidates[..index].iter().any(|earlier| earlier.id == candidate.id) {
                faults.add(pointer, "duplicate");
            }
        }
        if self.kind.is_on_site() && method != CheckMethod::OnSite {
            faults.add("/method", "on_site_needed");
        }
        if candidates.len() < method.officers() {
            faults.add("/officer_ids", "too_few_officers");
        }
        faults.into_result("content_invalid")?;
        let officers = candidates.iter().map(|candidate| candidate.id).collect();
        Ok(Self { state: State::Assigned { assignment: Assignment { officers, method, by, at } }, ..self })
    }

    fn is_officer(&self, account: &Account) -> bool {
        let works = account.roles.iter().any(|role| Permission::WorkVerification.roles().contains(role));
        let own = account.department.as_deref() == Some(self.department.as_str());
        works && own && account.status == AccountStatus::Active
    }

    /// Adds a file that shows what was found.
    pub fn add_evidence(mut self, evidence: Evidence) -> Result<Self, Refusal> {
        self.require_evidence_open()?;
        self.evidence.push(evidence);
        Ok(self)
    }

    /// Whether a file may be added now.
    pub fn require_evidence_open(&self) -> Result<(), Refusal> {
        self.require_under_way()?;
        if self.evidence.len() < MAX_EVIDENCE { Ok(()) } else { Err(Reason::EvidenceFull.into()) }
    }

    /// Records what was found of a clause; what goes against the business has to be shown.
    pub fn find(mut self, clause: &str, result: FindingResult, seen: Sighting) -> Result<Self, Refusal> {
        let method = self.require_under_way()?.method;
        let mut faults = self.faults_of(&seen, method == CheckMethod::OnSite, result.is_adverse());
        if !self.points().any(|point| point == clause) {
            faults.add("/clause", "not_in_the_task");
        }
        faults.into_result("content_invalid")?;
        self.findings.push(ClauseFinding { clause: clause.to_owned(), result, seen });
        Ok(self)
    }

    /// Records that the business was open while its certificate was dormant (S10).
    pub fn find_opened_early(self, certificate: &Certificate, seen: Sighting) -> Result<Self, Refusal> {
        self.require_under_way()?;
        if self.early_opening.is_some() {
            return Err(Reason::EarlyOpeningRecorded.into());
        }
        self.faults_of(&seen, true, true).into_result("content_invalid")?;
        match certificate.operativity {
            Operativity::Operative { since } if since <= seen.at => Err(Reason::MayOpen.into()),
            _ => Ok(Self { early_opening: Some(EarlyOpening { seen }), ..self }),
        }
    }

    /// Stops the clock for a test, an expert's review and the like (行政许可法 §45).
    pub fn suspend(self, ground: SuspensionGround, reason: String, at: DateTime<Utc>) -> Result<Self, Refusal> {
        let assignment = self.require_under_way()?.clone();
        Ok(Self { state: State::Suspended { assignment, since: at, ground, reason }, ..self })
    }

    /// Lets the clock go on.
    pub fn resume(self) -> Result<Self, Refusal> {
        match self.state {
            State::Suspended { assignment, .. } => Ok(Self { state: State::Assigned { assignment }, ..self }),
            _ => Err(Reason::NotSuspended.into()),
        }
    }

    /// Concludes it: every point was found, and the verdict follows from the findings.
    pub fn conclude(self, remarks: Option<String>, by: Uuid, at: DateTime<Utc>) -> Result<Self, Refusal> {
        let assignment = self.require_under_way()?.clone();
        if self.points().any(|point| self.finding(point).is_none()) {
            return Err(Reason::PointsOpen.into());
        }
        let verdict = self.verdict_of_findings();
        Ok(Self { state: State::Concluded { assignment, at, by, verdict, remarks }, ..self })
    }

    /// Its certificate was taken: nothing is left to check (S17, S18). What is done stays done.
    pub fn fall_away(self, because: CertificateStatus, at: DateTime<Utc>) -> Self {
        if self.state.has_ended() {
            return self;
        }
        Self { state: State::FallenAway { at, because, before: Box::new(self.state) }, ..self }
    }

    /// What took its certificate was set aside: it stands as it stood (行政复议法 §64).
    pub fn restore(self) -> Self {
        match self.state {
            State::FallenAway { before, .. } => Self { state: *before, ..self },
            _ => self,
        }
    }

    fn require_under_way(&self) -> Result<&Assignment, Refusal> {
        match &self.state {
            State::Assigned { assignment } => Ok(assignment),
            State::Open => Err(Reason::NotAssigned.into()),
            State::Suspended { .. } => Err(Reason::Suspended.into()),
            State::Concluded { .. } => Err(Reason::Concluded.into()),
            State::FallenAway { .. } => Err(Reason::FallenAway.into()),
        }
    }

    fn faults_of(&self, seen: &Sighting, at_place: bool, to_be_shown: bool) -> Faults {
        let mut faults = Faults::default();
        if at_place && seen.place.is_none() {
            faults.add("/place", "required");
        }
        if seen.at > seen.recorded_at {
            faults.add("/seen_at", "in_the_future");
        }
        if seen.at < self.available_at {
            faults.add("/seen_at", "before_the_task");
        }
        if to_be_shown && seen.evidence.is_empty() {
            faults.add("/evidence_ids", "required");
        }
        for (index, id) in seen.evidence.iter().enumerate() {
            if !self.evidence.iter().any(|evidence| evidence.id == *id) {
                faults.add(format!("/evidence_ids/{index}"), "not_in_the_task");
            }
        }
        faults
    }
}
