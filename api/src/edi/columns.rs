//! A line of comma-separated values as the JSON that it stands for. A column is named by the path of its field, with
//! dots: `business.name`, `operator.id_number`, `answers.area_m2`. An empty cell says nothing of its field; `items` and
//! `business.trade_codes` hold several codes with semicolons between them.

use serde_json::{Map, Value, json};

/// Columns of numbers.
const NUMBERS: &[&str] = &["business.capital", "business.area_m2"];
/// The column of the items asked for.
const ITEMS: &str = "items";
/// The column of the business's trades.
const TRADES: &str = "business.trade_codes";
/// What the columns of a bundle's answers begin with.
const ANSWERS: &str = "answers.";

/// Columns that a file may have.
const MOST: usize = 200;
/// How deep a column's path may lead.
const DEEPEST: usize = 6;

/// Whether these can be columns: so many, and no path so deep, as there are fields.
pub(super) fn fit(columns: &[String]) -> bool {
    columns.len() <= MOST && columns.iter().all(|name| name.split('.').count() <= DEEPEST)
}

/// The object that these cells make under these columns.
pub(super) fn object(columns: &[String], cells: &[&str]) -> Value {
    let mut whole = Map::new();
    for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty()) {
        put(&mut whole, column, value(column, cell.trim()));
    }
    // A business that has a licence says so with its code alone.
    if let Some(licence) = whole.get_mut("licence").and_then(Value::as_object_mut)
        && licence.contains_key("uscc")
    {
        licence.entry("basis").or_insert_with(|| json!("existing"));
    }
    Value::Object(whole)
}

/// A cell as the value that its column holds. What is no number where one belongs stays text, and is named as a fault.
fn value(column: &str, cell: &str) -> Value {
    let listed = || cell.split([';', '；']).map(str::trim).filter(|code| !code.is_empty());
    match column {
        ITEMS => listed().map(|code| json!({ "code": code })).collect(),
        TRADES => listed().map(Value::from).collect(),
        _ if NUMBERS.contains(&column) || column.starts_with(ANSWERS) => {
            let literal = serde_json::from_str(cell).ok();
            literal.filter(|it: &Value| it.is_number() || it.is_boolean()).unwrap_or_else(|| cell.into())
        }
        _ => cell.into(),
    }
}

/// Puts a value at the end of a path. A county's code is made of digits, and text all the same.
fn put(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(object.insert(path.to_owned(), value)),
        Some((first, rest)) => {
            let below = object.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if !below.is_object() {
                *below = Value::Object(Map::new());
            }
            if let Some(below) = below.as_object_mut() {
                let value = if path == "answers.county" { text(value) } else { value };
                put(below, rest, value);
            }
        }
    }
}

fn text(value: Value) -> Value {
    match value {
        Value::Number(number) => number.to_string().into(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_paths() {
        let columns = [
            "sender_reference",
            "business.name",
            "business.county",
            "business.area_m2",
            "business.trade_codes",
            "items",
            "answers.area_m2",
            "answers.county",
            "operator.phone",
        ]
        .map(str::to_owned);
        let cells =
            ["R-1", "好邻居", "652327", "25.5", "F5212; F5211", "business_licence；fire_check", "25", "652327", ""];
        let expected = json!({
            "sender_reference": "R-1",
            "business": { "name": "好邻居", "county": "652327", "area_m2": 25.5, "trade_codes": ["F5212", "F5211"] },
            "items": [{ "code": "business_licence" }, { "code": "fire_check" }],
            "answers": { "area_m2": 25, "county": "652327" },
        });
        assert_eq!(object(&columns, &cells), expected);
    }

    #[test]
    fn what_is_no_number_stays_what_it_was() {
        let columns = ["business.area_m2", "licence.uscc", "business", "business.name"].map(str::to_owned);
        let made = object(&columns, &["large", "91350100M000100Y43", "x", "y"]);
        let licence = json!({ "basis": "existing", "uscc": "91350100M000100Y43" });
        assert_eq!(made, json!({ "business": { "name": "y" }, "licence": licence }));
    }
}
