//! Checks of places, bodies, responsibilities, materials, questions, policy and calendars.

use super::{
    files::{
        DepartmentsFile, DivisionsFile, HeadFile, Known, MaterialsFile, QuestionsFile, ResponsibilitiesFile, whole,
    },
    mistake::{Mistake, Place},
    source::Source,
};
use crate::{
    catalogue::{Choice, DepartmentKind, Division, DivisionKind, OnFailure, Question, QuestionKind},
    identity::DivisionCode,
    policy::Policy,
    time::{CalendarYear, Scope},
};

/// The highest number that an answer may be bound by: far below where a float loses whole numbers.
const GREATEST: f64 = 1e9;

pub(super) fn head(source: &Source<'_>, head: &HeadFile, known: &Known, mistakes: &mut Vec<Mistake>) {
    if !known.departments.has(&head.registrar.department) {
        mistakes.push(unknown(source, "registrar.department", "department", &head.registrar.department));
    }
    if !known.departments.has(&head.review_body) {
        mistakes.push(unknown(source, "review_body", "department", &head.review_body));
    }
    for (index, kind) in head.registrar.kinds.iter().enumerate() {
        if head.registrar.uscc_prefix(kind).is_err() || kind.len() != 2 {
            mistakes.push(source.mistake(format!("registrar.kinds[{index}]"), format!("`{kind}` begins no code")));
        }
    }
}

pub(super) fn divisions(source: &Source<'_>, file: &DivisionsFile, known: &Known, mistakes: &mut Vec<Mistake>) {
    for (index, division) in file.division.iter().enumerate() {
        if let Some(body) = division.review_body.as_ref().filter(|body| !known.departments.has(body)) {
            mistakes.push(unknown(source, &format!("division[{index}].review_body"), "department", body));
        }
        let coded = division.code.parse::<DivisionCode>().is_ok();
        if coded == (division.kind == DivisionKind::Zone) {
            let message = "a zone bears a word, every other division its GB/T 2260 code";
            mistakes.push(source.mistake(format!("division[{index}].code"), message));
        }
    }
    if !file.division.iter().any(|it| it.kind == DivisionKind::County) {
        mistakes.push(source.mistake("division", "there is no county that premises could lie in"));
    }
}

pub(super) fn departments(
    source: &Source<'_>,
    file: &DepartmentsFile,
    counties: Option<&[Division]>,
    known: &Known,
    mistakes: &mut Vec<Mistake>,
) {
    for (index, department) in file.department.iter().enumerate() {
        if !known.divisions.has(&department.division) {
            let key = format!("department[{index}].division");
            mistakes.push(unknown(source, &key, "division", &department.division));
        }
        let key = format!("department[{index}].mark");
        let shared = |it: &crate::catalogue::Department| it.mark.is_some() && it.mark == department.mark;
        if department.administrative_organ && department.mark.is_none() {
            mistakes.push(source.mistake(format!("department[{index}]"), "an administrative organ has no `mark`"));
        } else if file.department[..index].iter().any(shared) {
            mistakes.push(source.mistake(key, "another department has the same mark"));
        }
    }
    for county in counties.unwrap_or_default() {
        let has =
            |it: &crate::catalogue::Department| it.kind == DepartmentKind::CountyLiaison && it.division == county.code;
        if !file.department.iter().any(has) {
            mistakes.push(source.mistake("department", format!("county {} has no liaison office", county.code)));
        }
    }
}

pub(super) fn responsibilities(
    source: &Source<'_>,
    file: &ResponsibilitiesFile,
    known: &Known,
    mistakes: &mut Vec<Mistake>,
) {
    if !known.departments.has(&file.responsibility.body) {
        mistakes.push(unknown(source, "responsibility.body", "department", &file.responsibility.body));
    }
    for (index, task) in file.task.iter().enumerate() {
        if !known.departments.has(&task.lead) {
            mistakes.push(unknown(source, &format!("task[{index}].lead"), "department", &task.lead));
        }
        for (at, code) in task.responsible.iter().enumerate() {
            if !known.departments.has(code) {
                mistakes.push(unknown(source, &format!("task[{index}].responsible[{at}]"), "department", code));
            }
        }
    }
}

pub(super) fn materials(source: &Source<'_>, file: &MaterialsFile, mistakes: &mut Vec<Mistake>) {
    // The rules of agents name this one (S4).
    if !file.material.iter().any(|it| it.code == "power_of_attorney") {
        mistakes.push(source.mistake("material", "there is no `power_of_attorney`, which an agent needs"));
    }
}

/// Checks the questions, and offers a county question the counties.
pub(super) fn questions(
    source: &Source<'_>,
    file: QuestionsFile,
    counties: &[Division],
    mistakes: &mut Vec<Mistake>,
) -> Vec<Question> {
    let mut questions = file.question;
    for (index, question) in questions.iter_mut().enumerate() {
        let mut note = |field: &str, message: &str| {
            mistakes.push(source.mistake(format!("question[{index}].{field}"), message));
        };
        let number = matches!(question.kind, QuestionKind::Number | QuestionKind::Integer);
        if number {
            match (question.min, question.max) {
                (Some(min), Some(max)) if min > max => note("min", "the least number is above the greatest"),
                (Some(min), Some(max)) if min < -GREATEST || max > GREATEST => note("max", "the bound is too great"),
                (Some(_), Some(_)) => {}
                _ => note("kind", "a number needs `min` and `max`"),
            }
        } else if question.min.is_some() || question.max.is_some() || question.unit.is_some() {
            note("kind", "only a number has bounds and a unit");
        }
        let choice = question.kind == QuestionKind::Choice;
        if choice == question.choices.is_empty() {
            note("choices", "a choice has choices, and nothing else has");
        }
        for (at, one) in question.choices.iter().enumerate() {
            if question.choices[..at].iter().any(|earlier| earlier.value == one.value) {
                note(&format!("choices[{at}].value"), "the choice is there twice");
            }
        }
        if question.kind == QuestionKind::County {
            let choice = |it: &Division| Choice { value: it.code.clone(), name: it.name.clone() };
            question.choices = counties.iter().map(choice).collect();
        }
    }
    questions
}

pub(super) fn policy(source: &Source<'_>, policy: &Policy, mistakes: &mut Vec<Mistake>) {
    for figure in source.keys() {
        let key = format!("{figure}.clause");
        let clause = source.word(&key).unwrap_or_default();
        let number = clause.strip_prefix('S').and_then(|it| it.parse::<u8>().ok());
        if !number.is_some_and(|it| (1..=28).contains(&it)) {
            mistakes.push(source.mistake(key, format!("`{clause}` is no requirement; they are S1 to S28")));
        }
    }
    if policy.before_decision_failure.value == OnFailure::CheckTask {
        let message = "before the decision there is no certificate to check: `lapse` or `refuse`";
        mistakes.push(source.mistake("before_decision_failure.value", message));
    }
}

pub(super) fn calendars(
    files: &[(&str, &str)],
    overlay_required: Option<bool>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<CalendarYear> {
    let mut sheets = Vec::new();
    let scope_of = |file: &str| if file == "calendars/national.csv" { Scope::National } else { Scope::Regional };
    if !files.iter().any(|(file, _)| scope_of(file) == Scope::National) {
        mistakes.push(whole("calendars/national.csv", "the file is missing"));
    }
    let regional: Vec<&str> =
        files.iter().map(|(file, _)| *file).filter(|it| scope_of(it) == Scope::Regional).collect();
    if let Some(second) = regional.get(1) {
        mistakes.push(whole(second, "there is more than one regional sheet"));
    }
    if regional.is_empty() && overlay_required == Some(true) {
        mistakes.push(whole("calendars/", "a regional sheet is required, and there is none"));
    }
    for (file, text) in files {
        match CalendarYear::parse_csv(scope_of(file), text) {
            Ok(years) => sheets.extend(years),
            Err(found) => mistakes.extend(found.into_iter().map(|it| {
                let place = Place { line: usize::try_from(it.line).unwrap_or(0), column: 1, key: String::new() };
                Mistake { file: (*file).to_owned(), place, message: it.message }
            })),
        }
    }
    sheets
}

/// A code that nothing defines.
pub(super) fn unknown(source: &Source<'_>, key: &str, what: &str, code: &str) -> Mistake {
    source.mistake(key, format!("there is no {what} `{code}`"))
}
