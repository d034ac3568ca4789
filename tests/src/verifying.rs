//! What the departments do with verification tasks, for stories that go on from there.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{Answer, Client, TestApp};

impl TestApp {
    /// The first task of a kind about a certificate, as an inspector sees it: that is nobody's receipt.
    pub async fn task(&self, certificate: &str, kind: &str) -> Value {
        let path = format!("/api/v1/verification-tasks?certificate_id={certificate}&kind={kind}");
        self.inspector().await.get(&path).await.expect(200).json["items"][0].clone()
    }

    /// Another account of a department, signed in.
    pub async fn colleague(&self, login: &str, role: &str, department: &str) -> Client {
        let account = json!({
            "login": login, "name": "示例", "roles": [role], "department": department, "password": Self::PASSWORD,
        });
        self.administrator().await.post("/api/v1/accounts", account).await.expect(201);
        self.sign_in(login).await
    }

    /// The task of a certificate's commitment, worked by its department from papers and concluded: every clause is kept but
    /// these, each with its result.
    pub async fn verified(&self, certificate: &str, found: &[(&str, &str)]) -> Value {
        let task = self.task(certificate, "commitment").await;
        let department = task["department"].as_str().expect("a department");
        let officer = self.supervisor(department).await;
        let check = Check::of(&officer, &task);
        let own = self.account(&format!("supervisor-{}", department.replace('_', "-"))).await;
        check.assign(&[own], "documents").await.expect(200);
        let evidence = check.photograph().await;
        for clause in task["clauses"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let other = found.iter().find(|(other, _)| *other == clause).map(|(_, result)| *result);
            check.find(clause, other.unwrap_or("kept"), &[&evidence]).await.expect(200);
        }
        check.conclude().await.expect(200).json
    }
}

/// An officer at work on a task.
#[derive(Debug, Clone)]
pub struct Check {
    by: Client,
    id: String,
}

impl Check {
    /// Of this task.
    pub fn of(by: &Client, task: &Value) -> Self {
        Self { by: by.clone(), id: task["id"].as_str().expect("an id").to_owned() }
    }

    /// The same by somebody else.
    pub fn by(&self, other: &Client) -> Self {
        Self { by: other.clone(), ..self.clone() }
    }

    /// The task's path, or of something below it.
    pub fn path(&self, below: &str) -> String {
        format!("/api/v1/verification-tasks/{}{below}", self.id)
    }

    /// One of its steps.
    pub async fn step(&self, step: &str, body: Value) -> Answer {
        self.by.post(&self.path(&format!("/{step}")), body).await
    }

    /// Puts officers on it.
    pub async fn assign(&self, officers: &[Value], method: &str) -> Answer {
        self.step("assign", json!({ "officer_ids": officers, "method": method })).await
    }

    /// Adds a file.
    pub async fn upload(&self, bytes: &'static [u8]) -> Answer {
        let path = self.path("/evidence?file_name=现场.jpg");
        self.by.send(self.by.request(Method::POST, &path).body(bytes)).await
    }

    /// Adds a photograph; gives its id.
    pub async fn photograph(&self) -> Value {
        self.upload(b"\xff\xd8\xff\xe0 a photograph").await.expect(201).json["id"].clone()
    }

    /// Records a finding at the place, shown by these files.
    pub async fn find(&self, clause: &str, result: &str, evidence: &[&Value]) -> Answer {
        let body = json!({
            "clause": clause, "result": result, "place": "五彩湾镇", "note": "现场查看", "evidence_ids": evidence,
        });
        self.step("findings", body).await
    }

    /// Concludes it.
    pub async fn conclude(&self) -> Answer {
        self.step("conclude", json!({ "remarks": "核查完毕" })).await
    }
}
