//! What the offices do around an application, for stories that go on after it was filed.

use serde_json::{Value, json};

use crate::{Answer, Client, Draft, TestApp};

impl TestApp {
    /// The id of somebody's account.
    pub async fn account(&self, login: &str) -> Value {
        self.sign_in(login).await.get("/api/v1/me").await.expect(200).json["id"].clone()
    }

    /// Designates somebody, from today on (S7).
    pub async fn designate(&self, login: &str, department: &str, function: &str) -> Answer {
        let body = json!({
            "department": department, "function": function, "account_id": self.account(login).await,
            "valid_from": kaiye_domain::time::local_date(self.now()),
        });
        self.lead().await.post("/api/v1/designations", body).await.expect(201)
    }

    /// Designates whoever a hotel's joint review in 奇台 needs.
    pub async fn designate_for_hotel(&self) {
        self.designate("reviewer-fire-brigade", "fire_brigade", "reviewer").await;
        self.designate("reviewer-public-security", "public_security", "reviewer").await;
        self.designate("reviewer-market-supervision-branch", "market_supervision_branch", "reviewer").await;
        self.designate("liaison-qitai-liaison", "qitai_liaison", "liaison").await;
    }
}

impl Draft {
    /// The window accepts all that waits.
    pub async fn accept(&self, clerk: &Client) -> Answer {
        clerk.post(&self.path("/accept"), json!({})).await.expect(200)
    }

    /// The centre opens the joint review for a day; gives the review.
    pub async fn open_review(&self, lead: &Client, review_on: &str) -> Answer {
        lead.post(&self.path("/reviews"), json!({ "review_on": review_on })).await
    }

    /// What was served so far.
    pub async fn notices(&self) -> Vec<Value> {
        let listed = self.by.get(&self.path("/notices?limit=100")).await.expect(200);
        listed.json["items"].as_array().cloned().unwrap_or_default()
    }

    /// The events so far, by their types.
    pub async fn events(&self) -> Vec<String> {
        let listed = self.by.get(&self.path("/events?limit=100")).await.expect(200);
        let kind = |event: &Value| event["kind"].as_str().or(event["type"].as_str()).unwrap_or_default().to_owned();
        listed.json["items"].as_array().into_iter().flatten().map(kind).collect()
    }
}

/// The task of a department within a review.
pub fn task_of(review: &Value, department: &str) -> Value {
    let mut tasks = review["tasks"].as_array().into_iter().flatten();
    tasks.find(|task| task["department"] == department).cloned().unwrap_or_default()
}

/// The path of a task, or of something below it.
pub fn task_path(task: &Value, below: &str) -> String {
    format!("/api/v1/review-tasks/{}{below}", task["id"].as_str().unwrap_or_default())
}

/// A department that agrees to each of these items.
pub fn agree(items: &[&str]) -> Value {
    let words: Vec<Value> = items.iter().map(|item| json!({ "item": item, "opinion": "agree" })).collect();
    json!({ "opinions": words })
}

/// A department that disagrees to an item.
pub fn disagree(item: &str, reason: &str) -> Value {
    json!({ "opinions": [{ "item": item, "opinion": "disagree", "reason": reason }] })
}
