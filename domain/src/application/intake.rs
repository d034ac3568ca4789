//! How an application came in (S22).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    actor::{Actor, Role},
    refusal::{Faults, Refusal},
};

/// 申请渠道.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    /// At the window (窗口).
    Counter,
    /// Through the government portal (政务服务网).
    Portal,
    /// Through a mobile app.
    App,
    /// 信函.
    Letter,
    /// 电传.
    Telex,
    /// 传真.
    Fax,
    /// 电子数据交换.
    Edi,
    /// 电子邮件.
    Email,
}

/// The facts of the intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Channel it came by.
    pub channel: Channel,
    /// The sender's own reference.
    pub sender_reference: Option<String>,
    /// When it reached the office: what the law counts from.
    pub received_at: DateTime<Utc>,
    /// When it was recorded here.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: Uuid,
}

impl Intake {
    /// An intake recorded now. The window records what came by any channel, with the instant it came; an agency's system
    /// hands over e-mails and rows of data, now; who files in person does so through portal or app, now. Nothing is
    /// received after it is recorded.
    pub fn record(
        channel: Channel,
        sender_reference: Option<String>,
        received_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
        recorded_by: &Actor,
    ) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        if !recorded_by.is(Role::WindowClerk) {
            let by_machine = recorded_by.is(Role::System) && matches!(channel, Channel::Edi | Channel::Email);
            if !by_machine && !matches!(channel, Channel::Portal | Channel::App) {
                faults.add("/channel", "recorded_by_the_window");
            }
            if received_at.is_some() {
                faults.add("/received_at", "recorded_by_the_window");
            }
        }
        let received_at = received_at.unwrap_or(now);
        if received_at > now {
            faults.add("/received_at", "in_the_future");
        }
        faults.into_result("content_invalid")?;
        Ok(Self { channel, sender_reference, received_at, recorded_at: now, recorded_by: recorded_by.id })
    }

    /// The channel when none is said: the window's for the window, the portal's for everybody else.
    pub fn usual_channel(recorded_by: &Actor) -> Channel {
        if recorded_by.is(Role::WindowClerk) { Channel::Counter } else { Channel::Portal }
    }

    /// Its application is filed for the first time: what was recorded as received before keeps its instant, everything
    /// else reaches the office now (S22). The law counts from there (行政许可法 §32).
    pub fn filed(&mut self, now: DateTime<Utc>) {
        if self.received_at >= self.recorded_at {
            self.received_at = now;
        }
    }
}
