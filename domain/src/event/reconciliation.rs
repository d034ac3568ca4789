//! Whether both sides have the same: what a department was to get on a day, against what came to it and what it says it has.

use std::collections::BTreeSet;

use crate::{hash::sha256, id::EventId};

/// An event that a department was to get, and whether it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// The event.
    pub id: EventId,
    /// The department read it and acknowledged it.
    pub pulled: bool,
    /// It was pushed and answered 2xx.
    pub pushed: bool,
}

/// How many events, and a digest that is the same on both sides only where the events are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: usize,
    /// SHA-256 over their ids in lower case, sorted as text, each followed by a line feed.
    pub digest: String,
}

impl Tally {
    /// Of these events, each once, in whichever order.
    pub fn of(ids: impl IntoIterator<Item = EventId>) -> Self {
        let ids: BTreeSet<String> = ids.into_iter().map(|id| id.to_string()).collect();
        let text: String = ids.iter().flat_map(|id| [id, "\n"]).collect();
        Self { count: ids.len(), digest: sha256(text) }
    }
}

/// In what the other side differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differences {
    /// It was to get these and does not have them.
    pub missing: Vec<EventId>,
    /// It has these and was not to get them on this day.
    pub unexpected: Vec<EventId>,
}

/// Compares what was to be got with what the other side has.
pub fn differences(owed: &[Owed], theirs: &[EventId]) -> Differences {
    let ours: BTreeSet<EventId> = owed.iter().map(|it| it.id).collect();
    let theirs: BTreeSet<EventId> = theirs.iter().copied().collect();
    Differences {
        missing: ours.difference(&theirs).copied().collect(),
        unexpected: theirs.difference(&ours).copied().collect(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> EventId {
        Uuid::from_u128(n).into()
    }

    #[test]
    fn a_digest_depends_on_which_events_and_not_on_their_order() {
        assert_eq!(Tally::of([id(1), id(2)]), Tally::of([id(2), id(1), id(1)]));
        assert_ne!(Tally::of([id(1)]).digest, Tally::of([id(2)]).digest);
        let line = "00000000-0000-0000-0000-000000000001\n";
        assert_eq!(Tally::of([id(1)]), Tally { count: 1, digest: sha256(line) });
        assert_eq!(Tally::of([]), Tally { count: 0, digest: sha256("") });
    }

    #[test]
    fn what_differs_is_named_on_both_sides() {
        let owed = [1, 2].map(|n| Owed { id: id(n), pulled: false, pushed: false });
        let found = differences(&owed, &[id(2), id(3)]);
        assert_eq!(found, Differences { missing: vec![id(1)], unexpected: vec![id(3)] });
    }
}
