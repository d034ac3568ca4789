//! The public register (S12): found by name, item, county and status; clause by clause with where each stands; taken back
//! and published anew with trace.

use chrono::TimeDelta;
use kaiye_tests::{Client, Draft, TestApp, issuing::certificate_of, on_both};
use serde_json::{Value, json};

const HYGIENE: &str = "shop_hygiene_permit";

/// A shop that promises the first clause of its hygiene permit by a day, issued.
async fn promised(app: &TestApp) -> (Draft, Value) {
    let draft = Draft::supermarket(&app.applicant().await, 1).await;
    draft.add_materials().await;
    draft.sign_all().await;
    let mut letter = draft.letter(HYGIENE);
    let clauses = letter["promises"].as_array_mut().expect("promises");
    let first = clauses.iter_mut().find(|promise| promise["clause"] == "1").expect("the clause");
    *first = json!({ "clause": "1", "kind": "by_date", "date": "2025-06-20" });
    draft.sign(letter).await.expect(201);
    draft.submit().await.expect(200);
    let clerk = app.clerk().await;
    draft.accept(&clerk).await;
    let issued = draft.issue(&clerk).await.expect(200).json;
    (draft, issued)
}

async fn search(public: &Client, query: &str) -> Vec<String> {
    let found = public.get(&format!("/api/v1/public-commitments?limit=100{query}")).await.expect(200).json;
    let items = found["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|it| it["item_code"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn standing(public: &Client, entry: &str, clause: &str) -> Value {
    let shown = public.get(entry).await.expect(200).json;
    let clauses = shown["clauses"].as_array().cloned().unwrap_or_default();
    clauses.into_iter().find(|it| it["clause"] == clause).map(|it| it["standing"].clone()).unwrap_or_default()
}

on_both! {
    async fn a_commitment_is_found_by_what_is_known_of_it(app: TestApp) {
        app.entrust(20);
        promised(&app).await;
        let public = app.public();
        let both = [HYGIENE, "small_grocery_registration"];
        let mut all = search(&public, "").await;
        all.sort();
        assert_eq!(all, both, "the newest first, and only what rests on a commitment");
        for name in ["好邻居", "邻居超", "超市1", "好邻居超市1", " 邻 居", "超市１"] {
            assert_eq!(search(&public, &format!("&name={name}")).await.len(), 2, "{name}");
        }
        for short in ["邻", "", "（）"] {
            let path = format!("/api/v1/public-commitments?name={short}");
            public.get(&path).await.expect_problem(400, "query_invalid");
        }
        assert!(search(&public, "&name=邻好").await.is_empty() && search(&public, "&name=超市2").await.is_empty());
        assert_eq!(search(&public, "&item_code=shop_hygiene_permit").await, [HYGIENE]);
        assert_eq!(search(&public, "&division=652327").await.len(), 2);
        assert!(search(&public, "&division=652325").await.is_empty());
        // The permit with an open promise is dormant, the other one valid.
        assert_eq!(search(&public, "&status=dormant").await, [HYGIENE]);
        assert_eq!(search(&public, "&status=valid&name=好邻居").await, ["small_grocery_registration"]);
        assert!(search(&public, "&status=expired").await.is_empty());

        let first = public.get("/api/v1/public-commitments?limit=1").await.expect(200);
        let next = format!("/api/v1/public-commitments?limit=1&cursor={}", first.text("/next_cursor"));
        let second = public.get(&next).await.expect(200);
        assert_ne!(first.text("/items/0/id"), second.text("/items/0/id"));
        assert_eq!(second.json["next_cursor"], Value::Null);
    }

    async fn a_term_that_is_over_is_expired_before_anybody_notices(app: TestApp) {
        app.entrust(20);
        promised(&app).await;
        let public = app.public();
        let ends = public.get("/api/v1/public-commitments?item_code=shop_hygiene_permit").await.expect(200);
        let last: chrono::NaiveDate = ends.text("/items/0/valid_to").parse().expect("a day");
        app.set_clock(last.succ_opt().and_then(|day| day.and_hms_opt(2, 0, 0)).expect("a day").and_utc());
        for swept in [false, true] {
            assert_eq!(search(&public, "&status=expired&item_code=shop_hygiene_permit").await, [HYGIENE], "{swept}");
            assert!(search(&public, "&status=dormant").await.is_empty());
            app.sweep();
        }
    }

    async fn an_entry_tells_where_each_clause_stands(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = promised(&app).await;
        let certificate = certificate_of(&issued, HYGIENE);
        let (public, entry) = (app.public(), format!("/api/v1/public-commitments/{certificate}"));
        let shown = public.get(&entry).await.expect(200).json;
        assert_eq!((&shown["holder_name"], &shown["operator_name"]), (&json!("好邻居超市1"), &json!("示**")));
        assert_eq!((&shown["status"], &shown["in_time"]), (&json!("dormant"), &json!(true)));
        // Seven working days from Tuesday 2025-06-03, without the holiday of the region.
        assert_eq!((&shown["decided_on"], &shown["due_on"]), (&json!("2025-06-03"), &json!("2025-06-17")));
        let clause = &shown["clauses"][0];
        assert_eq!(clause["text"]["zh"], "公共用品用具的清洗、消毒、保洁设施符合卫生要求");
        assert_eq!((&clause["by_date"], &clause["standing"]), (&json!("2025-06-20"), &json!("awaited")));
        assert_eq!(shown["clauses"][1]["standing"], "declared");

        app.advance(TimeDelta::days(18));
        assert_eq!(standing(&public, &entry, "1").await, "overdue");
        let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
        let proof = json!({ "clauses": ["1"], "material_ids": [material], "statement": "设施已配齐" });
        let filed = draft.by.post(&format!("/api/v1/certificates/{certificate}/readiness"), proof).await.expect(200);
        let verdict = format!("/api/v1/certificates/{certificate}/readiness/{}/verdict", filed.text("/readiness/0/id"));
        app.supervisor("jimsar_health").await.post(&verdict, json!({ "verdict": "confirmed" })).await.expect(200);
        assert_eq!(standing(&public, &entry, "1").await, "proved");
        assert_eq!(public.get(&entry).await.expect(200).json["status"], "valid");
    }

    async fn what_is_taken_back_leaves_its_trace(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = promised(&app).await;
        let certificate = certificate_of(&issued, HYGIENE);
        let (public, entry) = (app.public(), format!("/api/v1/public-commitments/{certificate}"));
        let log = format!("/api/v1/publications?certificate_id={certificate}");
        let published = public.get(&format!("{log}&kind=commitment")).await.expect(200);
        assert_eq!(public.get(&log).await.expect(200).json["items"].as_array().map(Vec::len), Some(2));
        assert_eq!((published.text("/items/0/holder_name"), &published.json["items"][0]["in_time"]), ("好邻居超市1", &json!(true)));
        let path = format!("/api/v1/publications/{}", published.text("/items/0/id"));
        let (withdraw, restore) = (format!("{path}/withdraw"), format!("{path}/restore"));
        let mistaken = json!({ "ground": "mistaken" });

        // The head of the department that granted it, and nobody else.
        let (officer, stranger) = (app.supervisor("jimsar_health").await, app.approver("fire_brigade").await);
        let (head, other) = (app.approver("jimsar_health").await, app.approver("market_supervision_branch").await);
        let before = app.contents();
        officer.post(&withdraw, &mistaken).await.expect_problem(403, "not_permitted");
        stranger.post(&withdraw, &mistaken).await.expect_problem(404, "not_found");
        other.post(&withdraw, &mistaken).await.expect_problem(403, "publication_not_the_grantors");
        head.post(&restore, json!({})).await.expect_problem(409, "publication_not_withdrawn");
        assert_eq!(app.contents(), before);

        app.advance(TimeDelta::days(1));
        let withdrawn = head.post(&withdraw, &mistaken).await.expect(200).json;
        assert_eq!((&withdrawn["withdrawn_at"], &withdrawn["withdrawn_because"]), (&json!(app.now()), &json!("mistaken")));
        assert_eq!((&withdrawn["holder_name"], &withdrawn["item_code"]), (&Value::Null, &Value::Null));
        head.post(&withdraw, &mistaken).await.expect_problem(409, "publication_withdrawn");
        public.get(&entry).await.expect_problem(404, "not_found");
        assert_eq!(search(&public, "&name=好邻居").await, ["small_grocery_registration"]);
        assert_eq!(public.get(&format!("{log}&withdrawn=true")).await.expect(200).text("/items/0/id"), withdrawn["id"]);

        let anew = head.post(&restore, json!({})).await.expect(201).json;
        assert_ne!(anew["id"], withdrawn["id"]);
        head.post(&restore, json!({})).await.expect_problem(409, "publication_not_withdrawn");
        assert_eq!(public.get(&entry).await.expect(200).json["published_at"], json!(app.now()));
        assert_eq!(search(&public, "&name=好邻居").await.len(), 2);
        let kinds = draft.events().await;
        assert!(kinds.ends_with(&["publication.withdrawn".to_owned(), "publication.restored".to_owned()]), "{kinds:?}");
    }
}
