//! Who inspects reads everything (S26), and is itself accountable for it: what inspection reads of cases is kept.

use crate::actor::{Actor, Permission, Role};

/// Whether it is kept that this actor read something by this permission: everything that inspection is shown because it is
/// inspection. What anybody may read as well is not, unless inspection is shown more of it; nor are its own notices, its own
/// account and this very log. A permission that is new is kept.
pub fn is_kept(actor: &Actor, permission: Permission) -> bool {
    let open_to_anybody = permission.roles().contains(&Role::Public);
    let kept = match permission {
        Permission::ReadCredit | Permission::ReadDraw | Permission::ReadDelegation => true,
        Permission::ReadSelf
        | Permission::ReadSupervisionNotice
        | Permission::ManageSupervisionNotice
        | Permission::ReadInspectionLog => false,
        _ => !open_to_anybody,
    };
    kept && actor.is(Role::Inspector)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn with(roles: &[Role]) -> Actor {
        Actor { roles: roles.iter().copied().collect::<BTreeSet<_>>(), ..Actor::public() }
    }

    #[test]
    fn what_inspection_reads_of_cases_is_kept_and_nobody_elses() {
        let cases = [
            Permission::ReadApplication,
            Permission::ReadVerification,
            Permission::ReadDocument,
            Permission::ReadEnforcement,
            Permission::ReadEvidence,
            Permission::ReadCredit,
            Permission::ReadDelegation,
            Permission::ReadEvents,
        ];
        for permission in cases {
            assert!(is_kept(&with(&[Role::Inspector]), permission), "{permission}");
            assert!(is_kept(&with(&[Role::Inspector, Role::Approver]), permission), "{permission}");
            assert!(!is_kept(&with(&[Role::Approver, Role::Administrator]), permission), "{permission}");
        }
    }

    #[test]
    fn what_anybody_reads_and_what_is_its_own_is_not() {
        for permission in [Permission::ReadCatalogue, Permission::ReadSelf, Permission::ReadSupervisionNotice] {
            assert!(!is_kept(&with(&[Role::Inspector]), permission), "{permission}");
        }
    }
}
