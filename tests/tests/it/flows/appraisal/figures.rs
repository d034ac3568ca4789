//! What the performance office sees of real cases.

use chrono::TimeDelta;
use kaiye_tests::{Client, Draft, on_both};
use serde_json::{Value, json};

use super::{APPRAISAL, appraise, figure, group};

/// Every figure of all and of each group lists as many cases as it counts.
async fn each_leads_to_its_cases(by: &Client, view: &Value) {
    let groups = view["groups"].as_array().expect("groups").iter().chain([&view["total"]]);
    for figure in groups.flat_map(|group| group["figures"].as_array().expect("figures")) {
        let path = format!("{}&limit=100", figure["cases"].as_str().expect("a path"));
        let cases = by.get(&path).await.expect(200).json["items"].as_array().cloned().expect("items");
        assert_eq!(Some(cases.len() as i64), figure["count"].as_i64(), "{figure}");
        let sum: i64 = cases.iter().map(|case| case["value"].as_i64().expect("a value")).sum();
        assert_eq!(Some(sum), figure["numerator"].as_i64(), "{figure}");
    }
}

fn value(group: &Value, indicator: &str) -> Value {
    figure(group, indicator)["value"].clone()
}

on_both! {
    async fn figures_lead_to_their_cases_and_each_department_sees_its_own(app: TestApp) {
        app.entrust(20);
        let appraiser = app.sign_in("appraiser").await;
        let before = appraiser.get(APPRAISAL).await.expect(200).json;
        assert_eq!((&before["as_of"]["position"], &before["as_of"]["at"]), (&json!(0), &Value::Null));
        assert_eq!((&before["groups"], value(&before["total"], "received")), (&json!([]), json!(0.0)));

        app.issued_shop(1).await;
        Draft::supermarket(&app.applicant().await, 2).await.file().await;
        appraise(&app);
        let all = appraiser.get(APPRAISAL).await.expect(200).json;
        assert!(all["as_of"]["position"].as_i64() > Some(0));
        // Two shops with a licence and two permits each, of which one shop is done, on the spot and at once.
        let total = &all["total"];
        assert_eq!((value(total, "received"), value(total, "decided")), (json!(6.0), json!(3.0)));
        assert_eq!((value(total, "same_day"), value(total, "working_days")), (json!(100.0), json!(0.0)));
        assert_eq!((value(total, "visits"), &figure(total, "visits")["denominator"]), (json!(0.0), &json!(2)));
        assert_eq!(value(total, "on_time_receipt"), Value::Null);
        assert_eq!((&total["score"]["scheme_version"], &total["score"]["total"]), (&json!(1), &json!(100.0)));
        each_leads_to_its_cases(&appraiser, &all).await;

        // Nobody acknowledges: deemed received, not in time, and a duty that is overdue until it is done.
        app.advance(TimeDelta::days(14));
        app.sweep();
        appraise(&app);
        let later = appraiser.get(APPRAISAL).await.expect(200).json;
        let health = group(&later, "jimsar_health").expect("the department");
        assert_eq!((value(health, "on_time_receipt"), value(health, "push_promptness")), (json!(0.0), json!(0.0)));
        assert_eq!(health["title"]["zh"].as_str().map(str::is_empty), Some(false));
        assert!(health["score"]["total"].as_f64() < Some(100.0));
        for by in ["department", "item", "division", "month"] {
            let view = appraiser.get(&format!("{APPRAISAL}?by={by}")).await.expect(200).json;
            assert_eq!(value(&view["total"], "received"), json!(6.0));
            each_leads_to_its_cases(&appraiser, &view).await;
        }
        let june = appraiser.get(&format!("{APPRAISAL}?by=month&from=2025-06-01&to=2025-06-30")).await.expect(200).json;
        assert_eq!(june["groups"].as_array().map(Vec::len), Some(1));
        assert!(group(&june, "2025-06").is_some());

        // A department sees its own figures and no other's, whatever it asks for.
        let head = app.approver("jimsar_health").await;
        let own = head.get(APPRAISAL).await.expect(200).json;
        assert_eq!(own["groups"].as_array().map(Vec::len), Some(1));
        assert_eq!(own["groups"][0]["figures"], health["figures"]);
        each_leads_to_its_cases(&head, &own).await;
        let others = head.get(&format!("{APPRAISAL}?department=fire_brigade")).await.expect(200).json;
        assert_eq!(others["groups"], json!([]));
        let cases = format!("{APPRAISAL}/cases?department=market_supervision_branch");
        assert_eq!(head.get(&cases).await.expect(200).json["items"], json!([]));
        app.clerk().await.get(APPRAISAL).await.expect_problem(403, "not_permitted");
        appraiser.get(&format!("{APPRAISAL}?from=2025-06-02&to=2025-06-01")).await.expect_problem(400, "query_invalid");
        appraiser.get(&format!("{APPRAISAL}/cases?month=2025-13")).await.expect_problem(400, "query_invalid");
    }

    async fn a_visit_that_is_told_late_counts_with_its_application(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        app.advance(TimeDelta::days(40));
        let (clerk, visits) = (app.clerk().await, format!("/api/v1/applications/{}/visits", draft.id));
        for visited_at in ["2025-06-10T03:00:00Z", "2025-07-02T03:00:00Z"] {
            clerk.post(&visits, json!({ "purpose": "supplement", "visited_at": visited_at })).await.expect(201);
        }
        appraise(&app);
        let appraiser = app.sign_in("appraiser").await;
        let of = async |period: &str| {
            let view = appraiser.get(&format!("{APPRAISAL}?{period}")).await.expect(200).json;
            let visits = figure(&view["total"], "visits");
            (visits["numerator"].clone(), visits["denominator"].clone(), visits["value"].clone())
        };
        assert_eq!(of("from=2025-06-01&to=2025-06-30").await, (json!(2), json!(1), json!(2.0)));
        assert_eq!(of("from=2025-07-01&to=2025-07-31").await, (json!(0), json!(0), Value::Null));
    }

    async fn a_list_of_cases_goes_on_page_by_page(app: TestApp) {
        Draft::supermarket(&app.applicant().await, 1).await.file().await;
        Draft::supermarket(&app.applicant().await, 2).await.file().await;
        appraise(&app);
        let inspector = app.inspector().await;
        let (mut seen, mut path) = (Vec::new(), format!("{APPRAISAL}/cases?indicator=received&limit=4"));
        loop {
            let page = inspector.get(&path).await.expect(200).json;
            seen.extend(page["items"].as_array().expect("items").iter().map(|it| it["id"].to_string()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("{APPRAISAL}/cases?indicator=received&limit=4&cursor={cursor}");
        }
        assert_eq!(seen.len(), 6);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 6);
    }
}
