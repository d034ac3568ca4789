//! Changing a draft, or correcting what was returned (S1, S6).

use kaiye_domain::application::{ApplicationReason, Business, Edit, LicenceBasis, Person};
use serde_json::{Map, Value, json};

use super::{Asked, create::known_answers, keep_draft};
use crate::operations::{Failure, Outcome, Tx, acceptance, dossier::Dossier};

/// What is changed; a part that is empty stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The business.
    pub business: Option<Business>,
    /// New licence, or permits only.
    pub licence: Option<LicenceBasis>,
    /// Answers to the bundle's questions.
    pub answers: Option<Map<String, Value>>,
    /// The operator; `Some(None)` takes the name out.
    pub operator: Option<Option<Person>>,
    /// The agent; `Some(None)` takes the name out.
    pub agent: Option<Option<Person>>,
    /// What is asked for.
    pub items: Option<Vec<Asked>>,
}

/// Changes it.
pub fn update(tx: &mut Tx<'_>, dossier: &mut Dossier, change: &Change) -> Outcome<()> {
    let jurisdiction = tx.jurisdiction()?;
    let Change { business, licence, answers, operator, agent, items } = change.clone();
    let parts = [
        ("business", business.is_some()),
        ("licence", licence.is_some()),
        ("answers", answers.is_some()),
        ("operator", operator.is_some()),
        ("agent", agent.is_some()),
        ("items", items.is_some()),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|(_, given)| *given).map(|(part, _)| part).collect();
    let answers = match answers {
        Some(_) if dossier.application.notice.is_some() => {
            return Err(Failure::refused(ApplicationReason::AnswersAreTheNotices));
        }
        Some(answers) => Some(known_answers(dossier.application.bundle.as_deref(), &answers, &jurisdiction)?),
        None => None,
    };
    let items = items.map(|items| items.into_iter().map(|asked| asked.with_id(tx)).collect());
    let edit = Edit { business, licence, answers, operator, agent, items };
    let named = acceptance::named(tx, dossier)?;
    dossier.application.edit(edit, &named, &jurisdiction, tx.now)?;
    let kept: Vec<_> = dossier.application.items.iter().map(|item| item.id).collect();
    dossier.commitments.retain(|commitment| kept.contains(&commitment.item));
    keep_draft(tx, dossier)?;
    dossier.fact("application.updated", json!({ "parts": parts }));
    dossier.save(tx)?;
    Ok(())
}
