//! The broker: one connection, the stream, and an acknowledgement an event.

use std::{fmt, time::Duration};

use async_nats::{
    Client, ConnectOptions,
    connection::State,
    jetstream::{self, Context, message::PublishMessage, stream},
};

use crate::{
    cloud_event::{CloudEvent, MEDIA_TYPE},
    config::Nats,
};

/// How long any one answer of the broker is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the broker, or the way to it, said went wrong.
#[derive(Debug)]
pub(super) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub(super) fn fault(error: impl fmt::Display) -> Fault {
    Fault(error.to_string())
}

/// A connection to the broker, whose stream is there.
pub(super) struct Broker {
    client: Client,
    context: Context,
    stream: String,
    prefix: String,
}

impl Broker {
    /// Connects; makes the stream unless there is one of the name, whose settings are then its operator's.
    pub(super) async fn reach(url: &str, config: &Nats) -> Result<Self, Fault> {
        let mut options = match &config.credentials {
            Some(file) => ConnectOptions::with_credentials_file(file).await.map_err(fault)?,
            None => ConnectOptions::new(),
        };
        options = options.name("kaiye").connection_timeout(PATIENCE).require_tls(url.starts_with("tls://"));
        if let Some(file) = &config.authorities {
            options = options.add_root_certificates(file.clone());
        }
        let connected = tokio::time::timeout(PATIENCE, options.connect(url)).await.map_err(fault)?;
        let client = connected.map_err(fault)?;
        let mut context = jetstream::new(client.clone());
        context.set_timeout(PATIENCE);
        let stream = stream::Config {
            name: config.stream.clone(),
            subjects: vec![format!("{}.>", config.subject_prefix)],
            duplicate_window: Duration::from_secs(config.duplicate_seconds),
            ..stream::Config::default()
        };
        context.get_or_create_stream(stream).await.map_err(fault)?;
        Ok(Self { client, context, stream: config.stream.clone(), prefix: config.subject_prefix.clone() })
    }

    /// Whether the connection stands, as far as is known here.
    pub(super) fn is_connected(&self) -> bool {
        self.client.connection_state() == State::Connected
    }

    /// Hands an event over and waits until the stream has it, which it had perhaps before.
    pub(super) async fn publish(&self, event: &CloudEvent) -> Result<(), Fault> {
        let body = serde_json::to_vec(event).map_err(fault)?;
        let message = PublishMessage::build()
            .message_id(event.id.to_string())
            .expected_stream(&self.stream)
            .header("Content-Type", MEDIA_TYPE)
            .payload(body.into());
        let subject = format!("{}.{}", self.prefix, event.kind);
        let handed_over =
            async { self.context.send_publish(subject, message).await.map_err(fault)?.await.map_err(fault) };
        tokio::time::timeout(PATIENCE, handed_over).await.map_err(fault)??;
        Ok(())
    }
}
