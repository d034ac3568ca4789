//! Approvals as agencies exchange them: what changed, in two sets of words, and that fetching them is the receipt.

use kaiye_tests::{Answer, Client, TestApp, enforcing::PERMIT, issuing::certificate_of, on_both};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/approvals";

/// What changed since an answer, or from the beginning.
async fn since(by: &Client, before: Option<&Answer>, more: &str) -> Answer {
    let cursor = before.map(|answer| format!("&cursor={}", answer.text("/next_cursor"))).unwrap_or_default();
    by.get(&format!("{PATH}?limit=100{cursor}{more}")).await.expect(200)
}

/// The task that supervises a certificate, as its department's head reads it in the list, which is no receipt.
async fn receipts(app: &TestApp, certificate: &str) -> Value {
    let listed = app.inspector().await.get(&format!("/api/v1/verification-tasks?certificate_id={certificate}")).await;
    let listed = listed.expect(200);
    let task = listed.json["items"].as_array().into_iter().flatten().find(|it| it["kind"] == "commitment");
    let path = format!("/api/v1/verification-tasks/{}", task.expect("a task")["id"].as_str().expect("an id"));
    app.inspector().await.get(&path).await.expect(200).json["receipts"].clone()
}

on_both! {
    async fn a_departments_system_follows_its_approvals_and_has_thereby_received_them(app: TestApp) {
        app.entrust(20);
        let system = app.agency("jimsar_health", &["read_approval"]).await;
        let (draft, issued) = app.issued_shop(1).await;
        app.sweep();
        let permit = certificate_of(&issued, PERMIT);
        assert_eq!(receipts(&app, &permit).await, json!([]));

        let answer = since(&system, None, "").await;
        let [approval] = &answer.json["items"].as_array().expect("a list")[..] else {
            panic!("its own item alone: {}", answer.json)
        };
        assert_eq!((&approval["item_code"], &approval["status"]), (&json!(PERMIT), &json!("issued")));
        // Granted, with a material to follow.
        assert_eq!((&approval["handling_state"], &approval["certificate"]["id"]), (&json!(12), &json!(permit)));
        let noted = receipts(&app, &permit).await;
        assert_eq!((noted[0]["way"].as_str(), noted.as_array().map(Vec::len)), (Some("fetched"), Some(1)));

        // Nothing new, nothing given; what happens next is given, and once is a receipt.
        app.sweep();
        let quiet = since(&system, Some(&answer), "&status=submitted").await;
        assert_eq!(quiet.json["items"], json!([]));
        let (other, _) = app.issued_shop(2).await;
        app.sweep();
        let news = since(&system, Some(&quiet), "").await;
        let of: Vec<&Value> = news.json["items"].as_array().into_iter().flatten().map(|it| &it["application_id"]).collect();
        assert_eq!(of, [&json!(other.id)]);
        since(&system, None, "").await;
        assert_eq!(receipts(&app, &permit).await, noted);

        // One by one, and within reach alone.
        let path = format!("{PATH}/{}", approval["id"].as_str().expect("an id"));
        assert_eq!(&system.get(&path).await.expect(200).json, approval);
        let stranger = app.agency("qitai_culture", &["read_approval"]).await;
        stranger.get(&path).await.expect_problem(404, "not_found");
        assert_eq!(since(&stranger, None, "").await.json["items"], json!([]));
        assert_eq!(draft.item(PERMIT).await["status"], "issued");
    }

    async fn the_same_in_the_words_of_the_national_standards(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        app.sweep();
        let inspector = app.inspector().await;
        let all = since(&inspector, None, "&representation=national").await;
        let permit = certificate_of(&issued, PERMIT);
        let shown = app.clerk().await.get(&format!("/api/v1/certificates/{permit}")).await.expect(200);
        let national = all.json["items"].as_array().into_iter().flatten().find(|it| it["SXBM"] == PERMIT);
        let national = national.expect("the permit");
        assert_eq!((&national["BJZT"], &national["BJBH"]), (&json!(12), &json!(draft.show().await.text("/number"))));
        let notice = draft.notices().await.into_iter().find(|it| it["content"]["number"] == shown.json["number"]);
        let expected = json!({
            "XK_XDR_MC": shown.json["holder_name"], "XK_XDR_LB": "个体工商户", "XK_XDR_SHXYM": shown.json["holder_uscc"],
            "XK_FRDB": shown.json["face"]["operator_name"], "XK_XKWS": "准予行政许可决定书",
            "XK_WSH": notice.expect("the decision")["number"], "XK_XKLB": "普通", "XK_XKZS": shown.json["title"],
            "XK_XKBH": shown.json["number"], "XK_NR": shown.json["face"]["scope"], "XK_JDRQ": "2025/06/03",
            "XK_YXQZ": "2025/06/03", "XK_YXQZI": national["XK"]["XK_YXQZI"], "XK_XKJG": shown.json["face"]["authority"],
            "XK_XKJGDM": "116523279999D01194", "XK_ZT": "1", "XK_LYDW": "准东开发区市场监督管理分局",
            "XK_LYDWDM": "116523009999D00477",
        });
        assert_eq!(national["XK"], expected);

        // By number, by identifier, by id; and what means nothing.
        let names = json!([shown.json["number"], shown.json["identifier"], national["id"], "没有这个号"]);
        let found = inspector.post("/api/v1/approval-queries", json!({ "names": names })).await.expect(200);
        let counts: Vec<usize> = found.json["results"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| it["approvals"].as_array().map_or(0, Vec::len))
            .collect();
        assert_eq!(counts, [1, 1, 1, 0]);
        assert_eq!(found.json["results"][1]["approvals"][0]["certificate"]["id"], permit);
    }
}

/// A step shows in the number of its state.
#[actix_web::test]
async fn a_step_shows_in_the_state() {
    let app = TestApp::start(kaiye_tests::On::Sqlite).await;
    let draft = kaiye_tests::Draft::supermarket(&app.applicant().await, 1).await;
    let inspector = app.inspector().await;
    let states = async || {
        app.sweep();
        let all = since(&inspector, None, &format!("&item_code={PERMIT}")).await;
        all.json["items"].as_array().into_iter().flatten().map(|it| it["handling_state"].clone()).collect::<Vec<_>>()
    };
    assert!(states().await.is_empty(), "a draft has not reached any office");
    draft.file().await;
    assert_eq!(states().await, [json!(1)]);
    let clerk = app.clerk().await;
    let point = json!({ "item": PERMIT, "subject": "business/address", "text": "地址请写到门牌号" });
    clerk.post(&draft.path("/request-correction"), json!({ "points": [point] })).await.expect(200);
    assert_eq!(states().await, [json!(6)]);
}
