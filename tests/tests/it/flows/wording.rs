//! What papers say: the ground that a step really had, the law it rests on, whose it is and what is to be done (S2, S5, S6,
//! S16–S18).

use chrono::TimeDelta;
use kaiye_tests::{
    Client, Draft,
    enforcing::{Case, LAW, PERMIT},
    issuing::certificate_of,
    on_both,
    verifying::Check,
};
use serde_json::{Value, json};

const FACTS: &str = "责令整改期限届满，仍未配齐";

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// A period as papers spell it.
fn spelt(period: &Value) -> String {
    let unit = match text(&period["unit"]) {
        "working_days" => "个工作日",
        "days" => "日",
        "months" => "个月",
        _ => "年",
    };
    format!("{}{unit}", period["count"])
}

async fn deregister(by: &Client, permit: &str, reason: &str) {
    by.post(&format!("/api/v1/certificates/{permit}/deregister"), json!({ "reason": reason })).await.expect(200);
}

/// The head imposes a penalty that is no warning.
async fn punish(case: &Case, head: &Client, penalty: &str) {
    let imposed = json!({ "penalty": penalty, "amount_yuan": 2000, "law": LAW, "reason": "未配置消毒设施" });
    head.post(&case.path("/penalty"), imposed).await.expect(200);
}

on_both! {
    async fn who_is_to_be_heard_is_told_facts_reason_and_law(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, _, case) = app.failed(1, &officer).await;
        let lawless = json!({ "reason": "拟吊销" });
        let before = app.contents();
        let refused = officer.post(&case.path("/hearing"), &lawless).await.expect_problem(422, "body_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/law");
        assert_eq!(app.contents(), before);
        let offer = json!({ "reason": "情节严重，拟吊销卫生许可证", "law": LAW });
        let offered = officer.post(&case.path("/hearing"), offer).await.expect(200);
        assert_eq!(offered.text("/hearing/law"), LAW);
        draft.paper("hearing_notice").await.says(&[FACTS, "情节严重，拟吊销卫生许可证", LAW], &[]);

        app.advance(TimeDelta::days(9));
        app.sweep();
        let refused = head.post(&case.path("/revoke"), &lawless).await.expect_problem(422, "body_invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/law");
        let together = json!({ "reason": "情节严重", "law": LAW, "collective": true });
        let revoked = head.post(&case.path("/revoke"), together).await.expect(200);
        assert_eq!(revoked.text("/decisions/0/law"), LAW);
        draft.paper("revocation").await.says(&[LAW, "集体讨论", "情节严重"], &[]);
    }

    async fn a_revocation_that_nobody_decided_together_does_not_say_so(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, case) = app.failed(1, &officer).await;
        case.step(&officer, "hearing").await.expect(200);
        app.advance(TimeDelta::days(9));
        app.sweep();
        case.step(&head, "revoke").await.expect(200);
        draft.paper("revocation").await.says(&[LAW], &["集体讨论"]);
        // It lost its force by the revocation: the register is closed over what had ended.
        deregister(&head, &permit, "许可证件已被吊销").await;
        let closed = draft.paper("deregistration").await;
        closed.says(&["已被依法吊销", "第七十条第四项"], &["自本决定作出之日起失效"]);
    }

    async fn the_grantors_fault_makes_nobody_a_suspect_and_is_compensated(app: TestApp) {
        app.entrust(20);
        let grantor = app.approver("jimsar_health").await;
        let (draft, permit, _) = app.found(1, "kept").await;
        let case = Case::open(&grantor, &permit, json!({ "grantor_fault": "against_procedure" })).await;
        let clause = "第六十九条第一款第三项（违反法定程序作出准予行政许可决定）";
        let opening = draft.paper("case_opening").await;
        opening.says(&[clause, "被许可人", FACTS], &["涉嫌", "当事人", "行政处罚法"]);
        let decided = json!({ "reason": "未经现场核查即准予许可", "compensation": "装修损失，据实赔偿" });
        grantor.post(&case.path("/annul"), decided).await.expect(200);
        let annulment = draft.paper("annulment").await;
        annulment.says(
            &[clause, "未经现场核查即准予许可", "第六十九条第四款", "装修损失，据实赔偿"],
            &["欺骗", "不受保护", "不得再次申请"],
        );
        deregister(&grantor, &permit, "许可已被撤销").await;
        draft.paper("deregistration").await.says(&["已被依法撤销", "第七十条第四项"], &[]);

        // A case of its own that came to nothing finds no offence either.
        let (other, issued) = app.issued_shop(2).await;
        let permit = certificate_of(&issued, PERMIT);
        let case = Case::open(&grantor, &permit, json!({ "grantor_fault": "other" })).await;
        let unfounded = json!({ "outcome": "unfounded", "reason": "许可无误" });
        grantor.post(&case.path("/close"), unfounded).await.expect(200);
        let closing = other.paper("case_closing").await;
        closing.says(&["该行政许可不存在应当撤销的情形", "许可无误"], &["违法", "当事人"]);
    }

    async fn deceit_is_annulled_as_deceit(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, task) = app.found(1, "false").await;
        let case = Case::open(&officer, &permit, json!({ "task_id": task["id"] })).await;
        let clause = app.public().get(&format!("/api/v1/items/{PERMIT}")).await.expect(200);
        let opening = draft.paper("case_opening").await;
        opening.says(&["涉嫌作出虚假承诺", clause.text("/conditions/0/text/zh")], &["被许可人"]);
        case.step(&head, "annul").await.expect(200);
        let annulment = draft.paper("annulment").await;
        annulment.says(&["第六十九条第二款", "不受保护", "第七十九条"], &["第六十九条第一款", "赔偿"]);
    }

    async fn a_new_shops_code_stands_on_every_paper_after_its_licence(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, permit, _) = app.failed(1, &officer).await;
        let uscc = app.clerk().await.get(&format!("/api/v1/certificates/{permit}")).await.expect(200);
        let uscc = uscc.text("/holder_uscc");
        for kind in ["grant", "rectification", "case_opening"] {
            draft.paper(kind).await.says(&[uscc], &[]);
        }
        // Before its licence it has none.
        draft.paper("acceptance").await.says(&[], &[uscc]);
        draft.paper("commitment_letter").await.says(&[], &[uscc]);
    }

    async fn a_penalty_says_how_and_until_when_it_is_paid(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, _, case) = app.failed(1, &officer).await;
        punish(&case, &head, "fine").await;
        draft.paper("penalty").await.says(
            &["罚款2,000元", "十五日内", "指定的银行", "电子支付系统", "第六十七条第三款", "百分之三", "第七十二条第一款"],
            &[],
        );
        let (draft, _, case) = app.failed(2, &officer).await;
        punish(&case, &head, "confiscation").await;
        draft.paper("penalty").await.says(&["没收违法所得2,000元", "十五日内", "上缴国库"], &["百分之三", "罚款"]);
        let (draft, _, case) = app.failed(3, &officer).await;
        let warning = json!({ "penalty": "warning", "law": LAW, "reason": "未配置消毒设施" });
        head.post(&case.path("/penalty"), warning).await.expect(200);
        draft.paper("penalty").await.says(&["警告", "无需另行履行"], &["缴纳", "罚款", "百分之三"]);
    }

    async fn what_may_follow_later_says_within_what_time_and_what_happens_else(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        draft.accept(&app.clerk().await).await;
        let told = draft.notices().await.into_iter().find(|it| it["kind"] == "deferral").expect("a notice");
        let materials = told["content"]["materials"].as_array().expect("materials");
        assert!(materials.iter().any(|it| it["due"] == "after_issue"), "{told}");
        let paper = draft.paper("deferral").await;
        for one in materials {
            let days = one["within"]["days"].as_u64().map(|days| format!("{days}日内"));
            let working = one["within"]["working_days"].as_u64().map(|days| format!("{days}个工作日内"));
            let within = match text(&one["due"]) {
                "after_issue" => format!("自发证之日起{}", days.or(working).expect("a length")),
                _ => "前".to_owned(),
            };
            let failure = match text(&one["on_failure"]) {
                "lapse" => "该事项终止办理",
                "refuse" => "该事项不予许可",
                _ => "由监管部门列入核查",
            };
            paper.says(&[text(&one["name"]), &within, failure], &[]);
        }
    }

    async fn what_time_accepted_is_not_told_as_in_order(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        app.advance(TimeDelta::days(11));
        app.sweep();
        let deemed = ["逾期未告知需要补正的内容", "第三十二条第一款第四项", "自收到申请材料之日起即为受理"];
        draft.paper("acceptance").await.says(&deemed, &["材料齐全", "决定予以受理"]);
        let other = Draft::supermarket(&app.applicant().await, 2).await;
        other.file().await;
        other.accept(&app.clerk().await).await;
        let in_order = ["申请材料齐全、符合法定形式", "第三十二条第一款第五项"];
        other.paper("acceptance").await.says(&in_order, &["即为受理"]);
    }

    async fn the_notice_on_paper_says_all_that_the_notice_says(app: TestApp) {
        let anybody = app.public();
        let asked = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
        let notice = anybody.post("/api/v1/notices", asked).await.expect(201);
        let path = format!("/api/v1/notices/{}", notice.text("/id"));
        let page = anybody.with_header("accept", "text/html").get(&path).await.expect(200);
        let page = String::from_utf8(page.bytes).expect("UTF-8");
        let says = |said: &str| assert!(page.contains(&said.replace('/', "&#x2f;")), "it does not say {said}: {page}");
        let number = notice.text("/number");
        assert!(number.starts_with("GZ-2025-"), "{number}");
        says(number);
        assert!(!page.contains(notice.text("/id")), "its number is no UUID: {page}");
        let items = notice.json["items"].as_array().expect("items");
        let limits = items.iter().chain([&notice.json]).flat_map(|it| it["limits"].as_array().into_iter().flatten());
        for limit in limits {
            says(text(&limit["source"]));
            let on_the_spot = limit["within"] == json!({ "count": 0, "unit": "working_days" });
            says(&if on_the_spot { "当场".to_owned() } else { spelt(&limit["within"]) });
            assert!(!page.contains(text(&limit["rule"])), "in words: {limit}");
        }
        for item in items {
            item["legal_basis"].as_array().into_iter().flatten().for_each(|basis| says(text(basis)));
            if item["letter"].is_object() {
                says(&format!("《{}》", text(&item["letter"]["title"]["zh"])));
                says(text(&item["letter"]["hash"]));
            }
        }
        let deferrable = notice.json["materials"].as_array().into_iter().flatten().filter(|it| it["need"] == "deferrable");
        let mut seen = 0;
        for used in deferrable.flat_map(|it| it["items"].as_array().into_iter().flatten()) {
            let from = if used["due"] == "after_issue" { "发证" } else { "受理" };
            says(&format!("自{from}之日起{}内补交", spelt(&used["within"])));
            seen += 1;
        }
        assert!(seen > 0 && page.contains("由监管部门列入核查"), "{page}");
    }

    async fn a_check_that_stands_still_is_no_delay_of_the_grant(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let task = app.task(&certificate_of(&issued, PERMIT), "commitment").await;
        let officer = app.supervisor("jimsar_health").await;
        let check = Check::of(&officer, &task);
        let own = app.account("supervisor-jimsar-health").await;
        check.assign(&[own], "documents").await.expect(200);
        check.step("suspend", json!({ "ground": "testing", "reason": "公共用品送检" })).await.expect(200);
        let suspension = draft.paper("suspension").await;
        suspension.says(&["时限中止告知书", "核查期限", "公共用品送检"], &["办理期限", "行政许可法"]);
        app.advance(TimeDelta::days(10));
        check.step("resume", json!({ "reason": "检测合格" })).await.expect(200);
        draft.paper("resumption").await.says(&["恢复核查", "核查期限顺延至"], &["办理期限"]);
    }

    async fn a_receipt_is_addressed_to_whom_the_letter_came_from(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(20);
        let (officer, grantor) =
            (app.supervisor("market_supervision_branch").await, app.approver("jimsar_health").await);
        let (draft, permit, task) = app.found(1, "false").await;
        let case = Case::open(&officer, &permit, json!({ "task_id": task["id"] })).await;
        case.step(&officer, "letter").await.expect(200);
        draft.paper("letter").await.says(&["以虚假承诺取得许可"], &["违反书面承诺"]);
        grantor.post(&case.path("/letter/acknowledge"), json!({})).await.expect(200);
        let addressed = "<p class=\"to\"><bdi>准东开发区市场监督管理分局</bdi>：</p>";
        draft.paper("letter_receipt").await.says(&[addressed], &[]);
    }

    async fn what_ran_out_lost_its_force_by_its_term(app: TestApp) {
        app.let_shops_renew();
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        app.set_clock("2029-06-03T02:00:00Z".parse().expect("an instant"));
        app.sweep();
        deregister(&app.approver("jimsar_health").await, &certificate_of(&issued, PERMIT), "有效期届满未延续").await;
        let says = ["有效期至2029年6月2日届满", "自届满之日失效", "第七十条第一项"];
        draft.paper("deregistration").await.says(&says, &["自本决定作出之日起失效", "吊销", "撤销"]);
    }
}
