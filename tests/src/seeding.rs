//! Facts that operations of later issues write, put in place by the tests.

use chrono::Days;
use kaiye_api::operations::Failure;
use kaiye_domain::{bar::BarCause, time::local_date};
use kaiye_persistence::{
    backend::{Json, Key},
    repo,
    row::BarRow,
};
use serde_json::json;
use uuid::Uuid;

use crate::TestApp;

impl TestApp {
    /// Bars a person, or a business by its code, from the commitment route since yesterday (S19).
    pub fn bar(&self, number: &str) {
        let yesterday = local_date(self.now()) - Days::new(1);
        let cause: &str = BarCause::BrokenCommitment.into();
        let row = BarRow {
            id: Key(self.state.ids.mint::<Uuid>(self.now())),
            subject_key: self.state.keyring.lookup_key("subject", number),
            cause: cause.to_owned(),
            from_on: yesterday,
            to_on: None,
            lifted_at: None,
            doc: Json(json!({})),
        };
        let written = self.state.store.write(|conn| repo::bar::insert(conn, &row).map_err(Failure::from));
        written.map_err(|failure| failure.context().to_owned()).expect("a bar");
    }
}
