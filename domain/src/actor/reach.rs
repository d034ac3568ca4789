//! Which cases an actor may learn of (design §6): by whose they are, which department issues or supervises, which county
//! they lie in. The store turns it into a condition of every query, so that what is out of reach is as if it were not.

use uuid::Uuid;

use super::{Actor, ActorKind, Permission, Role};

/// How far an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Every case of the zone.
    All,
    /// The cases within any of these bounds; none at all when there is no bound.
    Within(Bounds),
}

/// What brings a case within reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounds {
    /// It is this account's own.
    pub owner: Option<Uuid>,
    /// This department issues or supervises something in it.
    pub department: Option<String>,
    /// Its premises lie in this county.
    pub county: Option<String>,
}

/// Which documents an actor may learn of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReach {
    /// Of which cases.
    pub cases: Reach,
    /// Whether those of supervision too, which are numbered in a body's series, or only what is served and issued with an
    /// application.
    pub supervision: bool,
}

/// Whose doings an actor oversees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departments {
    /// Every department's.
    All,
    /// This department's.
    One(String),
    /// Nobody's.
    None,
}

impl Reach {
    /// The departments whose doings are within it.
    pub fn departments(self) -> Departments {
        match self {
            Self::All => Departments::All,
            Self::Within(bounds) => bounds.department.map_or(Departments::None, Departments::One),
        }
    }

    /// No case at all.
    pub fn nobody() -> Self {
        Self::Within(Bounds::default())
    }
}

impl Actor {
    /// How far this actor sees: the sum of what its roles see. A role that works for a department or county sees
    /// nothing while the account names none.
    pub fn reach(&self) -> Reach {
        if self.kind == ActorKind::Kaiye {
            return Reach::All;
        }
        let mut bounds = Bounds::default();
        for role in &self.roles {
            match role {
                Role::WindowClerk | Role::ReviewLead | Role::Inspector => return Reach::All,
                Role::Applicant => bounds.owner = Some(self.id),
                Role::Reviewer | Role::Approver | Role::Supervisor | Role::System => {
                    bounds.department = self.department.clone();
                }
                Role::Liaison => bounds.county = self.county.clone(),
                Role::Appraiser | Role::Administrator | Role::Public => {}
            }
        }
        Reach::Within(bounds)
    }

    /// Which documents this actor may learn of: those of supervision only where it may read enforcement.
    pub fn papers(&self) -> PaperReach {
        PaperReach { cases: self.reach(), supervision: self.may(Permission::ReadEnforcement) }
    }

    /// Whose part of the event log this actor reads, and whose subscriptions to it (S13): its own department's; who
    /// oversees the departments, or runs the system, reads all of it.
    pub fn feed(&self) -> Departments {
        self.own_department_unless(&[Role::Inspector, Role::Appraiser, Role::Administrator])
    }

    /// Whose supervision notices this actor reads (S26): its own department's; inspection, and who appraises, all. Who runs
    /// the system oversees nobody.
    pub fn notices(&self) -> Departments {
        self.own_department_unless(&[Role::Inspector, Role::Appraiser])
    }

    /// Every department, for Kaiye itself and who has one of these roles; else one's own.
    fn own_department_unless(&self, oversee: &[Role]) -> Departments {
        match &self.department {
            _ if self.kind == ActorKind::Kaiye || oversee.iter().any(|role| self.is(*role)) => Departments::All,
            Some(department) => Departments::One(department.clone()),
            None => Departments::None,
        }
    }

    /// How far this actor sees of what bodies answer for (S20, S24, S26): as far as of cases, and who appraises the bodies
    /// sees all of it.
    pub fn oversight(&self) -> Reach {
        if self.is(Role::Appraiser) { Reach::All } else { self.reach() }
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    fn actor(roles: &[Role]) -> Actor {
        Actor {
            kind: ActorKind::Account,
            id: Uuid::from_u128(1),
            roles: roles.iter().copied().collect(),
            department: Some("gongan".to_owned()),
            county: Some("652325".to_owned()),
            scopes: None,
        }
    }

    #[test]
    fn an_applicant_sees_its_own_and_an_officer_its_departments() {
        let own = Bounds { owner: Some(Uuid::from_u128(1)), ..Bounds::default() };
        assert_eq!(actor(&[Role::Applicant]).reach(), Reach::Within(own.clone()));
        let both = Bounds { department: Some("gongan".to_owned()), ..own };
        assert_eq!(actor(&[Role::Applicant, Role::Approver]).reach(), Reach::Within(both));
        let county = Bounds { county: Some("652325".to_owned()), ..Bounds::default() };
        assert_eq!(actor(&[Role::Liaison]).reach(), Reach::Within(county));
    }

    #[test]
    fn the_window_the_centre_and_the_inspectors_see_the_zone() {
        for role in Role::iter() {
            let all = matches!(role, Role::WindowClerk | Role::ReviewLead | Role::Inspector);
            assert_eq!(actor(&[role, Role::Applicant]).reach() == Reach::All, all, "{role}");
        }
        assert_eq!(Actor::kaiye().reach(), Reach::All);
    }

    #[test]
    fn a_department_reads_its_own_events_and_the_overseers_all() {
        assert_eq!(actor(&[Role::System]).feed(), Departments::One("gongan".to_owned()));
        assert_eq!(actor(&[Role::Inspector]).feed(), Departments::All);
        assert_eq!(actor(&[Role::Appraiser]).notices(), Departments::All);
        let runs_the_system = actor(&[Role::Administrator, Role::Approver]);
        assert_eq!(runs_the_system.feed(), Departments::All);
        assert_eq!(runs_the_system.notices(), Departments::One("gongan".to_owned()));
        assert_eq!(Actor { department: None, ..actor(&[Role::System]) }.feed(), Departments::None);
    }

    #[test]
    fn who_takes_part_in_a_review_reads_no_papers_of_supervision() {
        for role in Role::iter().filter(|role| Permission::ReadDocument.roles().contains(role)) {
            assert_eq!(actor(&[role]).papers().supervision, role != Role::Reviewer, "{role}");
        }
        let scopes = |scopes: &[Permission]| Some(scopes.iter().copied().collect());
        let system = |of: &[Permission]| Actor { scopes: scopes(of), ..actor(&[Role::System]) }.papers().supervision;
        assert!(!system(&[Permission::ReadDocument]));
        assert!(system(&[Permission::ReadDocument, Permission::ReadEnforcement]));
    }

    #[test]
    fn who_belongs_nowhere_sees_nothing() {
        let nowhere = Actor { department: None, county: None, ..actor(&[Role::Reviewer, Role::Liaison]) };
        assert_eq!(nowhere.reach(), Reach::nobody());
        assert_eq!(Actor::public().reach(), Reach::nobody());
        assert_eq!(actor(&[Role::Administrator]).reach(), Reach::nobody());
    }
}
