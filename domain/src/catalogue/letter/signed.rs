//! A letter as signed: the text that was signed, line by line, with what its blanks were filled in with where they stood.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    LetterTemplate,
    text::{APPLICANT, AUTHORITY, MET_NOW, PREMISES, SIGNATURE},
};
use crate::commitment::{ClausePromise, PromiseKind};

/// What the blanks are filled in with.
#[derive(Debug, Clone)]
pub struct Hand<'a> {
    /// Whose commitment it is: the business, or who is to run it.
    pub applicant: &'a str,
    /// Its unified social credit code; a business that is founded with the application has none yet.
    pub uscc: Option<String>,
    /// Where it is to be run.
    pub address: &'a str,
    /// What is promised, clause by clause.
    pub promises: &'a [ClausePromise],
    /// Who signed as the applicant; none where an agent did.
    pub operator: Option<&'a str>,
    /// The agent who signed.
    pub agent: Option<&'a str>,
    /// Whether it was signed in the signer's own session, not on paper.
    pub electronic: bool,
    /// When.
    pub signed_on: NaiveDate,
    /// The authority that it is given to.
    pub authority: &'a str,
    /// When that had it.
    pub received_on: NaiveDate,
}

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterPart {
    /// As it stands in the letter.
    Printed(String),
    /// What was filled in.
    Written(String),
}

use LetterPart::{Printed, Written};

impl LetterTemplate {
    /// The lines of its text under its title, which stands above a paper.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let text = self.text.strip_prefix(&self.title.zh).unwrap_or(&self.text);
        text.trim_start_matches('\n').lines()
    }

    /// The same as signed: each blank filled in.
    pub fn filled_in(&self, hand: &Hand<'_>) -> Vec<Vec<LetterPart>> {
        self.lines().map(|line| filled(line, hand)).collect()
    }
}

fn filled(line: &str, hand: &Hand<'_>) -> Vec<LetterPart> {
    match line {
        APPLICANT => vec![
            printed("申请人："),
            written(hand.applicant),
            printed("　统一社会信用代码："),
            written(hand.uscc.as_deref().unwrap_or("新设，登记时赋予")),
        ],
        PREMISES => vec![printed("经营场所："), written(hand.address)],
        SIGNATURE => {
            let way = if hand.electronic { "（电子签名）" } else { "（书面签名）" };
            let signed = |name: Option<&str>| {
                let by = name.map_or_else(|| "无".to_owned(), |name| format!("{name}{way}"));
                Written(by)
            };
            let operator =
                if hand.operator.is_none() { written("由委托代理人签署") } else { signed(hand.operator) };
            vec![
                printed("申请人（签字或盖章）："),
                operator,
                printed("　委托代理人："),
                signed(hand.agent),
                printed("　"),
                Written(day(hand.signed_on)),
            ]
        }
        AUTHORITY => vec![
            printed("行政审批机关："),
            written(hand.authority),
            printed("　"),
            Written(day(hand.received_on)),
            printed("收到"),
        ],
        _ => promised(line, hand.promises).unwrap_or_else(|| vec![printed(line)]),
    }
}

/// A clause's line with what was chosen of it; none for any other line.
fn promised(line: &str, promises: &[ClausePromise]) -> Option<Vec<LetterPart>> {
    let (clause, _) = line.strip_prefix('第')?.split_once(MET_NOW)?;
    let promise = promises.iter().find(|promise| promise.clause == clause)?;
    let chosen = match promise.promise {
        PromiseKind::MetNow => vec![written("√ 已经具备")],
        PromiseKind::ByDate { date } => vec![Written(format!("√ 于{}前具备", day(date)))],
    };
    Some([vec![Printed(format!("第{clause}条　"))], chosen].concat())
}

fn printed(text: &str) -> LetterPart {
    Printed(text.to_owned())
}

fn written(text: &str) -> LetterPart {
    Written(text.to_owned())
}

fn day(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::tests::zhundong;

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, month, day).expect("a day")
    }

    fn promises(letter: &LetterTemplate) -> Vec<ClausePromise> {
        let promise =
            |by_date: bool| if by_date { PromiseKind::ByDate { date: on(6, 20) } } else { PromiseKind::MetNow };
        let of = |condition: &crate::catalogue::Condition| ClausePromise {
            clause: condition.clause.clone(),
            promise: promise(condition.by_date),
        };
        letter.notice.conditions.iter().map(of).collect()
    }

    fn hand<'a>(promises: &'a [ClausePromise]) -> Hand<'a> {
        Hand {
            applicant: "好邻居超市",
            uscc: None,
            address: "五彩湾镇幸福路1号",
            promises,
            operator: Some("示例"),
            agent: None,
            electronic: true,
            signed_on: on(6, 3),
            authority: "吉木萨尔县卫生健康委员会",
            received_on: on(6, 4),
        }
    }

    #[test]
    fn every_shipped_letter_is_filled_in_and_keeps_its_words() {
        for letter in &zhundong().letters {
            let promises = promises(letter);
            let lines = letter.filled_in(&hand(&promises));
            let whole: Vec<String> = lines
                .iter()
                .map(|line| {
                    line.iter()
                        .map(|part| match part {
                            Printed(text) | Written(text) => text.as_str(),
                        })
                        .collect()
                })
                .collect();
            assert!(
                !whole.iter().any(|line| line.contains("__") || line.contains('□') || *line == letter.title.zh),
                "{whole:#?}"
            );
            let blank = |line: &&str| line.contains("__") || line.contains('□');
            let kept = letter.text.lines().skip(1).filter(|line| !line.is_empty() && !blank(line));
            let printed: Vec<&str> = whole.iter().map(String::as_str).collect();
            for line in kept {
                assert!(printed.contains(&line), "{line} of {}", letter.code);
            }
            let blanks = letter.text.lines().filter(blank).count();
            let written = lines.iter().filter(|line| line.iter().any(|part| matches!(part, Written(_)))).count();
            assert_eq!((written, blanks), (4 + promises.len(), 4 + promises.len()), "{}", letter.code);
        }
    }

    #[test]
    fn what_was_promised_stands_at_its_clause_and_who_signed_at_the_end() {
        let letters = zhundong().letters;
        let letter = letters.iter().find(|it| it.code == "shop_hygiene_permit_letter").expect("the letter");
        let promises = promises(letter);
        let lines = |hand: &Hand<'_>| serde_json::to_string(&letter.filled_in(hand)).expect("lines");
        let own = lines(&hand(&promises));
        for said in [
            r#"[{"printed":"第1条　"},{"written":"√ 于2025年6月20日前具备"}]"#,
            r#"[{"printed":"第2条　"},{"written":"√ 已经具备"}]"#,
            r#"{"written":"示例（电子签名）"},{"printed":"　委托代理人："},{"written":"无"}"#,
            r#"{"written":"2025年6月4日"},{"printed":"收到"}"#,
        ] {
            assert!(own.contains(said), "{said} in {own}");
        }
        let agent = Hand { operator: None, agent: Some("代理"), electronic: false, ..hand(&promises) };
        let said = r#"{"written":"由委托代理人签署"},{"printed":"　委托代理人："},{"written":"代理（书面签名）"}"#;
        assert!(lines(&agent).contains(said), "{}", lines(&agent));
    }
}
