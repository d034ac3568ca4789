//! Many cases at once, written by the database itself in its own words: logs of applications, and what was measured of a
//! million. Three items each: the licence and two of fifty-nine others, which nineteen departments issue and verify, in four
//! divisions, over most of a year.

use diesel::{
    Connection as _, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection,
    sql_query, sql_types::Text,
};
use kaiye_persistence::backend::Connection;
use kaiye_tests::TestApp;

/// Places in the log that an application takes at most.
const PLACES: u64 = 20;
/// Applications a transaction.
const BATCH: u64 = 50_000;

/// How a database says it; `n` is the number of the application.
struct Words {
    sqlite: bool,
}

impl Words {
    fn series(&self, from: u64, to: u64) -> String {
        match self.sqlite {
            true => format!(
                "(WITH RECURSIVE s(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {to}) SELECT n FROM s) AS s"
            ),
            false => format!("generate_series({from}::bigint, {to} - 1) AS s(n)"),
        }
    }

    fn id_text(&self, n: &str) -> String {
        match self.sqlite {
            true => format!("('025e0000-0000-7000-8000-' || printf('%012x', {n}))"),
            false => format!("('025e0000-0000-7000-8000-' || lpad(to_hex({n}), 12, '0'))"),
        }
    }

    fn id(&self, n: &str) -> String {
        match self.sqlite {
            true => format!("unhex(printf('025e0000000070008000%012x', {n}))"),
            false => format!("{}::uuid", self.id_text(n)),
        }
    }

    /// So many days after the first of 2025.
    fn day_text(&self, n: &str) -> String {
        match self.sqlite {
            true => format!("date('2025-01-01', '+' || ({n}) || ' days')"),
            false => format!("to_char(DATE '2025-01-01' + ({n})::int, 'YYYY-MM-DD')"),
        }
    }

    fn day(&self, n: &str) -> String {
        if self.sqlite { self.day_text(n) } else { format!("(DATE '2025-01-01' + ({n})::int)") }
    }

    fn instant_text(&self, days: &str, hour: u32) -> String {
        format!("({} || 'T{hour:02}:00:00.000000Z')", self.day_text(days))
    }

    fn instant(&self, days: &str, hour: u32) -> String {
        let text = self.instant_text(days, hour);
        if self.sqlite { text } else { format!("{text}::timestamptz") }
    }

    fn json(&self, text: &str) -> String {
        if self.sqlite { text.to_owned() } else { format!("({text})::jsonb") }
    }

    /// The month of a column `day`, as sums call it.
    fn month(&self) -> &'static str {
        match self.sqlite {
            true => "CAST(strftime('%Y%m', day) AS INTEGER)",
            false => "(EXTRACT(YEAR FROM day) * 100 + EXTRACT(MONTH FROM day))::int",
        }
    }
}

const DIVISION: &str = "CASE WHEN n % 10 < 5 THEN '652327' WHEN n % 10 < 8 THEN '652325' \
                        WHEN n % 10 < 9 THEN '652328' ELSE 'zhundong' END";

/// The item in a place of an application, from 0: code, and department.
fn item(place: u32) -> (String, String) {
    match place {
        0 => ("'business_licence'".to_owned(), "'market_supervision_branch'".to_owned()),
        _ => {
            let number = format!("((n * 31 + {place} * 17) % 59)");
            (format!("('item' || {number})"), format!("('office' || ({number} % 19))"))
        }
    }
}

fn run(app: &TestApp, statement: &str) {
    let done = app.state.store.write(|conn| -> Result<(), kaiye_persistence::StoreError> {
        match conn {
            Connection::Sqlite(c) => c.batch_execute(statement)?,
            Connection::Postgres(c) => c.batch_execute(statement)?,
        }
        Ok(())
    });
    done.map_err(|error| error.context().to_owned()).expect(statement);
}

fn is_sqlite(app: &TestApp) -> bool {
    app.state.config.database.url.starts_with("sqlite:")
}

fn applications(words: &Words, from: u64, to: u64) -> String {
    let (id, nobody, at) = (words.id("n"), words.id("0"), words.instant("n % 330", 1));
    let (doc, series) = (words.json("'{}'"), words.series(from, to));
    format!(
        "INSERT INTO applications (id, division, number, owner_id, status, channel, received_at, recorded_at, business_name, \
         doc, personal, version, updated_at) SELECT {id}, {DIVISION}, 'BJ-' || n, {nobody}, 'closed', 'portal', {at}, {at}, \
         'x', {doc}, '', 1, {at} FROM {series}"
    )
}

/// Applications from a number to below another, each with its events at the end of the log: filed, accepted, decided,
/// pushed, verified; some corrected, some late, some never done, some found against.
pub(super) fn fill_log(app: &TestApp, from: u64, to: u64) {
    let words = Words { sqlite: is_sqlite(app) };
    let head = app.state.store.read(kaiye_persistence::repo::event::head);
    let head = head.map_err(|error| error.context().to_owned()).expect("the head of the log") as u64;
    run(app, &applications(&words, from, to));
    let items: Vec<(String, String)> = (0..3).map(item).collect();
    for (place, (code, department)) in (0_u64..).zip(&items) {
        let (id, application) = (words.id(&format!("(n * 4 + {place})")), words.id("n"));
        let (state, series) = (words.json("'{}'"), words.series(from, to));
        run(
            app,
            &format!(
                "INSERT INTO requested_items (id, application_id, division, position, item_code, item_version, kind, route, \
                 handling, issuer, supervisor, status, state) SELECT {id}, {application}, {DIVISION}, {place}, {code}, 1, \
                 'permit', 'commitment', 'window', {department}, {department}, 'issued', {state} FROM {series}"
            ),
        );
    }
    for (place, Told { kind, days, hour, data, of }) in (0_u64..).zip(log(&words, &items)) {
        let (id, application) = (words.id(&format!("(n * {PLACES} + {place})")), words.id("n"));
        let (nobody, at, data) = (words.id("0"), words.instant(&days, hour), words.json(&data));
        let series = words.series(from, to);
        run(
            app,
            &format!(
                "INSERT INTO events (id, position, division, subject_kind, subject_id, sequence, kind, actor_kind, actor_id, at, \
                 data, previous_hash, hash) SELECT {id}, {head} + (n - {from}) * {PLACES} + {place} + 1, {DIVISION}, \
                 'application', {application}, {place} + 1, '{kind}', 'kaiye', {nobody}, {at}, {data}, '', '' \
                 FROM {series} WHERE {of}"
            ),
        );
    }
}

/// One more event of each of these applications, at the end of the log: a visit long ago, told late.
pub(super) fn tell_late(app: &TestApp, from: u64, to: u64) {
    let words = Words { sqlite: is_sqlite(app) };
    let head = app.state.store.read(kaiye_persistence::repo::event::head);
    let head = head.map_err(|error| error.context().to_owned()).expect("the head of the log") as u64;
    let (id, application, nobody) = (words.id(&format!("(n * {PLACES} + {PLACES} - 1)")), words.id("n"), words.id("0"));
    let (at, visit, series) = (words.instant("n % 330", 1), words.id_text("n"), words.series(from, to));
    let data = words.json(&format!("'{{\"visit\":\"' || {visit} || '\"}}'"));
    run(
        app,
        &format!(
            "INSERT INTO events (id, position, division, subject_kind, subject_id, sequence, kind, actor_kind, actor_id, at, \
             data, previous_hash, hash) SELECT {id}, {head} + n - {from} + 1, {DIVISION}, 'application', {application}, \
             {PLACES}, 'visit.recorded', 'kaiye', {nobody}, {at}, {data}, '', '' FROM {series}"
        ),
    );
}

/// The id of an application.
pub(super) fn application(n: u64) -> uuid::Uuid {
    format!("025e0000-0000-7000-8000-{n:012x}").parse().expect("an id")
}

/// An event of each application that it is told `of`.
struct Told {
    kind: &'static str,
    days: String,
    hour: u32,
    data: String,
    of: &'static str,
}

fn log(words: &Words, items: &[(String, String)]) -> Vec<Told> {
    let filed = "n % 330";
    let after = |days: &str| format!("{filed} + {days}");
    let decided = [after("n % 3"), after("n % 3 + n % 2"), after("n % 3 + n % 2 + n % 11")];
    let (commitment, site) = (words.id_text("(4000000000 + n * 4)"), words.id_text("(4000000000 + n * 4 + 1)"));
    let (duty, record, order) = (
        words.id_text("(4000000000 + n * 4 + 2)"),
        words.id_text("(4000000000 + n * 4 + 3)"),
        words.id_text("(5000000000 + n)"),
    );
    let certificate = words.id_text("n");
    let (code, department) = (|place: usize| items[place].0.as_str(), |place: usize| items[place].1.as_str());
    let told = |kind, days: &str, hour, pairs: &[(&str, &str)], of| {
        let pairs: Vec<_> = pairs.iter().map(|(name, text)| format!("'\"{name}\":\"' || {text} || '\"'")).collect();
        Told { kind, days: days.to_owned(), hour, data: format!("'{{' || {} || '}}'", pairs.join(" || ',' || ")), of }
    };
    let codes = format!("'\"' || {} || '\",\"' || {} || '\",\"' || {} || '\"'", code(0), code(1), code(2));
    let received = words.instant_text(filed, 1);
    let accepted_at = words.instant_text(&after("n % 3"), 3);
    let row = |place: usize| {
        format!("'{{\"item\":\"' || {} || '\",\"accepted_at\":\"' || {accepted_at} || '\"}}'", code(place))
    };
    let rows = [0, 1, 2].map(row).join(" || ',' || ");
    let every = "TRUE";
    let task = |task: &str, kind: &str, place: usize, days: &str| {
        let of_task = [
            ("task", task),
            ("kind", kind),
            ("department", department(place)),
            ("item", code(place)),
            ("certificate", &certificate),
        ];
        told("verification.created", days, 6, &of_task, every)
    };
    let receipt = |kind, task: &str, days: &str, late: &str, of| {
        let at = words.instant_text(days, 7);
        let data = format!("'{{\"task\":\"' || {task} || '\",\"at\":\"' || {at} || '\",\"late\":{late}}}'");
        Told { kind, days: days.to_owned(), hour: 7, data, of }
    };
    let due = words.day_text(&after("40"));
    let of_duty = [
        ("duty", duty.as_str()),
        ("rule", "'check_site'"),
        ("department", department(2)),
        ("subject", &site),
        ("due_on", &due),
    ];
    let of_record = [
        ("record", record.as_str()),
        ("certificate", &certificate),
        ("department", department(1)),
        ("item", code(1)),
        ("cause", "'broken_commitment'"),
    ];
    vec![
        Told {
            data: format!("'{{\"items\":[' || {codes} || '],\"received_at\":\"' || {received} || '\"}}'"),
            ..told("application.submitted", filed, 1, &[], every)
        },
        told("visit.recorded", filed, 1, &[("visit", &duty), ("department", department(0))], "n % 4 <> 0"),
        Told {
            data: format!("'{{\"points\":[{{\"item\":\"' || {} || '\"}}]}}'", code(1)),
            ..told("application.correction_requested", filed, 2, &[], "n % 5 = 0")
        },
        Told {
            data: format!("'{{\"items\":[' || {rows} || ']}}'"),
            ..told("application.accepted", &after("n % 3"), 3, &[], every)
        },
        told("item.decided", &decided[0], 4, &[("item", code(0)), ("outcome", "'granted'")], every),
        told("item.decided", &decided[1], 4, &[("item", code(1)), ("outcome", "'granted'")], every),
        told("item.decided", &decided[2], 4, &[("item", code(2)), ("outcome", "'granted'")], "n % 30 <> 0"),
        task(&commitment, "'commitment'", 1, &decided[1]),
        task(&site, "'site_check'", 2, &decided[2]),
        receipt("verification.received", &commitment, &after("16"), "false", every),
        receipt("verification.received", &site, &after("17"), "false", "n % 10 <> 0"),
        receipt("verification.deemed_received", &site, &after("20"), "true", "n % 10 = 0"),
        told(
            "rectification.mended",
            &after("30"),
            3,
            &[("order", &order), ("department", department(1)), ("item", code(1))],
            "n % 20 = 3",
        ),
        told("verification.concluded", &after("35"), 3, &[("task", &commitment)], "n % 20 <> 0"),
        told("duty.overdue", &after("41"), 3, &of_duty, "n % 25 = 0"),
        told("verification.concluded", &after("45"), 3, &[("task", &site)], "n % 50 <> 0"),
        told("duty.done_late", &after("45"), 4, &of_duty, "n % 50 = 25"),
        told("credit.recorded", &after("60"), 3, &of_record, "n % 40 = 1"),
        told("credit.withdrawn", &after("70"), 3, &of_record, "n % 80 = 1"),
    ]
}

/// What was measured of an application: by which indicator, of the item in which place, of how many of a thousand
/// applications, so many days after it was filed, and which value: one, a share, a number of days, or some times.
const FACTS: [(&str, u32, u32, u32, &str); 27] = [
    ("received", 0, 1000, 0, "one"),
    ("received", 1, 1000, 0, "one"),
    ("received", 2, 1000, 0, "one"),
    ("decided", 0, 990, 1, "one"),
    ("decided", 1, 980, 5, "one"),
    ("decided", 2, 960, 9, "one"),
    ("same_day", 0, 990, 1, "share"),
    ("same_day", 1, 980, 5, "share"),
    ("same_day", 2, 960, 9, "share"),
    ("working_days", 0, 990, 1, "days"),
    ("working_days", 1, 980, 5, "days"),
    ("working_days", 2, 960, 9, "days"),
    ("correction_rounds", 0, 990, 1, "some"),
    ("correction_rounds", 1, 980, 5, "some"),
    ("correction_rounds", 2, 960, 9, "some"),
    ("on_time_receipt", 1, 980, 6, "share"),
    ("on_time_receipt", 2, 960, 10, "share"),
    ("push_promptness", 1, 980, 5, "share"),
    ("push_promptness", 2, 960, 9, "share"),
    ("on_time_verification", 1, 900, 50, "share"),
    ("on_time_site_check", 2, 900, 30, "share"),
    ("on_time_rectification", 1, 50, 60, "share"),
    ("overdue_open", 2, 10, 31, "one"),
    ("liability_findings", 1, 40, 51, "one"),
    ("liability_findings", 2, 30, 31, "one"),
    ("business_findings", 1, 20, 70, "one"),
    ("visits", 0, 1000, 0, "some"),
];

/// A connection of the fill's own, which nothing gives up and no power failure has to find in order.
enum Filler {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

impl Filler {
    fn open(app: &TestApp) -> Self {
        let url = &app.state.config.database.url;
        let mut filler = match url.strip_prefix("sqlite:") {
            Some(file) => Self::Sqlite(SqliteConnection::establish(file).expect("the database")),
            None => Self::Postgres(PgConnection::establish(url).expect("the database")),
        };
        filler.run(match &filler {
            Self::Sqlite(_) => {
                "PRAGMA busy_timeout = 60000; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA threads = 2; \
                 PRAGMA analysis_limit = 1000"
            }
            Self::Postgres(_) => {
                "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'"
            }
        });
        filler
    }

    fn run(&mut self, statement: &str) {
        match self {
            Self::Sqlite(c) => c.batch_execute(statement),
            Self::Postgres(c) => c.batch_execute(statement),
        }
        .expect(statement);
    }

    fn indexes(&mut self) -> Vec<Index> {
        let found = match self {
            Self::Sqlite(c) => sql_query(
                "SELECT name, sql AS definition FROM sqlite_master WHERE type = 'index' AND tbl_name = 'appraisal_facts' \
                 AND sql IS NOT NULL",
            )
            .load(c),
            Self::Postgres(c) => sql_query(
                "SELECT indexname::text AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'appraisal_facts' \
                 AND indexname NOT LIKE '%_pkey'",
            )
            .load(c),
        };
        found.expect("the indexes")
    }
}

/// So many applications, what was measured of them, and its sums, as a rebuild would leave them. The indexes are made at the
/// end, and nothing is logged twice: it need not outlive anything.
pub(super) fn fill_facts(app: &TestApp, count: u64) {
    let (words, mut filler) = (Words { sqlite: is_sqlite(app) }, Filler::open(app));
    let indexes = filler.indexes();
    assert_eq!(indexes.len(), 5);
    indexes.iter().for_each(|index| filler.run(&format!("DROP INDEX {}", index.name)));
    if let Filler::Postgres(_) = filler {
        for table in ["appraisal_facts", "appraisal_days", "appraisal_months"] {
            filler.run(&format!("ALTER TABLE {table} SET UNLOGGED"));
        }
    }
    let template: Vec<String> = FACTS
        .iter()
        .enumerate()
        .map(|(at, (indicator, place, thousandth, days, kind))| {
            format!("('{indicator}', {place}, {thousandth}, {days}, '{kind}', {at})")
        })
        .collect();
    let (item, department) = (by_place(|place| item(place).0), by_place(|place| item(place).1));
    for from in (0..count).step_by(BATCH as usize) {
        let to = count.min(from + BATCH);
        let (id, series) = (words.id("n"), words.series(from, to));
        let (fact, subject) = (words.id("(n * 32 + at)"), words.id_text("(n * 32 + at)"));
        let day = words.day("n % 330 + days + n % 7");
        filler.run("BEGIN");
        filler.run(&applications(&words, from, to));
        filler.run(&format!(
            "INSERT INTO appraisal_facts (id, application_id, division, indicator, subject, department, item_code, day, value) \
             WITH t(indicator, place, thousandth, days, kind, at) AS (VALUES {}) \
             SELECT {fact}, {id}, {DIVISION}, indicator, \
             CASE WHEN kind = 'share' OR place > 2 THEN {subject} ELSE 'item' || place END, \
             {department}, CASE WHEN indicator = 'visits' THEN '' ELSE {item} END, {day}, \
             CASE kind WHEN 'one' THEN 1 WHEN 'share' THEN CASE WHEN (n * 13 + at) % 10 < 9 THEN 1 ELSE 0 END \
             WHEN 'days' THEN (n * 7 + at) % 13 ELSE n % 4 END \
             FROM {series} CROSS JOIN t WHERE (n * 7919 + at * 104729) % 1000 < thousandth",
            template.join(", ")
        ));
        filler.run("COMMIT");
    }
    indexes.iter().for_each(|index| filler.run(&index.definition));
    let of_whom = "department, item_code, division, indicator, value";
    filler.run(&format!(
        "INSERT INTO appraisal_days (day, {of_whom}, month, count) \
         SELECT day, {of_whom}, {}, COUNT(*) FROM appraisal_facts GROUP BY day, {of_whom}",
        words.month()
    ));
    filler.run(&format!(
        "INSERT INTO appraisal_months (month, {of_whom}, count) \
         SELECT month, {of_whom}, SUM(count) FROM appraisal_days GROUP BY month, {of_whom}"
    ));
    filler.run("ANALYZE");
    if let Filler::Sqlite(_) = filler {
        // What the fill left in the log of writes would be moved by whoever writes next, and be timed as his.
        filler.run("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

/// What holds of the place in the row.
fn by_place(of: impl Fn(u32) -> String) -> String {
    format!("CASE place WHEN 0 THEN {} WHEN 1 THEN {} ELSE {} END", of(0), of(1), of(2))
}
