//! Notices on the shipped jurisdiction.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NoticeRequest, OneTimeNotice};
use crate::{
    catalogue::{
        Need, Route,
        tests::{day, zhundong},
    },
    refusal::Refusal,
    testing::steady,
};

fn request(bundle: &str, answers: Value) -> NoticeRequest {
    let Value::Object(answers) = answers else { panic!("answers are an object") };
    NoticeRequest { bundle: Some(bundle.to_owned()), answers, ..NoticeRequest::default() }
}

fn compose(request: &NoticeRequest) -> Result<OneTimeNotice, Refusal> {
    OneTimeNotice::compose(&zhundong(), request, day("2026-06-01"))
}

fn codes(notice: &OneTimeNotice) -> Vec<&str> {
    notice.items.iter().map(|item| item.code.as_str()).collect()
}

fn items(bundle: &str, answers: Value) -> Vec<String> {
    let notice = compose(&request(bundle, answers)).expect("a notice");
    codes(&notice).into_iter().map(str::to_owned).collect()
}

fn hotel(rooms: i64, air: bool, food: bool) -> NoticeRequest {
    request(
        "small_hotel",
        json!({
            "county": "652325", "area_m2": 320, "rooms": rooms, "central_air_conditioning": air, "serves_food": food
        }),
    )
}

#[test]
fn the_area_decides_between_registration_and_permit() {
    let restaurant = |area: f64| items("small_restaurant", json!({"county": "652325", "area_m2": area}));
    let small = ["business_licence", "small_restaurant_registration", "fire_check", "catering_eia_filing"];
    assert_eq!(restaurant(45.0), small);
    assert_eq!(restaurant(50.0), small);
    assert_eq!(restaurant(80.0), ["business_licence", "catering_permit", "fire_check", "catering_eia_filing"]);
    let shop = |area: f64| items("small_supermarket", json!({"county": "652325", "area_m2": area}));
    assert_eq!(shop(30.0), ["business_licence", "small_grocery_registration", "shop_hygiene_permit"]);
    assert_eq!(shop(30.5), ["business_licence", "food_sales_permit", "shop_hygiene_permit"]);
}

#[test]
fn a_hotel_that_serves_food_ends_in_a_licence_and_four_permits() {
    let notice = compose(&hotel(12, false, true)).expect("a notice");
    let expected =
        ["business_licence", "fire_check", "hotel_special_trade_permit", "lodging_hygiene_permit", "catering_permit"];
    assert_eq!(codes(&notice), expected, "the fire check comes before the permit that builds on it");
    assert_eq!(notice.items[3].issuer, "qitai_health");
    assert_eq!(notice.items[3].issuer_name.zh, "奇台县卫生健康委员会");
    assert_eq!(codes(&compose(&hotel(12, false, false)).expect("a notice")).len(), 4);
}

#[test]
fn a_large_hotel_files_its_test_report_at_once() {
    for (rooms, air, need) in [(12, false, Need::Deferrable), (50, false, Need::Primary), (12, true, Need::Primary)] {
        let notice = compose(&hotel(rooms, air, false)).expect("a notice");
        let report = notice.materials.iter().find(|it| it.code == "hygiene_test_report").expect("a material");
        assert_eq!(report.need, need, "{rooms} rooms, air conditioning: {air}");
        assert_eq!(report.items[0].due.is_some(), need == Need::Deferrable);
    }
}

#[test]
fn a_licence_that_is_held_is_not_asked_for() {
    let held = NoticeRequest { existing_licence: true, ..hotel(12, false, false) };
    assert!(!codes(&compose(&held).expect("a notice")).contains(&"business_licence"));
}

#[test]
fn items_may_be_named_instead_and_unanswered_questions_get_the_stricter_need() {
    let named = NoticeRequest {
        items: vec!["hotel_special_trade_permit".into(), "fire_check".into(), "lodging_hygiene_permit".into()],
        county: Some("652328".into()),
        ..NoticeRequest::default()
    };
    let notice = compose(&named).expect("a notice");
    let order = ["business_licence", "fire_check", "hotel_special_trade_permit", "lodging_hygiene_permit"];
    assert_eq!(codes(&notice), order);
    let report = notice.materials.iter().find(|it| it.code == "hygiene_test_report").expect("a material");
    assert_eq!(report.need, Need::Primary);
}

#[test]
fn everything_wrong_with_a_request_is_said_at_once() {
    let faults = |request: &NoticeRequest| {
        let refusal = compose(request).expect_err("a refusal");
        assert_eq!(refusal.code, "notice_request_invalid");
        let faults = refusal.faults.into_iter().map(|it| format!("{} {}", it.pointer, it.code));
        faults.collect::<Vec<_>>()
    };
    assert_eq!(faults(&request("pub", json!({}))), ["/bundle bundle_unknown"]);
    assert_eq!(faults(&NoticeRequest::default()), ["/items bundle_or_items", "/county required"]);
    let mut both = request("small_restaurant", json!({"county": "652325", "area_m2": "45", "rooms": 3}));
    both.items = vec!["fire_check".into()];
    both.county = Some("652325".into());
    let expected = [
        "/items bundle_or_items",
        "/county county_is_an_answer",
        "/answers/rooms question_unknown",
        "/answers/area_m2 answer_wrong_type",
    ];
    assert_eq!(faults(&both), expected);
    let named = NoticeRequest {
        items: vec!["fire_check".into(), "fire".into(), "fire_check".into()],
        county: Some("652300".into()),
        ..NoticeRequest::default()
    };
    assert_eq!(faults(&named), ["/county county_unknown", "/items/1 item_unknown", "/items/2 repeated"]);
}

#[test]
fn before_the_first_of_june_there_is_no_notice() {
    let refusal = OneTimeNotice::compose(&zhundong(), &hotel(12, false, true), day("2020-05-31")).expect_err("refused");
    assert_eq!(refusal.code, "notice_not_in_force");
}

#[test]
fn it_says_route_letter_limits_and_no_fee() {
    let notice = compose(&hotel(12, false, true)).expect("a notice");
    let zone = zhundong();
    for item in &notice.items {
        let letter = zone.latest_item(&item.code).and_then(|it| it.letter.as_deref());
        assert_eq!(item.letter.as_ref().map(|it| it.code.as_str()), letter);
        assert_eq!(item.ordinary_route_open, item.route == Route::Commitment);
        assert_eq!(serde_json::to_value(&item.fee).expect("serialises"), "none");
        assert!(!item.legal_basis.is_empty());
    }
    let rules = |code: &str| {
        let item = notice.items.iter().find(|it| it.code == code).expect("an item");
        item.limits.iter().map(|it| it.rule.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(rules("business_licence"), ["commitment_decision", "licence_decision"]);
    let fire = ["joint_decision", "ordinary_decision", "site_check", "site_check", "verification"];
    assert_eq!(rules("fire_check"), fire, "both lengths of the site check, each with its source");
}

#[test]
fn it_is_kept_as_served() {
    let notice = compose(&hotel(12, false, true)).expect("a notice");
    let stored = serde_json::to_value(&notice).expect("serialises");
    let back: OneTimeNotice = serde_json::from_value(stored).expect("reads back");
    assert_eq!((&back, back.content_hash()), (&notice, notice.content_hash()));
    let mut float = hotel(12, false, true);
    float.answers.insert("area_m2".into(), json!(320.0));
    assert_eq!(compose(&float).expect("a notice").content_hash(), notice.content_hash());
    assert_ne!(compose(&hotel(13, false, true)).expect("a notice").content_hash(), notice.content_hash());
}

proptest! {
    #![proptest_config(steady())]

    /// S1: whatever is asked for together, each material is asked for once, by every item that needs it.
    #[test]
    fn materials_are_merged(
        chosen in proptest::sample::subsequence((0..17_usize).collect::<Vec<_>>(), 1..17),
        county in proptest::sample::select(vec!["652325", "652327", "652328"]),
    ) {
        let zone = zhundong();
        let items: Vec<String> = chosen.into_iter().map(|index| zone.items[index].code.clone()).collect();
        let county = Some(county.to_owned());
        let request = NoticeRequest { items, county, existing_licence: true, ..NoticeRequest::default() };
        let notice = OneTimeNotice::compose(&zone, &request, day("2026-06-01")).expect("a notice");
        let once: BTreeSet<&str> = notice.materials.iter().map(|it| it.code.as_str()).collect();
        prop_assert_eq!(once.len(), notice.materials.len());
        for item in &notice.items {
            let needs = &zone.latest_item(&item.code).expect("an item").materials;
            for need in needs {
                let merged = notice.materials.iter().find(|it| it.code == need.material).expect("merged");
                prop_assert_eq!(merged.items.iter().filter(|it| it.item == item.code).count(), 1);
                let strictest = merged.items.iter().map(|it| it.need).min();
                prop_assert_eq!(Some(merged.need), strictest);
            }
            let place = |code: &str| notice.items.iter().position(|it| it.code == code);
            for code in &item.prerequisites {
                prop_assert!(place(code).is_none_or(|before| Some(before) < place(&item.code)));
            }
        }
    }
}
