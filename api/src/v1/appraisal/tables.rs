//! The rows that the files hold: a figure a row, a group's score a row, a part of a score a row, a definition a row.

use kaiye_domain::appraisal::Indicator;

use super::view::{AppraisalView, FigureView, GroupView, PartView, ScoreView};
use crate::spreadsheet::Cell;

/// What stands above the figures. Everything that a row needs stands in it: filtered and sorted, each still says of what it
/// is, how far it has come, and what it scored.
pub(super) const FIGURES: [&str; 24] = [
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
    "个案链接 Cases",
    "分组方式 By",
    "起始日 From",
    "截止日 To",
    "数据截至位置 As of position",
    "数据截至时间 As of",
    "方案版本 Scheme version",
    "权重 Weight",
    "满分值 Full",
    "零分值 Zero",
    "指标得分 Points",
    "分组得分 Group score",
    "计分权重 Group weight",
];
/// What stands above the definitions.
pub(super) const DEFINITIONS: [&str; 6] =
    ["指标代码 Indicator", "指标 Title", "计算口径", "Counted", "归属日 / Day", "条款 Clause"];
/// What stands above the scores.
pub(super) const SCORES: [&str; 5] =
    ["分组代码 Group", "名称 Name", "得分 Score", "计分权重 Weight", "方案版本 Scheme version"];
/// What stands above the parts of the scores.
pub(super) const PARTS: [&str; 8] = [
    "分组代码 Group",
    "名称 Name",
    "指标代码 Indicator",
    "指标 Title",
    "权重 Weight",
    "满分值 Full",
    "零分值 Zero",
    "指标得分 Points",
];
const ALL: &str = "合计 Total";

/// A row for each figure of all and of each group; its cases are found below the service's public address.
pub(super) fn figures(view: &AppraisalView, base: &str) -> Vec<Vec<Cell>> {
    groups(view).flat_map(|group| group.figures.iter().map(move |it| figure(view, group, it, base))).collect()
}

/// A row for the score of all and of each group.
pub(super) fn scores(view: &AppraisalView) -> Vec<Vec<Cell>> {
    let row = |group: &GroupView| {
        let of = group.score.as_ref();
        vec![key(group), name(group), total(of), weight(of), version(of)]
    };
    groups(view).map(row).collect()
}

/// A row for each part of each score.
pub(super) fn parts(view: &AppraisalView) -> Vec<Vec<Cell>> {
    let row = |group: &GroupView, part: &PartView| {
        let title = Cell::text(part.indicator.definition().title.0);
        [vec![key(group), name(group), Cell::text(part.indicator), title], earned(Some(part))].concat()
    };
    let of_group = |group| scored(group).map(move |part| row(group, part));
    groups(view).flat_map(of_group).collect()
}

/// A row for what an indicator means.
pub(super) fn definition(indicator: Indicator) -> Vec<Cell> {
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

fn groups(view: &AppraisalView) -> impl Iterator<Item = &GroupView> {
    std::iter::once(&view.total).chain(&view.groups)
}

fn scored(group: &GroupView) -> impl Iterator<Item = &PartView> {
    group.score.iter().flat_map(|score| &score.parts)
}

fn figure(view: &AppraisalView, group: &GroupView, figure: &FigureView, base: &str) -> Vec<Cell> {
    let definition = figure.indicator.definition();
    let at = view.as_of.at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
    let (score, part) = (group.score.as_ref(), scored(group).find(|part| part.indicator == figure.indicator));
    let of_figure = vec![
        key(group),
        name(group),
        Cell::text(figure.indicator),
        Cell::text(definition.title.0),
        Cell::maybe(figure.value),
        Cell::text(<&str>::from(figure.unit)),
        Cell::maybe(figure.p90.map(f64::from)),
        Cell::Number(figure.count as f64),
        Cell::Number(figure.numerator as f64),
        Cell::maybe(figure.denominator.map(|it| it as f64)),
        Cell::text(definition.clause),
        Cell::Link(format!("{base}{}", figure.cases)),
    ];
    let of_report = vec![
        Cell::text(<&str>::from(view.by)),
        Cell::text(view.from),
        Cell::text(view.to),
        Cell::Number(view.as_of.position as f64),
        at.map_or(Cell::Empty, Cell::Text),
        version(score),
    ];
    [of_figure, of_report, earned(part), vec![total(score), weight(score)]].concat()
}

/// Weight, marks and points; nothing where the scheme does not score the figure.
fn earned(part: Option<&PartView>) -> Vec<Cell> {
    vec![
        Cell::maybe(part.map(|it| f64::from(it.weight))),
        Cell::maybe(part.map(|it| it.full)),
        Cell::maybe(part.map(|it| it.zero)),
        Cell::maybe(part.and_then(|it| it.points)),
    ]
}

fn key(group: &GroupView) -> Cell {
    Cell::text(group.key.as_deref().unwrap_or_default())
}

fn name(group: &GroupView) -> Cell {
    let key = group.key.as_deref().unwrap_or(ALL);
    Cell::text(group.title.as_ref().map_or(key, |title| &title.zh))
}

fn total(score: Option<&ScoreView>) -> Cell {
    Cell::maybe(score.and_then(|it| it.total))
}

fn weight(score: Option<&ScoreView>) -> Cell {
    Cell::maybe(score.map(|it| f64::from(it.weight)))
}

fn version(score: Option<&ScoreView>) -> Cell {
    Cell::maybe(score.map(|it| f64::from(it.scheme_version)))
}
