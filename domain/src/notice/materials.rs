//! The materials of a notice: each once, with the items that need it (S1).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    catalogue::{Due, Item, Jurisdiction, Need, OnFailure, Text},
    time::Period,
};

/// What one item needs of a material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialUse {
    /// Code of the item.
    pub item: String,
    /// Whether it may follow, for these answers.
    pub need: Need,
    /// When it is due if it follows.
    pub due: Option<Due>,
    /// How long after acceptance, or after issue.
    pub within: Option<Period>,
    /// What happens if it does not come.
    pub on_failure: Option<OnFailure>,
}

/// A material that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeMaterial {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What it must show.
    pub note: Option<Text>,
    /// The strictest need of any item: a paper that one item must have is asked for at once.
    pub need: Need,
    /// The items that need it.
    pub items: Vec<MaterialUse>,
}

/// Merges what the items need. A material that must be filed for one item anyway follows for none.
pub(super) fn merged(
    jurisdiction: &Jurisdiction,
    items: &[&Item],
    answers: &Map<String, Value>,
) -> Vec<NoticeMaterial> {
    let mut merged: Vec<NoticeMaterial> = Vec::new();
    for item in items {
        for need in &item.materials {
            let given = need.need_given(answers);
            let follows = given == Need::Deferrable;
            let (due, within) = follows.then(|| need.due_within(&jurisdiction.policy)).unzip();
            let one = MaterialUse {
                item: item.code.clone(),
                need: given,
                due,
                within,
                on_failure: follows.then(|| need.failure(&jurisdiction.policy)),
            };
            match merged.iter_mut().find(|material| material.code == need.material) {
                Some(material) => {
                    material.need = material.need.min(given);
                    material.items.push(one);
                }
                None => {
                    let Some(material) = jurisdiction.material(&need.material) else { continue };
                    let (code, name, note) = (material.code.clone(), material.name.clone(), material.note.clone());
                    merged.push(NoticeMaterial { code, name, note, need: given, items: vec![one] });
                }
            }
        }
    }
    merged
}
