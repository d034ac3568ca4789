//! Tables for spreadsheets. What people or other systems wrote must never be taken for a formula.

use kaiye_domain::words::is_unseen;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// An address to follow.
    Link(String),
    /// A number.
    Number(f64),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A text.
    pub fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    /// A number, or nothing.
    pub fn maybe(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// A table as CSV (RFC 4180): UTF-8 with a byte order mark, and no text that a spreadsheet takes for a formula.
pub fn csv(head: &[&str], rows: &[Vec<Cell>]) -> String {
    let head = head.iter().map(|title| quoted(title)).collect::<Vec<_>>().join(",");
    let line = |cells: &Vec<Cell>| cells.iter().map(written).collect::<Vec<_>>().join(",");
    let lines = std::iter::once(head).chain(rows.iter().map(line));
    lines.fold("\u{feff}".to_owned(), |text, line| text + &line + "\r\n")
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Link(text) => quoted(&harmless(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// What begins a formula, also in full width and in small forms.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// A text that begins like a formula, also behind what nobody sees, gets an apostrophe before it (OWASP, CSV injection).
fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches(is_unseen).starts_with(FORMULA);
    let controls = text.starts_with(['\t', '\r', '\n']);
    if begins || controls { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula_and_every_text_comes_out_whole() {
        let rows = [
            vec![Cell::text("=HYPERLINK(\"x\")"), Cell::text(" @a"), Cell::Number(-1.5)],
            vec![Cell::text("甲,\n乙"), Cell::text("a-b"), Cell::Empty],
        ];
        let text = csv(&["x", "y", "z"], &rows);
        assert!(text.starts_with("\u{feff}\"x\",\"y\",\"z\"\r\n\"'=HYPERLINK(\"\"x\"\")\",\"' @a\",-1.5\r\n"));
        let mut reader = ::csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let second = reader.records().nth(1).expect("a row").expect("a row");
        assert_eq!(second.iter().collect::<Vec<_>>(), ["甲,\n乙", "a-b", ""]);
    }

    #[test]
    fn every_sign_begins_a_formula_also_behind_what_nobody_sees() {
        let unseen = ["", " ", "\t", "\r", "\n", "\r\n  ", "\u{a0}", "\u{3000}", "\u{feff}", "\u{200f}", "\0"];
        for sign in FORMULA {
            for before in unseen {
                let text = format!("{before}{sign}1");
                assert_eq!(harmless(&text), format!("'{text}"), "{text:?}");
                assert_eq!(csv(&["x"], &[vec![Cell::text(&text)]]), format!("\u{feff}\"x\"\r\n\"'{text}\"\r\n"));
            }
        }
        for begun in ["\ta", "\r1", "\n甲"] {
            assert_eq!(harmless(begun), format!("'{begun}"));
        }
        for text in ["", "甲", "a=1", "1-2", " a+b", "（＝）", "https://example.org/?a=b"] {
            assert_eq!(harmless(text), text);
        }
    }
}
