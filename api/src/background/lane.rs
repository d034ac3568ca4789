//! Which sweeps wait for one another: those of one lane, which is a thread of its own.

use std::time::Duration;

use crate::config;

/// A thread of background work. What may be slow for a reason of its own, such as whoever is called, has a lane of its
/// own, so that it delays nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Lane {
    /// What time brings about, and tidying.
    Clocks,
    /// The log's way to its readers within the store: places, and what is to be sent to whom. Prompt.
    Feed,
    /// Calls of agencies' receivers.
    Webhooks,
    /// Batches of applications, of which a large one takes its time.
    Intake,
    /// Messages to applicants: calls of the mail server and the SMS gateway.
    Messages,
    /// What appraisal counts, of which a backlog takes its time.
    Appraisal,
    /// The log's way to the broker.
    #[cfg(feature = "nats")]
    Relay,
}

impl Lane {
    /// How long it rests after it has tried each of its sweeps.
    pub(super) fn rest(self, config: &config::Background) -> Duration {
        match self {
            Self::Feed | Self::Webhooks | Self::Intake => Duration::from_millis(config.prompt_milliseconds.max(10)),
            #[cfg(feature = "nats")]
            Self::Relay => Duration::from_millis(config.prompt_milliseconds.max(10)),
            Self::Clocks | Self::Messages | Self::Appraisal => Duration::from_secs(config.tick_seconds.max(1)),
        }
    }
}
