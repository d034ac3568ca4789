//! What has to be sent on paper (S21): the commitment letters to who applied by post and the like, and every notice that
//! is served by post. Each is a task of the window with a last day (policy).

mod reason;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use reason::OutboundReason;

use crate::{
    actor::{Actor, Permission},
    application::{Application, Channel, ChosenRoute},
    catalogue::Jurisdiction,
    id::{ApplicationId, OutboundNoticeId},
    refusal::Refusal,
    served_notice::NoticeKind,
};

/// A commitment letter to send, in the version that was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterToSend {
    /// The item that it is for.
    pub item: String,
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: i32,
}

/// What is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum_discriminants(name(OutboundKind), vis(pub))]
#[strum_discriminants(derive(Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "What is to be sent, without the details.")]
pub enum OutboundContent {
    /// 告知承诺书, for the applicant to sign (S21).
    CommitmentLetters {
        /// Which.
        letters: Vec<LetterToSend>,
    },
    /// A notice that is served by post (S6).
    ServedNotice {
        /// What it is.
        notice: NoticeKind,
        /// Its number.
        number: String,
    },
}

/// How it went out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DispatchWay {
    /// By post.
    Post,
    /// By telex.
    Telex,
    /// By fax.
    Fax,
    /// By e-mail.
    Email,
    /// Handed over at the window.
    Counter,
}

/// How it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// By which way.
    pub way: DispatchWay,
    /// On which day.
    pub sent_on: NaiveDate,
    /// What it can be traced by: the number of a registered letter.
    pub tracking_number: Option<String>,
}

/// Where the task stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(OutboundStatus), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Where an outbound notice stands, without the details.")]
pub enum OutboundState {
    /// It waits to be sent.
    Open,
    /// It was sent.
    Sent {
        /// How.
        dispatch: Dispatch,
        /// When that was recorded.
        at: DateTime<Utc>,
        /// By which account.
        by: Uuid,
    },
    /// Nobody needs it any more: the application was filed with its letters signed, or ended.
    FallenAway {
        /// When.
        at: DateTime<Utc>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const OUTBOUND_ARROWS: &[(OutboundStatus, &str, OutboundStatus)] = &[
    (OutboundStatus::Open, "complete_outbound_notice", OutboundStatus::Sent),
    (OutboundStatus::Open, "submit_application", OutboundStatus::FallenAway),
    (OutboundStatus::Open, "update_application", OutboundStatus::FallenAway),
    (OutboundStatus::Open, "withdraw_application", OutboundStatus::FallenAway),
    (OutboundStatus::Open, "sweep", OutboundStatus::FallenAway),
];

/// Something to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundNotice {
    /// Its id.
    pub id: OutboundNoticeId,
    /// The application.
    pub application: ApplicationId,
    /// The department that sends it.
    pub department: String,
    /// What.
    pub content: OutboundContent,
    /// Since when it waits.
    pub created_at: DateTime<Utc>,
    /// Where it stands.
    pub state: OutboundState,
}

impl OutboundNotice {
    /// It went out, not before it was there and not after today.
    pub fn complete(self, dispatch: Dispatch, actor: &Actor, now: DateTime<Utc>) -> Result<Self, Refusal> {
        use crate::time::local_date;
        match self.state {
            OutboundState::Open => {}
            OutboundState::Sent { .. } => return Err(OutboundReason::SentAlready.into()),
            OutboundState::FallenAway { .. } => return Err(OutboundReason::FallenAway.into()),
        }
        let known = local_date(self.created_at)..=local_date(now);
        if !known.contains(&dispatch.sent_on) {
            return Err(OutboundReason::NotThatDay.into());
        }
        Ok(Self { state: OutboundState::Sent { dispatch, at: now, by: actor.id }, ..self })
    }

    /// The letters that went out with it.
    pub fn sent_letters(&self) -> &[LetterToSend] {
        match (&self.content, &self.state) {
            (OutboundContent::CommitmentLetters { letters }, OutboundState::Sent { .. }) => letters,
            _ => &[],
        }
    }

    /// Other letters are to be sent than those that it was opened with, as something else is asked for. What was sent stays.
    pub fn redraw(self, letters: Vec<LetterToSend>) -> Self {
        match (&self.content, &self.state) {
            (OutboundContent::CommitmentLetters { .. }, OutboundState::Open) => {
                Self { content: OutboundContent::CommitmentLetters { letters }, ..self }
            }
            _ => self,
        }
    }

    /// Nobody needs it any more.
    pub fn fall_away(self, at: DateTime<Utc>) -> Self {
        match self.state {
            OutboundState::Open => Self { state: OutboundState::FallenAway { at }, ..self },
            OutboundState::Sent { .. } | OutboundState::FallenAway { .. } => self,
        }
    }

    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor) -> Vec<OutboundAction> {
        let open = self.state == OutboundState::Open && actor.may(Permission::SendOutboundNotice);
        if open { vec![OutboundAction::CompleteOutboundNotice] } else { Vec::new() }
    }
}

/// What may be done with an outbound notice; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OutboundAction {
    /// Say that it was sent.
    CompleteOutboundNotice,
}

/// Whether the office answers this channel on paper: who wrote, telexed or faxed has no account to look into. A machine
/// has its answer at once, and who stands at the window is told there.
pub fn answered_on_paper(channel: Channel) -> bool {
    matches!(channel, Channel::Letter | Channel::Telex | Channel::Fax)
}

/// The letters to send to who applied on paper (S21): one for each item that is asked for on a commitment.
pub fn letters_to_send(application: &Application, jurisdiction: &Jurisdiction, on: NaiveDate) -> Vec<LetterToSend> {
    if answered_on_paper(application.intake.channel) { letters_of(application, jurisdiction, on) } else { Vec::new() }
}

/// The letters of what is asked for on a commitment, in the versions in force on a day.
pub fn letters_of(application: &Application, jurisdiction: &Jurisdiction, on: NaiveDate) -> Vec<LetterToSend> {
    let asked = application.items.iter().filter(|item| !item.state.is_final());
    let promised = asked.filter(|item| item.route == ChosenRoute::Commitment);
    promised
        .filter_map(|item| {
            let code = jurisdiction.item(&item.item_code, item.item_version)?.letter.as_ref()?;
            let letter = jurisdiction.letter_in_force(code, on)?;
            Some(LetterToSend { item: item.item_code.clone(), code: letter.code.clone(), version: letter.version })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice() -> OutboundNotice {
        OutboundNotice {
            id: Uuid::nil().into(),
            application: Uuid::nil().into(),
            department: "window".to_owned(),
            content: OutboundContent::ServedNotice { notice: NoticeKind::Lapse, number: "ZZ-1".to_owned() },
            created_at: "2025-06-03T02:00:00Z".parse().expect("an instant"),
            state: OutboundState::Open,
        }
    }

    fn on(day: &str) -> Dispatch {
        Dispatch { way: DispatchWay::Post, sent_on: day.parse().expect("a day"), tracking_number: None }
    }

    #[test]
    fn it_is_sent_once_on_a_day_that_can_be() {
        let (clerk, now) = (Actor::kaiye(), "2025-06-05T02:00:00Z".parse().expect("an instant"));
        for day in ["2025-06-02", "2025-06-06"] {
            let refused = notice().complete(on(day), &clerk, now).expect_err("no such day");
            assert_eq!(refused.code, "outbound_notice_not_that_day");
        }
        let sent = notice().complete(on("2025-06-04"), &clerk, now).expect("sent");
        let again = sent.clone().complete(on("2025-06-05"), &clerk, now).expect_err("twice");
        assert_eq!(again.code, "outbound_notice_sent_already");
        assert_eq!(sent.clone().fall_away(now), sent, "what was sent was sent");
    }

    #[test]
    fn what_was_sent_is_not_redrawn() {
        let letters = |code: &str| vec![LetterToSend { item: "shop".to_owned(), code: code.to_owned(), version: 1 }];
        let open = OutboundNotice { content: OutboundContent::CommitmentLetters { letters: letters("a") }, ..notice() };
        let redrawn = open.redraw(letters("b"));
        assert_eq!(redrawn.content, OutboundContent::CommitmentLetters { letters: letters("b") });
        assert!(redrawn.sent_letters().is_empty());
        let now = "2025-06-05T02:00:00Z".parse().expect("an instant");
        let sent = redrawn.complete(on("2025-06-04"), &Actor::kaiye(), now).expect("sent");
        assert_eq!(sent.sent_letters(), letters("b"));
        assert_eq!(sent.clone().redraw(letters("c")), sent);
        assert_eq!(notice().redraw(letters("c")), notice(), "a served notice has no letters");
    }

    #[test]
    fn what_nobody_needs_is_not_sent() {
        let now = "2025-06-05T02:00:00Z".parse().expect("an instant");
        let gone = notice().fall_away(now);
        let refused = gone.complete(on("2025-06-05"), &Actor::kaiye(), now).expect_err("gone");
        assert_eq!(refused.code, "outbound_notice_fallen_away");
    }
}
