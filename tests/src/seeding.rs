//! Facts that operations of later issues write, put in place by the tests.

use chrono::Days;
use kaiye_api::operations::Failure;
use kaiye_domain::{
    actor::Reach,
    bar::{Bar, BarCause},
    id::ApplicationId,
    time::local_date,
};
use kaiye_persistence::{map::bar_row, repo};

use crate::{Draft, TestApp};

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

    /// Makes an application unreadable, as a defect or a lost key would; gives what [`Self::heal`] puts back.
    pub fn poison(&self, draft: &Draft) -> String {
        self.seal(draft, "unreadable")
    }

    /// Makes it readable again.
    pub fn heal(&self, draft: &Draft, sealed: &str) {
        self.seal(draft, sealed);
    }

    fn seal(&self, draft: &Draft, sealed: &str) -> String {
        let id: ApplicationId = draft.id.parse().expect("an id");
        let replaced = self.state.store.write(|conn| {
            let mut row = repo::application::find(conn, &Reach::All, id)?;
            let was = std::mem::replace(&mut row.personal, sealed.to_owned());
            repo::application::update(conn, &row, row.version)?;
            Ok::<_, Failure>(was)
        });
        replaced.map_err(|failure| failure.context().to_owned()).expect("an application")
    }
}
