//! 一次性补正 (行政许可法 §32(4), S6): one notice says everything that is to be corrected. What it did not say cannot
//! be asked for later; what it said and was not corrected may be said again.

use serde::{Deserialize, Serialize};

use crate::refusal::{Fault, Refusal, RefusalKind};

/// One thing to be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionPoint {
    /// Code of the item it concerns.
    pub item: String,
    /// What is to be corrected: `materials/floor_plan`, `business/address`, `commitment`.
    pub subject: String,
    /// How, in the window's words.
    pub text: String,
}

/// Holds a further correction notice against what was said before: for an item that had one, it may only repeat. Each
/// point that is new is a fault at its place.
pub fn require_said_once(points: &[CorrectionPoint], earlier: &[CorrectionPoint]) -> Result<(), Refusal> {
    let faults: Vec<Fault> = points
        .iter()
        .enumerate()
        .filter(|(_, point)| {
            let of_item = || earlier.iter().filter(|said| said.item == point.item);
            of_item().next().is_some() && of_item().all(|said| said.subject != point.subject)
        })
        .map(|(index, _)| Fault { pointer: format!("/points/{index}/subject"), code: "not_in_first_notice" })
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Refusal { kind: RefusalKind::State, code: "correction_said_once", faults })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(item: &str, subject: &str) -> CorrectionPoint {
        CorrectionPoint { item: item.into(), subject: subject.into(), text: "请补正".into() }
    }

    #[test]
    fn only_what_was_said_may_be_said_again() {
        let earlier = [point("fire_check", "materials/floor_plan")];
        assert!(require_said_once(&[point("fire_check", "materials/floor_plan")], &earlier).is_ok());
        assert!(require_said_once(&[point("hair_salon", "business/address")], &earlier).is_ok());
        let points = [point("fire_check", "materials/floor_plan"), point("fire_check", "business/address")];
        let refusal = require_said_once(&points, &earlier).unwrap_err();
        assert_eq!(refusal.code, "correction_said_once");
        assert_eq!(refusal.faults[0].pointer, "/points/1/subject");
        assert!(require_said_once(&points, &[]).is_ok());
    }
}
