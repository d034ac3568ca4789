//! What enforcement hands out (S16–S19): each paper is issued by its own step, and says what was decided, on what ground and
//! what can be done against it; it can be checked by anybody and is the same for ever.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Days, TimeDelta, Utc};
use kaiye_api::{jurisdiction::embedded, render::Templates};
use kaiye_domain::{catalogue::load, document::DocumentKind, hash::sha256, time::local_date};
use kaiye_tests::{
    Answer, Client, Draft, TestApp,
    enforcing::{Case, LAW, PERMIT},
    on_both,
};
use serde_json::{Value, json};
use strum::IntoEnumIterator;

/// The QR code of a text, as templates draw it.
fn code_of(text: &str) -> String {
    let jurisdiction = Arc::new(load(&embedded()).expect("a jurisdiction").jurisdiction);
    let template = BTreeMap::from([("code".to_owned(), "{{ text | qr }}".to_owned())]);
    let templates = Templates::of(&jurisdiction, &template).map_err(|errors| errors.len()).expect("a template");
    templates.render("code", &json!({ "text": text })).expect("a code")
}

const MARKET: &str = "准东开发区市场监督管理分局";
const HEALTH: &str = "吉木萨尔县卫生健康委员会";
const COMMITTEE: &str = "准东开发区管理委员会";

/// A paper that a step has just issued, as it ought to be.
struct Expected<'a> {
    kind: &'a str,
    number: &'a str,
    authority: &'a str,
    on: &'a str,
    says: &'a [&'a str],
    remedies: bool,
}

/// The papers of one business, as they were read when each was issued.
struct Shelf<'a> {
    app: &'a TestApp,
    by: Client,
    application: String,
    clause: String,
    /// The holder's code, which its licence brought it.
    uscc: String,
    read: Vec<(Value, Vec<u8>)>,
}

impl<'a> Shelf<'a> {
    async fn of(app: &'a TestApp, draft: &Draft) -> Self {
        let item = app.public().get(&format!("/api/v1/items/{PERMIT}")).await.expect(200);
        let clause = item.text("/conditions/0/text/zh").to_owned();
        let uscc = text(&draft.paper("business_licence").await.listed["content"]["number"]).to_owned();
        Self { app, by: draft.by.clone(), application: draft.id.clone(), clause, uscc, read: Vec::new() }
    }

    async fn page(&self, id: &Value) -> Answer {
        let path = format!("/api/v1/documents/{}", text(id));
        self.by.with_header("accept", "text/html").get(&path).await.expect(200)
    }

    /// The newest paper of a kind is as expected, whoever reads it and however; it is kept on the shelf.
    async fn took(&mut self, expected: &Expected<'_>) {
        let &Expected { kind, number, authority, on, says, remedies } = expected;
        let of_kind = format!("/api/v1/documents?application_id={}&kind={kind}", self.application);
        let listed = self.by.get(&of_kind).await.expect(200).json["items"][0].clone();
        assert_eq!(listed["number"], number, "{listed}");
        let as_json = self.by.get(&format!("/api/v1/documents/{}", text(&listed["id"]))).await.expect(200).json;
        assert_eq!(as_json, listed, "in a list and alone");
        assert_eq!(listed["content"]["item"], PERMIT, "{kind} says what it is about: {listed}");

        let read = self.page(&listed["id"]).await;
        let hash = text(&listed["content_hash"]);
        assert_eq!((sha256(&read.bytes).as_str(), read.etag()), (hash, format!("\"{hash}\"").as_str()));
        let page = String::from_utf8(read.bytes.clone()).expect("UTF-8");
        let said = says.iter().copied().chain([number, authority, on, "公共场所卫生许可（商场、超市）", &self.uscc]);
        for said in said {
            assert!(page.contains(said), "{kind} does not say {said}: {page}");
        }
        assert_eq!(page.contains("救济途径"), remedies, "{kind}: {page}");
        if remedies {
            let (body, court) = if authority == HEALTH {
                ("吉木萨尔县人民政府", "吉木萨尔县人民法院")
            } else {
                (COMMITTEE, "有管辖权的人民法院")
            };
            for said in ["60日内向", body, "申请行政复议", "6个月内依法向", court, "提起行政诉讼"]
            {
                assert!(page.contains(said), "{kind} does not say {said}: {page}");
            }
        }
        self.can_be_checked(&listed, &page, authority).await;
        assert_eq!(hash, self.told_of(&listed["id"]).await, "the log has its hash");
        self.read.push((listed, read.bytes));
    }

    /// The code on it leads to what anybody may know of it.
    async fn can_be_checked(&self, listed: &Value, page: &str, authority: &str) {
        let code = page.split("&#x2f;v&#x2f;").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
        let url = format!("{}/v/{code}", self.app.state.config.server.public_url);
        assert!(page.contains(&code_of(&url)), "the code leads to {url}");
        assert!(page.contains(&url.replace('/', "&#x2f;")), "and says so");
        let kind: DocumentKind = text(&listed["kind"]).parse().expect("a kind");
        let checked = self.app.public().get(&format!("/v/{code}")).await.expect(200);
        let checked = String::from_utf8(checked.bytes).expect("UTF-8");
        for said in [kind.title(), text(&listed["number"]), authority, "class=\"status good\""] {
            assert!(checked.contains(said), "{said} in {checked}");
        }
        assert!(
            !checked.contains("好邻居") && !checked.contains(&self.clause),
            "and nothing of what it says: {checked}"
        );
    }

    /// The hash that the log names for a document.
    async fn told_of(&self, id: &Value) -> String {
        let mut path = format!("/api/v1/applications/{}/events?limit=100", self.application);
        loop {
            let page = self.by.get(&path).await.expect(200).json;
            let issued = |it: &&Value| it["kind"] == "document.issued" && it["data"]["document"] == *id;
            if let Some(event) = page["items"].as_array().into_iter().flatten().find(issued) {
                return text(&event["data"]["content_hash"]).to_owned();
            }
            let cursor = page["next_cursor"].as_str().expect("the log has it");
            path = format!("/api/v1/applications/{}/events?limit=100&cursor={cursor}", self.application);
        }
    }

    /// After all that followed, every paper is what was handed out; these were set aside.
    async fn is_unchanged(&self, void: &[&str]) {
        for (was, bytes) in &self.read {
            let read = self.page(&was["id"]).await;
            assert!(read.bytes == *bytes, "{was} changed");
            let standing = if void.contains(&text(&was["number"])) { "void" } else { "issued" };
            assert_eq!(read.header("document-status"), standing, "{was}");
        }
    }

    fn kinds(&self) -> impl Iterator<Item = &str> {
        self.read.iter().map(|(was, _)| text(&was["kind"]))
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn at(app: &TestApp, day: &str) {
    let instant: DateTime<Utc> = format!("{day}T02:00:00Z").parse().expect("an instant");
    app.set_clock(instant);
    app.sweep();
}

/// An order, its prolongation, and the look that found nothing mended.
async fn order_in_vain(app: &TestApp, shelf: &mut Shelf<'_>, task: &Value, draft: &Draft) -> Value {
    let officer = app.supervisor("market_supervision_branch").await;
    let clause = shelf.clause.clone();
    let order = app.ordered(&officer, task, 10).await.expect(201);
    let path = order.header("location").to_owned();
    shelf
        .took(&Expected {
            kind: "rectification",
            number: "准市监责改〔2025〕1号",
            authority: MARKET,
            on: "2025年6月3日",
            says: &[
                "好邻居超市1",
                "《中华人民共和国行政处罚法》第二十八条第一款",
                &clause,
                "按承诺配齐消毒设施",
                "2025年6月13日前",
            ],
            remedies: true,
        })
        .await;
    let more = json!({ "due_on": "2025-06-20", "reason": "设备到货延迟" });
    officer.post(&format!("{path}/extend"), &more).await.expect(200);
    shelf
        .took(&Expected {
            kind: "rectification_extension",
            number: "准市监改延〔2025〕1号",
            authority: MARKET,
            on: "2025年6月3日",
            says: &["准市监责改〔2025〕1号", "2025年6月13日", "2025年6月20日", "设备到货延迟"],
            remedies: false,
        })
        .await;
    let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
    let mending = json!({ "statement": "已配齐", "material_ids": [material] });
    draft.by.post(&format!("{path}/submit"), &mending).await.expect(200);
    let found = json!({ "points": [{ "clause": "1", "mended": false, "note": "消毒柜未通电" }] });
    officer.post(&format!("{path}/recheck"), found).await.expect(200);
    shelf
        .took(&Expected {
            kind: "recheck",
            number: "准市监复查〔2025〕1号",
            authority: MARKET,
            on: "2025年6月3日",
            says: &["准市监责改〔2025〕1号", &clause, "整改不合格", "消毒柜未通电"],
            remedies: false,
        })
        .await;
    order.json["id"].clone()
}

/// The case is opened, the business stopped, and let go on.
async fn stop_and_let_go_on(app: &TestApp, shelf: &mut Shelf<'_>, permit: &str, order: &Value) -> Case {
    let officer = app.supervisor("market_supervision_branch").await;
    let clause = shelf.clause.clone();
    let case = Case::open(&officer, permit, json!({ "rectification_id": order })).await;
    shelf
        .took(&Expected {
            kind: "case_opening",
            number: "准市监立〔2025〕1号",
            authority: MARKET,
            on: "2025年6月3日",
            says: &["第五十四条第二款", "责令整改期限届满，仍未配齐", "好邻居超市1"],
            remedies: false,
        })
        .await;
    case.step(&officer, "stop").await.expect(200);
    shelf
        .took(&Expected {
            kind: "stop_order",
            number: "准市监责停〔2025〕1号",
            authority: MARKET,
            on: "2025年6月3日",
            says: &["立即停止", LAW, &clause, "依法处理", "准市监立〔2025〕1号"],
            remedies: true,
        })
        .await;
    at(app, "2025-06-10");
    case.step(&officer, "lift-stop").await.expect(200);
    shelf
        .took(&Expected {
            kind: "stop_lifted",
            number: "准市监解停〔2025〕1号",
            authority: MARKET,
            on: "2025年6月10日",
            says: &["现解除该责令停止决定", "依法处理"],
            remedies: false,
        })
        .await;
    case
}

/// A hearing is offered, asked for and held; then the head decides on a fine and on the revocation.
async fn hear_and_punish(app: &TestApp, shelf: &mut Shelf<'_>, draft: &Draft, case: &Case) {
    let officer = app.supervisor("market_supervision_branch").await;
    let head = app.approver("market_supervision_branch").await;
    let clause = shelf.clause.clone();
    case.step(&officer, "hearing").await.expect(200);
    shelf
        .took(&Expected {
            kind: "hearing_notice",
            number: "准市监听告〔2025〕1号",
            authority: MARKET,
            on: "2025年6月10日",
            says: &[
                "第四十四条",
                "责令整改期限届满，仍未配齐",
                &clause,
                "依法处理",
                LAW,
                "5个工作日内提出",
                "陈述和申辩",
            ],
            remedies: false,
        })
        .await;
    draft.by.post(&case.path("/hearing/request"), json!({})).await.expect(200);
    at(app, "2025-06-30");
    let today = local_date(app.now());
    let held = json!({ "notified_on": today - Days::new(8), "held_on": today, "report": "当事人称设备已在途中" });
    officer.post(&case.path("/hearing/record"), held).await.expect(200);
    shelf
        .took(&Expected {
            kind: "hearing_report",
            number: "准市监听报〔2025〕1号",
            authority: MARKET,
            on: "2025年6月30日",
            says: &["2025年6月22日送达", "2025年6月30日举行", "当事人称设备已在途中"],
            remedies: false,
        })
        .await;
    let fine = json!({
        "penalty": "fine", "law": "《公共场所卫生管理条例》第十四条", "amount_yuan": 2000, "reason": "未配置消毒设施",
    });
    head.post(&case.path("/penalty"), fine).await.expect(200);
    shelf
        .took(&Expected {
            kind: "penalty",
            number: "准市监罚〔2025〕1号",
            authority: MARKET,
            on: "2025年6月30日",
            says: &[
                "《公共场所卫生管理条例》第十四条",
                "罚款2,000元",
                "未配置消毒设施",
                &clause,
                "十五日内",
                "第七十二条",
            ],
            remedies: true,
        })
        .await;
    case.step(&head, "revoke").await.expect(200);
    shelf
        .took(&Expected {
            kind: "revocation",
            number: "准市监吊〔2025〕1号",
            authority: MARKET,
            on: "2025年6月30日",
            says: &[LAW, "吊销上述许可证件", "依法处理", &clause],
            remedies: true,
        })
        .await;
}

/// The grantor is told, and takes its grant back.
async fn tell_and_annul(app: &TestApp, shelf: &mut Shelf<'_>, case: &Case) {
    let (officer, grantor) = (app.supervisor("market_supervision_branch").await, app.approver("jimsar_health").await);
    let clause = shelf.clause.clone();
    case.step(&officer, "letter").await.expect(200);
    shelf
        .took(&Expected {
            kind: "letter",
            number: "准市监函〔2025〕1号",
            authority: MARKET,
            on: "2025年6月30日",
            says: &[HEALTH, "现函告你单位", &clause, "依法处理"],
            remedies: false,
        })
        .await;
    at(app, "2025-07-02");
    grantor.post(&case.path("/letter/acknowledge"), json!({})).await.expect(200);
    shelf
        .took(&Expected {
            kind: "letter_receipt",
            number: "吉卫函回〔2025〕1号",
            authority: HEALTH,
            on: "2025年7月2日",
            says: &[MARKET, "准市监函〔2025〕1号", "已收悉"],
            remedies: false,
        })
        .await;
    case.step(&grantor, "annul").await.expect(200);
    shelf
        .took(&Expected {
            kind: "annulment",
            number: "吉卫撤〔2025〕1号",
            authority: HEALTH,
            on: "2025年7月2日",
            says: &["告知承诺方式", "国办发〔2020〕42号", "撤销上述行政许可", &clause],
            remedies: true,
        })
        .await;
}

on_both! {
    async fn every_paper_of_a_case_says_what_was_decided_and_stays_as_it_is(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(20);
        let (grantor, review) = (app.approver("jimsar_health").await, app.approver("zone_management").await);
        let (draft, permit, task) = app.found(1, "not_kept").await;
        let mut shelf = Shelf::of(&app, &draft).await;
        let order = order_in_vain(&app, &mut shelf, &task, &draft).await;
        let case = stop_and_let_go_on(&app, &mut shelf, &permit, &order).await;
        hear_and_punish(&app, &mut shelf, &draft, &case).await;
        tell_and_annul(&app, &mut shelf, &case).await;

        case.object(&draft.by, "penalty").await.expect(200);
        case.decide(&review, "penalty", "set_aside").await.expect(200);
        shelf.took(&Expected {
            kind: "objection_decision", number: "准管复决〔2025〕1号", authority: COMMITTEE, on: "2025年7月2日",
            says: &["被申请人", MARKET, "准市监罚〔2025〕1号", "主要事实不清", "撤销上述决定", "十五日内", "第四十五条"],
            remedies: false,
        }).await;
        grantor.post(&format!("/api/v1/certificates/{permit}/deregister"), json!({ "reason": "许可已被撤销" })).await.expect(200);
        shelf.took(&Expected {
            kind: "deregistration", number: "吉卫注〔2025〕1号", authority: HEALTH, on: "2025年7月2日",
            says: &["第七十条", "许可已被撤销"], remedies: true,
        }).await;

        // What it left on record is repaired in time: refused first, and then granted.
        let records = app.public().get(&format!("/api/v1/credit-records?certificate_id={permit}")).await.expect(200);
        let record = format!("/api/v1/credit-records/{}", records.text("/items/0/id"));
        at(&app, records.text("/items/0/repairable_from"));
        let year = &records.text("/items/0/repairable_from")[..4];
        let head = app.approver("market_supervision_branch").await;
        for (place, outcome, says) in [("1", "refused", "决定不予信用修复"), ("2", "granted", "决定予以信用修复")] {
            app.advance(TimeDelta::hours(1));
            let proof = draft.add_material("credit_repair_proof").await.expect(201).json["id"].clone();
            let request = json!({ "statement": "已停业整改", "material_ids": [proof] });
            let asked = draft.by.post(&format!("{record}/repairs"), request).await.expect(200).json;
            let repair = asked["details"]["repairs"].as_array().and_then(|all| all.last()).expect("one")["id"].clone();
            let word = json!({ "outcome": outcome, "reason": "经核查材料属实情况" });
            head.post(&format!("{record}/repairs/{}/decision", text(&repair)), word).await.expect(200);
            shelf.took(&Expected {
                kind: "credit_repair", number: &format!("准市监信修〔{year}〕{place}号"), authority: MARKET, on: "年",
                says: &[says, "经核查材料属实情况"], remedies: outcome == "refused",
            }).await;
        }
        shelf.is_unchanged(&["准市监罚〔2025〕1号"]).await;

        // Every kind that is numbered in a series of supervision was seen, but what the next stories issue.
        let others = ["case_closing", "readiness"];
        for kind in DocumentKind::iter().filter(|kind| kind.word().is_some()).map(<&str>::from) {
            assert_ne!(shelf.kinds().any(|seen| seen == kind), others.contains(&kind), "{kind}");
        }
    }

    async fn a_case_that_is_closed_says_with_what(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, _, case) = app.failed(1, &officer).await;
        let mut shelf = Shelf::of(&app, &draft).await;
        case.step(&officer, "stop").await.expect(200);
        let kept = json!({ "outcome": "stop_kept", "reason": "当事人已停业" });
        officer.post(&case.path("/close"), kept).await.expect(200);
        shelf.took(&Expected {
            kind: "case_closing", number: "吉卫结〔2025〕1号", authority: HEALTH, on: "2025年6月14日",
            says: &["维持责令停止", "当事人已停业", "吉卫立〔2025〕1号"], remedies: false,
        }).await;
        app.advance(TimeDelta::days(3));
        case.step(&officer, "lift-stop").await.expect(200);
        shelf.is_unchanged(&[]).await;
    }

    async fn an_annulment_says_whose_fault_it_was(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, task) = app.found(1, "false").await;
        let deceit = Case::open(&officer, &permit, json!({ "task_id": task["id"] })).await;
        deceit.step(&head, "annul").await.expect(200);
        let mut shelf = Shelf::of(&app, &draft).await;
        shelf.took(&Expected {
            kind: "annulment", number: "吉卫撤〔2025〕1号", authority: HEALTH, on: "2025年6月3日",
            says: &["虚假承诺", "第六十九条第二款", "三年内不得再次申请"], remedies: true,
        }).await;

        let (draft, permit, _) = app.found(2, "kept").await;
        let fault = Case::open(&head, &permit, json!({ "grantor_fault": "against_procedure" })).await;
        let paid = json!({ "reason": "未经法定程序", "compensation": "装修损失，据实赔偿" });
        head.post(&fault.path("/annul"), paid).await.expect(200);
        let mut shelf = Shelf::of(&app, &draft).await;
        shelf.took(&Expected {
            kind: "annulment", number: "吉卫撤〔2025〕2号", authority: HEALTH, on: "2025年6月3日",
            says: &["责任不在被许可人", "第六十九条第一款第三项", "装修损失，据实赔偿"], remedies: true,
        }).await;
        let page = String::from_utf8(shelf.read[0].1.clone()).expect("UTF-8");
        assert!(!page.contains("虚假承诺") && !page.contains("三年内"), "the holder is not to blame: {page}");
    }

    async fn what_the_department_says_of_a_proof_is_a_paper(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, permit) = app.promised(1, &["1", "5"], "2025-06-30").await;
        let mut shelf = Shelf::of(&app, &draft).await;
        let clause = shelf.clause.clone();
        let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
        let path = format!("/api/v1/certificates/{permit}/readiness");
        let mut proofs = 0;
        for (day, proved, verdict, says, operative) in [
            ("2025-06-04", "1", json!({ "verdict": "rejected", "reason": "照片看不清" }), ["决定不予确认", "照片看不清", "再次报送"], "暂不得营业"),
            ("2025-06-05", "1", json!({ "verdict": "confirmed" }), ["承诺条件已经达到", "第5项条件尚未经确认达到", "卫生检测合格"], "暂不得营业"),
            ("2025-06-06", "5", json!({ "verdict": "confirmed" }), ["承诺条件已经达到", "自本决定作出之日起", "状态同时解除"], "准予营业"),
        ] {
            at(&app, day);
            let proof = json!({ "clauses": [proved], "material_ids": [material], "statement": "已配齐" });
            let filed = draft.by.post(&path, proof).await.expect(200).json;
            let decide = format!("{path}/{}/verdict", text(&filed["readiness"][proofs]["id"]));
            officer.post(&decide, &verdict).await.expect(200);
            proofs += 1;
            let heading = format!("<h2>{operative}</h2>");
            let on = ["2025年6月4日", "2025年6月5日", "2025年6月6日"][proofs - 1];
            let clause = if proved == "1" { clause.as_str() } else { "卫生检测合格" };
            shelf.took(&Expected {
                kind: "readiness", number: &format!("吉卫承确〔2025〕{proofs}号"), authority: HEALTH, on,
                says: &[&says[..], &[heading.as_str(), clause]].concat(), remedies: verdict["verdict"] == "rejected",
            }).await;
            let valid = operative == "准予营业";
            assert_eq!(app.checked(&permit).await, if valid { "valid" } else { "dormant" });
        }
        shelf.is_unchanged(&[]).await;
    }
}
