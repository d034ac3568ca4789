//! E-mail over SMTP, with TLS from the first byte or by STARTTLS.

use std::{fs, time::Duration};

use kaiye_domain::message::Attempt;
use lettre::{
    Message, SmtpTransport, Transport,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};

use super::UNREACHABLE;
use crate::{
    config::{ConfigError, Smtp, SmtpTls},
    operations::messages::Letter,
};

/// How long each answer of the mail server may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A mail server, and who writes.
pub(super) struct Mail {
    from: Mailbox,
    transport: SmtpTransport,
}

impl Mail {
    pub(super) fn new(config: &Smtp) -> Result<Self, ConfigError> {
        let wrong = |name: &str, why: &dyn std::fmt::Display| ConfigError::new(format!("messages.smtp.{name}: {why}"));
        let from: Mailbox = config.from.parse().map_err(|error| wrong("from", &error))?;
        let mut parameters = TlsParameters::builder(config.host.clone());
        if let Some(file) = &config.ca_file {
            let pem = fs::read(file).map_err(|error| wrong("ca_file", &error))?;
            let certificate = Certificate::from_pem(&pem).map_err(|error| wrong("ca_file", &error))?;
            parameters = parameters.add_root_certificate(certificate);
        }
        let parameters = parameters.build().map_err(|error| wrong("ca_file", &error))?;
        let tls = match config.tls {
            SmtpTls::Implicit => Tls::Wrapper(parameters),
            SmtpTls::Starttls => Tls::Required(parameters),
            SmtpTls::None => Tls::None,
        };
        let name = ClientId::Domain(from.email.domain().to_owned());
        let mut transport = SmtpTransport::builder_dangerous(config.host.clone())
            .port(config.port)
            .tls(tls)
            .hello_name(name)
            .timeout(Some(TIMEOUT));
        if !config.user.is_empty() {
            transport = transport.credentials(Credentials::new(config.user.clone(), config.password.clone()));
        }
        Ok(Self { from, transport: transport.build() })
    }

    pub(super) fn send(&self, letter: &Letter) -> Attempt {
        let Some(message) = self.message(letter) else { return Attempt::Refused("address_refused".to_owned()) };
        match self.transport.send(&message) {
            Ok(_) => Attempt::Taken { receipt: None },
            Err(error) => match error.status().map(u16::from) {
                // What is said of this message for good (RFC 5321 §4.2.3), and not of us: authentication may be mended.
                Some(code @ (550..=554 | 556)) => Attempt::Refused(format!("refused_{code}")),
                Some(code) => Attempt::Troubled(format!("answered_{code}")),
                None if error.is_tls() => Attempt::Troubled("tls".to_owned()),
                None => Attempt::Troubled(UNREACHABLE.to_owned()),
            },
        }
    }

    /// The same Message-ID each time it is sent, so that a mail server or a reader knows it again.
    fn message(&self, letter: &Letter) -> Option<Message> {
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.parse().ok()?))
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .date(letter.created_at.into())
            .subject(letter.subject.clone())
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(format!("{}\r\n", letter.text))
            .ok()
    }
}
