//! The figures as files: CSV for any program, XLSX with the definitions, the scores and a chart. The same figures give the
//! same bytes.

use kaiye_domain::appraisal::Indicator;
use rust_xlsxwriter::{Chart, ChartType, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use strum::IntoEnumIterator;

use super::{
    tables::{DEFINITIONS, FIGURES, PARTS, SCORES, definition, figures, parts, scores},
    view::AppraisalView,
};
use crate::spreadsheet::{Cell, csv};

/// The longest address that a workbook takes as a link.
const LONGEST_LINK: usize = 2_080;

/// All figures as CSV, one table: UTF-8 with a byte order mark, so that spreadsheets know it.
pub(super) fn as_csv(view: &AppraisalView, base: &str) -> String {
    csv(&FIGURES, &figures(view, base))
}

/// All figures as XLSX.
pub(super) fn as_xlsx(view: &AppraisalView, base: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed instant: the file is the same whenever it is made.
    let created = ExcelDateTime::from_ymd(2025, 6, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("指标")?;
    fill(sheet, &bold, 0, &FIGURES, &figures(view, base))?;
    sheet.set_freeze_panes(1, 0)?;
    let sheet = workbook.add_worksheet().set_name("口径")?;
    fill(sheet, &bold, 0, &DEFINITIONS, &Indicator::iter().map(definition).collect::<Vec<_>>())?;
    let sheet = workbook.add_worksheet().set_name("得分")?;
    // The scores, and below them what they are made of; the chart stands beside both.
    let last = fill(sheet, &bold, 0, &SCORES, &scores(view))?;
    fill(sheet, &bold, last + 2, &PARTS, &parts(view))?;
    let mut chart = Chart::new(ChartType::Column);
    chart.title().set_name(&format!("得分 Score {} – {}", view.from, view.to));
    chart.y_axis().set_min(0).set_max(100);
    chart.legend().set_hidden();
    chart.add_series().set_categories(("得分", 1, 1, last, 1)).set_values(("得分", 1, 2, last, 2));
    sheet.insert_chart(1, PARTS.len() as u16 + 1, &chart)?;
    workbook.save_to_buffer()
}

/// Writes a table whose titles stand in a row; its last row.
fn fill(sheet: &mut Worksheet, bold: &Format, top: u32, head: &[&str], rows: &[Vec<Cell>]) -> Result<u32, XlsxError> {
    for (column, title) in (0_u16..).zip(head) {
        sheet.write_string_with_format(top, column, *title, bold)?;
        sheet.set_column_width(column, 18)?;
    }
    let mut last = top;
    for cells in rows {
        last += 1;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Link(address) if address.len() <= LONGEST_LINK => {
                    sheet.write_url(last, column, address.as_str())?
                }
                Cell::Text(text) | Cell::Link(text) => sheet.write_string(last, column, text)?,
                Cell::Number(number) => sheet.write_number(last, column, *number)?,
                Cell::Empty => continue,
            };
        }
    }
    Ok(last)
}
