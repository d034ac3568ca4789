//! The schema a portal draws its form by accepts just what the rule accepts.

use serde_json::{Value, json};

use super::zhundong;
use crate::catalogue::checked_answers;

#[test]
fn schema_and_rule_accept_the_same_answers() {
    let zone = zhundong();
    let hotel = zone.bundle("small_hotel").expect("a bundle");
    let schema = jsonschema::validator_for(&hotel.json_schema()).expect("a schema");
    let sound = json!({
        "county": "652325", "area_m2": 320.5, "rooms": 12, "central_air_conditioning": false, "serves_food": true
    });
    let mut table: Vec<(Value, bool)> = vec![(sound.clone(), true)];
    for (field, value, accepted) in [
        ("county", json!("652328"), true),
        ("county", json!("zhundong"), false),
        ("county", json!(652325), false),
        ("area_m2", json!(1), true),
        ("area_m2", json!(0.99), false),
        ("area_m2", json!(10000), true),
        ("area_m2", json!(10000.5), false),
        ("area_m2", json!("320"), false),
        ("area_m2", Value::Null, false),
        ("rooms", json!(12.0), true),
        ("rooms", json!(12.5), false),
        ("rooms", json!(1001), false),
        ("serves_food", json!("true"), false),
        ("serves_food", json!(1), false),
        ("pets", json!(true), false),
    ] {
        let mut answers = sound.clone();
        answers[field] = value;
        table.push((answers, accepted));
    }
    for field in ["county", "area_m2", "rooms", "central_air_conditioning", "serves_food"] {
        let mut answers = sound.clone();
        answers.as_object_mut().expect("an object").remove(field);
        table.push((answers, false));
    }
    for (answers, accepted) in table {
        let by_rule = checked_answers(&hotel.questions, answers.as_object().expect("an object")).is_ok();
        assert_eq!((schema.is_valid(&answers), by_rule), (accepted, accepted), "{answers}");
    }
}

#[test]
fn people_read_it_in_both_languages() {
    let zone = zhundong();
    let schema = zone.bundle("small_restaurant").expect("a bundle").json_schema();
    assert_eq!(schema["title"], "我要开小餐饮店");
    assert_eq!(schema["x-title-en"], "Open a small restaurant");
    let county = &schema["properties"]["county"];
    assert_eq!(county["enum"], json!(["652325", "652327", "652328"]));
    assert_eq!(county["oneOf"][0], json!({"const": "652325", "title": "奇台县", "x-title-en": "Qitai County"}));
    let area = &schema["properties"]["area_m2"];
    assert_eq!((&area["minimum"], &area["maximum"]), (&json!(1.0), &json!(10000.0)));
    assert_eq!(schema["required"], json!(["county", "area_m2"]));
}
