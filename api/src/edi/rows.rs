//! The rows of a batch in their order, each on its own: one that cannot be read hides none behind it.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use csv::{ByteRecord, Reader, ReaderBuilder};
use kaiye_domain::intake::{BatchFormat, IntakeReason, RowPlace};

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
    /// The row after it, and where that one begins.
    pub next: RowPlace,
}

/// The rows of a batch from one of them on.
pub struct Rows<R> {
    /// The row that is read next.
    next: RowPlace,
    source: Source<R>,
}

enum Source<R> {
    Lines(BufReader<R>),
    Values {
        reader: Reader<Bounded<R>>,
        columns: Vec<String>,
        taken: Rc<Cell<u64>>,
        /// The byte of the file at which the reader began.
        from: i64,
    },
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
    /// Begins to read where a row begins, without the rows before it. `open` opens the file from one of its bytes on. Of a
    /// row whose place is not known, for it was noted before places were, the rows before it come first.
    pub fn of(open: impl Fn(i64) -> io::Result<R>, format: BatchFormat, next: RowPlace) -> Result<Self, Broken> {
        let next = if next.offset == 0 { RowPlace::FIRST } else { next };
        let open = |from| open(from).map_err(Broken::Unreadable);
        let source = match format {
            BatchFormat::Ndjson => Source::Lines(BufReader::new(open(next.offset)?)),
            BatchFormat::Csv => {
                // The names of the columns stand at the beginning alone.
                let (mut reader, mut taken) = values_in(open(0)?, true);
                let columns = columns_of(reader.byte_headers().map_err(broken)?);
                if !columns::fit(&columns) {
                    return Err(Broken::Off(IntakeReason::ColumnsInvalid));
                }
                if next.offset > 0 {
                    (reader, taken) = values_in(open(next.offset)?, false);
                }
                Source::Values { reader, columns, taken, from: next.offset }
            }
        };
        Ok(Self { next, source })
    }

    /// The next row; nothing after the last.
    pub fn next_row(&mut self) -> Result<Option<Row>, Broken> {
        let RowPlace { number, offset } = self.next;
        let (content, offset) = match &mut self.source {
            Source::Lines(lines) => {
                let (content, read) = line(lines, offset == 0)?;
                (content, offset + size(read))
            }
            Source::Values { reader, columns, taken, from } => {
                let content = values(reader, columns, taken)?;
                (content, *from + size(reader.position().byte()))
            }
        };
        let next = RowPlace { number: number + 1, offset };
        Ok(content.map(|content| {
            self.next = next;
            Row { number, content, next }
        }))
    }
}

/// A row that was read, or why it cannot be.
type RowContent = Result<Vec<u8>, IntakeReason>;

/// The next line that says something, and how many bytes were read up to its end. What is too long is left behind.
fn line(lines: &mut impl BufRead, first: bool) -> Result<(Option<RowContent>, u64), Broken> {
    let mut bytes = Vec::new();
    let mut all = 0;
    loop {
        bytes.clear();
        let read = lines.by_ref().take(LONGEST).read_until(b'\n', &mut bytes).map_err(Broken::Unreadable)? as u64;
        all += read;
        if read == 0 {
            return Ok((None, all));
        }
        if read == LONGEST && bytes.last() != Some(&b'\n') {
            all += lines.skip_until(b'\n').map_err(Broken::Unreadable)? as u64;
            return Ok((Some(Err(IntakeReason::RowTooLarge)), all));
        }
        let text = if first { bytes.strip_prefix(MARK).unwrap_or(&bytes) } else { &bytes[..] };
        let text = text.trim_ascii();
        if !text.is_empty() {
            let read = std::str::from_utf8(text).map(|_| text.to_vec());
            return Ok((Some(read.map_err(|_| IntakeReason::RowNotUtf8)), all));
        }
    }
}

/// A reader of values, with a line of column names or without one, and how much it has taken of the file.
fn values_in<R: Read>(content: R, named: bool) -> (Reader<Bounded<R>>, Rc<Cell<u64>>) {
    let taken = Rc::new(Cell::new(0));
    let bounded = Bounded { content, taken: taken.clone() };
    (ReaderBuilder::new().flexible(true).has_headers(named).from_reader(bounded), taken)
}

/// The names of the columns.
fn columns_of(header: &ByteRecord) -> Vec<String> {
    let names = header.iter().enumerate().map(|(index, name)| match index {
        0 => name.strip_prefix(MARK).unwrap_or(name),
        _ => name,
    });
    names.map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect()
}

/// The next line of values.
fn values<R: Read>(
    reader: &mut Reader<Bounded<R>>,
    columns: &[String],
    taken: &Cell<u64>,
) -> Result<Option<RowContent>, Broken> {
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

/// A number of bytes of a file, whose own size is kept as this.
fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
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

    fn rows_of(text: &[u8], format: BatchFormat, next: RowPlace) -> Rows<&[u8]> {
        let open = |from: i64| Ok(&text[usize::try_from(from).expect("a place in it")..]);
        Rows::of(open, format, next).expect("a beginning")
    }

    /// Reads all of it in runs of some rows, each of which begins where the last one ended, with nothing of the file before
    /// that but the line of column names.
    fn in_runs(text: &[u8], format: BatchFormat, rows_a_run: usize) -> Vec<Result<String, IntakeReason>> {
        let (mut read, mut next) = (Vec::new(), RowPlace::FIRST);
        let names = text.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        loop {
            let mut veiled = text.to_vec();
            let from = usize::try_from(next.offset).expect("a place in it");
            let before = if format == BatchFormat::Csv { names.min(from)..from } else { 0..from };
            veiled[before].fill(b'"');
            let mut rows = rows_of(&veiled, format, next);
            for _ in 0..rows_a_run {
                let Some(row) = rows.next_row().expect("a row") else { return read };
                assert_eq!((row.number, row.next.number), (next.number, next.number + 1));
                read.push(row.content.map(|bytes| String::from_utf8(bytes).expect("text")));
                next = row.next;
            }
        }
    }

    fn all(text: &[u8], format: BatchFormat) -> (Vec<Result<String, IntakeReason>>, Option<IntakeReason>) {
        let mut rows = rows_of(text, format, RowPlace::FIRST);
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

    #[test]
    fn columns_without_end_are_refused() {
        let deep = format!("sender_reference,{}\nR-1,x\n", vec!["a"; 100_000].join("."));
        let many = format!("{}\nR-1\n", vec!["a"; 201].join(","));
        for text in [deep, many] {
            let open = |_| Ok(text.as_bytes());
            let refused = Rows::of(open, BatchFormat::Csv, RowPlace::FIRST).err();
            assert!(matches!(refused, Some(Broken::Off(IntakeReason::ColumnsInvalid))), "{refused:?}");
        }
    }

    #[test]
    fn each_run_reads_its_own_rows_alone() {
        let mut lines = b"\xef\xbb\xbf{\"a\":1}\r\n\n  \n\xd6\xd0\n".to_vec();
        lines.extend(std::iter::repeat_n(b'x', LONGEST as usize + 10));
        lines.extend(b"\n{\"a\":2}\n\n{\"a\":3}\r\n\n");
        let values =
            "\u{feff}sender_reference,business.name\r\nR-1,\"a\nb, \"\"c\"\"\"\r\n\r\nR-2\r\n\"R\r\n-3\",d\r\nR-4,e";
        for (text, format, rows) in [(&lines[..], BatchFormat::Ndjson, 5), (values.as_bytes(), BatchFormat::Csv, 4)] {
            let (whole, broken) = all(text, format);
            assert_eq!((whole.len(), broken), (rows, None));
            for rows_a_run in 1..=rows + 1 {
                assert_eq!(in_runs(text, format, rows_a_run), whole, "{rows_a_run} rows a run");
            }
        }
    }

    #[test]
    fn a_row_whose_place_is_not_known_is_looked_for_from_the_beginning() {
        let mut rows = rows_of(b"{}\n{}\n{}\n", BatchFormat::Ndjson, RowPlace { number: 3, offset: 0 });
        assert_eq!(rows.next_row().expect("a row").map(|row| (row.number, row.next.offset)), Some((1, 3)));
    }
}
