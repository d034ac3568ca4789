//! `allowed_actions` names operations of the document, with the very permissions they need.

use kaiye_api::openapi;
use kaiye_domain::{
    actor::Permission,
    application::{ACTIONS, ARROWS},
    credit::CreditAction,
    enforcement::CaseAction,
    intake::IntakeAction,
    outbound::OutboundAction,
    rectification::RectificationAction,
    subscription::{DeliveryAction, SubscriptionAction},
    supervision_notice::SupervisionAction,
    verification::VerificationAction,
};
use serde_json::Value;
use strum::IntoEnumIterator;

fn permission_of(document: &Value, operation: &str) -> Option<String> {
    let paths = document["paths"].as_object()?;
    let mut operations = paths.values().flat_map(|path| path.as_object().into_iter().flatten());
    let (_, found) = operations.find(|(_, it)| it["operationId"] == operation)?;
    found["x-permission"].as_str().map(str::to_owned)
}

#[test]
fn every_action_is_an_operation_with_its_permission() {
    let document = serde_json::to_value(openapi::document()).expect("the document");
    for (action, permission) in ACTIONS {
        assert_eq!(permission_of(&document, action), Some(permission.to_string()), "{action}");
    }
    let work = VerificationAction::iter().map(|action| (<&str>::from(action), action.permission()));
    let orders = RectificationAction::iter().map(|action| (<&str>::from(action), action.permission()));
    let cases = CaseAction::iter().map(|action| (<&str>::from(action), action.permission()));
    let subscriptions = SubscriptionAction::iter().map(<&str>::from).chain(DeliveryAction::iter().map(<&str>::from));
    let subscriptions = subscriptions.map(|action| (action, Permission::ManageSubscription));
    let notices = SupervisionAction::iter().map(|action| (<&str>::from(action), action.permission()));
    for (name, permission) in work.chain(orders).chain(cases).chain(subscriptions).chain(notices) {
        assert_eq!(permission_of(&document, name), Some(permission.to_string()), "{name}");
    }
}

#[test]
fn what_may_be_done_with_what_comes_in_and_goes_out_is_an_operation() {
    let document = serde_json::to_value(openapi::document()).expect("the document");
    for action in IntakeAction::iter() {
        assert_eq!(permission_of(&document, action.into()), Some(Permission::FileApplication.to_string()));
    }
    for action in OutboundAction::iter() {
        assert_eq!(permission_of(&document, action.into()), Some(Permission::SendOutboundNotice.to_string()));
    }
}

#[test]
fn every_arrow_that_a_caller_can_take_is_an_action() {
    for (_, operation, _) in ARROWS.iter().filter(|(_, operation, _)| *operation != "sweep") {
        assert!(ACTIONS.iter().any(|(action, _)| action == operation), "{operation}");
    }
}

#[test]
fn what_may_be_done_with_a_credit_record_is_an_operation_by_a_permission_of_its_name() {
    let document = serde_json::to_value(openapi::document()).expect("the document");
    for action in CreditAction::iter() {
        let action: &str = action.into();
        assert_eq!(permission_of(&document, action).as_deref(), Some(action));
    }
}
