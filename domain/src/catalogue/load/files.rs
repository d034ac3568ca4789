//! The files of a jurisdiction, one concern each, as people write them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    codes::{Codes, is_division, is_word},
    mistake::{Mistake, Place},
    source::Source,
};
use crate::{
    appraisal::Scheme,
    catalogue::{
        Department, Division, Material, PlanTask, Provenance, Question, Registrar, Responsibility, Rule, Text, Window,
    },
    identity::TradeCode,
};

/// `jurisdiction.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadFile {
    pub(super) code: String,
    pub(super) name: Text,
    pub(super) calendars_overlay_required: bool,
    pub(super) review_body: String,
    pub(super) registrar: Registrar,
    #[serde(default)]
    pub(super) window: Option<Window>,
}

/// `divisions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DivisionsFile {
    pub(super) division: Vec<Division>,
}

/// `departments.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DepartmentsFile {
    pub(super) department: Vec<Department>,
}

/// `responsibilities.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResponsibilitiesFile {
    pub(super) responsibility: Responsibility,
    pub(super) task: Vec<PlanTask>,
}

/// `materials.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MaterialsFile {
    pub(super) material: Vec<Material>,
}

/// `appraisal.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AppraisalFile {
    pub(super) scheme: Vec<Scheme>,
}

/// `questions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionsFile {
    pub(super) question: Vec<Question>,
}

/// `bundles/*.toml`: questions by their ids.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BundleFile {
    pub(super) code: String,
    pub(super) name: Text,
    pub(super) trade_codes: Vec<TradeCode>,
    pub(super) questions: Vec<String>,
    pub(super) rules: Vec<Rule>,
    pub(super) provenance: Provenance,
}

/// The wording of a letter's parts; what one letter does not say, `letters/standard.toml` does.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wording {
    pub(super) met_now: Option<String>,
    pub(super) by_date: Option<String>,
    pub(super) verification: Option<String>,
    pub(super) liability: Option<String>,
    pub(super) publication: Option<String>,
    pub(super) ordinary_route: Option<String>,
    pub(super) withdrawal: Option<String>,
    pub(super) declarations: Option<Vec<String>>,
}

/// `letters/standard.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandardFile {
    pub(super) wording: Wording,
}

/// `letters/*.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterFile {
    pub(super) code: String,
    pub(super) item: String,
    pub(super) title: Text,
    pub(super) effective_from: NaiveDate,
    #[serde(default)]
    pub(super) wording: Wording,
}

/// All of a jurisdiction's files, parsed, by their kind.
pub(super) struct Files<'a> {
    pub(super) head: Option<Source<'a>>,
    pub(super) divisions: Option<Source<'a>>,
    pub(super) departments: Option<Source<'a>>,
    pub(super) responsibilities: Option<Source<'a>>,
    pub(super) policy: Option<Source<'a>>,
    pub(super) materials: Option<Source<'a>>,
    pub(super) questions: Option<Source<'a>>,
    pub(super) standard: Option<Source<'a>>,
    pub(super) appraisal: Option<Source<'a>>,
    pub(super) items: Vec<Source<'a>>,
    pub(super) letters: Vec<Source<'a>>,
    pub(super) bundles: Vec<Source<'a>>,
    pub(super) messages: Vec<Source<'a>>,
    pub(super) guides: Vec<(&'a str, &'a str)>,
    pub(super) calendars: Vec<(&'a str, &'a str)>,
    pub(super) documents: BTreeMap<String, String>,
}

impl<'a> Files<'a> {
    /// Sorts the files by their names, and notes those that are missing, that have no place, or that are not TOML.
    pub(super) fn sort(files: &'a BTreeMap<String, String>, mistakes: &mut Vec<Mistake>) -> Self {
        let mut one = |name: &str| match files.get_key_value(name) {
            Some((file, text)) => {
                let source = Source::parse(file, text, mistakes);
                source.check_texts(mistakes);
                Some(source)
            }
            None => {
                mistakes.push(whole(name, "the file is missing"));
                None
            }
        };
        let mut sorted = Self {
            head: one("jurisdiction.toml"),
            divisions: one("divisions.toml"),
            departments: one("departments.toml"),
            responsibilities: one("responsibilities.toml"),
            policy: one("policy.toml"),
            materials: one("materials.toml"),
            questions: one("questions.toml"),
            standard: one("letters/standard.toml"),
            appraisal: one("appraisal.toml"),
            items: Vec::new(),
            letters: Vec::new(),
            bundles: Vec::new(),
            messages: Vec::new(),
            guides: Vec::new(),
            calendars: Vec::new(),
            documents: BTreeMap::new(),
        };
        let singles = sorted.singles().map(|source| source.file).collect::<Vec<_>>();
        for (file, text) in files.iter().filter(|(file, _)| !singles.contains(&file.as_str())) {
            let list = match (file.split_once('/'), file.rsplit_once('.')) {
                (Some(("guides", _)), Some((_, "md"))) => {
                    sorted.guides.push((file, text));
                    continue;
                }
                (_, Some((_, "md"))) => continue,
                (Some(("calendars", _)), Some((_, "csv"))) => {
                    sorted.calendars.push((file, text));
                    continue;
                }
                (Some(("documents", name)), Some((_, "html"))) => {
                    sorted.documents.insert(name.to_owned(), text.clone());
                    continue;
                }
                (Some(("items", _)), Some((_, "toml"))) => &mut sorted.items,
                (Some(("letters", _)), Some((_, "toml"))) => &mut sorted.letters,
                (Some(("bundles", _)), Some((_, "toml"))) => &mut sorted.bundles,
                (Some(("messages", _)), Some((_, "toml"))) => &mut sorted.messages,
                _ => {
                    mistakes.push(whole(file, "no jurisdiction has a file of this name"));
                    continue;
                }
            };
            let source = Source::parse(file, text, mistakes);
            source.check_texts(mistakes);
            list.push(source);
        }
        sorted
    }

    fn singles(&self) -> impl Iterator<Item = &Source<'a>> {
        [&self.head, &self.divisions, &self.departments, &self.responsibilities]
            .into_iter()
            .chain([&self.policy, &self.materials, &self.questions, &self.standard, &self.appraisal])
            .flatten()
    }
}

/// The codes that all the files define.
pub(super) struct Known {
    pub(super) divisions: Codes,
    pub(super) departments: Codes,
    pub(super) materials: Codes,
    pub(super) questions: Codes,
    pub(super) items: Codes,
    pub(super) letters: Codes,
}

impl Known {
    /// Gathers them, and notes what is defined twice.
    pub(super) fn gather(files: &Files<'_>, mistakes: &mut Vec<Mistake>) -> Self {
        let mut list = |source: &Option<Source<'_>>, list: &str, key: &str, is_code| match source {
            Some(source) => Codes::of([source], Some(list), key, is_code, mistakes),
            None => Codes::unknown(),
        };
        let divisions = list(&files.divisions, "division", "code", is_division);
        let departments = list(&files.departments, "department", "code", is_word);
        let materials = list(&files.materials, "material", "code", is_word);
        let questions = list(&files.questions, "question", "id", is_word);
        list(&files.responsibilities, "task", "code", is_word);
        let items = Codes::of(&files.items, None, "code", is_word, mistakes);
        let letters = Codes::of(&files.letters, None, "code", is_word, mistakes);
        Codes::of(&files.bundles, None, "code", is_word, mistakes);
        Self { divisions, departments, materials, questions, items, letters }
    }
}

/// A mistake of a whole file.
pub(super) fn whole(file: &str, message: &str) -> Mistake {
    Mistake { file: file.to_owned(), place: Place::default(), message: message.to_owned() }
}
