//! The figures as tables: CSV for any program, XLSX with the definitions and a chart. The same figures give the same bytes.

use kaiye_domain::appraisal::Indicator;
use rust_xlsxwriter::{Chart, ChartType, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use strum::IntoEnumIterator;

use super::view::{AppraisalView, FigureView, GroupView};
use crate::spreadsheet::{Cell, csv};

const HEAD: [&str; 11] = [
    "分组代码 Group",
    "名称 Name",
    "指标代码 Indicator",
    "指标 Title",
    "数值 Value",
    "单位 Unit",
    "第九十百分位 P90",
    "个案数 Count",
    "分子 Numerator",
    "分母 Denominator",
    "条款 Clause",
];
const DEFINITIONS: [&str; 6] =
    ["指标代码 Indicator", "指标 Title", "计算口径", "Counted", "归属日 / Day", "条款 Clause"];
const SCORES: [&str; 2] = ["分组 Group", "得分 Score"];
const ALL: &str = "合计 Total";

/// All figures as CSV: UTF-8 with a byte order mark, so that spreadsheets know it.
pub(super) fn as_csv(view: &AppraisalView) -> String {
    csv(&HEAD, &rows(view))
}

/// All figures as XLSX.
pub(super) fn as_xlsx(view: &AppraisalView) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed instant: the file is the same whenever it is made.
    let created = ExcelDateTime::from_ymd(2025, 6, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let figures = workbook.add_worksheet().set_name("指标")?;
    fill(figures, &bold, &HEAD, &rows(view))?;
    figures.set_freeze_panes(1, 0)?;
    let definitions = workbook.add_worksheet().set_name("口径")?;
    fill(definitions, &bold, &DEFINITIONS, &Indicator::iter().map(defined).collect::<Vec<_>>())?;
    let scores = workbook.add_worksheet().set_name("得分")?;
    let rows: Vec<_> = view.groups.iter().map(|it| vec![Cell::text(name(it)), score(it)]).collect();
    fill(scores, &bold, &SCORES, &rows)?;
    if let Ok(last) = u32::try_from(rows.len()) {
        let mut chart = Chart::new(ChartType::Column);
        chart.title().set_name(&format!("得分 Score {} – {}", view.from, view.to));
        chart.y_axis().set_min(0).set_max(100);
        chart.legend().set_hidden();
        let last = last.max(1);
        chart.add_series().set_categories(("得分", 1, 0, last, 0)).set_values(("得分", 1, 1, last, 1));
        scores.insert_chart(1, 3, &chart)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, bold: &Format, head: &[&str], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    for (column, title) in (0_u16..).zip(head) {
        sheet.write_string_with_format(0, column, *title, bold)?;
        sheet.set_column_width(column, 18)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, text)?,
                Cell::Number(number) => sheet.write_number(row, column, *number)?,
                Cell::Empty => continue,
            };
        }
    }
    Ok(())
}

fn rows(view: &AppraisalView) -> Vec<Vec<Cell>> {
    let groups = std::iter::once(&view.total).chain(&view.groups);
    groups.flat_map(|group| group.figures.iter().map(move |figure| row(group, figure))).collect()
}

fn row(group: &GroupView, figure: &FigureView) -> Vec<Cell> {
    let definition = figure.indicator.definition();
    vec![
        Cell::text(group.key.as_deref().unwrap_or_default()),
        Cell::text(name(group)),
        Cell::text(figure.indicator),
        Cell::text(definition.title.0),
        Cell::maybe(figure.value),
        Cell::text(<&str>::from(figure.unit)),
        Cell::maybe(figure.p90.map(f64::from)),
        Cell::Number(figure.count as f64),
        Cell::Number(figure.numerator as f64),
        Cell::maybe(figure.denominator.map(|it| it as f64)),
        Cell::text(definition.clause),
    ]
}

fn defined(indicator: Indicator) -> Vec<Cell> {
    let it = indicator.definition();
    let title = format!("{} {}", it.title.0, it.title.1);
    let day = format!("{} / {}", it.day.0, it.day.1);
    vec![
        Cell::text(indicator),
        Cell::text(title),
        Cell::text(it.counted.0),
        Cell::text(it.counted.1),
        Cell::text(day),
        Cell::text(it.clause),
    ]
}

fn name(group: &GroupView) -> String {
    let key = group.key.clone().unwrap_or_else(|| ALL.to_owned());
    group.title.as_ref().map_or(key, |title| title.zh.clone())
}

fn score(group: &GroupView) -> Cell {
    Cell::maybe(group.score.as_ref().and_then(|score| score.total))
}
