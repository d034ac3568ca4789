//! The joint review of a hotel: four departments, one of them a county's, reached through its liaison (S7).

use chrono::TimeDelta;
use kaiye_tests::{
    Draft, TestApp,
    offices::{agree, disagree, task_of, task_path},
    on_both,
};
use serde_json::{Value, json};

async fn accepted_hotel(app: &TestApp) -> Draft {
    let draft = Draft::hotel(&app.applicant().await, 1).await;
    draft.file().await;
    draft.accept(&app.clerk().await).await;
    draft
}

fn close_path(draft: &Draft, review: &Value) -> String {
    draft.path(&format!("/reviews/{}/close", review["id"].as_str().unwrap_or_default()))
}

on_both! {
    async fn each_department_speaks_and_only_what_is_disagreed_to_is_refused(app: TestApp) {
        let (draft, lead) = (accepted_hotel(&app).await, app.lead().await);
        app.designate_for_hotel().await;
        let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
        assert_eq!(review["tasks"].as_array().map(Vec::len), Some(4));
        assert_eq!(draft.item("fire_check").await["status"], "in_review");
        assert_eq!(draft.item("business_licence").await["status"], "accepted");
        let fire = task_of(&review, "fire_brigade");
        let fire_path = task_path(&fire, "/opinion");
        let fire_reviewer = app.reviewer("fire_brigade").await;
        lead.post(&close_path(&draft, &review), json!({})).await.expect_problem(409, "review_opinions_missing");
        let silent = json!({ "opinions": [{ "item": "fire_check", "opinion": "disagree" }] });
        fire_reviewer.post(&fire_path, silent).await.expect_problem(422, "body_invalid");
        fire_reviewer.post(&fire_path, agree(&["catering_permit"])).await.expect_problem(422, "content_invalid");
        let given = fire_reviewer.post(&fire_path, disagree("fire_check", "疏散出口不足")).await.expect(200);
        assert_eq!(given.text("/status"), "given");
        fire_reviewer.post(&fire_path, agree(&["fire_check"])).await.expect_problem(409, "review_opinion_given");
        for (department, item) in
            [("public_security", "hotel_special_trade_permit"), ("market_supervision_branch", "catering_permit")]
        {
            let task = task_of(&review, department);
            app.reviewer(department).await.post(&task_path(&task, "/opinion"), agree(&[item])).await.expect(200);
        }
        let county = task_of(&review, "qitai_health");
        let liaison = app.liaison("qitai_liaison").await;
        let word = agree(&["lodging_hygiene_permit"]);
        let unseen = liaison.post(&task_path(&county, "/opinion"), word.clone()).await;
        unseen.expect_problem(409, "review_not_handed_over");
        let handover = json!({ "received_by": "奇台县卫健委 审批科", "receipt": "QTWJ-2025-17" });
        let handed = liaison.post(&task_path(&county, "/handover"), handover.clone()).await.expect(200);
        assert_eq!(handed.text("/handover/receipt"), "QTWJ-2025-17");
        assert_eq!(handed.json["allowed_actions"], json!(["give_opinion"]));
        let again = liaison.post(&task_path(&county, "/handover"), handover).await;
        again.expect_problem(409, "review_handed_over_already");
        liaison.post(&task_path(&county, "/opinion"), word).await.expect(200);
        let closed = lead.post(&close_path(&draft, &review), json!({})).await.expect(200);
        assert_eq!(closed.text("/review/status"), "closed");
        assert_eq!(closed.text("/notices/0/kind"), "refusal");
        assert_eq!(closed.text("/notices/0/content/reason"), "疏散出口不足");
        assert_eq!(closed.json["notices"].as_array().map(Vec::len), Some(1));
        let fire = draft.item("fire_check").await;
        assert_eq!((fire["status"].as_str(), fire["ground"].as_str()), (Some("refused"), Some("review_disagreed")));
        for item in ["hotel_special_trade_permit", "lodging_hygiene_permit", "catering_permit"] {
            assert_eq!(draft.item(item).await["status"], "approved", "{item}");
        }
        lead.post(&close_path(&draft, &review), json!({})).await.expect_problem(409, "review_closed");
        draft.open_review(&lead, "2025-06-05").await.expect_problem(409, "review_nothing_to_review");
    }

    async fn a_task_is_its_persons_and_the_deputys(app: TestApp) {
        let (draft, lead) = (accepted_hotel(&app).await, app.lead().await);
        app.designate_for_hotel().await;
        let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
        let path = task_path(&task_of(&review, "market_supervision_branch"), "/opinion");
        let word = agree(&["catering_permit"]);
        let outsider = app.reviewer("environment_bureau").await;
        outsider.post(&path, word.clone()).await.expect_problem(404, "not_found");
        app.applicant().await.post(&path, word.clone()).await.expect_problem(403, "not_permitted");
        let body = json!({
            "login": "reviewer-2", "name": "副手", "roles": ["reviewer"], "department": "market_supervision_branch",
            "password": TestApp::PASSWORD,
        });
        let deputy_id = app.administrator().await.post("/api/v1/accounts", body).await.expect(201).json["id"].clone();
        let deputy = app.sign_in("reviewer-2").await;
        deputy.post(&path, word.clone()).await.expect_problem(403, "review_not_assigned");
        // Of two that begin on the same day the later made counts.
        app.advance(TimeDelta::seconds(1));
        let person = app.account("reviewer-market-supervision-branch").await;
        let with_deputy = json!({
            "department": "market_supervision_branch", "function": "reviewer", "account_id": person,
            "deputy_id": deputy_id, "valid_from": "2025-06-03",
        });
        lead.post("/api/v1/designations", with_deputy).await.expect(201);
        let given = deputy.post(&path, word).await.expect(200);
        assert_eq!(given.json["opinions"][0]["agree"], true);
        let own = deputy.get("/api/v1/review-tasks?limit=100").await.expect(200);
        assert_eq!(own.json["items"].as_array().map(Vec::len), Some(1));
        let all = lead.get(&format!("/api/v1/review-tasks?application={}&status=open", draft.id)).await.expect(200);
        assert_eq!(all.json["items"].as_array().map(Vec::len), Some(3));
        let county = app.liaison("qitai_liaison").await.get("/api/v1/review-tasks").await.expect(200);
        assert_eq!(county.text("/items/0/department"), "qitai_health");
    }

    async fn a_list_offers_what_can_be_done(app: TestApp) {
        let (draft, lead) = (accepted_hotel(&app).await, app.lead().await);
        app.designate_for_hotel().await;
        let body = json!({
            "login": "reviewer-2", "name": "继任", "roles": ["reviewer"], "department": "market_supervision_branch",
            "password": TestApp::PASSWORD,
        });
        app.administrator().await.post("/api/v1/accounts", body).await.expect(201);
        app.advance(TimeDelta::seconds(1));
        app.designate("reviewer-2", "market_supervision_branch", "reviewer").await;
        let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
        let (before, now) = (app.reviewer("market_supervision_branch").await, app.sign_in("reviewer-2").await);
        let offered = async |reviewer: &kaiye_tests::Client| {
            let listed = reviewer.get("/api/v1/review-tasks").await.expect(200).json;
            listed["items"][0]["allowed_actions"].clone()
        };
        assert_eq!(offered(&before).await, json!([]), "a later designation names another person");
        assert_eq!(offered(&now).await, json!(["give_opinion"]));
        draft.by.post(&draft.path("/withdraw"), json!({})).await.expect(200);
        lead.post(&close_path(&draft, &review), json!({})).await.expect(200);
        assert_eq!(offered(&now).await, json!([]));
    }

    async fn a_commitment_withdrawn_late_is_one_item_on_the_list(app: TestApp) {
        let (draft, lead) = (accepted_hotel(&app).await, app.lead().await);
        app.designate_for_hotel().await;
        draft.open_review(&lead, "2025-06-05").await.expect(201);
        app.advance(TimeDelta::days(90));
        app.sweep();
        let commitment = draft.item("fire_check").await["commitment"]["id"].as_str().map(str::to_owned).expect("one");
        draft.by.post(&draft.path(&format!("/commitments/{commitment}/withdraw")), json!({})).await.expect(200);
        let head = app.approver("fire_brigade").await;
        let listed = head.get("/api/v1/worklist?limit=100").await.expect(200).json;
        let own: Vec<&Value> =
            listed["items"].as_array().into_iter().flatten().filter(|it| it["kind"] == "decide_item").collect();
        assert_eq!(own.len(), 1, "{own:#?}");
        assert_eq!(own[0]["overdue"], false, "the ordinary period runs from today: {own:#?}");
        let idle = app.reviewer("fire_brigade").await.get("/api/v1/worklist").await.expect(200);
        assert_eq!(idle.json["items"], json!([]));
    }

    async fn a_review_needs_its_persons_and_a_day_to_come(app: TestApp) {
        let (draft, lead) = (accepted_hotel(&app).await, app.lead().await);
        app.designate("reviewer-fire-brigade", "fire_brigade", "reviewer").await;
        let refused = draft.open_review(&lead, "2025-06-05").await.expect_problem(409, "review_nobody_designated");
        let missing: Vec<_> = refused.json["errors"].as_array().into_iter().flatten().map(|it| &it["pointer"]).collect();
        assert_eq!(missing.len(), 3, "{missing:?}");
        assert!(missing.contains(&&json!("/departments/qitai_health")));
        draft.open_review(&lead, "2025-06-02").await.expect_problem(422, "content_invalid");
        assert_eq!(draft.item("fire_check").await["status"], "accepted");
        draft.open_review(&app.clerk().await, "2025-06-05").await.expect_problem(403, "not_permitted");
    }

    async fn an_item_that_left_needs_no_opinion(app: TestApp) {
        let (draft, lead) = (accepted_hotel(&app).await, app.lead().await);
        app.designate_for_hotel().await;
        let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
        assert_eq!(review["allowed_actions"], json!([]), "opinions are missing");
        let gone = ["hotel_special_trade_permit", "catering_permit", "lodging_hygiene_permit"];
        draft.by.post(&draft.path("/withdraw"), json!({ "items": gone })).await.expect(200);
        let released = lead.get("/api/v1/review-tasks?status=released").await.expect(200).json;
        assert_eq!(released["items"].as_array().map(Vec::len), Some(3), "{released}");
        assert!(draft.events().await.contains(&"review.task_released".to_owned()));
        let idle = app.reviewer("market_supervision_branch").await;
        assert_eq!(idle.get("/api/v1/worklist").await.expect(200).json["items"], json!([]));
        let late = idle.post(&task_path(&task_of(&review, "market_supervision_branch"), "/opinion"), agree(&["x"])).await;
        late.expect_problem(422, "content_invalid");
        let late = agree(&["catering_permit"]);
        let late = idle.post(&task_path(&task_of(&review, "market_supervision_branch"), "/opinion"), late).await;
        late.expect_problem(409, "review_task_released");
        assert_eq!(lead.get("/api/v1/worklist").await.expect(200).json["items"], json!([]), "fire has not spoken");
        let fire = task_path(&task_of(&review, "fire_brigade"), "/opinion");
        app.reviewer("fire_brigade").await.post(&fire, agree(&["fire_check"])).await.expect(200);
        assert_eq!(lead.get("/api/v1/worklist").await.expect(200).text("/items/0/kind"), "close_joint_review");
        lead.post(&close_path(&draft, &review), json!({})).await.expect(200);
        assert_eq!(lead.get("/api/v1/worklist").await.expect(200).json["items"], json!([]));
        assert_eq!(draft.item("fire_check").await["status"], "approved");
        assert_eq!(draft.item("catering_permit").await["status"], "withdrawn");
    }
}
