//! Taking in an e-mail: it belongs to an application that came from the same mailbox, asks for a new one, or waits for the
//! window. The same message is taken in once, however often it is handed over.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    application::{Channel, Intake, check::require_draftable},
    event::SubjectKind,
    id::{ApplicationId, IntakeId},
    intake::{
        AttachmentOutcome, Finding, IntakeFile, IntakeRecord, IntakeState, MessageReason, MessageSaid, material_named,
        quoted_number, still_missing,
    },
    outbound::letters_of,
    served_notice::document_number,
};
use kaiye_persistence::{
    map::{MessageKeys, intake_from, intake_row},
    repo::{application, intake, lock},
};

use super::record::{due_on, facts_of};
use crate::{
    mail::{Answer, compose},
    operations::{
        Failure, Outcome, Tx,
        applications::{Filing, create},
        dossier::Dossier,
        materials::{StoredFile, add},
    },
};

/// A message as it was handed over and read.
#[derive(Debug)]
pub struct Handed {
    /// The message as it came.
    pub file: IntakeFile,
    /// The mailbox that it is from, if that is clear.
    pub sender: Option<String>,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Its subject.
    pub subject: String,
    /// The beginning of its text.
    pub text: String,
    /// The application that it asks for, where it does, or what is wrong with what it asks for.
    pub asks: Option<Result<Filing, Vec<Finding>>>,
    /// The files attached, each as it is kept, or the code of why it is not.
    pub files: Vec<(String, Result<StoredFile, &'static str>)>,
    /// Why it cannot be taken in at all.
    pub declined: Option<MessageReason>,
}

/// What became of a message.
#[derive(Default)]
struct Became {
    application: Option<(ApplicationId, String)>,
    division: Option<String>,
    declined: Option<MessageReason>,
    attachments: Vec<AttachmentOutcome>,
    findings: Vec<Finding>,
    letters: Vec<String>,
}

/// Takes it in, or gives what it became before.
pub fn take_message(tx: &mut Tx<'_>, handed: &Handed) -> Outcome<(IntakeRecord, MessageSaid)> {
    let sender = handed.sender.clone().unwrap_or_default();
    let identity = handed.message_id.as_ref().unwrap_or(&handed.file.digest);
    let message_key = tx.keyring().lookup_key("message", &format!("{sender} {identity}"));
    lock::hold(tx.conn, &message_key)?;
    if let Some(row) = intake::of_message(tx.conn, &message_key)? {
        let said = said(tx, row.id.into(), row.personal.as_deref())?;
        return Ok((intake_from(row)?, said.unwrap_or_else(nothing_said)));
    }
    let became = match handed.declined {
        Some(reason) => Became { declined: Some(reason), ..Became::default() },
        None => belong(tx, handed, &sender)?,
    };
    keep(tx, handed, became, sender, message_key)
}

/// Finds or drafts the application that it belongs to, and files what is attached.
fn belong(tx: &mut Tx<'_>, handed: &Handed, sender: &str) -> Outcome<Became> {
    let declined = |reason, findings| Became { declined: Some(reason), findings, ..Became::default() };
    let dossier = match (&handed.asks, quoted_number(&handed.subject, &handed.text)) {
        (Some(Err(findings)), _) => return Ok(declined(MessageReason::ApplicationInvalid, findings.clone())),
        (Some(Ok(filing)), _) => match tx.attempt(|tx| drafted(tx, filing)) {
            Err(Failure::Refused(refusal)) => {
                let findings = refusal.faults.into_iter().map(Into::into).collect();
                return Ok(declined(MessageReason::ApplicationInvalid, findings));
            }
            created => created?,
        },
        (None, Some(number)) => match of_sender(tx, &number, sender)? {
            Some(dossier) => dossier,
            None => return Ok(declined(MessageReason::NoSuchApplication, Vec::new())),
        },
        (None, None) => {
            let received = |(name, kept): &(String, Result<StoredFile, &'static str>)| AttachmentOutcome {
                name: name.clone(),
                material: None,
                code: kept.as_ref().err().map(|code| (*code).to_owned()),
            };
            return Ok(Became { attachments: handed.files.iter().map(received).collect(), ..Became::default() });
        }
    };
    file(tx, dossier, handed)
}

/// Drafts what is asked for, unless something stands in its way that the applicant cannot mend: the checks are those of
/// every channel (S22).
fn drafted(tx: &mut Tx<'_>, filing: &Filing) -> Outcome<Dossier> {
    let dossier = create(tx, filing)?;
    require_draftable(&dossier.checks(tx)?)?;
    Ok(dossier)
}

/// The application of this number, locked, if an earlier message from the same mailbox became or belongs to it.
fn of_sender(tx: &mut Tx<'_>, number: &str, sender: &str) -> Outcome<Option<Dossier>> {
    let Some(id) = application::by_number(tx.conn, number)? else { return Ok(None) };
    let key = sender_key(tx, sender);
    if !intake::came_from(tx.conn, id, &key)? {
        return Ok(None);
    }
    Dossier::open_found(tx, id).map(Some)
}

/// Files each attachment as the material that it is by its name.
fn file(tx: &mut Tx<'_>, mut dossier: Dossier, handed: &Handed) -> Outcome<Became> {
    let jurisdiction = tx.jurisdiction()?;
    let mut attachments = Vec::new();
    for (name, kept) in &handed.files {
        let named = material_named(name, &jurisdiction);
        let (material, code) = match (kept, named) {
            (Err(code), _) => (None, Some((*code).to_owned())),
            (Ok(_), None) => (None, Some("attachment_name_unknown".to_owned())),
            (Ok(kept), Some(code)) => match add(tx, &mut dossier, code, kept) {
                Ok(_) => (Some(code.to_owned()), None),
                Err(Failure::Refused(refusal)) => (None, Some(refusal.code.to_owned())),
                Err(failure) => return Err(failure),
            },
        };
        attachments.push(AttachmentOutcome { name: name.clone(), material, code });
    }
    let findings = still_missing(&dossier.checks(tx)?);
    let application = &dossier.application;
    let letters = match application.is_draft() {
        true => letters_of(application, &jurisdiction, tx.today()),
        false => Vec::new(),
    };
    let address = tx.public_url();
    let download = |code: &str, version| format!("{address}/api/v1/letter-templates/{code}/text?version={version}");
    Ok(Became {
        application: Some((application.id, application.number.clone())),
        division: Some(application.division().to_owned()),
        declined: None,
        attachments,
        findings,
        letters: letters.iter().map(|letter| download(&letter.code, letter.version)).collect(),
    })
}

fn keep(
    tx: &mut Tx<'_>,
    handed: &Handed,
    became: Became,
    sender: String,
    message_key: String,
) -> Outcome<(IntakeRecord, MessageSaid)> {
    let facts = Intake::record(Channel::Email, None, None, tx.now, tx.actor)?;
    let id: IntakeId = tx.id();
    let state = state(&became, tx.now);
    let number = document_number("LJ", tx.now, id.0);
    let due_on = due_on(tx, facts.received_at)?;
    let record = IntakeRecord::of_message(id, number, facts, handed.file.clone(), state, due_on);
    let answer = match became.declined {
        Some(MessageReason::Automatic) => None,
        _ => compose(&Answer {
            from: tx.mail_from(),
            to: &sender,
            in_reply_to: handed.message_id.as_deref(),
            subject: &handed.subject,
            number: &record.number,
            application: became.application.as_ref().map(|(_, number)| number.as_str()),
            reason: became.declined.map(MessageReason::code),
            attachments: &became.attachments,
            findings: &became.findings,
            letters: &became.letters,
            at: tx.now,
        }),
    };
    let sender_key = (!sender.is_empty()).then(|| sender_key(tx, &sender));
    let Became { attachments, findings, .. } = became;
    let said = MessageSaid { sender, subject: handed.subject.clone(), attachments, findings, answer };
    let personal = tx.keyring().seal_json(&place(id), &said, tx.nonce())?;
    let keys = MessageKeys { sender_key, message_key, personal };
    intake::insert(tx.conn, &intake_row(&record, Some(keys), 1)?)?;
    tx.append((SubjectKind::Intake, id), became.division.as_deref(), facts_of(&record))?;
    Ok((record, said))
}

fn state(became: &Became, at: DateTime<Utc>) -> IntakeState {
    match (became.declined, &became.application) {
        (Some(reason), _) => IntakeState::Declined { reason: reason.code().to_owned(), at },
        (None, Some((application, _))) => IntakeState::Filed { application: *application, at },
        (None, None) => IntakeState::Recorded,
    }
}

/// What a message said and was answered; nothing for a paper.
pub fn said(tx: &Tx<'_>, id: IntakeId, personal: Option<&str>) -> Outcome<Option<MessageSaid>> {
    Ok(personal.map(|sealed| tx.keyring().open_json(&place(id), sealed)).transpose()?)
}

fn nothing_said() -> MessageSaid {
    let (sender, subject) = Default::default();
    MessageSaid { sender, subject, attachments: Vec::new(), findings: Vec::new(), answer: None }
}

/// What the personal part of an intake is sealed for.
fn place(id: IntakeId) -> String {
    format!("intakes/{id}")
}

fn sender_key(tx: &Tx<'_>, sender: &str) -> String {
    tx.keyring().lookup_key("mailbox", sender)
}
