//! What each indicator means, for people: one place, which the API shows and the exports carry.

use super::Indicator;

/// What a value is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unit {
    /// So many: the numerator itself.
    Count,
    /// Of a hundred: numerator of denominator.
    Percent,
    /// Working days: the median.
    WorkingDays,
    /// For each case: numerator over denominator.
    PerCase,
}

/// A definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// What its value is.
    pub unit: Unit,
    /// Its name, in Chinese and English.
    pub title: (&'static str, &'static str),
    /// What is counted, and by whose account.
    pub counted: (&'static str, &'static str),
    /// The day that a case belongs to.
    pub day: (&'static str, &'static str),
    /// Clause of the plan.
    pub clause: &'static str,
}

const DECIDED_DAY: (&str, &str) = ("决定之日", "the day of the decision");
const LATE_DAY: (&str, &str) =
    ("按期的为完成之日，逾期的为应完成之日", "the day it was done if in time, else the day it was due");

impl Indicator {
    /// What it means.
    pub const fn definition(self) -> Definition {
        match self {
            Self::Received => Definition {
                unit: Unit::Count,
                title: ("收件数", "Received"),
                counted: (
                    "提交的申请事项数，计入该事项的审批部门",
                    "Items that were filed, for the department that issues them",
                ),
                day: ("收到之日", "the day it was received"),
                clause: "S26",
            },
            Self::Decided => Definition {
                unit: Unit::Count,
                title: ("办结数", "Decided"),
                counted: (
                    "准予、不予或者备案的事项数，计入审批部门",
                    "Items granted, refused or taken on file, for the department that issues them",
                ),
                day: DECIDED_DAY,
                clause: "S26",
            },
            Self::SameDay => Definition {
                unit: Unit::Percent,
                title: ("当日办结率", "Same-day share"),
                counted: (
                    "分子：受理当日即决定的事项；分母：已受理并已决定的事项",
                    "Numerator: items decided on the day of acceptance; denominator: items accepted and decided",
                ),
                day: DECIDED_DAY,
                clause: "S9",
            },
            Self::WorkingDays => Definition {
                unit: Unit::WorkingDays,
                title: ("办理工作日", "Working days"),
                counted: (
                    "受理次日起至决定之日的工作日数，中止期间不计；列中位数与第九十百分位数（最近秩法）",
                    "Working days after acceptance up to the decision, less those on which the period was suspended; \
                     median and 90th percentile by nearest rank",
                ),
                day: DECIDED_DAY,
                clause: "S26",
            },
            Self::CorrectionRounds => Definition {
                unit: Unit::PerCase,
                title: ("补正次数", "Correction rounds"),
                counted: (
                    "分子：决定前要求补正该事项的次数；分母：已决定的事项",
                    "Numerator: how often a correction of the item was asked for before its decision; denominator: \
                     items decided",
                ),
                day: DECIDED_DAY,
                clause: "S6",
            },
            Self::OnTimeReceipt => Definition {
                unit: Unit::Percent,
                title: ("按期签收率", "On-time receipt"),
                counted: (
                    "分子：部门在期限内签收的核查任务；分母：应当签收且已签收或者视为签收的任务，以最早一次签收为准，计入核查部门",
                    "Numerator: tasks whose earliest receipt came in time; denominator: tasks that owe a receipt, received or \
                     deemed received, for the department that verifies",
                ),
                day: ("签收之日", "the day of receipt"),
                clause: "S14",
            },
            Self::OnTimeVerification => Definition {
                unit: Unit::Percent,
                title: ("按期核查率", "On-time verification"),
                counted: (
                    "分子：按期办结的核查任务（现场核查除外）；分母：已办结或者已逾期的任务，计入核查部门",
                    "Numerator: tasks other than site checks that were concluded in time; denominator: those concluded \
                     or overdue, for the department that verifies",
                ),
                day: LATE_DAY,
                clause: "S14",
            },
            Self::OnTimeSiteCheck => Definition {
                unit: Unit::Percent,
                title: ("按期现场核查率", "On-time site check"),
                counted: (
                    "分子：按期办结的现场核查；分母：已办结或者已逾期的现场核查，计入核查部门",
                    "Numerator: site checks concluded in time; denominator: those concluded or overdue, for the \
                     department that verifies",
                ),
                day: LATE_DAY,
                clause: "S15",
            },
            Self::OnTimeRectification => Definition {
                unit: Unit::Percent,
                title: ("按期整改率", "On-time rectification"),
                counted: (
                    "分子：期限内报送且复查合格的责令整改；分母：已复查或者已逾期的责令整改，计入责令部门",
                    "Numerator: orders that were answered in time and found mended; denominator: orders looked at again or \
                     overdue, for the department that gave them",
                ),
                day: ("复查之日；逾期的为期限届满之日", "the day it was looked at again; of a late one, its last day"),
                clause: "S16",
            },
            Self::OverdueOpen => Definition {
                unit: Unit::Count,
                title: ("逾期未办", "Overdue and open"),
                counted: (
                    "已逾期且至今未完成的职责数，不论何时到期，计入负责部门",
                    "Duties that ran out by the last day of the period, however long ago, and are not done to this \
                     day, for the department that owes them",
                ),
                day: ("应完成之日", "the day it was due"),
                clause: "S24",
            },
            Self::LiabilityFindings => Definition {
                unit: Unit::Count,
                title: ("责任认定", "Liability findings"),
                counted: (
                    "对部门逾期履职的责任认定数，已不成立的除外；企业责任另计",
                    "Findings against the department for a late step, but those that stand no more; those against \
                     businesses are counted by themselves",
                ),
                day: ("认定之日", "the day it was found"),
                clause: "S20",
            },
            Self::BusinessFindings => Definition {
                unit: Unit::Count,
                title: ("企业责任认定", "Findings against businesses"),
                counted: (
                    "对企业虚假承诺、违反承诺、提前营业的责任认定数，已不成立的除外，计入监管部门",
                    "Findings against businesses for a false or a broken commitment or an opening before the proof, but \
                     those that stand no more, for the department that supervises them",
                ),
                day: ("认定之日", "the day it was found"),
                clause: "S20",
            },
            Self::Visits => Definition {
                unit: Unit::PerCase,
                title: ("每件跑动次数", "Visits per application"),
                counted: (
                    "分子：登记的到场次数；分母：提交的办件，计入受理窗口所在部门",
                    "Numerator: visits recorded; denominator: applications filed, for the department whose window \
                     receives them",
                ),
                day: ("收到之日", "the day the application was received"),
                clause: "S27",
            },
            Self::PushPromptness => Definition {
                unit: Unit::Percent,
                title: ("推送及时率", "Push promptness"),
                counted: (
                    "分子：发证之日起规定期限（1个工作日）内签收的核查任务，以最早一次签收为准；分母：已签收或者视为签收的任务（尚未签收的现场核查不计）",
                    "Numerator: approvals whose earliest receipt came within the period of policy (1 working day) after the \
                     issue; denominator: approvals received or deemed received (site checks that were not received yet are \
                     not counted), for the department that verifies",
                ),
                day: ("发证之日", "the day of issue"),
                clause: "S13",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn every_indicator_says_what_it_counts_in_both_languages() {
        for indicator in Indicator::iter() {
            let it = indicator.definition();
            for (zh, en) in [it.title, it.counted, it.day] {
                assert!(!zh.is_ascii() && en.is_ascii() && !en.is_empty(), "{indicator}");
            }
            assert!(it.clause.starts_with('S'), "{indicator}");
        }
        let titles: BTreeSet<_> = Indicator::iter().map(|it| it.definition().title.1).collect();
        assert_eq!(titles.len(), Indicator::iter().count());
    }
}
