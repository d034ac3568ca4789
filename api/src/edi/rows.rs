//! The rows of a batch in their order, each on its own: one that cannot be read hides none behind it.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use csv::{ByteRecord, Reader, ReaderBuilder};
use kaiye_domain::intake::{BatchFormat, IntakeReason};

use super::columns;

/// The longest that a row may be.
const LONGEST: u64 = 256 * 1024;

/// What Windows begins a text in UTF-8 with.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A row: the JSON that it is or stands for, or why it cannot be read.
pub struct Row {
    /// Its number, from 1.
    pub number: i32,
    /// What it says.
    pub content: Result<Vec<u8>, IntakeReason>,
}

/// The rows of a batch.
pub struct Rows<R> {
    number: i32,
    source: Source<R>,
}

enum Source<R> {
    Lines(BufReader<R>),
    Values { reader: Reader<Bounded<R>>, columns: Vec<String>, taken: Rc<Cell<u64>> },
}

/// Why there are no more rows though the batch has not ended.
#[derive(Debug)]
pub enum Broken {
    /// Nothing after this can be told apart.
    Off(IntakeReason),
    /// The file cannot be read now.
    Unreadable(io::Error),
}

impl<R: Read> Rows<R> {
    /// Begins to read.
    pub fn of(content: R, format: BatchFormat) -> Result<Self, Broken> {
        let source = match format {
            BatchFormat::Ndjson => Source::Lines(BufReader::new(content)),
            BatchFormat::Csv => {
                let taken = Rc::new(Cell::new(0));
                let bounded = Bounded { content, taken: taken.clone() };
                let mut reader = ReaderBuilder::new().flexible(true).from_reader(bounded);
                let header = reader.byte_headers().map_err(broken)?;
                let names = header.iter().enumerate().map(|(index, name)| match index {
                    0 => name.strip_prefix(MARK).unwrap_or(name),
                    _ => name,
                });
                let columns = names.map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
                Source::Values { reader, columns, taken }
            }
        };
        Ok(Self { number: 0, source })
    }

    /// The next row; nothing after the last.
    pub fn next_row(&mut self) -> Result<Option<Row>, Broken> {
        let content = match &mut self.source {
            Source::Lines(lines) => line(lines, self.number == 0)?,
            Source::Values { reader, columns, taken } => values(reader, columns, taken)?,
        };
        Ok(content.map(|content| {
            self.number += 1;
            Row { number: self.number, content }
        }))
    }
}

/// The next line that says something. What is too long is left behind.
fn line(lines: &mut impl BufRead, first: bool) -> Result<Option<Result<Vec<u8>, IntakeReason>>, Broken> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = lines.by_ref().take(LONGEST).read_until(b'\n', &mut bytes).map_err(Broken::Unreadable)?;
        if read == 0 {
            return Ok(None);
        }
        if read as u64 == LONGEST && bytes.last() != Some(&b'\n') {
            lines.skip_until(b'\n').map_err(Broken::Unreadable)?;
            return Ok(Some(Err(IntakeReason::RowTooLarge)));
        }
        let text = if first { bytes.strip_prefix(MARK).unwrap_or(&bytes) } else { &bytes[..] };
        let text = text.trim_ascii();
        if !text.is_empty() {
            let read = std::str::from_utf8(text).map(|_| text.to_vec());
            return Ok(Some(read.map_err(|_| IntakeReason::RowNotUtf8)));
        }
    }
}

/// The next line of values.
fn values<R: Read>(
    reader: &mut Reader<Bounded<R>>,
    columns: &[String],
    taken: &Cell<u64>,
) -> Result<Option<Result<Vec<u8>, IntakeReason>>, Broken> {
    taken.set(0);
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(broken)? {
        return Ok(None);
    }
    if record.len() != columns.len() {
        return Ok(Some(Err(IntakeReason::RowFieldsUnequal)));
    }
    let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
    let Ok(cells) = cells else { return Ok(Some(Err(IntakeReason::RowNotUtf8))) };
    Ok(Some(Ok(columns::object(columns, &cells).to_string().into_bytes())))
}

fn broken(error: csv::Error) -> Broken {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Broken::Off(IntakeReason::RowTooLarge)
        }
        csv::ErrorKind::Io(error) => Broken::Unreadable(error),
        _ => Broken::Off(IntakeReason::RowNotUtf8),
    }
}

/// Gives up on a row that does not end: a quotation mark that nobody closed.
struct Bounded<R> {
    content: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken.get() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.content.read(into)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8], format: BatchFormat) -> (Vec<Result<String, IntakeReason>>, Option<IntakeReason>) {
        let mut rows = Rows::of(text, format).expect("a beginning");
        let mut read = Vec::new();
        loop {
            match rows.next_row() {
                Ok(None) => return (read, None),
                Ok(Some(row)) => {
                    assert_eq!(row.number as usize, read.len() + 1);
                    read.push(row.content.map(|bytes| String::from_utf8(bytes).expect("text")));
                }
                Err(Broken::Off(reason)) => return (read, Some(reason)),
                Err(Broken::Unreadable(error)) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_hides_none_behind_it() {
        let mut text = b"\xef\xbb\xbf{\"a\":1}\r\n\n  \n\xd6\xd0\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', LONGEST as usize + 10));
        text.extend(b"\n{\"a\":2}");
        let (rows, broken) = all(&text, BatchFormat::Ndjson);
        let good = |text: &str| Ok(text.to_owned());
        let expected =
            [good("{\"a\":1}"), Err(IntakeReason::RowNotUtf8), Err(IntakeReason::RowTooLarge), good("{\"a\":2}")];
        assert_eq!((rows.as_slice(), broken), (&expected[..], None));
    }

    #[test]
    fn values_stand_under_their_columns() {
        let text = "\u{feff}sender_reference,business.name\r\nR-1,\"a\nb, \"\"c\"\"\"\r\nR-2\r\nR-3,d\n";
        let (rows, broken) = all(text.as_bytes(), BatchFormat::Csv);
        let first: serde_json::Value = serde_json::from_str(rows[0].as_ref().expect("a row")).expect("JSON");
        let expected = serde_json::json!({ "sender_reference": "R-1", "business": { "name": "a\nb, \"c\"" } });
        assert_eq!(first, expected);
        assert_eq!(rows[1], Err(IntakeReason::RowFieldsUnequal));
        assert_eq!((rows.len(), broken), (3, None));
    }

    #[test]
    fn a_quotation_mark_that_nobody_closed_does_not_fill_the_memory() {
        let mut text = b"sender_reference\nR-1\n\"R-2\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', 4 * LONGEST as usize));
        let (rows, broken) = all(&text, BatchFormat::Csv);
        assert_eq!((rows.len(), broken), (1, Some(IntakeReason::RowTooLarge)));
    }
}
