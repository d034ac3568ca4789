//! The page that draws a deadline's states says what the steps do.

use std::collections::BTreeSet;

use super::*;
use crate::{
    refusal::Refusal,
    time::{Deadline, Period, SuspensionGround::Testing},
};

const PAGE: &str = include_str!("../../../../docs/state-machines/deadline.md");

type Step = fn(Deadline, DateTime<Utc>) -> Result<Deadline, Refusal>;

/// Every step that leads to another state, tried before and after the end.
fn arrows_from(deadline: &Deadline) -> BTreeSet<String> {
    let steps: [(&str, Step); 8] = [
        ("start", |it, at| it.start(at, &national())),
        ("suspend", |it, at| it.suspend(at, Testing)),
        ("resume", |it, at| it.resume(at, &national())),
        ("meet", |it, at| it.meet(at)),
        ("miss", |it, at| it.miss(at)),
        ("cancel", |it, at| it.cancel(at)),
        ("restore", |it, at| it.restore(at, &national())),
        ("recompute", |it, at| Ok(it.recompute(&xinjiang(), at))),
    ];
    let from = deadline.status().name();
    let mut arrows = BTreeSet::new();
    for (name, step) in steps {
        for at in ["2025-07-09", "2025-12-31"] {
            if let Ok(after) = step(deadline.clone(), noon(day(at)))
                && after.status().name() != from
            {
                arrows.insert(format!("{from} --> {}: {name}", after.status().name()));
            }
        }
    }
    arrows
}

#[test]
fn the_page_draws_every_arrow_and_no_other() {
    let at = noon(day("2025-07-08"));
    let open = Deadline::open("decision_ordinary", Period::WorkingDays(20), "acceptance");
    let running = open.clone().start(at, &national()).expect("starts");
    let states = [
        running.clone().suspend(at, Testing),
        running.clone().meet(at),
        running.clone().miss(noon(day("2025-12-31"))),
        running.clone().cancel(at),
        open.clone().cancel(at),
        running.clone().suspend(at, Testing).and_then(|it| it.cancel(at)),
        running.clone().miss(noon(day("2025-12-31"))).and_then(|it| it.cancel(noon(day("2025-12-31")))),
    ];
    let states = states.into_iter().map(|it| it.expect("a state")).chain([open, running]);
    let taken: BTreeSet<_> = states.flat_map(|it| arrows_from(&it)).collect();
    let drawn: BTreeSet<_> =
        PAGE.lines().map(str::trim).filter(|it| it.contains("-->") && !it.contains("[*]")).map(str::to_owned).collect();
    assert_eq!(taken, drawn);
}
