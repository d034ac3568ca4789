//! A small typed expression over a bundle's answers: how the data says "when".

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A value that an answer is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// Yes or no.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A choice or a county.
    Word(String),
}

/// What is asked of one answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// It is this very value.
    Is(Literal),
    /// It is this or more.
    AtLeast(f64),
    /// It is this or less.
    AtMost(f64),
    /// It is more than this.
    Above(f64),
    /// It is less than this.
    Below(f64),
}

/// An expression. Written `{ question = "area_m2", at_most = 50 }`, `{ all = […] }`, `{ any = […] }`, `{ not = … }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Expression {
    /// Every one holds.
    All(Vec<Expression>),
    /// At least one holds.
    Any(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
    /// An answer stands a test.
    Answer {
        /// Id of the question.
        question: String,
        /// The test.
        test: Test,
    },
}

impl Expression {
    /// Whether it holds; `None` when it turns on a question that was not answered.
    pub fn holds(&self, answers: &Map<String, Value>) -> Option<bool> {
        match self {
            Self::All(parts) => fold(parts, answers, false),
            Self::Any(parts) => fold(parts, answers, true),
            Self::Not(part) => part.holds(answers).map(|holds| !holds),
            Self::Answer { question, test } => answers.get(question).and_then(|answer| test.of(answer)),
        }
    }

    /// The tests in it, each with its question.
    pub fn tests(&self) -> Vec<(&str, &Test)> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Not(part) => part.tests(),
            Self::Answer { question, test } => vec![(question, test)],
        }
    }
}

/// One part that is `decisive` decides; otherwise one that is not known leaves the whole open.
fn fold(parts: &[Expression], answers: &Map<String, Value>, decisive: bool) -> Option<bool> {
    let mut whole = Some(!decisive);
    for part in parts {
        match part.holds(answers) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => whole = None,
        }
    }
    whole
}

impl Test {
    fn of(&self, answer: &Value) -> Option<bool> {
        let number = answer.as_f64();
        match self {
            Self::Is(Literal::Boolean(value)) => answer.as_bool().map(|it| it == *value),
            Self::Is(Literal::Word(value)) => answer.as_str().map(|it| it == value),
            Self::Is(Literal::Number(value)) => number.map(|it| it == *value),
            Self::AtLeast(bound) => number.map(|it| it >= *bound),
            Self::AtMost(bound) => number.map(|it| it <= *bound),
            Self::Above(bound) => number.map(|it| it > *bound),
            Self::Below(bound) => number.map(|it| it < *bound),
        }
    }
}

/// The written form: exactly one of the forms is filled in.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Expression>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Expression>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Expression>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<Literal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    below: Option<f64>,
}

impl TryFrom<Written> for Expression {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let mut tests: Vec<Test> = written.is.map(Test::Is).into_iter().collect();
        tests.extend(written.at_least.map(Test::AtLeast));
        tests.extend(written.at_most.map(Test::AtMost));
        tests.extend(written.above.map(Test::Above));
        tests.extend(written.below.map(Test::Below));
        let combined = [written.all.is_some(), written.any.is_some(), written.not.is_some()];
        let forms = combined.iter().filter(|is| **is).count() + usize::from(written.question.is_some());
        if forms != 1 {
            return Err("an expression is exactly one of `all`, `any`, `not` and `question`");
        }
        match (written.question, tests.pop(), tests.is_empty()) {
            (Some(question), Some(test), true) => Ok(Self::Answer { question, test }),
            (None, None, true) => Ok(match (written.all, written.any, written.not) {
                (Some(parts), _, _) => Self::All(parts),
                (_, Some(parts), _) => Self::Any(parts),
                (_, _, part) => Self::Not(part.ok_or("an expression is exactly one form")?),
            }),
            _ => Err("a `question` stands exactly one test: `is`, `at_least`, `at_most`, `above` or `below`"),
        }
    }
}

impl From<Expression> for Written {
    fn from(expression: Expression) -> Self {
        let mut written = Self::default();
        match expression {
            Expression::All(parts) => written.all = Some(parts),
            Expression::Any(parts) => written.any = Some(parts),
            Expression::Not(part) => written.not = Some(part),
            Expression::Answer { question, test } => {
                written.question = Some(question);
                match test {
                    Test::Is(value) => written.is = Some(value),
                    Test::AtLeast(bound) => written.at_least = Some(bound),
                    Test::AtMost(bound) => written.at_most = Some(bound),
                    Test::Above(bound) => written.above = Some(bound),
                    Test::Below(bound) => written.below = Some(bound),
                }
            }
        }
        written
    }
}
