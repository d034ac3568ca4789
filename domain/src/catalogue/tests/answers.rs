//! Answers: every fault at once, one spelling.

use serde_json::{Value, json};

use super::zhundong;
use crate::catalogue::checked_answers;

fn check(answers: Value) -> Result<Value, Vec<(String, &'static str)>> {
    let Value::Object(answers) = answers else { panic!("answers are an object") };
    let zone = zhundong();
    let hotel = zone.bundle("small_hotel").expect("a bundle");
    checked_answers(&hotel.questions, &answers)
        .map(Value::Object)
        .map_err(|refusal| refusal.faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect())
}

#[test]
fn every_fault_is_named_at_once() {
    let faults = check(json!({
        "county": "652300", "area_m2": 0.5, "rooms": 2.5, "central_air_conditioning": "yes", "pets~/": true
    }));
    let expected = [
        ("/answers/pets~0~1", "question_unknown"),
        ("/answers/county", "answer_not_a_choice"),
        ("/answers/area_m2", "answer_too_small"),
        ("/answers/rooms", "answer_not_whole"),
        ("/answers/central_air_conditioning", "answer_wrong_type"),
        ("/answers/serves_food", "answer_missing"),
    ];
    assert_eq!(faults, Err(expected.map(|(pointer, code)| (pointer.to_owned(), code)).to_vec()));
}

#[test]
fn a_whole_number_is_written_as_one() {
    let given = json!({
        "county": "652325", "area_m2": 320.0, "rooms": 12.0, "central_air_conditioning": false, "serves_food": true
    });
    let checked = check(given).expect("sound");
    assert_eq!(checked["area_m2"].to_string(), "320");
    assert_eq!(checked["rooms"].to_string(), "12");
}
