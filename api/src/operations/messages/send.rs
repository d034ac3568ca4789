//! Sending: a message is leased, put into words with the address opened for it alone, handed out, and what came of it is
//! noted. A process that dies in between leaves the lease, after which the same message is sent again under the same id.

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_domain::{
    application::Channel,
    catalogue::{Jurisdiction, Text},
    id::{ApplicationId, MessageId},
    message::{
        Attempt, EmailAddress, Mentioned, Message, MessageWay, Placeholder, SuppressionReason, Values, rendered,
    },
};
use kaiye_persistence::{
    StoreError,
    map::{message_from, message_row},
    repo::{event, intake, lock, message},
};
use uuid::Uuid;

use super::find_contact;
use crate::operations::{Outcome, Tx, dossier::Dossier, intake::said};

/// How long a process may take over one message before another takes it up: longer than any attempt lasts.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// A message that this process alone is sending.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// The message.
    pub message: Message,
    division: String,
    version: i32,
}

/// A message in words, addressed. Personal: it is in memory only while it is sent.
#[derive(Clone)]
pub struct Letter {
    /// The message's id.
    pub id: MessageId,
    /// By what it goes.
    pub way: MessageWay,
    /// The address or number.
    pub to: String,
    /// Its subject; an SMS has none.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// What a message came to when it was put into words.
pub enum Prepared {
    /// It goes out.
    Goes(Letter),
    /// Nothing goes out.
    Suppressed(SuppressionReason),
}

/// Leases the message that waits longest; none when no message is due.
pub fn claim(tx: &mut Tx<'_>) -> Outcome<Option<Claimed>> {
    lock::hold(tx.conn, "messages")?;
    let Some(row) = message::due(tx.conn, tx.now, 1)?.pop() else { return Ok(None) };
    let (division, was) = (row.division.clone(), row.version);
    let claimed = Claimed { message: message_from(row)?, division, version: was + 1 };
    let row = message_row(&claimed.message, &claimed.division, Some(tx.now + LEASE), claimed.version)?;
    message::update(tx.conn, &row, was)?;
    Ok(Some(claimed))
}

/// Puts a message into words. `open` says which ways the installation has.
pub fn prepare(tx: &mut Tx<'_>, message: &Message, open: impl Fn(MessageWay) -> bool) -> Outcome<Prepared> {
    let dossier = Dossier::read(tx, message.application)?;
    let application = &dossier.application;
    let mut contact = find_contact(tx, application.owner)?.contact;
    if contact.email.is_none() && application.intake.channel == Channel::Email {
        contact.email = mailbox_of(tx, application.id)?;
    }
    let way = match contact.way(message.topic, open) {
        Ok(way) => way,
        Err(reason) => return Ok(Prepared::Suppressed(reason)),
    };
    let people = &application.people;
    let mut phones = [&people.agent, &people.operator].into_iter().flatten().map(|person| &person.phone);
    let to = match way {
        MessageWay::Email => contact.email.map(String::from),
        MessageWay::Sms => phones.find(|phone| phone.is_mobile()).map(|phone| phone.as_str().to_owned()),
    };
    let Some(to) = to else { return Ok(Prepared::Suppressed(SuppressionReason::NoContact)) };
    let data = event::find(tx.conn, message.event)?.event.data;
    let jurisdiction = tx.jurisdiction()?;
    let missing = || StoreError::corrupt(format!("the jurisdiction has no texts for {}", message.topic));
    let template = jurisdiction.message(message.topic).ok_or_else(missing)?;
    let name = |text: &Text| text.in_language(contact.language).to_owned();
    let values = values(&dossier, &jurisdiction, &Mentioned::of(&data), name);
    let say = |text: &Text| rendered(text.in_language(contact.language), &values);
    let (subject, text) = match way {
        MessageWay::Email => (say(&template.email.subject), say(&template.email.body)),
        MessageWay::Sms => (String::new(), say(&template.sms)),
    };
    let created_at = message.created_at;
    Ok(Prepared::Goes(Letter { id: message.id, way, to, subject, text, created_at }))
}

/// The mailbox that an application came from: it stands for the address of whoever has no account.
fn mailbox_of(tx: &mut Tx<'_>, application: ApplicationId) -> Outcome<Option<EmailAddress>> {
    let Some(row) = intake::first_message_of(tx.conn, application)? else { return Ok(None) };
    let said = said(tx, row.id.into(), row.personal.as_deref())?;
    Ok(said.and_then(|said| said.sender.parse().ok()))
}

/// Notes what an attempt came to, and gives the lease back. Where the lease ran out and somebody else took the message
/// up, what they note counts.
pub fn conclude(tx: &mut Tx<'_>, claimed: Claimed, way: Option<MessageWay>, attempt: Attempt) -> Outcome<()> {
    let row = message::find(tx.conn, Uuid::from(claimed.message.id))?;
    if row.version != claimed.version {
        return Ok(());
    }
    let message = Message { way, ..claimed.message.attempted(attempt, tx.now) };
    let version = claimed.version + 1;
    message::update(tx.conn, &message_row(&message, &claimed.division, None, version)?, claimed.version)?;
    Ok(())
}

/// What the texts may name.
fn values(
    dossier: &Dossier,
    jurisdiction: &Jurisdiction,
    mentioned: &Mentioned,
    name: impl Fn(&Text) -> String,
) -> Values {
    let application = &dossier.application;
    let items = mentioned.items.iter().filter_map(|code| jurisdiction.latest_item(code)).map(|item| name(&item.name));
    let business = application.business.name.clone().unwrap_or_else(|| application.number.clone());
    Values::from([
        (Placeholder::Number, application.number.clone()),
        (Placeholder::Business, business),
        (Placeholder::Items, items.collect::<Vec<_>>().join("、")),
        (Placeholder::Document, mentioned.documents.join("、")),
        (Placeholder::DueOn, mentioned.due_on.clone().unwrap_or_default()),
    ])
}
