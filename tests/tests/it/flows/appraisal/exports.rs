//! The figures as files: whatever the JSON says stands in them too, and nothing in them is a formula.

use chrono::TimeDelta;
use kaiye_api::{jurisdiction::embedded, operations};
use kaiye_domain::{actor::Actor, catalogue::load};
use kaiye_tests::{TestApp, on_both};
use serde_json::Value;

use super::{APPRAISAL, appraise};

/// A table of texts by the words of their columns.
pub(super) struct Table(pub(super) Vec<Vec<String>>);

impl Table {
    /// A CSV's table: the mark and the records of equal length.
    fn of_csv(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).expect("UTF-8").strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let record = |it: Result<csv::StringRecord, csv::Error>| {
            it.expect("as long as every other").iter().map(str::to_owned).collect()
        };
        Self(reader.records().map(record).collect())
    }

    pub(super) fn rows(&self) -> &[Vec<String>] {
        &self.0[1..]
    }

    /// What stands in a row below the English word of a column.
    pub(super) fn at<'a>(&self, row: &'a [String], word: &str) -> &'a str {
        let column = self.0[0].iter().position(|title| title.ends_with(&format!(" {word}")));
        &row[column.unwrap_or_else(|| panic!("no column {word}"))]
    }
}

/// A number as it is written; nothing for null.
pub(super) fn number(value: &Value) -> String {
    value.as_f64().map(|it| it.to_string()).unwrap_or_default()
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The groups as the files have them: all together first.
pub(super) fn groups(view: &Value) -> Vec<&Value> {
    std::iter::once(&view["total"]).chain(view["groups"].as_array().expect("groups")).collect()
}

fn part<'a>(group: &'a Value, indicator: &Value) -> &'a Value {
    let parts = group["score"]["parts"].as_array().into_iter().flatten();
    parts.into_iter().find(|it| it["indicator"] == *indicator).unwrap_or(&Value::Null)
}

/// A table of figures is what the JSON says, row by row.
pub(super) fn assert_figures(table: &Table, view: &Value, base: &str) {
    let mut said = Vec::new();
    for group in groups(view) {
        said.extend(group["figures"].as_array().expect("figures").iter().map(|figure| (group, figure)));
    }
    assert_eq!(table.rows().len(), said.len());
    for (row, (group, figure)) in table.rows().iter().zip(said) {
        let (score, part) = (&group["score"], part(group, &figure["indicator"]));
        let expected = [
            ("Group", text(&group["key"]).to_owned()),
            ("Indicator", text(&figure["indicator"]).to_owned()),
            ("Value", number(&figure["value"])),
            ("Unit", text(&figure["unit"]).to_owned()),
            ("P90", number(&figure["p90"])),
            ("Count", number(&figure["count"])),
            ("Numerator", number(&figure["numerator"])),
            ("Denominator", number(&figure["denominator"])),
            ("Cases", format!("{base}{}", text(&figure["cases"]))),
            ("By", text(&view["by"]).to_owned()),
            ("From", text(&view["from"]).to_owned()),
            ("To", text(&view["to"]).to_owned()),
            ("As of position", number(&view["as_of"]["position"])),
            ("As of", text(&view["as_of"]["at"]).to_owned()),
            ("Scheme version", number(&score["scheme_version"])),
            ("Weight", number(&part["weight"])),
            ("Full", number(&part["full"])),
            ("Zero", number(&part["zero"])),
            ("Points", number(&part["points"])),
            ("Group score", number(&score["total"])),
            ("Group weight", number(&score["weight"])),
        ];
        for (word, expected) in expected {
            assert_eq!(table.at(row, word), expected, "{word} of {figure}");
        }
    }
}

/// A shop that is done, with duties that ran out since.
pub(super) async fn some_figures(app: &TestApp) {
    app.entrust(20);
    app.issued_shop(1).await;
    app.advance(TimeDelta::days(14));
    app.sweep();
    appraise(app);
}

/// What a spreadsheet may take for the beginning of a formula, as TOML writes it.
const HOSTILE: [&str; 12] = ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\\t＝", "\\r＋", "\\u3000@"];

/// From now on the name of every department, item and division begins like a formula.
pub(super) fn rename(app: &TestApp) {
    let mut files = embedded();
    let mut beginnings = HOSTILE.iter().cycle();
    let named = |file: &str| ["departments.toml", "divisions.toml", "items/"].iter().any(|it| file.contains(it));
    for (_, text) in files.iter_mut().filter(|(file, _)| named(file)) {
        let hostile = |line: &str| match line.strip_prefix("name = { zh = \"") {
            Some(rest) => format!("name = {{ zh = \"{}{rest}", beginnings.next().expect("a cycle")),
            None => line.to_owned(),
        };
        *text = text.lines().map(hostile).collect::<Vec<_>>().join("\n");
    }
    let loaded = load(&files).expect("a jurisdiction");
    let report = app.state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
    assert!(report.is_ok_and(|report| !report.changes.is_empty()));
}

on_both! {
    async fn a_csv_says_what_the_json_says_and_leads_to_the_cases(app: TestApp) {
        some_figures(&app).await;
        let (appraiser, base) = (app.sign_in("appraiser").await, app.state.config.server.public_url.clone());
        for by in ["department", "item", "division", "month"] {
            let asked = format!("by={by}&from=2025-01-01&to=2025-12-31");
            let view = appraiser.get(&format!("{APPRAISAL}?{asked}")).await.expect(200).json;
            let answer = appraiser.get(&format!("{APPRAISAL}/export?{asked}&format=csv")).await.expect(200);
            assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
            let table = Table::of_csv(&answer.bytes);
            assert_figures(&table, &view, &base);
            for row in table.rows() {
                let path = table.at(row, "Cases").strip_prefix(&base).expect("an address of the service");
                let cases = appraiser.get(&format!("{path}&limit=100")).await.expect(200).json;
                let count = cases["items"].as_array().map(Vec::len).expect("items");
                assert_eq!(count.to_string(), table.at(row, "Count"), "{row:?}");
            }
        }
    }

    async fn before_the_first_scheme_nothing_is_scored(app: TestApp) {
        some_figures(&app).await;
        let (appraiser, asked) = (app.sign_in("appraiser").await, "from=2024-01-01&to=2024-01-31");
        let view = appraiser.get(&format!("{APPRAISAL}?{asked}")).await.expect(200).json;
        assert_eq!(view["total"]["score"], Value::Null);
        let answer = appraiser.get(&format!("{APPRAISAL}/export?{asked}&format=csv")).await.expect(200);
        let table = Table::of_csv(&answer.bytes);
        assert_figures(&table, &view, &app.state.config.server.public_url);
        assert!(table.rows().iter().all(|row| table.at(row, "Group score").is_empty()));
    }

    async fn the_same_figures_give_the_same_workbook(app: TestApp) {
        some_figures(&app).await;
        let appraiser = app.sign_in("appraiser").await;
        let path = format!("{APPRAISAL}/export?format=xlsx&by=item&to=2025-06-30");
        let first = appraiser.get(&path).await.expect(200);
        assert!(first.bytes.starts_with(b"PK") && first.header("content-disposition").contains(".xlsx"));
        app.advance(TimeDelta::hours(1));
        assert_eq!(appraiser.get(&path).await.expect(200).bytes, first.bytes);
        let indicators = appraiser.get(&format!("{APPRAISAL}/indicators?limit=100")).await.expect(200).json;
        assert_eq!(indicators["items"].as_array().map(Vec::len), Some(14));
    }

    async fn no_name_is_a_formula(app: TestApp) {
        some_figures(&app).await;
        rename(&app);
        let appraiser = app.sign_in("appraiser").await;
        let mut names = 0;
        for by in ["department", "item", "division"] {
            let view = appraiser.get(&format!("{APPRAISAL}?by={by}")).await.expect(200).json;
            let answer = appraiser.get(&format!("{APPRAISAL}/export?by={by}")).await.expect(200);
            let table = Table::of_csv(&answer.bytes);
            for group in view["groups"].as_array().expect("groups").iter().filter(|it| !it["title"].is_null()) {
                let (key, name) = (text(&group["key"]), text(&group["title"]["zh"]));
                let of_group: Vec<_> = table.rows().iter().filter(|row| table.at(row, "Group") == key).collect();
                assert_eq!(of_group.len(), 14);
                assert!(of_group.iter().all(|row| table.at(row, "Name") == format!("'{name}")), "{name:?}: {of_group:?}");
                names += 1;
            }
            assert_figures(&table, &view, &app.state.config.server.public_url);
        }
        assert!(names >= 6, "{names}");
    }
}
