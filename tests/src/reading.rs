//! Papers as people read them, and what anybody sees who checks one.

use serde_json::Value;

use crate::{Answer, Client, Draft, TestApp};

/// A paper that was issued, as it was read.
#[derive(Debug, Clone)]
pub struct Paper {
    /// What it is, as a program reads it.
    pub listed: Value,
    /// As people do.
    pub page: String,
}

impl Draft {
    /// The newest paper of a kind about the application, as its applicant reads it.
    pub async fn paper(&self, kind: &str) -> Paper {
        self.newest(kind, |_| true).await
    }

    /// The newest one about an item.
    pub async fn paper_of(&self, kind: &str, item: &str) -> Paper {
        self.newest(kind, |listed| listed["content"]["item"] == item).await
    }

    async fn newest(&self, kind: &str, meant: impl Fn(&Value) -> bool) -> Paper {
        let path = format!("/api/v1/documents?application_id={}&kind={kind}&limit=100", self.id);
        let all = self.by.get(&path).await.expect(200).json["items"].clone();
        let found = all.as_array().into_iter().flatten().find(|listed| meant(listed)).cloned();
        let listed = found.unwrap_or_else(|| panic!("no {kind} in {all}"));
        let id = listed["id"].as_str().expect("an id");
        let read = self.by.with_header("accept", "text/html").get(&format!("/api/v1/documents/{id}")).await;
        Paper { page: html(&read.expect(200)), listed }
    }
}

impl Paper {
    /// It says each of these, and none of those.
    pub fn says(&self, these: &[&str], none_of: &[&str]) {
        for said in these {
            assert!(self.page.contains(said), "it does not say {said}: {}", self.page);
        }
        for said in none_of {
            assert!(!self.page.contains(said), "it says {said}: {}", self.page);
        }
    }

    /// Anybody who checks it sees this sign and this word, in Chinese.
    pub async fn is_worth(&self, app: &TestApp, class: &str, word: &str) {
        let seen = self.seen(&app.public(), "zh-CN").await;
        let glance = format!("<div class=\"status {class}\"");
        for said in [glance.as_str(), &format!("<p class=\"word\">{word}</p>")] {
            assert!(seen.contains(said), "{said} in {seen}");
        }
    }

    /// The page that the code on it leads to.
    pub async fn seen(&self, by: &Client, language: &str) -> String {
        let code = self.page.split("&#x2f;v&#x2f;").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
        html(&by.get(&format!("/v/{code}?lang={language}")).await.expect(200))
    }
}

fn html(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    String::from_utf8(answer.bytes.clone()).expect("UTF-8")
}
