//! Appraisal of a million applications: what the figures, their cases and their files take, and how fast the log is
//! followed beside them. Ignored, as it fills some 10 GB and takes minutes; run by
//! `scripts/test-postgres run cargo test -p kaiye-tests million -- --ignored --nocapture --test-threads 1`.
//! `KAIYE_TEST_APPLICATIONS` and `KAIYE_TEST_LOG` say of how many.

use std::time::{Duration, Instant};

use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};
use kaiye_api::{
    background::rebuild_appraisal,
    operations::appraisal::{follow, rebuild_page, sum_anew},
};
use kaiye_domain::{actor::Actor, appraisal::Indicator};
use kaiye_persistence::{StoreError, backend::Connection};
use kaiye_tests::{Client, On, TestApp};

use super::{
    APPRAISAL, appraise,
    fill::{application, fill_facts, fill_log, tell_late},
    recount::told,
};

/// What each answer may take at most, however slow the machine and without optimisation.
const SOON: Duration = Duration::from_secs(3);
/// What a transaction of the follower may take at most: others wait for its rows.
const SHORT: Duration = Duration::from_secs(10);
/// What summing an indicator of a month anew may take at most: as long as a statement may run on PostgreSQL. Others wait no
/// longer than 10 s for it, on SQLite 5 s: a rebuild of so many belongs into a quiet hour.
const SUMMED: Duration = Duration::from_secs(30);
/// Cases that are followed or measured anew at once.
const BATCH: u64 = 200;

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

/// Times it once.
fn within(what: &str, most: Duration, work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    let took = told_time(what, begun);
    assert!(took < most, "{what} took {took:?}");
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

fn asked<T>(app: &TestApp, work: impl FnMut(&mut Connection) -> Result<T, StoreError>) -> T {
    app.state.store.read(work).map_err(|error| error.context().to_owned()).expect("an answer")
}

fn count(app: &TestApp, statement: &str) -> i64 {
    asked(app, |conn| {
        let query = sql_query(statement);
        Ok(match conn {
            Connection::Sqlite(c) => query.get_result::<Number>(c)?.n,
            Connection::Postgres(c) => query.get_result::<Number>(c)?.n,
        })
    })
}

fn rows(app: &TestApp, table: &str) -> i64 {
    count(app, &format!("SELECT COUNT(*) AS n FROM {table}"))
}

fn on_sqlite(app: &TestApp) -> bool {
    app.state.config.database.url.starts_with("sqlite:")
}

/// How often all facts were read through: PostgreSQL counts it, and has told within some seconds. SQLite does not.
async fn full_scans(app: &TestApp) -> i64 {
    if on_sqlite(app) {
        return 0;
    }
    tokio::time::sleep(Duration::from_secs(12)).await;
    count(app, "SELECT seq_scan AS n FROM pg_stat_user_tables WHERE relname = 'appraisal_facts'")
}

/// SQLite answers what a request asks without reading through all facts.
async fn assert_found_by_index(app: &TestApp, by: &Client, path: &str) {
    let (answer, statements) = app.statements(by.get(path)).await;
    answer.expect(200);
    for statement in statements.iter().filter(|it| on_sqlite(app) && it.contains("appraisal_")) {
        let plan = asked(app, |conn| {
            let Connection::Sqlite(c) = conn else { return Ok(Vec::new()) };
            Ok(sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load::<Step>(c)?)
        });
        assert!(
            !plan.is_empty() && plan.iter().all(|it| !it.detail.starts_with("SCAN appraisal_facts")),
            "{statement}"
        );
    }
}

/// Figures, cases and files of a year with a million applications, and what comes late to them.
async fn appraised(on: On) {
    let app = TestApp::start(on).await;
    let applications = number("KAIYE_TEST_APPLICATIONS", 1_000_000);
    let begun = Instant::now();
    fill_facts(&app, applications);
    told_time("filled", begun);
    for table in ["applications", "appraisal_facts", "appraisal_days", "appraisal_months"] {
        println!("{table}: {} rows", rows(&app, table));
    }
    let before = full_scans(&app).await;
    figures_and_cases(&app).await;
    assert_eq!(full_scans(&app).await, before, "all facts were read through");
    late_events(&app, applications).await;
}

async fn figures_and_cases(app: &TestApp) {
    let appraiser = app.sign_in("appraiser").await;
    let year = "from=2025-01-01&to=2025-12-31";
    for period in
        [year, "from=2025-01-02&to=2025-12-30", "from=2025-06-01&to=2025-06-30", "from=2025-06-02&to=2025-06-30"]
    {
        for by in ["department", "item", "division", "month"] {
            let figures = format!("{APPRAISAL}?{period}&by={by}");
            timed(&appraiser, &figures).await;
            assert_found_by_index(app, &appraiser, &figures).await;
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
        assert_found_by_index(app, &appraiser, &cases).await;
        // The cursor of a late day is a place far into the list.
        let late = appraiser.get(&cases.replace("from=2025-01-01", "from=2025-11-20")).await.expect(200).json;
        if let Some(cursor) = late["next_cursor"].as_str() {
            timed(&appraiser, &format!("{cases}&cursor={cursor}")).await;
        }
    }
}

/// A batch of cases comes about beside all others, one more event of each is told late, and they are measured anew.
async fn late_events(app: &TestApp, applications: u64) {
    let last = applications + BATCH;
    fill_log(app, applications, last);
    within("all events of a batch of cases followed", SHORT * 3, || appraise(app));
    let (facts, before) = (rows(app, "appraisal_facts"), full_scans(app).await);
    tell_late(app, applications, last);
    within("a batch of late events followed", SHORT, || {
        let read = told(app.state.transact_here(&Actor::kaiye(), |tx| follow(tx, BATCH as i64)));
        assert_eq!(read, BATCH as usize);
    });
    within("a page of cases measured anew", SHORT, || {
        let after = Some(application(applications - 1));
        let page = told(app.state.transact_here(&Actor::kaiye(), |tx| rebuild_page(tx, after, BATCH as i64)));
        assert_eq!(page, Some(application(last - 1)));
    });
    assert_eq!(full_scans(app).await, before, "all facts were read through");
    assert_eq!(rows(app, "appraisal_facts"), facts);
    let day = |text: &str| text.parse().expect("a day");
    for indicator in [Indicator::Received, Indicator::WorkingDays] {
        within(&format!("{indicator} of a month summed anew"), SUMMED, || {
            let month = (day("2025-06-01"), day("2025-06-30"));
            told(app.state.transact_here(&Actor::kaiye(), |tx| sum_anew(tx, indicator, month)));
        });
    }
}

/// A log of a hundred thousand events, and everything measured anew.
async fn followed(on: On) {
    let app = TestApp::start(on).await;
    let count = number("KAIYE_TEST_LOG", 6_500);
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
#[ignore = "follows a hundred thousand events: see the top of the file"]
async fn a_hundred_thousand_events_are_followed_and_everything_is_measured_anew_on_sqlite() {
    followed(On::Sqlite).await;
}

#[actix_web::test]
#[ignore = "follows a hundred thousand events: see the top of the file"]
async fn a_hundred_thousand_events_are_followed_and_everything_is_measured_anew_on_postgres() {
    followed(On::Postgres).await;
}
