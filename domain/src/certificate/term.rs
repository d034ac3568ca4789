//! How long a certificate is valid, and what the end of its term brings: it expires, or is deemed renewed because a
//! renewal that was asked for in time is still undecided (行政许可法 §50, §70(1)).

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Certificate, CertificateReason, CertificateState};
use crate::{
    id::RequestedItemId,
    refusal::Refusal,
    time::{Period, local_date},
};

/// A renewal that counts as granted because it was not decided in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeemedRenewal {
    /// The renewal that was asked for.
    pub item: RequestedItemId,
    /// When that was found.
    pub at: DateTime<Utc>,
    /// The last day before.
    pub from: NaiveDate,
    /// The last day since.
    pub to: NaiveDate,
}

/// A renewal that was asked for and is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingRenewal {
    /// The requested item.
    pub item: RequestedItemId,
    /// The day on which the office received it.
    pub received_on: NaiveDate,
    /// The term it asks for.
    pub term: Option<Period>,
}

/// What the end of a term brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermEnd {
    /// It expired.
    Expired,
    /// It goes on.
    DeemedRenewed(DeemedRenewal),
}

impl Certificate {
    /// Whether its term has been prolonged because of this renewal.
    pub fn was_deemed_renewed(&self, item: RequestedItemId) -> bool {
        self.deemed_renewals.iter().any(|renewal| renewal.item == item)
    }

    /// Its term is over: it expires (行政许可法 §70(1)), unless a renewal asked for `days_before` days before is still
    /// undecided; then it is deemed renewed for that term (行政许可法 §50), once for each renewal.
    pub fn end_term(
        self,
        pending: &[PendingRenewal],
        days_before: u32,
        now: DateTime<Utc>,
    ) -> Result<(Self, TermEnd), Refusal> {
        let end = match (&self.state, self.valid_to) {
            (CertificateState::Valid, Some(to)) if to < local_date(now) => to,
            _ => return Err(CertificateReason::NotDue.into()),
        };
        let in_time = |renewal: &&PendingRenewal| {
            !self.was_deemed_renewed(renewal.item) && renewal_in_time(renewal.received_on, end, days_before)
        };
        let renewed = pending.iter().filter(in_time).find_map(|renewal| {
            let to = term_end(end + Days::new(1), renewal.term)?;
            Some(DeemedRenewal { item: renewal.item, at: now, from: end, to })
        });
        Ok(match renewed {
            Some(renewal) => {
                let mut deemed_renewals = self.deemed_renewals.clone();
                deemed_renewals.push(renewal);
                let certificate = Self { valid_to: Some(renewal.to), deemed_renewals, ..self };
                (certificate, TermEnd::DeemedRenewed(renewal))
            }
            None => (Self { state: CertificateState::Expired { at: now }, ..self }, TermEnd::Expired),
        })
    }
}

/// Last day of a term that starts on a day: the day before the corresponding one (民法典 §202); none for an open term.
pub fn term_end(from: NaiveDate, term: Option<Period>) -> Option<NaiveDate> {
    term?.corresponding_day(from)?.pred_opt()
}

/// Whether a renewal asked for on a day came in time for a term that ends on `valid_to`: so many days before it
/// (行政许可法 §50).
pub fn renewal_in_time(on: NaiveDate, valid_to: NaiveDate, days_before: u32) -> bool {
    on.checked_add_days(Days::new(days_before.into())).is_some_and(|latest| latest <= valid_to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_term_ends_before_the_corresponding_day() {
        assert_eq!(term_end(day("2025-06-03"), Some(Period::Years(4))), Some(day("2029-06-02")));
        assert_eq!(term_end(day("2025-06-03"), None), None);
    }

    #[test]
    fn thirty_days_before_is_in_time_and_twenty_nine_is_not() {
        let end = day("2026-06-30");
        assert!(renewal_in_time(day("2026-05-31"), end, 30));
        assert!(!renewal_in_time(day("2026-06-01"), end, 30));
    }
}
