//! Files applications as a portal does: notice, draft, materials, commitments, submission. Each step is one request, so
//! that a story can stop anywhere.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{Answer, Client};

/// An application under way, with the notice it follows.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who files it.
    pub by: Client,
    /// Its id.
    pub id: String,
    /// The one-time notice.
    pub notice: Value,
}

impl Draft {
    /// A small supermarket of 25 m²: a licence, a registration and a permit, all at the window.
    pub async fn supermarket(by: &Client, person: u32) -> Self {
        Self::supermarket_at(by, person, person).await
    }

    /// The same at another place than the person's own, by the number of whose it is.
    pub async fn supermarket_at(by: &Client, person: u32, place: u32) -> Self {
        let business = business("好邻居超市", "F5212", 25.0, place);
        Self::open(by, "small_supermarket", json!({ "county": "652327", "area_m2": 25 }), business, person).await
    }

    /// A small restaurant of 45 m²: a licence, a registration, the fire check by joint review, and a filing.
    pub async fn restaurant(by: &Client, person: u32) -> Self {
        let business = business("好味道小吃店", "H6210", 45.0, person);
        Self::open(by, "small_restaurant", json!({ "county": "652327", "area_m2": 45 }), business, person).await
    }

    /// A small hotel that serves food: a licence and four permits, through joint review.
    pub async fn hotel(by: &Client, person: u32) -> Self {
        let answers = json!({
            "county": "652325", "area_m2": 400, "rooms": 12, "central_air_conditioning": false, "serves_food": true,
        });
        let mut business = business("准东之家宾馆", "H6121", 400.0, person);
        business["county"] = json!("652325");
        Self::open(by, "small_hotel", answers, business, person).await
    }

    /// Asks for the notice and drafts the application that follows it.
    pub async fn open(by: &Client, bundle: &str, answers: Value, business: Value, person_number: u32) -> Self {
        let notice = by.post("/api/v1/notices", json!({ "bundle": bundle, "answers": answers })).await.expect(201).json;
        let body = json!({ "notice_id": notice["id"], "business": business, "operator": person(person_number) });
        let created = by.post("/api/v1/applications", body).await.expect(201);
        Self { by: by.clone(), id: created.text("/id").to_owned(), notice }
    }

    /// The path of the application, or of something below it: `""`, `"/submit"`…
    pub fn path(&self, below: &str) -> String {
        format!("/api/v1/applications/{}{below}", self.id)
    }

    /// The application now.
    pub async fn show(&self) -> Answer {
        self.by.get(&self.path("")).await.expect(200)
    }

    /// One of its items now.
    pub async fn item(&self, code: &str) -> Value {
        let items = self.show().await.json["items"].clone();
        items.as_array().into_iter().flatten().find(|item| item["code"] == code).cloned().unwrap_or_default()
    }

    /// Files a material.
    pub async fn add_material(&self, code: &str) -> Answer {
        self.upload(code, format!("%PDF-1.7 {code} of {}", self.id)).await
    }

    /// Files these bytes as a material.
    pub async fn upload(&self, code: &str, bytes: impl Into<reqwest::Body>) -> Answer {
        let path = self.path(&format!("/materials?code={code}&file_name={code}.pdf"));
        self.by.send(self.by.request(Method::POST, &path).body(bytes)).await
    }

    /// Files every primary material of the notice.
    pub async fn add_materials(&self) {
        for material in self.notice["materials"].as_array().into_iter().flatten().filter(|it| it["need"] == "primary") {
            self.add_material(material["code"].as_str().unwrap_or_default()).await.expect(201);
        }
    }

    /// What signs an item's letter, with every condition met now.
    pub fn letter(&self, code: &str) -> Value {
        let items = self.notice["items"].as_array().cloned().unwrap_or_default();
        let item = items.into_iter().find(|item| item["code"] == code).unwrap_or_default();
        let clauses = item["conditions"].as_array().into_iter().flatten();
        let promises: Vec<Value> =
            clauses.map(|condition| json!({ "clause": condition["clause"], "kind": "met_now" })).collect();
        let letter = &item["letter"];
        json!({
            "item": code,
            "letter": { "code": letter["code"], "version": letter["version"], "hash": letter["hash"] },
            "promises": promises,
            "capacity": "operator",
            "method": "electronic",
        })
    }

    /// Signs a letter.
    pub async fn sign(&self, letter: Value) -> Answer {
        self.by.post(&self.path("/commitments"), letter).await
    }

    /// Signs every letter of the notice, with every condition met now.
    pub async fn sign_all(&self) {
        for item in self.notice["items"].as_array().into_iter().flatten().filter(|it| it["letter"].is_object()) {
            let code = item["code"].as_str().unwrap_or_default();
            self.sign(self.letter(code)).await.expect(201);
        }
    }

    /// Signs every letter of the notice: these clauses of an item are promised by a day, all else is met now.
    pub async fn sign_promising(&self, code: &str, clauses: &[&str], by: &str) {
        for item in self.notice["items"].as_array().into_iter().flatten().filter(|it| it["letter"].is_object()) {
            let mut letter = self.letter(item["code"].as_str().unwrap_or_default());
            let promises = letter["promises"].as_array_mut().into_iter().flatten();
            for promise in
                promises.filter(|it| item["code"] == code && clauses.iter().any(|clause| it["clause"] == *clause))
            {
                *promise = json!({ "clause": promise["clause"], "kind": "by_date", "date": by });
            }
            self.sign(letter).await.expect(201);
        }
    }

    /// Submits it.
    pub async fn submit(&self) -> Answer {
        self.by.post(&self.path("/submit"), json!({})).await
    }

    /// Completes and submits it.
    pub async fn file(&self) {
        self.add_materials().await;
        self.sign_all().await;
        self.submit().await.expect(200);
    }
}

/// A business with premises of its own for each person.
pub fn business(name: &str, trade: &str, area_m2: f64, person: u32) -> Value {
    json!({
        "kind": "individual_business",
        "name": format!("{name}{person}"),
        "scope": "按许可经营",
        "trade_codes": [trade],
        "address": format!("五彩湾镇幸福路{person}号"),
        "county": "652327",
        "area_m2": area_m2,
    })
}

/// A natural person; another number is another person.
pub fn person(number: u32) -> Value {
    json!({ "name": format!("示例{number}"), "id_number": citizen_number(number), "phone": "13800000000" })
}

/// A citizen number that nobody has: born in 1901, with a check character that fits.
pub fn citizen_number(number: u32) -> String {
    let digits = format!(
        "652327{}{:02}{:02}{:03}",
        1901 + number / 280_000 % 20,
        number / 1000 / 28 % 10 + 1,
        number / 1000 % 28 + 1,
        number % 1000
    );
    let sum = digits.bytes().fold(0, |sum, digit| (sum + usize::from(digit - b'0')) * 2 % 11);
    format!("{digits}{}", &"10X98765432"[sum..=sum])
}
