//! Eight windows issue the same item at once, a thousand times: a thousand different numbers, and the ledger adds up.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use kaiye_tests::{Client, issuing::MANY, on_both};
use serde_json::{Value, json};

const CLIENTS: usize = 8;
const ISSUES: u32 = 1_000;

/// Issues these one after the other; gives the numbers.
async fn window(clerk: Client, applications: Vec<String>) -> Vec<String> {
    let mut numbers = Vec::new();
    for id in applications {
        let issued = clerk.post(&format!("/api/v1/applications/{id}/issue"), json!({})).await.expect(200).json;
        assert_eq!(issued["issued"].as_array().map(Vec::len), Some(1), "{issued}");
        numbers.push(issued["issued"][0]["number"].as_str().unwrap_or_default().to_owned());
    }
    numbers
}

async fn ledger(clerk: &Client) -> Value {
    let ledger = clerk.get(&format!("/api/v1/number-ledger?limit=100&item_code={MANY}")).await.expect(200);
    ledger.json["items"].clone()
}

on_both! {
    async fn a_thousand_issues_take_a_thousand_numbers(app: TestApp) {
        app.entrust(u64::from(ISSUES));
        let clerk = app.clerk().await;
        let ids: Vec<String> = app.accepted(ISSUES).iter().map(ToString::to_string).collect();
        let share = ids.len().div_ceil(CLIENTS);
        let windows = ids.chunks(share).map(|chunk| window(clerk.clone(), chunk.to_vec()));
        let numbers: Vec<String> = join_all(windows).await.into_iter().flatten().collect();
        assert_eq!(numbers.len(), ISSUES as usize);
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), ISSUES as usize, "no number twice");
        let lines = ledger(&clerk).await;
        let lines = lines.as_array().expect("lines");
        assert!(lines.iter().all(|line| line["adds_up"] == true), "{lines:?}");
        let issued: u64 = lines.iter().filter_map(|line| line["stock"]["issued"].as_u64()).sum();
        assert_eq!(issued, u64::from(ISSUES));
    }
}
