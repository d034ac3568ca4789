//! Sheets as people keep them: a CSV file of one scope with `date,kind,name`, any number of years in it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use csv::{ReaderBuilder, StringRecord, Trim};

use super::{CalendarDay, CalendarYear, Scope};

const HEADER: [&str; 3] = ["date", "kind", "name"];

/// A line at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvMistake {
    /// Its number, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub message: String,
}

impl CalendarYear {
    /// Reads a sheet of one scope and gives its years in order, or every line at fault. A year without a row is not
    /// among them: it stays unknown.
    pub fn parse_csv(scope: Scope, text: &str) -> Result<Vec<Self>, Vec<CsvMistake>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(text.as_bytes());
        if !reader.headers().is_ok_and(|header| header.iter().eq(HEADER)) {
            return Err(vec![CsvMistake { line: 1, message: "the header must be `date,kind,name`".to_owned() }]);
        }
        let mut mistakes = Vec::new();
        let mut years: BTreeMap<i32, (Vec<u64>, Vec<CalendarDay>)> = BTreeMap::new();
        for record in reader.records() {
            match record.map_err(|error| unreadable(&error)).and_then(|record| row(&record)) {
                Ok((line, day)) => {
                    let (lines, days) = years.entry(day.date.year()).or_default();
                    lines.push(line);
                    days.push(day);
                }
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let mut sheets = Vec::new();
        for (year, (lines, days)) in years {
            match Self::new(scope, year, days) {
                Ok(sheet) => sheets.push(sheet),
                Err(found) => mistakes
                    .extend(found.iter().map(|it| CsvMistake { line: lines[it.index], message: it.fault.to_string() })),
            }
        }
        mistakes.sort_by_key(|it| it.line);
        if mistakes.is_empty() { Ok(sheets) } else { Err(mistakes) }
    }
}

fn unreadable(error: &csv::Error) -> CsvMistake {
    CsvMistake { line: error.position().map_or(1, csv::Position::line), message: error.to_string() }
}

fn row(record: &StringRecord) -> Result<(u64, CalendarDay), CsvMistake> {
    let line = record.position().map_or(1, csv::Position::line);
    let mistake = |message: String| CsvMistake { line, message };
    let (date, kind, name) = (&record[0], &record[1], &record[2]);
    let day = CalendarDay {
        date: NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| mistake(format!("`{date}` is not a date")))?,
        effect: kind.parse().map_err(|_| mistake(format!("`{kind}` is none of off, work, rest")))?,
        name: name.to_owned(),
    };
    Ok((line, day))
}
