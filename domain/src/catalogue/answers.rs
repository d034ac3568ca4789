//! Answers to questions, checked: every fault at once, each with its pointer.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use super::{Question, QuestionKind};
use crate::refusal::{Faults, Refusal};

/// Checks the answers against the questions, and gives them in one spelling: a whole number is written as such. What a
/// question does not want answered may be left out; nothing else may be answered.
pub fn checked_answers(questions: &[Question], answers: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let mut faults = Faults::default();
    let mut checked = Map::new();
    let known: BTreeSet<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    for id in answers.keys().filter(|id| !known.contains(id.as_str())) {
        faults.add(pointer(id), "question_unknown");
    }
    for question in questions {
        match answers.get(&question.id) {
            None if question.required => faults.add(pointer(&question.id), "answer_missing"),
            None => {}
            Some(answer) => {
                if let Some(answer) = faults.check(&pointer(&question.id), question.checked(answer), |code| code) {
                    checked.insert(question.id.clone(), answer);
                }
            }
        }
    }
    faults.into_result("answers_invalid")?;
    Ok(checked)
}

impl Question {
    /// The answer in its one spelling, or the code of what is wrong with it.
    fn checked(&self, answer: &Value) -> Result<Value, &'static str> {
        match (self.kind, answer) {
            (QuestionKind::Boolean, Value::Bool(_)) => Ok(answer.clone()),
            (QuestionKind::Number | QuestionKind::Integer, Value::Number(number)) => self.checked_number(number),
            (QuestionKind::Choice | QuestionKind::County, Value::String(word)) => {
                let open = self.choices.iter().any(|choice| choice.value == *word);
                if open { Ok(answer.clone()) } else { Err("answer_not_a_choice") }
            }
            _ => Err("answer_wrong_type"),
        }
    }

    fn checked_number(&self, number: &Number) -> Result<Value, &'static str> {
        let value = number.as_f64().ok_or("answer_wrong_type")?;
        let whole = value.fract() == 0.0;
        if self.kind == QuestionKind::Integer && !whole {
            return Err("answer_not_whole");
        }
        if self.min.is_some_and(|min| value < min) {
            return Err("answer_too_small");
        }
        if self.max.is_some_and(|max| value > max) {
            return Err("answer_too_great");
        }
        // Numbers in questions are small: `load` sees to a greatest number far below where this cast could lose any.
        Ok(if whole { Value::from(value as i64) } else { Value::from(value) })
    }
}

fn pointer(id: &str) -> String {
    format!("/answers/{}", id.replace('~', "~0").replace('/', "~1"))
}
