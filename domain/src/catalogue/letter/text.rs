//! A letter as people read it: the notice part, then the commitment part, in the order of a 告知承诺书.

use super::{Declarations, LetterTemplate, NoticePart};
use crate::{
    catalogue::{Condition, Due, LetterMaterial, Need, Text},
    time::Period,
};

/// The lines with blanks; a letter as signed is filled in where they stand ([`super::signed`]).
pub(super) const APPLICANT: &str = "申请人：________________　统一社会信用代码：__________________";
pub(super) const PREMISES: &str = "经营场所：______________________________________________";
pub(super) const MET_NOW: &str = "条　□ 已经具备";
pub(super) const BY_DATE: &str = "　□ 于____年__月__日前具备";
pub(super) const SIGNATURE: &str = "申请人（签字或盖章）：____________　委托代理人：____________　____年__月__日";
pub(super) const AUTHORITY: &str = "行政审批机关（盖章）：____________　____年__月__日";

impl LetterTemplate {
    /// The whole text, in Chinese. Blanks are for what each application fills in.
    pub(in crate::catalogue) fn render(title: &Text, notice: &NoticePart, commitment: &Declarations) -> String {
        let mut text = format!("{}\n\n{APPLICANT}\n{PREMISES}\n\n第一部分　行政审批机关告知\n\n", title.zh);
        list(&mut text, "一、审批依据", notice.basis.iter().cloned());
        lines(&mut text, "二、准予条件", notice.conditions.iter().map(condition));
        let of = |need: Need| notice.materials.iter().filter(move |it| it.need == need).map(material);
        list(&mut text, "三、应当提交的材料（主要材料）", of(Need::Primary));
        list(&mut text, "四、可以容缺后补的材料", of(Need::Deferrable));
        for (heading, paragraph) in [
            ("五、承诺方式（一）已经具备条件", &notice.met_now),
            ("六、承诺方式（二）限期具备条件", &notice.by_date),
            ("七、监督和核查", &notice.verification),
            ("八、法律责任", &notice.liability),
            ("九、承诺的公开", &notice.publication),
            ("十、选择一般程序的权利", &notice.ordinary_route),
            ("十一、承诺的撤回", &notice.withdrawal),
        ] {
            text.push_str(&format!("{heading}\n{paragraph}\n\n"));
        }
        text.push_str("第二部分　申请人承诺\n\n");
        list(&mut text, "申请人就上述告知事项作出如下承诺：", commitment.declarations.iter().cloned());
        text.push_str("各条承诺（逐条选择）：\n");
        for condition in &notice.conditions {
            let later = if condition.by_date { BY_DATE } else { "" };
            text.push_str(&format!("第{}{MET_NOW}{later}\n", condition.clause));
        }
        text.push_str(&format!("\n{SIGNATURE}\n{AUTHORITY}\n"));
        text
    }
}

/// A heading and numbered lines.
fn list(text: &mut String, heading: &str, content: impl Iterator<Item = String>) {
    lines(text, heading, content.enumerate().map(|(index, line)| format!("{}. {line}", index + 1)));
}

/// A heading and its lines; 无 when there are none.
fn lines(text: &mut String, heading: &str, content: impl Iterator<Item = String>) {
    let content: Vec<String> = content.collect();
    let content = if content.is_empty() { "无。".to_owned() } else { content.join("\n") };
    text.push_str(&format!("{heading}\n{content}\n\n"));
}

fn condition(condition: &Condition) -> String {
    let later = condition.max_days.map(|days| format!("（可以承诺限期具备，最长{days}日）")).unwrap_or_default();
    format!("第{}条　{}{later}", condition.clause, condition.text.zh)
}

fn material(material: &LetterMaterial) -> String {
    let from = match material.due {
        Some(Due::BeforeDecision) => "受理后",
        Some(Due::AfterIssue) => "领证后",
        None => return material.name.zh.clone(),
    };
    let within = material.within.map(period).unwrap_or_default();
    let unless = if material.sometimes_primary { "；一次性告知列为主要材料的除外" } else { "" };
    format!("{}（{from}{within}补交{unless}）", material.name.zh)
}

fn period(period: Period) -> String {
    let (count, unit) = match period {
        Period::WorkingDays(count) => (count, "个工作日"),
        Period::Days(count) => (count, "日"),
        Period::Months(count) => (count, "个月"),
        Period::Years(count) => (count, "年"),
        Period::Until(day) => return day.format("于%Y年%-m月%-d日前").to_string(),
    };
    format!("{count}{unit}内")
}
