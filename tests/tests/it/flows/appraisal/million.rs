//! Appraisal of a million applications: what the figures, their cases and their files take, and how fast the log is
//! followed. Ignored, as it fills 12 GB and takes a while; run by
//! `scripts/test-postgres run cargo test --release -p kaiye-tests million -- --ignored --nocapture --test-threads 1`.

use std::time::{Duration, Instant};

use kaiye_api::{
    background::rebuild_appraisal,
    operations::appraisal::{months_to_sum, sum_anew},
};
use kaiye_domain::actor::Actor;
use kaiye_persistence::backend::Connection;
use kaiye_tests::{Client, On, TestApp};

use super::{
    APPRAISAL, appraise,
    fill::{fill_facts, fill_log},
    recount::told,
};

/// What each answer may take at most.
const SOON: Duration = Duration::from_secs(1);

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).map_or(usual, |text| text.parse().expect("a number"))
}

fn told_time(what: &str, begun: Instant) -> Duration {
    let took = begun.elapsed();
    println!("{what}: {:.3} s", took.as_secs_f64());
    took
}

/// Asks three times; the middle of what it took.
async fn timed(by: &Client, path: &str) {
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..3 {
        let begun = Instant::now();
        size = by.get(path).await.expect(200).bytes.len();
        times.push(begun.elapsed());
    }
    times.sort();
    println!("{path}: {:.3} s, {size} bytes", times[1].as_secs_f64());
    assert!(times[1] < SOON, "{path} took {times:?}");
}

fn rows(app: &TestApp, table: &str) -> i64 {
    use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let query = sql_query(format!("SELECT COUNT(*) AS n FROM {table}"));
    let found = app.state.store.read(|conn| -> Result<Count, kaiye_persistence::StoreError> {
        Ok(match conn {
            Connection::Sqlite(c) => query.get_result(c)?,
            Connection::Postgres(c) => query.get_result(c)?,
        })
    });
    found.map_err(|error| error.context().to_owned()).expect("a count").n
}

/// Figures, cases and files of a year with a million applications.
async fn appraised(on: On) {
    let app = TestApp::start(on).await;
    let count = number("KAIYE_TEST_APPLICATIONS", 1_000_000);
    let begun = Instant::now();
    fill_facts(&app, count);
    told_time("filled", begun);
    let begun = Instant::now();
    for (indicator, month) in told(app.state.transact_here(&Actor::kaiye(), months_to_sum)) {
        told(app.state.transact_here(&Actor::kaiye(), |tx| sum_anew(tx, indicator, month)));
    }
    told_time("summed anew", begun);
    for table in ["applications", "appraisal_facts", "appraisal_days", "appraisal_months"] {
        println!("{table}: {} rows", rows(&app, table));
    }
    let appraiser = app.sign_in("appraiser").await;
    let year = "from=2025-01-01&to=2025-12-31";
    for period in
        [year, "from=2025-01-02&to=2025-12-30", "from=2025-06-01&to=2025-06-30", "from=2025-06-02&to=2025-06-30"]
    {
        for by in ["department", "item", "division", "month"] {
            timed(&appraiser, &format!("{APPRAISAL}?{period}&by={by}")).await;
        }
    }
    timed(&appraiser, &format!("{APPRAISAL}?{year}&by=item&department=office3")).await;
    timed(&appraiser, &format!("{APPRAISAL}?{year}&by=department&item=item7")).await;
    timed(&appraiser, &format!("{APPRAISAL}?{year}&by=item&division=zhundong")).await;
    for by in ["department", "item"] {
        timed(&appraiser, &format!("{APPRAISAL}/export?{year}&by={by}&format=csv")).await;
        timed(&appraiser, &format!("{APPRAISAL}/export?{year}&by={by}&format=xlsx")).await;
    }
    for of in [
        "indicator=received",
        "indicator=working_days&department=office3",
        "indicator=received&item=item7",
        "indicator=visits&item=",
        "indicator=decided&division=zhundong",
        "indicator=overdue_open",
        "indicator=decided&item=item7&division=zhundong&department=office7",
        "indicator=decided&month=2025-09",
        "indicator=received&division=nowhere",
        "indicator=received&item=nothing",
        "indicator=received&department=nobody",
    ] {
        let cases = format!("{APPRAISAL}/cases?{year}&{of}&limit=100");
        timed(&appraiser, &cases).await;
        // The cursor of a late day is a place far into the list.
        let late = appraiser.get(&cases.replace("from=2025-01-01", "from=2025-11-20")).await.expect(200).json;
        if let Some(cursor) = late["next_cursor"].as_str() {
            timed(&appraiser, &format!("{cases}&cursor={cursor}")).await;
        }
    }
}

/// A log of a million events, and everything measured anew.
async fn followed(on: On) {
    let app = TestApp::start(on).await;
    let count = number("KAIYE_TEST_LOG", 65_000);
    fill_log(&app, 0, count);
    let events = rows(&app, "events");
    let begun = Instant::now();
    appraise(&app);
    let took = told_time("followed", begun).as_secs_f64();
    let facts = rows(&app, "appraisal_facts");
    println!(
        "{count} applications, {events} events, {facts} facts: {:.0} events, {:.0} facts a second",
        events as f64 / took,
        facts as f64 / took
    );
    let begun = Instant::now();
    told(rebuild_appraisal(&app.state));
    let took = told_time("measured anew", begun).as_secs_f64();
    println!("{:.0} applications a second", count as f64 / took);
    assert_eq!(rows(&app, "appraisal_facts"), facts);
}

#[actix_web::test]
#[ignore = "fills a million applications: see the top of the file"]
async fn a_million_applications_are_appraised_at_once_on_sqlite() {
    appraised(On::Sqlite).await;
}

#[actix_web::test]
#[ignore = "fills a million applications: see the top of the file"]
async fn a_million_applications_are_appraised_at_once_on_postgres() {
    appraised(On::Postgres).await;
}

#[actix_web::test]
#[ignore = "follows a million events: see the top of the file"]
async fn a_million_events_are_followed_and_everything_is_measured_anew_on_sqlite() {
    followed(On::Sqlite).await;
}

#[actix_web::test]
#[ignore = "follows a million events: see the top of the file"]
async fn a_million_events_are_followed_and_everything_is_measured_anew_on_postgres() {
    followed(On::Postgres).await;
}
