//! What makes a configuration usable. Every mistake is told at once.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Config, Limits, SmtpTls};
use crate::{messenger::Messenger, outgoing::authorities};

/// Why a configuration is refused: a sentence a mistake, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(Vec<String>);

impl ConfigError {
    /// One mistake.
    pub fn new(mistake: String) -> Self {
        Self(vec![mistake])
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration cannot be used: {}", self.0.join("; "))
    }
}

impl std::error::Error for ConfigError {}

/// The public address of default.toml, good for an evaluation alone.
const EVALUATION_URL: &str = "http://127.0.0.1:8080";

impl Config {
    /// Refuses what would not work or would not be safe.
    pub fn check(&self) -> Result<(), ConfigError> {
        let mut mistakes = Vec::new();
        let mut expect = |good: bool, mistake: &str| {
            if !good {
                mistakes.push(mistake.to_owned());
            }
        };
        if self.is_evaluation() {
            expect(self.server.bind.ip().is_loopback(), "server.bind: evaluation mode listens on loopback only");
        } else {
            expect(is_key(&self.keys.index), "keys.index: 32 bytes in base64 are needed in production");
            expect(
                self.keys.secrets.contains_key(&self.keys.current),
                "keys.current: must name one of keys.secrets, which are needed in production",
            );
            // It is printed on every paper, for ever.
            expect(
                self.server.public_url != EVALUATION_URL,
                "server.public_url: the address that callers use is needed in production",
            );
        }
        expect(self.keys.secrets.values().all(|key| is_key(key)), "keys.secrets: each must be 32 bytes in base64");
        let url = &self.server.public_url;
        expect(
            (url.starts_with("https://") || url.starts_with("http://")) && !url.ends_with('/'),
            "server.public_url: an http(s) address without a slash at the end",
        );
        expect((60..=86_400).contains(&self.tokens.access_seconds), "tokens.access_seconds: 60 to 86400");
        expect((1..=365).contains(&self.tokens.session_days), "tokens.session_days: 1 to 365");
        expect((1..=365).contains(&self.tokens.signing_key_days), "tokens.signing_key_days: 1 to 365");
        let Limits { caller_per_minute, address_per_minute, sign_in_per_minute, reports_per_hour } = self.limits;
        let limits = [caller_per_minute, address_per_minute, sign_in_per_minute, reports_per_hour];
        expect(limits.iter().all(|limit| *limit > 0), "limits: each must be more than 0");
        expect(self.intake.rows_a_run > 0, "intake.rows_a_run: more than 0");
        expect(self.database.pool_size > 0, "database.pool_size: more than 0");
        expect((1..=120).contains(&self.outgoing.timeout_seconds), "outgoing.timeout_seconds: 1 to 120");
        if let Some(file) = &self.outgoing.authorities {
            expect(authorities(file).is_ok(), "outgoing.authorities: a PEM file of certificates");
        }
        let webhooks = &self.webhooks;
        expect(
            !webhooks.retry_seconds.is_empty()
                && webhooks.retry_seconds.iter().all(|wait| (1..=604_800).contains(wait)),
            "webhooks.retry_seconds: at least one, each 1 to 604800",
        );
        expect((1..=8_760).contains(&webhooks.disable_after_hours), "webhooks.disable_after_hours: 1 to 8760");
        expect((1..=64).contains(&webhooks.in_flight), "webhooks.in_flight: 1 to 64");
        expect((1..=3_650).contains(&webhooks.keep_days), "webhooks.keep_days: 1 to 3650");
        expect(matches!(self.log.format.as_str(), "text" | "json"), "log.format: text or json");
        expect(
            self.materials.bucket.is_none() || cfg!(feature = "s3"),
            "materials.bucket: this program was built without the feature s3",
        );
        let nats = &self.nats;
        expect(
            nats.url.is_none() || cfg!(feature = "nats"),
            "nats.url: this program was built without the feature nats",
        );
        let address = |url: &str| (url.starts_with("nats://") || url.starts_with("tls://")) && !url.contains('@');
        expect(nats.url.as_deref().is_none_or(address), "nats.url: nats:// or tls:// without a password");
        expect(is_token(&nats.stream), "nats.stream: letters, digits, - and _");
        expect(
            nats.subject_prefix.split('.').all(is_token),
            "nats.subject_prefix: letters, digits, - and _, with dots",
        );
        expect((1..=604_800).contains(&nats.duplicate_seconds), "nats.duplicate_seconds: 1 to 604800");
        if let Some(smtp) = &self.messages.smtp {
            expect(
                smtp.tls != SmtpTls::None || matches!(smtp.host.as_str(), "127.0.0.1" | "::1" | "localhost"),
                "messages.smtp.tls: none only to a relay on the same machine",
            );
        }
        if let Some(sms) = &self.messages.sms {
            expect(!sms.token.is_empty(), "messages.sms.token: the gateway must know who asks");
        }
        for provider in &self.identity_providers {
            expect(
                provider.jwks_url.is_some() != provider.jwks_file.is_some(),
                "identity_providers: each has either jwks_url or jwks_file",
            );
        }
        if let Err(mistake) = Messenger::new(&self.messages) {
            mistakes.extend(mistake.0);
        }
        if mistakes.is_empty() { Ok(()) } else { Err(ConfigError(mistakes)) }
    }
}

/// What may stand between two dots of a subject.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_key(text: &str) -> bool {
    STANDARD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_an_evaluation_and_no_production() {
        let mut config = Config::evaluation().expect("the defaults parse");
        assert_eq!(config.check(), Ok(()));
        config.evaluation = Some(false);
        let refused = config.check().expect_err("no keys").to_string();
        assert!(refused.contains("keys.index") && refused.contains("keys.current"), "{refused}");
        config.keys.index = STANDARD.encode([1; 32]);
        config.keys.secrets.insert("k1".into(), STANDARD.encode([2; 32]));
        config.keys.current = "k1".into();
        let refused = config.check().expect_err("no address").to_string();
        assert!(refused.contains("server.public_url"), "{refused}");
        config.server.public_url = "https://kaiye.example.cn".into();
        assert_eq!(config.check(), Ok(()));
    }

    #[test]
    fn a_broker_needs_the_feature_and_an_address_without_a_password() {
        let mut config = Config::evaluation().expect("the defaults parse");
        config.nats.url = Some("nats://127.0.0.1:4222".into());
        let feature = "built without the feature nats";
        assert_eq!(config.check().is_err_and(|error| error.to_string().contains(feature)), !cfg!(feature = "nats"));
        config.nats.url = Some("nats://kaiye:secret@127.0.0.1:4222".into());
        assert!(config.check().expect_err("a password").to_string().contains("without a password"));
        config.nats.url = None;
        config.nats.subject_prefix = "kaiye.*".into();
        assert!(config.check().expect_err("a wildcard").to_string().contains("nats.subject_prefix"));
    }

    #[test]
    fn an_evaluation_listens_on_loopback_only() {
        let mut config = Config::evaluation().expect("the defaults parse");
        config.server.bind = ([0, 0, 0, 0], 8080).into();
        assert!(config.check().expect_err("not loopback").to_string().contains("loopback only"));
    }
}
