//! How dates, periods and amounts are written on official papers (GB/T 9704-2012, 党政机关公文格式: days in Arabic digits).

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use kaiye_domain::time::{local, local_date};
use minijinja::{Environment, Error, ErrorKind, Value};

/// Adds the filters to an engine.
pub(super) fn add_to(environment: &mut Environment<'static>) {
    environment.add_filter("date", |value: Value| Ok::<_, Error>(date(day(&value)?)));
    environment.add_filter("minute", |value: Value| minute(&value));
    environment.add_filter("yuan", yuan);
    environment.add_filter("spell_period", |value: Value| period(&value));
}

/// A day, of a date or of an instant as it is in the offices.
fn day(value: &Value) -> Result<NaiveDate, Error> {
    let text = value.as_str().unwrap_or_default();
    let day = text.parse().ok().or_else(|| text.parse::<DateTime<Utc>>().ok().map(local_date));
    day.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no date"))
}

/// 2026年6月1日: in the text and as the day of issue (GB/T 9704-2012, 7.3.5.4), months and days without zeros.
pub(crate) fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 2026年6月1日17时05分, in Beijing time.
fn minute(value: &Value) -> Result<String, Error> {
    let at: Option<DateTime<Utc>> = value.as_str().and_then(|text| text.parse().ok());
    let at = local(at.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no instant"))?);
    Ok(format!("{}{}时{:02}分", date(at.date()), at.hour(), at.minute()))
}

/// An amount with thousands apart: 1,234,567元.
fn yuan(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}元", if amount < 0 { "-" } else { "" })
}

/// A period as a document's content has it: 5个工作日, 60日, 2个月.
fn period(value: &Value) -> Result<String, Error> {
    let written = |key: &str, unit: &str| {
        let count = value.get_attr(key).ok().filter(|it| !it.is_undefined() && !it.is_none());
        count.map(|count| format!("{count}{unit}"))
    };
    const UNITS: [(&str, &str); 4] =
        [("working_days", "个工作日"), ("days", "日"), ("months", "个月"), ("years", "年")];
    if let Some(until) = value.get_attr("until").ok().filter(|it| it.as_str().is_some()) {
        return Ok(format!("至{}", date(day(&until)?)));
    }
    let found = UNITS.iter().find_map(|(key, unit)| written(key, unit));
    found.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no period"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn days_are_written_as_the_offices_write_them() {
        assert_eq!(date(on(2025, 12, 31)), "2025年12月31日");
        assert_eq!(date(on(2026, 6, 1)), "2026年6月1日");
        // In the evening of London it is the next day here.
        assert_eq!(day(&Value::from("2026-05-31T16:00:00Z")).expect("a day"), on(2026, 6, 1));
        assert_eq!(minute(&Value::from("2026-05-31T16:05:00Z")).expect("an instant"), "2026年6月1日0时05分");
        assert!(day(&Value::from("soon")).is_err());
    }

    #[test]
    fn amounts() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567, -5_000].map(yuan),
            ["0元", "999元", "1,000元", "1,234,567元", "-5,000元"]
        );
    }
}
