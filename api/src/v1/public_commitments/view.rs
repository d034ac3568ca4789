//! Published commitments as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    certificate::CheckStatus,
    commitment::PromiseKind,
    register::{ClauseStanding, PublicClause},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::words,
    operations::register::Entry,
    v1::{certificates::check, wire::Title},
};

/// A commitment in the public register. Persons are masked; names of businesses are as on the licence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicCommitment)]
pub struct PublicCommitmentView {
    /// Its id: that of the certificate which rests on it.
    pub id: Uuid,
    /// Where that certificate stands.
    #[schema(schema_with = words::<CheckStatus>)]
    pub status: CheckStatus,
    /// The same for people.
    pub status_title: Title,
    /// Name of the business, as on the licence.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// 经营者 or 法定代表人, masked.
    #[schema(example = "王**")]
    pub operator_name: String,
    /// Code of the item.
    #[schema(example = "fire_check")]
    pub item_code: String,
    /// The item's name; null where the catalogue does not know the version any more.
    pub item_title: Option<Title>,
    /// Title of the certificate.
    pub title: String,
    /// Its number.
    pub number: String,
    /// The authority in whose name it was issued.
    pub authority: String,
    /// Code of the department that supervises it.
    #[schema(example = "fire_brigade")]
    pub supervisor: String,
    /// County of the premises.
    #[schema(example = "652325")]
    pub division: String,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day of the term; none for an open one.
    pub valid_to: Option<NaiveDate>,
    /// Code of the letter that was signed.
    pub letter_code: String,
    /// Its version: `get_letter_template` shows it in full.
    pub letter_version: i32,
    /// Its content hash.
    pub letter_hash: String,
    /// What was promised, clause by clause.
    pub clauses: Vec<PublicClauseView>,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The last day on which it could have been.
    pub due_on: NaiveDate,
    /// Whether it was published by then.
    pub in_time: bool,
}

/// A promised clause.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublicClause)]
pub struct PublicClauseView {
    /// Its number.
    #[schema(example = "3")]
    pub clause: String,
    /// What it asks, as the letter said.
    pub text: Option<Title>,
    /// The day by which it was promised; null where it was declared to be met.
    pub by_date: Option<NaiveDate>,
    /// Where it stands.
    #[schema(schema_with = words::<ClauseStanding>)]
    pub standing: ClauseStanding,
    /// The same for people.
    pub standing_title: Title,
}

impl From<Entry> for PublicCommitmentView {
    fn from(entry: Entry) -> Self {
        let Entry { commitment, item } = entry;
        Self {
            id: commitment.id.into(),
            status: commitment.status,
            status_title: check::title(commitment.status),
            holder_name: commitment.holder_name,
            holder_uscc: commitment.holder_uscc,
            operator_name: commitment.operator.as_str().to_owned(),
            item_code: commitment.item_code,
            item_title: item.as_ref().map(Into::into),
            title: commitment.title,
            number: commitment.number,
            authority: commitment.authority,
            supervisor: commitment.supervisor,
            division: commitment.division,
            valid_from: commitment.valid_from,
            valid_to: commitment.valid_to,
            letter_code: commitment.letter_code,
            letter_version: commitment.letter_version,
            letter_hash: commitment.letter_hash,
            clauses: commitment.clauses.into_iter().map(Into::into).collect(),
            decided_on: commitment.decided_on,
            published_at: commitment.published_at,
            due_on: commitment.due_on,
            in_time: commitment.in_time,
        }
    }
}

impl From<PublicClause> for PublicClauseView {
    fn from(clause: PublicClause) -> Self {
        let by_date = match clause.promise {
            PromiseKind::ByDate { date } => Some(date),
            PromiseKind::MetNow => None,
        };
        Self {
            clause: clause.clause,
            text: clause.text.as_ref().map(Into::into),
            by_date,
            standing: clause.standing,
            standing_title: title(clause.standing),
        }
    }
}

fn title(standing: ClauseStanding) -> Title {
    let (zh, en) = match standing {
        ClauseStanding::Declared => ("已承诺具备，尚未核查", "Declared to be met; not checked yet"),
        ClauseStanding::Awaited => ("承诺限期具备，尚未到期", "Promised for a day to come"),
        ClauseStanding::Overdue => ("承诺期限已过，未提交证明", "The promised day has passed without proof"),
        ClauseStanding::Proved => ("已提交证明并经确认", "Proved and confirmed"),
        ClauseStanding::Kept => ("经核查，已履行", "Checked: kept"),
        ClauseStanding::NotKept => ("经核查，未履行", "Checked: not kept"),
        ClauseStanding::Mended => ("经核查未履行，已整改到位", "Checked: not kept, and mended since"),
        ClauseStanding::False => ("经核查，承诺不实", "Checked: untrue when declared"),
        ClauseStanding::NotApplicable => ("经核查，不适用", "Checked: has no bearing"),
    };
    Title { zh: zh.to_owned(), en: en.to_owned() }
}
