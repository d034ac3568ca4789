//! Takes in an e-mail.

use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use kaiye_domain::{
    actor::need,
    application::{Channel, media_type_of},
    catalogue::Jurisdiction,
    intake::{Finding, IntakeFile},
    refusal::{Fault, Faults},
};

use super::{IntakeMessageView, IntakeView};
use crate::{
    config::Config,
    http::{Answered, Caller, IdempotencyKey, KeptFile, Language, Problem, Shown, Upload, UploadKind, parse},
    mail::{Message, Unread, read},
    operations::{
        applications::Filing,
        intake::{Handed, take_message},
        materials::StoredFile,
    },
    state::{State, away},
    v1::applications::create::NewApplication,
};

/// The file of a message that asks for an application.
const ASKS: &str = "application.json";

/// A message as a mail server hands it over.
pub struct MailMessage;

impl UploadKind for MailMessage {
    const SENT_AS: &'static [&'static str] = &["message/rfc822"];

    fn limit(config: &Config) -> usize {
        config.intake.message_limit_bytes
    }

    fn media_type(_: &[u8], _: &str) -> Option<&'static str> {
        Some("message/rfc822")
    }
}

/// Take in an e-mail
///
/// The raw message (RFC 5322), as a mail server hands it over that has made sure of its sender (SPF, DKIM, DMARC). A file
/// `application.json`, with the body of `create_application`, asks for an application; its number in the subject or the
/// text says that a message belongs to one that came from the same mailbox; what does neither is recorded for the window.
/// Every other file is filed as the material that it is named after, by code or by name. `answer` in `message` is the
/// message to send back, with what is missing. What cannot be taken in is `declined` with a reason. The same Message-ID
/// from the same mailbox does nothing twice, and is answered with the same record.
#[utoipa::path(post, path = "/intakes/emails")]
pub async fn intake_email(
    caller: Caller<need::IntakeEmail>,
    state: State,
    language: Language,
    key: IdempotencyKey,
    upload: Upload<MailMessage>,
) -> Answered<Shown<IntakeView>> {
    let kept = upload.keep(&state).await?;
    let claim = key.over(&kept.digest);
    let raw = whole(&state, &kept).await?;
    let parts = Parts::of(&state, kept.named("message.eml"), away(move || Ok(read(&raw))).await?).await?;
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let handed = parts.handed(tx.jurisdiction()?.as_ref(), tx.now);
                let (record, said) = take_message(tx, &handed)?;
                let message = IntakeMessageView::new(said, language);
                Ok(Shown::new(IntakeView::new(record, Some(message), tx.actor)))
            },
        )
        .await
}

/// The whole message, back from where it is kept; its size is bounded.
async fn whole(state: &State, kept: &KeptFile) -> Result<Vec<u8>, Problem> {
    let mut content = state.materials()?.get(&kept.digest).await?.stream;
    let mut all = Vec::new();
    while let Some(part) = content.next().await {
        all.extend_from_slice(&part?);
    }
    Ok(all)
}

/// A message that was read, with its files where they are kept.
struct Parts {
    file: IntakeFile,
    read: Result<Message, Unread>,
    asks: Option<Result<NewApplication, Vec<Finding>>>,
    files: Vec<(String, Result<StoredFile, &'static str>)>,
}

impl Parts {
    /// Keeps the files of a message; the one that asks for an application is taken out.
    async fn of(state: &State, file: IntakeFile, mut read: Result<Message, Unread>) -> Result<Self, Problem> {
        let (mut asks, mut files) = (None, Vec::new());
        for attached in read.iter_mut().flat_map(|message| std::mem::take(&mut message.files)) {
            match attached.bytes {
                Some(bytes) if attached.name == ASKS && asks.is_none() => {
                    asks = Some(asked(&bytes, state.config.server.body_limit_bytes));
                }
                bytes => files.push((attached.name.clone(), keep(state, attached.name, bytes).await?)),
            }
        }
        Ok(Self { file, read, asks, files })
    }

    /// What is handed over.
    fn handed(&self, jurisdiction: &Jurisdiction, now: DateTime<Utc>) -> Handed {
        let (sender, message_id, subject, text, declined) = match &self.read {
            Ok(it) => (Some(&it.sender), &it.id, &it.subject, it.text.as_str(), None),
            Err(it) => (it.sender.as_ref(), &it.id, &it.subject, "", Some(it.reason)),
        };
        Handed {
            file: self.file.clone(),
            sender: sender.cloned(),
            message_id: message_id.clone(),
            subject: subject.clone(),
            text: text.to_owned(),
            asks: self.asks.clone().map(|asked| filing(asked?, jurisdiction, now)),
            files: self.files.clone(),
            declined,
        }
    }
}

/// Keeps a file that is a paper, or says by its code why it is none.
async fn keep(
    state: &State,
    name: String,
    bytes: Option<Vec<u8>>,
) -> Result<Result<StoredFile, &'static str>, Problem> {
    let Some(bytes) = bytes else { return Ok(Err("attachment_damaged")) };
    let Some(media_type) = media_type_of(&bytes) else { return Ok(Err("upload_type_unsupported")) };
    if bytes.len() > state.config.server.upload_limit_bytes {
        return Ok(Err("upload_too_large"));
    }
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let mut incoming = state.materials()?.begin(state.ids.mint(state.clock.now())).await?;
    incoming.write(Bytes::from(bytes)).await?;
    let digest = incoming.finish().await?.digest;
    Ok(Ok(StoredFile { name, media_type: media_type.to_owned(), size, digest }))
}

/// What a message asks for, as long as it is no longer than any other body.
fn asked(body: &[u8], limit: usize) -> Result<NewApplication, Vec<Finding>> {
    let whole = |code: &str| vec![Finding { pointer: String::new(), code: code.to_owned() }];
    if body.len() > limit {
        return Err(whole("body_too_large"));
    }
    parse(body).map_err(|problem| match problem.faults.is_empty() {
        true => whole(problem.code),
        false => found(problem.faults),
    })
}

fn found(faults: Vec<Fault>) -> Vec<Finding> {
    faults.into_iter().map(Finding::from).collect()
}

/// The same as what is filed. It says nothing of whose account it is, nor of another channel.
fn filing(asked: NewApplication, jurisdiction: &Jurisdiction, now: DateTime<Utc>) -> Result<Filing, Vec<Finding>> {
    let mut filing = asked.filing(jurisdiction, now).map_err(|refusal| found(refusal.faults))?;
    let mut faults = Faults::default();
    if filing.owner.is_some() {
        faults.add("/owner_id", "recorded_by_the_window");
    }
    if filing.channel.is_some_and(|channel| channel != Channel::Email) {
        faults.add("/channel", "field_value_unknown");
    }
    faults.into_result("content_invalid").map_err(|refusal| found(refusal.faults))?;
    filing.channel = Some(Channel::Email);
    Ok(filing)
}
