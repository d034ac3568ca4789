//! What the shipped jurisdiction holds.

use super::{day, zhundong, zhundong_loaded};
use crate::{
    catalogue::{ItemKind, Jurisdiction, Provenance, ReviewMode, Route},
    time::Scope,
};

#[test]
fn it_loads_without_a_mistake_and_keeps_its_form_when_stored() {
    let loaded = zhundong_loaded();
    let stored = serde_json::to_value(&loaded.jurisdiction).expect("serialises");
    let back: Jurisdiction = serde_json::from_value(stored).expect("reads back");
    assert_eq!(back, loaded.jurisdiction);
    for scope in [Scope::National, Scope::Regional] {
        assert!(loaded.calendars.iter().any(|sheet| sheet.scope() == scope && sheet.year() == 2025));
    }
}

#[test]
fn it_has_the_licence_and_sixteen_illustrative_items() {
    let zone = zhundong();
    let items: Vec<_> = zone.items_in_force(day("2026-06-01")).collect();
    assert_eq!(items.len(), 17);
    assert!(items.iter().all(|item| item.provenance == Provenance::Illustrative && item.version == 1));
    assert_eq!(zone.licence_in_force(day("2026-06-01")).map(|it| it.kind), Some(ItemKind::BusinessLicence));
    assert_eq!(items.iter().filter(|item| item.route == Route::Commitment).count(), 14);
    assert_eq!(zone.letters.len(), 14);
    let of = |review| items[1..].iter().filter(|it| it.review == review && it.kind != ItemKind::Filing).count();
    assert_eq!((of(ReviewMode::None), of(ReviewMode::Joint), of(ReviewMode::Approver)), (8, 6, 1));
    assert_eq!(zone.item_in_force("fire_check", day("2020-05-31")), None, "S28: in force from 1 June");
    assert!(zone.item_in_force("fire_check", day("2020-06-01")).is_some());
}

#[test]
fn issuers_depend_on_item_and_county() {
    let zone = zhundong();
    let issuer = |item: &str, county: &str| {
        let item = zone.latest_item(item).expect("an item");
        item.issuer_for(county).map(String::as_str)
    };
    assert_eq!(issuer("lodging_hygiene_permit", "652325"), Some("qitai_health"));
    assert_eq!(issuer("lodging_hygiene_permit", "652328"), Some("mori_health"));
    assert_eq!(issuer("fire_check", "652328"), Some("fire_brigade"));
    assert_eq!(issuer("fire_check", "zhundong"), None, "premises lie in a county");
    assert_eq!(zone.liaison_of("652327").map(|it| it.code.as_str()), Some("jimsar_liaison"));
}

#[test]
fn responsibilities_run_from_the_head_to_the_first() {
    let zone = zhundong();
    assert_eq!(zone.tasks.len(), 3);
    let review = zone.tasks.iter().find(|task| task.code == "joint_review").expect("a task");
    assert_eq!(review.lead, "investment_service_centre");
    let chain = zone.chain("fire_brigade").expect("a chain");
    assert_eq!((chain.first.zh.as_str(), chain.direct.zh.as_str()), ("管委会主要领导", "大队长"));
}

#[test]
fn every_item_has_a_text_of_its_guide() {
    let zone = zhundong();
    let without: Vec<_> = zone.items.iter().filter(|item| zone.guide_text(&item.code).is_none()).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn every_food_permit_can_be_changed_and_renewed() {
    let zone = zhundong();
    for permit in ["food_sales_permit", "catering_permit"] {
        assert_eq!(zone.permit_family(permit), [permit, "food_permit_change", "food_permit_renewal"]);
    }
}
