//! Drafting an application, from a one-time notice or from scratch (S1, S2, S22).

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Role,
    application::{Application, Business, Channel, Intake, LicenceBasis, People},
    catalogue::{Jurisdiction, Question, checked_answers},
    id::{ApplicationId, IntakeId, NoticeId},
    intake::IntakeRecord,
    notice::OneTimeNotice,
    refusal::{Fault, Faults, Refusal},
    served_notice::document_number,
};
use kaiye_persistence::{StoreErrorKind, map, repo, row::IntakeRow};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Asked, keep_draft};
use crate::operations::{Outcome, Tx, dossier::Dossier, intake};

/// What is filed. What a notice says already may be left out.
#[derive(Debug, Clone)]
pub struct Filing {
    /// How it came in; the usual way of who records it when empty.
    pub channel: Option<Channel>,
    /// The sender's own reference.
    pub sender_reference: Option<String>,
    /// When it reached the office, if that was before now.
    pub received_at: Option<DateTime<Utc>>,
    /// The applicant's account, when somebody else records it.
    pub owner: Option<Uuid>,
    /// The paper that it is drafted from: its channel, reference and instant are taken over.
    pub intake: Option<IntakeId>,
    /// The one-time notice it follows.
    pub notice: Option<NoticeId>,
    /// The bundle it follows, without a notice.
    pub bundle: Option<String>,
    /// Answers to the bundle's questions, without a notice.
    pub answers: Map<String, Value>,
    /// New licence or permits only; as the notice says when empty.
    pub licence: Option<LicenceBasis>,
    /// The business.
    pub business: Business,
    /// The natural persons.
    pub people: People,
    /// What is asked for; what the notice lists when empty.
    pub items: Option<Vec<Asked>>,
}

/// Drafts it.
pub fn create(tx: &mut Tx<'_>, filing: &Filing) -> Outcome<Dossier> {
    let jurisdiction = tx.jurisdiction()?;
    let mut filing = filing.clone();
    let paper = follow_paper(tx, &mut filing)?;
    follow_notice(tx, &mut filing, &jurisdiction)?;
    let channel = filing.channel.unwrap_or_else(|| Intake::usual_channel(tx.actor));
    let intake = Intake::record(channel, filing.sender_reference, filing.received_at, tx.now, tx.actor)?;
    let owner = owner(tx, filing.owner)?;
    let licence = filing.licence.unwrap_or(LicenceBasis::New);
    let requests = filing.items.unwrap_or_default().into_iter().map(|asked| asked.with_id(tx)).collect();
    let items = Application::request_items(requests, &licence, &filing.business.county, &jurisdiction, tx.now)?;
    let id: ApplicationId = tx.id();
    let mut dossier = Dossier::begin(Application {
        id,
        number: document_number("BJ", tx.now, id.0),
        owner,
        intake,
        notice: filing.notice,
        bundle: filing.bundle,
        answers: filing.answers,
        business: filing.business,
        licence,
        submitted_at: None,
        people: filing.people,
        items,
        version: 1,
    });
    keep_draft(tx, &mut dossier)?;
    let codes: Vec<&str> = dossier.application.items.iter().map(|item| item.item_code.as_str()).collect();
    let channel: &str = channel.into();
    let data = json!({
        "number": dossier.application.number,
        "items": codes,
        "channel": channel,
        "bundle": dossier.application.bundle,
        "notice_id": dossier.application.notice,
        "intake_id": filing.intake,
    });
    dossier.fact("application.created", data);
    dossier.save(tx)?;
    if let Some(paper) = paper {
        intake::settle(tx, paper, &dossier.application)?;
    }
    Ok(dossier)
}

/// Takes over what the paper says (S22); only the window drafts from one, and nothing of it is said twice.
fn follow_paper(tx: &mut Tx<'_>, filing: &mut Filing) -> Outcome<Option<(IntakeRecord, IntakeRow)>> {
    let Some(id) = filing.intake else { return Ok(None) };
    let mut faults = Faults::default();
    if !tx.actor.is(Role::WindowClerk) {
        faults.add("/intake_id", "recorded_by_the_window");
    }
    for (field, said) in [
        ("/channel", filing.channel.is_some()),
        ("/sender_reference", filing.sender_reference.is_some()),
        ("/received_at", filing.received_at.is_some()),
    ] {
        if said {
            faults.add(field, "said_by_the_intake");
        }
    }
    faults.into_result("content_invalid")?;
    let (paper, row) = intake::follow(tx, id)?;
    filing.channel = Some(paper.facts.channel);
    filing.sender_reference.clone_from(&paper.facts.sender_reference);
    filing.received_at = Some(paper.facts.received_at);
    Ok(Some((paper, row)))
}

/// Takes over what the notice says, and checks the answers where there is none.
fn follow_notice(tx: &mut Tx<'_>, filing: &mut Filing, jurisdiction: &Jurisdiction) -> Outcome<()> {
    let Some(id) = filing.notice else {
        filing.answers = known_answers(filing.bundle.as_deref(), &filing.answers, jurisdiction)?;
        return Ok(());
    };
    let row = match repo::one_time_notice::find(tx.conn, id) {
        Err(error) if *error.kind() == StoreErrorKind::NotFound => {
            return Err(fault("/notice_id", "notice_unknown").into());
        }
        found => found?,
    };
    let notice: OneTimeNotice = map::one_time_notice_from(row)?.notice;
    if notice.county != filing.business.county {
        return Err(fault("/business/county", "not_the_notices_county").into());
    }
    if filing.licence.is_none() {
        if notice.existing_licence {
            return Err(fault("/licence", "required").into());
        }
        filing.licence = Some(LicenceBasis::New);
    }
    filing.items.get_or_insert_with(|| {
        let codes = notice.items.iter().map(|item| item.code.clone());
        codes.map(|code| Asked { code, route: None, existing_permit: None }).collect()
    });
    filing.bundle = notice.bundle;
    filing.answers = notice.answers.into_iter().collect();
    Ok(())
}

/// Answers to the bundle's questions; without a bundle, to any that the jurisdiction asks, none of them required.
pub(super) fn known_answers(
    bundle: Option<&str>,
    answers: &Map<String, Value>,
    jurisdiction: &Jurisdiction,
) -> Result<Map<String, Value>, Refusal> {
    let questions = match bundle {
        Some(code) => &jurisdiction.bundle(code).ok_or_else(|| fault("/bundle", "bundle_unknown"))?.questions,
        None => &jurisdiction.questions,
    };
    let required = |question: &Question| question.required && bundle.is_some();
    let questions: Vec<_> = questions.iter().map(|it| Question { required: required(it), ..it.clone() }).collect();
    checked_answers(&questions, answers)
}

/// Whose it is: who files it, or the account that the window or an agency's system names.
fn owner(tx: &mut Tx<'_>, named: Option<Uuid>) -> Outcome<Uuid> {
    let Some(named) = named.filter(|named| *named != tx.actor.id) else { return Ok(tx.actor.id) };
    let mut faults = Faults::default();
    if ![Role::WindowClerk, Role::System].iter().any(|role| tx.actor.is(*role)) {
        faults.add("/owner_id", "recorded_by_the_window");
    } else {
        match repo::account::find(tx.conn, named) {
            Err(error) if *error.kind() == StoreErrorKind::NotFound => faults.add("/owner_id", "account_unknown"),
            found => drop(found?),
        }
    }
    faults.into_result("content_invalid")?;
    Ok(named)
}

fn fault(pointer: &str, code: &'static str) -> Refusal {
    Refusal::fields("content_invalid", vec![Fault { pointer: pointer.to_owned(), code }])
}
