//! Appraisal (S26): figures that lead to their cases, and that are what a naive count over the log says.

mod compare;
mod exports;
mod figures;
mod fill;
mod followers;
mod history;
mod million;
mod recount;
mod workbook;

use kaiye_api::background::SWEEPS;
use kaiye_tests::TestApp;
use serde_json::Value;

const APPRAISAL: &str = "/api/v1/appraisal";

/// Gives events their places, and measures what they touch; nothing else happens.
fn appraise(app: &TestApp) {
    for name in ["sequence_events", "appraise"] {
        let sweep = SWEEPS.iter().find(|it| it.name == name).expect("a sweep");
        assert!((sweep.run)(&app.state).is_ok(), "{name}");
    }
}

/// A group's figure.
fn figure<'a>(group: &'a Value, indicator: &str) -> &'a Value {
    let mut figures = group["figures"].as_array().expect("figures").iter();
    figures.find(|it| it["indicator"] == indicator).expect("the figure")
}

/// The group of a key.
fn group<'a>(view: &'a Value, key: &str) -> Option<&'a Value> {
    view["groups"].as_array().expect("groups").iter().find(|it| it["key"] == key)
}
