//! SMS through a gateway behind one small HTTP interface (`docs/exchange.md`): a POST a message, with its id as the key by
//! which the gateway knows it again.

use kaiye_domain::message::Attempt;
use serde::Deserialize;
use serde_json::json;

use super::UNREACHABLE;
use crate::{
    config::SmsGateway,
    operations::messages::Letter,
    outgoing::{Outgoing, Unanswered},
};

/// The longest receipt that is kept.
const LONGEST_RECEIPT: usize = 100;

/// A gateway.
pub(super) struct Gateway {
    url: String,
    authorization: String,
}

/// What a gateway answers, if it says anything.
#[derive(Default, Deserialize)]
struct Taken {
    receipt: Option<String>,
}

impl Gateway {
    pub(super) fn new(config: &SmsGateway) -> Self {
        Self { url: config.url.clone(), authorization: format!("Bearer {}", config.token) }
    }

    pub(super) fn send(&self, letter: &Letter, outgoing: &Outgoing) -> Attempt {
        let id = letter.id.to_string();
        let body = json!({ "id": id, "to": letter.to, "text": letter.text }).to_string();
        let headers = [
            ("content-type", "application/json"),
            ("authorization", self.authorization.as_str()),
            ("idempotency-key", id.as_str()),
        ];
        let answer = match outgoing.post(&self.url, &headers, body.as_bytes()) {
            Ok(answer) => answer,
            Err(Unanswered::TlsFailed) => return Attempt::Troubled("tls".to_owned()),
            Err(_) => return Attempt::Troubled(UNREACHABLE.to_owned()),
        };
        match answer.status {
            200..300 => {
                let Taken { receipt } = serde_json::from_slice(&answer.body).unwrap_or_default();
                Attempt::Taken { receipt: receipt.filter(|it| it.len() <= LONGEST_RECEIPT) }
            }
            // What is wrong with the message itself; what is wrong with our access, or only for now, may be mended.
            status @ (400 | 404 | 410 | 413 | 422) => Attempt::Refused(format!("refused_{status}")),
            status => Attempt::Troubled(format!("answered_{status}")),
        }
    }
}
