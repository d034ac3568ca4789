//! Real processes take batches in: they are killed in the middle and others go on, and a large batch needs no more memory
//! than a small one (S22).

use std::{collections::BTreeSet, time::Duration};

use chrono::TimeDelta;
use kaiye_api::operations::Outcome;
use kaiye_domain::actor::Actor;
use kaiye_persistence::repo::lease;
use kaiye_tests::{Client, On, TestApp, draft::citizen_number, program::Program};
use serde_json::{Value, json};

use super::batch::{SCOPES, lines, outcomes, row, send};

/// Rows of each batch that processes are killed over.
const ROWS: u32 = 120;
/// How many times one is killed.
const KILLS: u64 = 5;

#[actix_web::test]
async fn killed_over_a_batch_on_sqlite() {
    killed(On::Sqlite).await;
}

#[actix_web::test]
async fn killed_over_a_batch_on_postgres() {
    killed(On::Postgres).await;
}

/// The same as values, with line breaks within them; three of a hundred have too few.
fn values() -> String {
    let columns = "sender_reference,business.kind,business.name,business.scope,business.trade_codes,business.address,\
                   business.county,business.area_m2,operator.name,operator.id_number,operator.phone,items";
    let rows = (1..=ROWS).map(|number| match number % 33 {
        7 => format!("C-{number},short\r\n"),
        _ => format!(
            "C-{number},individual_business,\"好\r\n邻居\",\"零售\n\n日用\",F5212,五彩湾镇{number}号,652327,25.5,示例,{},\
             13800000000,business_licence\r\n",
            citizen_number(10_000 + number)
        ),
    });
    std::iter::once(format!("{columns}\r\n")).chain(rows).collect()
}

/// SIGKILL, at any line that happens to be run, again and again: each row has one outcome, and is one application.
async fn killed(on: On) {
    let app = TestApp::start(on).await;
    let portal = app.agency("market_supervision_branch", SCOPES).await;
    let mut paths = Vec::new();
    for (media_type, text) in [("application/x-ndjson", lines((1..=ROWS).map(row))), ("text/csv", values())] {
        paths.push(send(&portal, media_type, text).await.expect(201).header("location").to_owned());
    }
    for kill in 1..=KILLS {
        let worker = Program::worker(&app);
        let so_far = until(&portal, &paths, |rows, _| rows >= kill * u64::from(2 * ROWS) / (KILLS + 1)).await;
        worker.kill();
        assert!(so_far < u64::from(2 * ROWS), "it was killed in the middle");
        bury(&app);
    }
    let worker = Program::worker(&app);
    until(&portal, &paths, |_, running| running == 0).await;
    worker.kill();
    let mut applications = BTreeSet::new();
    for path in &paths {
        let batch = portal.get(path).await.expect(200).json;
        let rows = outcomes(&portal, path).await;
        let numbers: Vec<_> = rows.iter().filter_map(|row| row["row"].as_u64()).collect();
        assert_eq!(numbers, (1..=u64::from(ROWS)).collect::<Vec<_>>(), "one outcome each");
        for row in &rows {
            let short = path == &paths[1] && row["row"].as_u64().is_some_and(|number| number % 33 == 7);
            let code = if short { json!("row_fields_unequal") } else { Value::Null };
            assert_eq!(row["code"], code, "{row}");
        }
        let accepted: Vec<_> = rows.iter().filter_map(|row| row["application_id"].as_str()).collect();
        assert_eq!((&batch["status"], &batch["rows"]), (&json!("done"), &json!(ROWS)));
        assert_eq!(batch["accepted"], json!(accepted.len()));
        applications.extend(accepted.into_iter().map(str::to_owned));
    }
    let expected = 2 * ROWS as usize - (1..=ROWS).filter(|number| number % 33 == 7).count();
    assert_eq!(applications.len(), expected, "no two rows became the same application");
    assert_eq!(app.contents()["applications"].len(), expected, "no application came of no row");
    let ended = app.contents()["events"].iter().filter(|event| event.contains("intake_batch.ended")).count();
    assert_eq!(ended, 2, "each batch ended once");
}

/// Waits until so many rows have their outcome, or so few batches are running; how many rows it were.
async fn until(portal: &Client, paths: &[String], enough: impl Fn(u64, usize) -> bool) -> u64 {
    for _ in 0..6_000 {
        let (mut rows, mut running) = (0, 0);
        for path in paths {
            let batch = portal.get(path).await.expect(200);
            rows += batch.json["rows"].as_u64().expect("a count");
            running += usize::from(batch.text("/status") == "running");
        }
        if enough(rows, running) {
            return rows;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the rows are not taken in");
}

/// The time has passed after which others take over what a process did that died.
fn bury(app: &TestApp) {
    let long_ago = |tx: &mut kaiye_api::operations::Tx<'_>| -> Outcome<bool> {
        let whenever = "2100-01-01T00:00:00Z".parse().expect("an instant");
        Ok(lease::take(tx.conn, "take_in_batches", "nobody", whenever, TimeDelta::days(-40_000))?)
    };
    let taken = app.state.transact_here(&Actor::kaiye(), long_ago);
    assert!(taken.map_err(|failure| failure.context().to_owned()).expect("the lease"));
}

/// Rows of the large batch, and of the small one.
const LARGE: u32 = 10_000;
const SMALL: u32 = 1_000;
/// How much more memory the large one may need, in KiB: less than its file has.
const MORE: u64 = 8 * 1024;

/// A row and what has to come of it: three of a hundred are wrong, each in its own way. The blanks make the file large.
fn expected(number: u32) -> (String, Option<&'static str>) {
    let mut row = row(number);
    let blanks = " ".repeat(2_500);
    match number % 100 {
        7 => row["operator"]["id_number"] = json!("652327190101010000"),
        41 => row["items"] = json!([{ "code": "no_such" }]),
        83 => return (format!("{{{blanks}\n"), Some("body_malformed")),
        _ => return (format!("{row}{blanks}\n"), None),
    }
    (format!("{row}{blanks}\n"), Some("content_invalid"))
}

fn text(rows: u32) -> String {
    (1..=rows).map(|number| expected(number).0).collect()
}

/// Ten thousand rows, three of a hundred wrong: each has its own outcome, the process that takes them in needs no more
/// memory than for a thousand, and a second sending creates nothing.
#[actix_web::test]
async fn ten_thousand_rows_each_have_their_outcome_in_flat_memory() {
    let app = TestApp::start(On::Sqlite).await;
    let portal = app.agency("market_supervision_branch", SCOPES).await;
    let worker = Program::worker(&app);
    let small = send(&portal, "application/x-ndjson", text(SMALL)).await.expect(201);
    until(&portal, &[small.header("location").to_owned()], |_, running| running == 0).await;
    let before = worker.peak_memory();
    let large = text(LARGE);
    assert!(large.len() as u64 > 3 * MORE * 1024, "what is kept whole in memory would be seen");
    let sent = send(&portal, "application/x-ndjson", large.clone()).await.expect(201);
    let path = sent.header("location").to_owned();
    until(&portal, std::slice::from_ref(&path), |_, running| running == 0).await;
    let after = worker.peak_memory();
    worker.kill();
    assert!(after < before + MORE, "{before} KiB after {SMALL} rows, {after} KiB after {LARGE} more");
    let done = portal.get(&path).await.expect(200).json;
    let counted = ["status", "accepted", "repeated", "rejected"].map(|field| done[field].clone());
    assert_eq!(counted, [json!("done"), json!(8_730), json!(970), json!(300)]);
    let rows = outcomes(&portal, &path).await;
    for (row, number) in rows.iter().zip(1..) {
        assert_eq!(row["row"], json!(number));
        match expected(number).1 {
            None => assert_eq!(row["status"], if number <= SMALL { "repeated" } else { "accepted" }, "{row}"),
            Some(code) => assert_eq!((&row["status"], &row["code"]), (&json!("rejected"), &json!(code)), "{row}"),
        }
    }
    let created: BTreeSet<_> = rows.iter().filter_map(|row| row["application_id"].as_str()).collect();
    assert_eq!((created.len(), app.contents()["applications"].len()), (9_700, 9_700));
    // Sent again to another process, in runs of five hundred.
    let again = send(&portal, "application/x-ndjson", large).await.expect(201);
    for _ in 0..=LARGE / 500 {
        app.sweep();
    }
    let done = portal.get(again.header("location")).await.expect(200).json;
    assert_eq!((&done["status"], &done["repeated"]), (&json!("done"), &json!(9_700)));
    assert_eq!(app.contents()["applications"].len(), 9_700, "a second sending creates nothing");
}
