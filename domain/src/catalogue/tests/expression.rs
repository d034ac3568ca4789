//! Expressions: their written form, and what is not known.

use serde_json::{Map, Value, json};

use crate::catalogue::Expression;

fn expression(written: Value) -> Result<Expression, String> {
    serde_json::from_value(written).map_err(|error| error.to_string())
}

fn holds(written: Value, answers: Value) -> Option<bool> {
    let Value::Object(answers) = answers else { panic!("answers are an object") };
    expression(written).expect("an expression").holds(&answers)
}

#[test]
fn each_test_compares_with_its_bound() {
    for (test, below, at, above) in [
        (json!({"question": "a", "at_most": 50}), true, true, false),
        (json!({"question": "a", "below": 50}), true, false, false),
        (json!({"question": "a", "is": 50}), false, true, false),
        (json!({"question": "a", "at_least": 50}), false, true, true),
        (json!({"question": "a", "above": 50}), false, false, true),
    ] {
        let of = |value: f64| holds(test.clone(), json!({ "a": value }));
        assert_eq!((of(49.99), of(50.0), of(50.01)), (Some(below), Some(at), Some(above)), "{test}");
    }
}

#[test]
fn what_was_not_answered_decides_nothing_unless_something_else_does() {
    let yes = json!({"question": "yes", "is": true});
    let open = json!({"question": "open", "is": "x"});
    let answers = json!({ "yes": true });
    let of = |written: Value| holds(written, answers.clone());
    assert_eq!(of(json!({"all": [yes, open]})), None);
    assert_eq!(of(json!({"any": [open, yes]})), Some(true));
    assert_eq!(of(json!({"all": [open, {"not": yes}]})), Some(false));
    assert_eq!(of(json!({"not": open})), None);
    assert_eq!(of(json!({"all": []})), Some(true));
}

#[test]
fn the_written_form_is_one_form() {
    for written in [
        json!({}),
        json!({"question": "a"}),
        json!({"is": 1}),
        json!({"question": "a", "is": 1, "above": 2}),
        json!({"all": [], "any": []}),
        json!({"all": [], "question": "a", "is": 1}),
        json!({"question": "a", "equals": 1}),
    ] {
        assert!(expression(written.clone()).is_err(), "{written}");
    }
    let written = json!({"any": [{"question": "rooms", "at_least": 50.0}, {"not": {"question": "pool", "is": true}}]});
    let read = expression(written.clone()).expect("an expression");
    assert_eq!(serde_json::to_value(&read).expect("serialises"), written);
    assert_eq!(read.holds(&Map::new()), None);
}
