//! What one run of the issue transaction does with a small hotel's application (S8, S9, S19).

use kaiye_domain::{
    application::{
        Application, ItemState, SubjectRole,
        check::{CheckCode, Stage, check, require_submittable},
    },
    bar::{BarCause, BarHit},
    catalogue::{Due, OnFailure},
    deferred::{DeferredMaterial, DeferredState},
    issue::IssuePlan,
};
use uuid::Uuid;

use crate::hotel::{ITEMS, cleared, commitments, draft, facts, now, sign, today, zone};

fn codes(application: &Application, plan: &IssuePlan) -> Vec<String> {
    let code = |id| application.items.iter().find(|item| item.id == id).map(|item| item.item_code.clone());
    plan.issue.iter().filter_map(|id| code(*id)).collect()
}

fn waits_for(plan: &IssuePlan, item: &str) -> Vec<CheckCode> {
    let waiting = plan.waiting.iter().filter(|waiting| waiting.item == item);
    waiting.flat_map(|waiting| waiting.reasons.iter().map(|reason| reason.check)).collect()
}

#[test]
fn all_of_it_is_issued_in_an_order_that_builds_up() {
    let zone = zone();
    let application = cleared(&zone);
    let commitments = commitments(&zone, &application);
    let plan = IssuePlan::make(&application, &facts(&zone, &commitments));
    let order = codes(&application, &plan);
    assert_eq!(order.len(), ITEMS.len());
    assert_eq!(order[0], "business_licence");
    let place = |code: &str| order.iter().position(|it| it == code).expect("issued");
    assert!(place("fire_check") < place("hotel_special_trade_permit"), "S9: the fire check comes first");
    assert!(plan.waiting.is_empty() && plan.refused.is_empty());
}

#[test]
fn what_waits_holds_only_what_builds_on_it() {
    let zone = zone();
    let application = cleared(&zone);
    let commitments = commitments(&zone, &application);
    let mut facts = facts(&zone, &commitments);
    facts.delegations.remove("fire_check");
    let plan = IssuePlan::make(&application, &facts);
    assert_eq!(codes(&application, &plan), ["business_licence", "lodging_hygiene_permit", "catering_permit"]);
    assert_eq!(waits_for(&plan, "fire_check"), [CheckCode::DelegationInForce]);
    assert_eq!(waits_for(&plan, "hotel_special_trade_permit"), [CheckCode::PrerequisiteMet]);
}

#[test]
fn an_empty_stock_holds_its_item_and_what_builds_on_it() {
    let zone = zone();
    let application = cleared(&zone);
    let commitments = commitments(&zone, &application);
    let facts = facts(&zone, &commitments);
    let mut plan = IssuePlan::make(&application, &facts);
    let licence = application.item("business_licence").expect("asked for");
    plan.without_number(&application, &facts, licence);
    assert!(plan.issue.is_empty(), "no permit without the licence");
    assert_eq!(waits_for(&plan, "business_licence"), [CheckCode::NumberInStock]);
    assert!(waits_for(&plan, "catering_permit").contains(&CheckCode::LicenceHeld));
}

#[test]
fn who_is_barred_is_refused_the_commitment_route_and_keeps_the_licence() {
    let zone = zone();
    let application = cleared(&zone);
    let commitments = commitments(&zone, &application);
    let mut facts = facts(&zone, &commitments);
    facts.bars =
        vec![BarHit { role: SubjectRole::Operator, bar: Uuid::from_u128(1).into(), cause: BarCause::FalseCommitment }];
    let plan = IssuePlan::make(&application, &facts);
    assert_eq!(codes(&application, &plan), ["business_licence"]);
    assert_eq!(plan.refused.len(), 4);
    assert!(plan.refused.iter().all(|(_, ground)| ground.code == "barred"));
}

#[test]
fn a_decided_item_is_not_looked_at_again() {
    let zone = zone();
    let mut application = cleared(&zone);
    let commitments = commitments(&zone, &application);
    for item in application.items.iter_mut().take(2) {
        item.state = ItemState::Issued { at: now(), certificate: Uuid::from_u128(1).into() };
    }
    let plan = IssuePlan::make(&application, &facts(&zone, &commitments));
    assert_eq!(plan.issue.len(), 3);
    assert!(codes(&application, &plan).contains(&"hotel_special_trade_permit".to_owned()), "its fire check is granted");
}

#[test]
fn a_draft_names_everything_it_lacks_at_once() {
    let zone = zone();
    let mut application = draft(&zone);
    application.business.name = None;
    application.people.operator = None;
    let mut facts = facts(&zone, &[]);
    facts.materials.clear();
    let refusal = require_submittable(&check(&application, &facts), &ITEMS).expect_err("not ready");
    assert_eq!(refusal.code, "application_not_ready");
    for pointer in ["/business/name", "/operator", "/items/fire_check/commitment"] {
        assert!(refusal.faults.iter().any(|fault| fault.pointer == pointer), "{pointer} is missing");
    }
    assert!(refusal.faults.iter().any(|fault| fault.pointer.contains("/materials/")));
}

#[test]
fn too_large_a_place_is_no_place_for_a_small_registration() {
    let zone = zone();
    let mut application = draft(&zone);
    application.items[4].item_code = "small_restaurant_registration".into();
    for (area, blocked) in [(5_000, false), (5_001, true)] {
        application.business.area_centiares = Some(area);
        let checks = check(&application, &facts(&zone, &[]));
        let fits = checks.iter().find(|it| it.code == CheckCode::ItemFits).expect("checked");
        assert_eq!(fits.blocks(Stage::Submission), blocked, "{area}");
    }
}

#[test]
fn a_promise_is_for_a_clause_that_allows_it_and_a_day_within_its_limit() {
    let zone = zone();
    let id = Uuid::from_u128(4);
    let day = |days| Some(("1", today() + chrono::Days::new(days)));
    let signed = sign(&zone, id, "lodging_hygiene_permit", day(30)).expect("clause 1 may be met within 30 days");
    assert_eq!(signed.by_date(), [("1", today() + chrono::Days::new(30))]);
    for (later, code) in [
        (day(31), "too_late"),
        (day(0), "not_in_the_future"),
        (Some(("2", today() + chrono::Days::new(1))), "clause_by_date_not_open"),
    ] {
        let refusal = sign(&zone, id, "lodging_hygiene_permit", later).expect_err("refused");
        assert!(refusal.faults.iter().any(|fault| fault.code == code), "{code}: {:?}", refusal.faults);
    }
}

#[test]
fn only_what_nobody_else_is_still_to_act_on_waits_for_the_window() {
    let zone = zone();
    let mut application = cleared(&zone);
    let waiting = |application: &Application, deferred: &[DeferredMaterial]| -> Vec<String> {
        application.waiting_for_the_window(&zone, deferred).map(|item| item.item_code.clone()).collect()
    };
    assert_eq!(waiting(&application, &[]), ITEMS);
    let owed = DeferredMaterial {
        id: Uuid::from_u128(80).into(),
        item: application.item("catering_permit").expect("asked for").id,
        material_code: "health_certificates".into(),
        due: Due::BeforeDecision,
        on_failure: OnFailure::Lapse,
        created_at: now(),
        state: DeferredState::Owed,
    };
    assert!(!waiting(&application, &[owed]).contains(&"catering_permit".to_owned()), "S5: its material comes first");
    let fire = application.items.iter_mut().find(|item| item.item_code == "fire_check").expect("asked for");
    fire.state = ItemState::Submitted { at: now() };
    let without_fire = ["business_licence", "lodging_hygiene_permit", "catering_permit"];
    assert_eq!(waiting(&application, &[]), without_fire, "S9: what builds on the fire check waits for it");
}
