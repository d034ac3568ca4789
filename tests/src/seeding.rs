//! Facts that operations of later issues write, put in place by the tests.

use chrono::Days;
use diesel::connection::SimpleConnection;
use kaiye_api::operations::Failure;
use kaiye_domain::{
    actor::Reach,
    bar::{Bar, BarCause},
    id::ApplicationId,
    time::local_date,
};
use kaiye_persistence::{StoreError, backend::Connection, map::bar_row, repo};

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

    /// From now on the database takes no new row in a table, as when its disk is full.
    pub fn refuse_writes(&self, table: &str) {
        self.run(
            &format!(
                "CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"
            ),
            &format!(
                "CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql \
                 AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$; \
                 CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_{table}()"
            ),
        );
    }

    /// It takes them again.
    pub fn accept_writes(&self, table: &str) {
        self.run(&format!("DROP TRIGGER refuse_{table}"), &format!("DROP FUNCTION refuse_{table} CASCADE"));
    }

    fn run(&self, in_sqlite: &str, in_postgres: &str) {
        let done = self.state.store.write(|conn| {
            match conn {
                Connection::Sqlite(c) => c.batch_execute(in_sqlite),
                Connection::Postgres(c) => c.batch_execute(in_postgres),
            }
            .map_err(|error| Failure::from(StoreError::from(error)))
        });
        done.map_err(|failure| failure.context().to_owned()).expect("a statement");
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
