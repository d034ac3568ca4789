//! Facts that operations of later issues write, put in place by the tests.

use chrono::Days;
use kaiye_api::operations::Failure;
use kaiye_domain::{
    bar::{Bar, BarCause},
    time::local_date,
};
use kaiye_persistence::{map::bar_row, repo};

use crate::TestApp;

impl TestApp {
    /// Bars a person, or a business by its code, from the commitment route since yesterday (S19).
    pub fn bar(&self, number: &str) {
        let yesterday = local_date(self.now()) - Days::new(1);
        let bar = Bar {
            id: self.state.ids.mint(self.now()),
            record: None,
            cause: BarCause::BrokenCommitment,
            from_on: yesterday,
            to_on: None,
            lifted_at: None,
        };
        let row = bar_row(&bar, self.state.keyring.lookup_key("subject", number)).expect("a row");
        let written =
            self.state.store.write(|conn| repo::bar::insert(conn, std::slice::from_ref(&row)).map_err(Failure::from));
        written.map_err(|failure| failure.context().to_owned()).expect("a bar");
    }
}
