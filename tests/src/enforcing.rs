//! What follows when a commitment is not kept: orders to rectify and enforcement cases, for stories that go on from there.

use chrono::Days;
use kaiye_api::{jurisdiction::embedded, operations};
use kaiye_domain::{actor::Actor, catalogue::load, time::local_date};
use serde_json::{Value, json};

use crate::{Answer, Client, Draft, TestApp, issuing::certificate_of};

/// The permit that these stories are about: granted by the county's health commission.
pub const PERMIT: &str = "shop_hygiene_permit";

/// The law that a penalty for it rests on.
pub const LAW: &str = "《公共场所卫生管理条例》第十四条";

impl TestApp {
    /// A zone in which the shops' hygiene is supervised by another body than the one that grants the permit.
    pub fn let_another_body_supervise(&self) {
        let mut files = embedded();
        let (_, text) = files.iter_mut().find(|(name, _)| name.contains("10-shop-hygiene-permit")).expect("the item");
        let (before, after) = text.split_once("supervisors = {").expect("supervisors");
        let own = after.replacen("\"jimsar_health\"", "\"market_supervision_branch\"", 1);
        *text = format!("{before}supervisors = {{{own}");
        let loaded = load(&files).expect("a jurisdiction");
        let report = self.state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
        assert!(report.is_ok());
    }

    /// A shop whose hygiene permit's first clause was found so; gives the application, the permit and the concluded task.
    pub async fn found(&self, person: u32, result: &str) -> (Draft, String, Value) {
        let (draft, issued) = self.issued_shop(person).await;
        let permit = certificate_of(&issued, PERMIT);
        let task = self.verified(&permit, &[("1", result)]).await;
        (draft, permit, task)
    }

    /// A shop of whose hygiene permit these clauses are promised by a day; gives the application and the dormant permit.
    pub async fn promised(&self, person: u32, clauses: &[&str], by: &str) -> (Draft, String) {
        let draft = Draft::supermarket(&self.applicant().await, person).await;
        draft.add_materials().await;
        draft.sign_promising(PERMIT, clauses, by).await;
        draft.submit().await.expect(200);
        let clerk = self.clerk().await;
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        (draft, certificate_of(&issued, PERMIT))
    }

    /// The order that follows, so many days from today.
    pub async fn ordered(&self, officer: &Client, task: &Value, days: u64) -> Answer {
        let due_on = local_date(self.now()) + Days::new(days);
        let order = json!({ "clauses": ["1"], "demand": "按承诺配齐消毒设施", "due_on": due_on });
        officer.post(&format!("/api/v1/verification-tasks/{}/rectification", text(&task["id"])), order).await
    }

    /// A case on an order that nobody answered, opened by an officer; gives the application, the permit and the case.
    pub async fn failed(&self, person: u32, officer: &Client) -> (Draft, String, Case) {
        let (draft, permit, task) = self.found(person, "not_kept").await;
        let order = self.ordered(officer, &task, 10).await.expect(201).json;
        self.advance(chrono::TimeDelta::days(11));
        self.sweep();
        let case = Case::open(officer, &permit, json!({ "rectification_id": order["id"] })).await;
        (draft, permit, case)
    }

    /// What anybody sees of a certificate.
    pub async fn checked(&self, certificate: &str) -> Value {
        let shown = self.clerk().await.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200);
        let check = format!("/api/v1/certificate-checks/{}", shown.text("/check_code"));
        self.public().get(&check).await.expect(200).json["status"].clone()
    }
}

/// An enforcement case under way.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id.
    pub id: String,
}

impl Case {
    /// Opens one on a ground.
    pub async fn open(by: &Client, certificate: &str, ground: Value) -> Self {
        let opened = Self::try_open(by, certificate, ground).await.expect(201);
        Self { id: text(&opened.json["id"]).to_owned() }
    }

    /// Tries to.
    pub async fn try_open(by: &Client, certificate: &str, mut ground: Value) -> Answer {
        ground["facts"] = json!("责令整改期限届满，仍未配齐");
        by.post(&format!("/api/v1/certificates/{certificate}/enforcement-cases"), ground).await
    }

    /// Its path, or of something below it.
    pub fn path(&self, below: &str) -> String {
        format!("/api/v1/enforcement-cases/{}{below}", self.id)
    }

    /// As somebody sees it.
    pub async fn show(&self, to: &Client) -> Value {
        to.get(&self.path("")).await.expect(200).json
    }

    /// A step that needs its reason only, and the law where it rests on one.
    pub async fn step(&self, by: &Client, step: &str) -> Answer {
        let mut body = json!({ "reason": "依法处理" });
        if matches!(step, "stop" | "hearing" | "revoke") {
            body["law"] = json!(LAW);
        }
        by.post(&self.path(&format!("/{step}")), body).await
    }

    /// The holder objects to the latest decision of a kind.
    pub async fn object(&self, by: &Client, kind: &str) -> Answer {
        let path = self.path(&format!("/decisions/{}/objection", self.decision(by, kind).await));
        by.post(&path, json!({ "statement": "事实不清" })).await
    }

    /// The review body decides on it.
    pub async fn decide(&self, by: &Client, kind: &str, outcome: &str) -> Answer {
        let path = self.path(&format!("/decisions/{}/objection/verdict", self.decision(by, kind).await));
        by.post(&path, json!({ "outcome": outcome, "reason": "主要事实不清" })).await
    }

    async fn decision(&self, to: &Client, kind: &str) -> String {
        let shown = self.show(to).await;
        let mut of_kind = shown["decisions"].as_array().into_iter().flatten().filter(|it| it["kind"] == kind);
        text(&of_kind.next_back().unwrap_or_else(|| panic!("no {kind} in {shown}"))["id"]).to_owned()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
