//! What the operations of every day ask of the database: nothing twice within a transaction, nothing a row, and no more for
//! many items than for few. With `KAIYE_TEST_SHOW=1` and `--nocapture` each operation shows its statements.

use std::collections::BTreeSet;

use kaiye_tests::{Answer, Client, Draft, TestApp, draft, issuing::certificate_of, on_both, verifying::Check};
use serde_json::json;

/// What the issue of an application may ask beside one number an item, the images of seals that the process has not read
/// before among it.
const ISSUING: usize = 38;

/// The statements of an operation that succeeded, transaction by transaction.
struct Asked {
    operation: String,
    transactions: Vec<Vec<String>>,
}

impl Asked {
    async fn by(app: &TestApp, operation: &str, request: impl Future<Output = Answer>) -> (Self, Answer) {
        let (answer, statements) = app.statements(request).await;
        assert!(answer.status.is_success(), "{operation}: {}", answer.json);
        let mut transactions = Vec::new();
        for statement in statements {
            match statement.split(' ').next() {
                Some("BEGIN") => transactions.push(Vec::new()),
                Some("COMMIT" | "ROLLBACK") => {}
                _ => transactions.last_mut().expect("a transaction").push(statement),
            }
        }
        let asked = Self { operation: operation.to_owned(), transactions };
        if std::env::var_os("KAIYE_TEST_SHOW").is_some() {
            println!("{operation}: {}\n  {}", asked.count(), asked.transactions.concat().join("\n  "));
        }
        (asked, answer)
    }

    /// Of a page.
    async fn page(app: &TestApp, who: &Client, path: &str) -> usize {
        Self::by(app, path, who.get(&format!("/api/v1{path}"))).await.0.count()
    }

    fn count(&self) -> usize {
        self.transactions.iter().map(Vec::len).sum()
    }

    /// No row is read twice, and no two rows one after the other. Names are locked one by one, and numbers taken.
    fn assert_once(&self) {
        for transaction in &self.transactions {
            let mut seen = BTreeSet::new();
            let reads =
                transaction.iter().filter(|it| it.starts_with("SELECT") && !it.contains("pg_advisory_xact_lock"));
            for statement in reads {
                assert!(seen.insert(statement), "{} asks twice: {statement}", self.operation);
            }
        }
    }
}

on_both! {
    async fn an_operation_reads_nothing_twice(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        draft.sign(draft.letter("small_grocery_registration")).await.expect(201);
        let another = json!({
            "notice_id": draft.notice["id"], "business": draft::business("好邻居超市", "F5212", 25.0, 2),
            "operator": draft::person(2),
        });
        let mut asked = vec![
            Asked::by(&app, "create_application", applicant.post("/api/v1/applications", another)).await.0,
            Asked::by(&app, "add_material", draft.add_material("identity_document")).await.0,
            Asked::by(&app, "sign_commitment", draft.sign(draft.letter("shop_hygiene_permit"))).await.0,
            Asked::by(&app, "check_application", applicant.get(&draft.path("/check"))).await.0,
            Asked::by(&app, "submit_application", draft.submit()).await.0,
            Asked::by(&app, "accept_application", draft.accept(&clerk)).await.0,
        ];
        let (issue, issued) = Asked::by(&app, "issue_application", draft.issue(&clerk)).await;
        let permit = certificate_of(&issued.json, "shop_hygiene_permit");
        let task = app.task(&permit, "commitment").await;
        let officer = app.supervisor(task["department"].as_str().expect("a department")).await;
        let acknowledge = Check::of(&officer, &task);
        asked.extend([
            issue,
            Asked::by(&app, "acknowledge_verification_task", acknowledge.step("acknowledge", json!({}))).await.0,
            Asked::by(&app, "get_application", clerk.get(&draft.path(""))).await.0,
            Asked::by(&app, "get_certificate", clerk.get(&format!("/api/v1/certificates/{permit}"))).await.0,
        ]);
        asked.iter().for_each(Asked::assert_once);
    }

    async fn issuing_asks_no_more_for_many_items_than_a_number_each(app: TestApp) {
        app.entrust(60);
        let clerk = app.clerk().await;
        let shop = Draft::supermarket(&app.applicant().await, 1).await;
        shop.file().await;
        shop.accept(&clerk).await;
        let permit = app.accepted(1).pop().expect("an application");
        for path in [format!("/api/v1/applications/{permit}/issue"), shop.path("/issue")] {
            let (asked, answer) = Asked::by(&app, "issue_application", clerk.post(&path, json!({}))).await;
            let items = answer.json["issued"].as_array().map_or(0, Vec::len);
            assert_eq!(items, if path == shop.path("/issue") { 3 } else { 1 });
            assert!(asked.count() <= ISSUING + items, "{items} items: {}", asked.transactions.concat().join("\n"));
            asked.assert_once();
        }
    }

    async fn a_page_asks_the_same_however_much_is_on_it(app: TestApp) {
        app.entrust(60);
        let (inspector, lead) = (app.inspector().await, app.lead().await);
        let officer = app.supervisor("jimsar_health").await;
        let pages = [
            (&inspector, "/applications"),
            (&inspector, "/certificates"),
            (&inspector, "/documents"),
            (&inspector, "/verification-tasks"),
            (&inspector, "/events"),
            (&inspector, "/escalations"),
            (&inspector, "/liability-findings"),
            (&inspector, "/publications"),
            (&inspector, "/public-commitments?name=好邻居超市"),
            (&inspector, "/delegations"),
            (&inspector, "/number-ledger"),
            (&lead, "/applications"),
            (&officer, "/verification-tasks"),
            (&officer, "/worklist"),
        ];
        let mut before = Vec::new();
        for person in 1..=3 {
            app.issued_shop(person).await;
            app.sweep();
            let mut now = Vec::new();
            for (who, path) in pages {
                now.push((path, Asked::page(&app, who, path).await));
            }
            if person > 1 {
                assert_eq!(now, before, "by {person} shops");
            }
            before = now;
        }
    }
}
