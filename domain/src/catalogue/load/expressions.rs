//! Checks of expressions: every question is there, and is asked what its kind can answer.

use super::{mistake::Mistake, source::Source};
use crate::catalogue::{Expression, Literal, Question, QuestionKind, Test};

/// Checks an expression against the questions that may be answered where it is used.
pub(super) fn check(
    source: &Source<'_>,
    key: &str,
    expression: &Expression,
    questions: &[Question],
    mistakes: &mut Vec<Mistake>,
) {
    for (id, test) in expression.tests() {
        match questions.iter().find(|question| question.id == id) {
            None => mistakes.push(source.mistake(key, format!("no question `{id}` is asked here"))),
            Some(question) => {
                if let Some(message) = mismatch(question, test) {
                    mistakes.push(source.mistake(key, message));
                }
            }
        }
    }
}

fn mismatch(question: &Question, test: &Test) -> Option<String> {
    let id = &question.id;
    match (question.kind, test) {
        (QuestionKind::Boolean, Test::Is(Literal::Boolean(_))) => None,
        (QuestionKind::Choice | QuestionKind::County, Test::Is(Literal::Word(word))) => {
            let open = question.choices.iter().any(|choice| choice.value == *word);
            (!open).then(|| format!("`{word}` is no answer to `{id}`"))
        }
        (QuestionKind::Number | QuestionKind::Integer, Test::Is(Literal::Boolean(_) | Literal::Word(_))) => {
            Some(format!("`{id}` is answered by a number"))
        }
        (QuestionKind::Number | QuestionKind::Integer, _) => None,
        (QuestionKind::Boolean, _) => Some(format!("`{id}` is answered by true or false")),
        (QuestionKind::Choice | QuestionKind::County, _) => Some(format!("`{id}` is answered by a choice")),
    }
}
