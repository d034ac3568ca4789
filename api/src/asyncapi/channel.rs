//! The ways by which events come to a receiver.

use kaiye_domain::event::event_types;
use serde_json::{Map, Value, json};

/// A way.
pub(super) struct Channel {
    pub(super) name: &'static str,
    /// Where it is; none where each receiver has its own.
    address: Option<&'static str>,
    title: &'static str,
    description: &'static str,
    /// Parameters of its address, with what they are.
    parameters: &'static [(&'static str, &'static str)],
    /// What AsyncAPI says of its protocol.
    bindings: fn() -> Value,
    /// Headers that all its messages bear, by name of a trait.
    headers: Option<&'static str>,
}

/// All of them.
pub(super) const CHANNELS: &[Channel] = &[
    Channel {
        name: "feed",
        address: Some("/api/v1/events"),
        title: "The feed by cursor",
        description: "Read by `list_events`; with `wait`, an answer comes as soon as there is something. Acknowledge by \
                      `acknowledge_events`.",
        parameters: &[],
        bindings: || json!({ "http": { "method": "GET", "bindingVersion": "0.3.0" } }),
        headers: None,
    },
    Channel {
        name: "stream",
        address: Some("/api/v1/event-stream"),
        title: "The feed as Server-Sent Events",
        description: "Read by `stream_events`: the same events with the same cursor, `id` of each, to go on with \
                      `Last-Event-ID`.",
        parameters: &[],
        bindings: || json!({ "http": { "method": "GET", "bindingVersion": "0.3.0" } }),
        headers: None,
    },
    Channel {
        name: "webhook",
        address: None,
        title: "Pushed to a subscriber's address",
        description: "To the address of each subscription (`create_subscription`) that asks for the type, signed with its \
                      secret as Standard Webhooks 1.0 says, until it is answered 2xx. The events of a subject come in \
                      order; one may come again, with the same `webhook-id`.",
        parameters: &[],
        bindings: || json!({ "http": { "method": "POST", "bindingVersion": "0.3.0" } }),
        headers: Some("signed"),
    },
    Channel {
        name: "broker",
        address: Some("kaiye.{type}"),
        title: "Relayed to NATS JetStream",
        description: "Where an installation has it (`nats` in the configuration): the whole log in its order, for the \
                      installation's own systems; `kaiye` is the prefix that it sets. JetStream drops what comes again \
                      with the same `Nats-Msg-Id`.",
        parameters: &[("type", "The type of the event, with its dots.")],
        bindings: || json!({ "nats": { "bindingVersion": "0.1.0" } }),
        headers: Some("relayed"),
    },
];

impl Channel {
    /// Where it is and what comes by it.
    pub(super) fn described(&self) -> Value {
        let messages: Map<String, Value> = event_types()
            .map(|it| (it.kind.to_owned(), json!({ "$ref": format!("#/components/messages/{}", it.kind) })))
            .collect();
        let parameters: Map<String, Value> =
            self.parameters.iter().map(|(name, says)| ((*name).to_owned(), json!({ "description": says }))).collect();
        let mut channel = json!({
            "address": self.address, "title": self.title, "description": self.description, "messages": messages,
        });
        if !parameters.is_empty() {
            channel["parameters"] = Value::Object(parameters);
        }
        channel
    }

    /// That Kaiye sends by it.
    pub(super) fn sent(&self) -> Value {
        let mut operation = json!({
            "action": "send", "title": self.title, "channel": { "$ref": format!("#/channels/{}", self.name) },
            "summary": "Kaiye sends what concerns the receiver.", "bindings": (self.bindings)(),
        });
        if let Some(name) = self.headers {
            operation["description"] =
                json!(format!("Each message bears the headers of `components.messageTraits.{name}`."));
        }
        operation
    }
}

/// The headers by which a message is told apart, verified or dropped.
pub(super) fn traits() -> Value {
    let headers = |required: &[&str], properties: Value| json!({ "headers": { "type": "object", "required": required, "properties": properties } });
    json!({
        "signed": headers(&["webhook-id", "webhook-timestamp", "webhook-signature"], json!({
            "webhook-id": { "type": "string", "format": "uuid", "description": "The event's id: whoever sees it again has seen it before." },
            "webhook-timestamp": { "type": "string", "description": "When it was sent, in seconds since 1970." },
            "webhook-signature": {
                "type": "string",
                "description": "`v1,` and the HMAC-SHA256 over `id.timestamp.body` in base64; several, with a space between, while secrets overlap.",
            },
        })),
        "relayed": headers(&["Nats-Msg-Id"], json!({
            "Nats-Msg-Id": { "type": "string", "format": "uuid", "description": "The event's id, by which JetStream drops what comes again." },
            "content-type": { "type": "string", "const": crate::cloud_event::MEDIA_TYPE },
        })),
    })
}
