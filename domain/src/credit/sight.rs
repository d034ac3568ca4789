//! Who sees how much of a record: whoever it concerns the whole of it, everybody else what is published, while it is.

use chrono::NaiveDate;

use super::{CreditRecord, CreditState};
use crate::actor::{Actor, Reach};

/// How much somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Not even that there is one.
    Nothing,
    /// What is published of it.
    Public,
    /// All of it, with its repairs and receipts.
    Whole,
}

impl CreditRecord {
    /// How much this actor sees on a day: its owner, the departments that recorded it and that issued the certificate, its county
    /// and who sees the zone see the whole. What is published is over from the first day after, whether or not the sweep has
    /// said so.
    pub fn seen_by(&self, actor: &Actor, on: NaiveDate) -> Sight {
        let concerned = match actor.reach() {
            Reach::All => true,
            Reach::Within(bounds) => {
                let department = bounds.department.as_ref();
                bounds.owner == Some(self.owner)
                    || department == Some(&self.department)
                    || department == Some(&self.issuer)
                    || bounds.county.as_ref() == Some(&self.division)
            }
        };
        match concerned {
            true => Sight::Whole,
            false if self.state == CreditState::Published && on <= self.public_to() => Sight::Public,
            false => Sight::Nothing,
        }
    }
}
