//! Messages to applicants: what concerns them goes out once, by the way that they have, from the log.

use chrono::TimeDelta;
use kaiye_api::config::{Smtp, SmtpTls};
use kaiye_api::operations::messages;
use kaiye_domain::actor::Actor;
use kaiye_tests::{
    Client, Draft, On, TestApp,
    outside::{Gateway, MailServer},
};
use serde_json::{Value, json};

const ADDRESS: &str = "li.hua@mail.example";

/// A test on each database of an application that has a mail server and an SMS gateway.
macro_rules! told {
    ($(async fn $name:ident($app:ident, $mail:ident, $sms:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn story($app: TestApp, $mail: MailServer, $sms: Gateway) $body

            async fn on(database: On) {
                let (mail, sms) = (MailServer::start(), Gateway::start());
                let app = TestApp::start_with(database, |config| {
                    mail.configure(config);
                    sms.configure(config);
                });
                story(app.await, mail, sms).await;
            }

            #[actix_web::test]
            async fn on_sqlite() {
                on(On::Sqlite).await;
            }

            #[actix_web::test]
            async fn on_postgres() {
                on(On::Postgres).await;
            }
        }
    )+};
}

/// Says how the caller is to be told.
async fn say(by: &Client, change: Value) -> kaiye_tests::Answer {
    let now = by.get("/api/v1/me/contact").await.expect(200);
    by.patch("/api/v1/me/contact", now.etag(), change).await
}

/// A filed application, and that the window asked for its correction.
async fn corrected(app: &TestApp, by: &Client, person: u32) -> Draft {
    let draft = Draft::supermarket(by, person).await;
    draft.file().await;
    let points = json!([{ "item": "business_licence", "subject": "business", "text": "经营范围不明确" }]);
    let clerk = app.clerk().await;
    clerk.post(&draft.path("/request-correction"), json!({ "points": points })).await.expect(200);
    draft
}

async fn messages_of(by: &Client, draft: &Draft) -> Vec<Value> {
    let listed = by.get(&draft.path("/messages")).await.expect(200);
    listed.json["items"].as_array().cloned().unwrap_or_default()
}

told! {
    async fn what_concerns_an_applicant_goes_out_once_by_e_mail(app, mail, sms) {
        let applicant = app.applicant().await;
        say(&applicant, json!({ "email": ADDRESS, "language": "en" })).await.expect(200);
        let draft = corrected(&app, &applicant, 1).await;
        app.sweep();
        app.sweep();
        let [only] = &mail.mails()[..] else { panic!("one mail: {:?}", mail.mails()) };
        assert_eq!(only.to, ADDRESS);
        let number = draft.show().await.text("/number").to_owned();
        assert_eq!(only.header("Subject"), format!("Please correct your application {number}"));
        assert_eq!(only.header("Auto-Submitted"), "auto-generated");
        let notice = draft.notices().await.pop().expect("a notice");
        let body = only.body();
        for told in [notice["number"].as_str(), notice["content"]["due_on"].as_str()] {
            assert!(body.contains(told.expect("told")), "{body}");
        }
        // The clerk, who handles the case, sees that it went out.
        let [message] = &messages_of(&app.clerk().await, &draft).await[..] else { panic!("one message") };
        assert_eq!(message["topic"], "correction_requested");
        assert_eq!((&message["status"], &message["way"]), (&json!("sent"), &json!("email")));
        assert_eq!(message["attempts"], 1);
        let id = message["id"].as_str().expect("an id");
        assert_eq!(only.header("Message-ID"), format!("<{id}@zhundong.example>"));
        // Whoever has nothing to do with the case does not; and the address is nowhere to be read.
        let stranger = app.approver("qitai_culture").await;
        stranger.get(&draft.path("/messages")).await.expect_problem(404, "not_found");
        let kept = format!("{:?}", app.contents());
        assert!(!kept.contains("li.hua") && !kept.contains("mail.example"));
        assert!(sms.posts().is_empty());
    }

    async fn who_has_no_address_is_told_by_sms(app, mail, sms) {
        let draft = corrected(&app, &app.applicant().await, 1).await;
        app.sweep();
        let [only] = &sms.posts()[..] else { panic!("one SMS: {:?}", sms.posts()) };
        let phone = draft.show().await.text("/operator/phone").to_owned();
        assert_eq!(only.json["to"], phone.as_str());
        let number = draft.show().await.text("/number").to_owned();
        assert!(only.json["text"].as_str().is_some_and(|text| text.starts_with(&format!("您的申请{number}需要补正"))));
        let id = only.json["id"].as_str().expect("an id");
        assert!(only.head.contains(&format!("idempotency-key: {id}")) && only.head.contains("authorization: bearer sms-token"));
        let [message] = &messages_of(&draft.by, &draft).await[..] else { panic!("one message") };
        assert_eq!((&message["id"], &message["receipt"]), (&json!(id), &json!("sms-1")));
        assert!(mail.mails().is_empty());
    }

    async fn trouble_is_tried_again_under_the_same_id_and_refusal_is_not(app, mail, sms) {
        let applicant = app.applicant().await;
        say(&applicant, json!({ "email": ADDRESS })).await.expect(200);
        mail.answer("451 later");
        let draft = corrected(&app, &applicant, 1).await;
        app.sweep();
        app.sweep();
        let [message] = &messages_of(&applicant, &draft).await[..] else { panic!("one message") };
        assert_eq!((&message["status"], &message["fault"]), (&json!("queued"), &json!("answered_451")));
        mail.answer("250 taken");
        app.advance(TimeDelta::minutes(1));
        app.sweep();
        let [message] = &messages_of(&applicant, &draft).await[..] else { panic!("one message") };
        assert_eq!((&message["status"], &message["attempts"], &message["fault"]), (&json!("sent"), &json!(2), &Value::Null));
        let ids: Vec<String> = mail.mails().iter().map(|mail| mail.header("Message-ID")).collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids[0], ids[1]);

        mail.answer("550 nobody here, li.hua@mail.example");
        let refused = corrected(&app, &applicant, 2).await;
        app.sweep();
        app.advance(TimeDelta::days(1));
        app.sweep();
        let [message] = &messages_of(&applicant, &refused).await[..] else { panic!("one message") };
        assert_eq!((&message["status"], &message["fault"]), (&json!("failed"), &json!("refused_550")));
        assert_eq!(mail.mails().len(), 3);
        assert!(sms.posts().is_empty());
    }

    async fn a_gateway_that_is_down_delays_no_mail(app, mail, sms) {
        sms.answer(503);
        let clerk = app.clerk().await;
        let by_sms = corrected(&app, &app.applicant().await, 1).await;
        app.sweep();
        say(&by_sms.by, json!({ "email": ADDRESS })).await.expect(200);
        let by_mail = corrected(&app, &by_sms.by, 2).await;
        app.sweep();
        let status = async |draft: &Draft| messages_of(&clerk, draft).await[0]["status"].clone();
        assert_eq!((status(&by_sms).await, status(&by_mail).await), (json!("queued"), json!("sent")));
        // It is tried for days, and then given up.
        say(&by_sms.by, json!({ "email": "" })).await.expect(200);
        for _ in 0..12 {
            app.advance(TimeDelta::days(1));
            app.sweep();
        }
        let message = messages_of(&clerk, &by_sms).await[0].clone();
        assert_eq!((&message["status"], &message["attempts"]), (&json!("failed"), &json!(10)));
        assert_eq!(mail.mails().len(), 1);
    }

    async fn reminders_come_in_time_and_may_be_done_without(app, mail, sms) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, _, task) = app.found(1, "not_kept").await;
        app.ordered(&officer, &task, 10).await.expect(201);
        app.advance(TimeDelta::days(6));
        app.sweep();
        assert_eq!(app.count_events("duty.near_due"), 0);
        app.advance(TimeDelta::days(3));
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("duty.near_due"), 1);
        let reminded = |posts: Vec<kaiye_tests::outside::Posted>| {
            posts.iter().filter(|it| it.json["text"].as_str().is_some_and(|text| text.starts_with("整改应在"))).count()
        };
        assert_eq!(reminded(sms.posts()), 1);

        // Told by law is told; a reminder may be declined.
        say(&draft.by, json!({ "declined": ["rectification_ordered"] })).await.expect_problem(422, "content_invalid");
        let declined = say(&draft.by, json!({ "declined": ["rectification_due"] })).await.expect(200);
        assert_eq!(declined.json["declined"], json!(["rectification_due"]));
        let (other, _, task) = app.found(2, "not_kept").await;
        app.ordered(&officer, &task, 10).await.expect(201);
        app.advance(TimeDelta::days(9));
        app.sweep();
        app.sweep();
        assert_eq!(reminded(sms.posts()), 1);
        let listed = messages_of(&other.by, &other).await;
        let of = |topic: &str| listed.iter().find(|it| it["topic"] == topic).expect("a message");
        assert_eq!(of("rectification_ordered")["status"], "sent");
        let reminder = of("rectification_due");
        assert_eq!((&reminder["status"], &reminder["reason"]), (&json!("suppressed"), &json!("opted_out")));
        assert!(mail.mails().is_empty());
    }

    async fn a_process_that_dies_while_sending_loses_nothing(app, mail, sms) {
        let draft = corrected(&app, &app.applicant().await, 1).await;
        sms.answer(503);
        app.sweep();
        sms.answer(202);
        app.advance(TimeDelta::minutes(1));
        let claimed = app.state.transact_here(&Actor::kaiye(), messages::claim);
        let claimed = claimed.map_err(|failure| failure.context().to_owned()).expect("claimed").expect("a message");
        app.sweep();
        assert_eq!(sms.posts().len(), 1, "it is another process's for now");
        app.advance(TimeDelta::minutes(2));
        app.sweep();
        let [_, again] = &sms.posts()[..] else { panic!("sent again") };
        assert_eq!(again.json["id"], claimed.message.id.to_string());
        // The other one was only slow: what it notes is too late to count.
        let late = kaiye_domain::message::Attempt::Troubled("unreachable".into());
        let noted =
            app.state.transact_here(&Actor::kaiye(), |tx| messages::conclude(tx, claimed.clone(), None, late.clone()));
        assert!(noted.is_ok());
        assert_eq!(messages_of(&draft.by, &draft).await[0]["status"], "sent");
        assert!(mail.mails().is_empty());
    }
}

/// Without a mail server and a gateway each message says that there is no way; configured later, nobody is flooded.
#[actix_web::test]
async fn without_a_way_it_says_so() {
    let app = TestApp::start(On::Sqlite).await;
    let draft = corrected(&app, &app.applicant().await, 1).await;
    app.sweep();
    let [message] = &messages_of(&draft.by, &draft).await[..] else { panic!("one message") };
    assert_eq!((&message["status"], &message["reason"]), (&json!("suppressed"), &json!("no_way")));
    assert_eq!((&message["way"], &message["attempts"]), (&Value::Null, &json!(0)));
}

/// The owner alone says how; an edit names the version that was read.
#[actix_web::test]
async fn only_its_owner_says_how_somebody_is_told() {
    let app = TestApp::start(On::Sqlite).await;
    let applicant = app.applicant().await;
    let before = applicant.get("/api/v1/me/contact").await.expect(200);
    assert_eq!((&before.json["email"], &before.json["language"]), (&Value::Null, &json!("zh")));
    let bad = json!({ "email": "li@example.cn\r\nBcc: x@example.cn", "declined": ["decided"] });
    let refused = say(&applicant, bad).await.expect_problem(422, "content_invalid");
    let codes: Vec<&str> =
        refused.json["errors"].as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, ["email_shape", "message_owed_by_law"]);
    say(&applicant, json!({ "email": ADDRESS })).await.expect(200);
    let stale = applicant.patch("/api/v1/me/contact", before.etag(), json!({ "language": "en" })).await;
    stale.expect_problem(412, "version_stale");
    app.clerk().await.get("/api/v1/me/contact").await.expect_problem(403, "not_permitted");
}

/// Against a real mail server with STARTTLS and sign-in, which `scripts/test-smtp` starts; elsewhere there is none to ask.
#[actix_web::test]
async fn a_real_mail_server_takes_what_it_should() {
    let set = |name: &str| std::env::var(name).ok();
    let (Some(port), Some(folder)) = (set("KAIYE_TEST_SMTP_PORT"), set("KAIYE_TEST_SMTP_FOLDER")) else { return };
    let folder = std::path::PathBuf::from(folder);
    let smtp = |password: &str| Smtp {
        host: "127.0.0.1".into(),
        port: port.parse().expect("a port"),
        tls: SmtpTls::Starttls,
        from: "办照即营业 <notice@zhundong.example>".into(),
        user: "notice".into(),
        password: password.into(),
        ca_file: Some(folder.join("ca.pem")),
    };
    for (password, status, fault) in
        [("wrong", "queued", json!("answered_535")), ("mail-password", "sent", Value::Null)]
    {
        let app = TestApp::start_with(On::Sqlite, |config| config.messages.smtp = Some(smtp(password))).await;
        let applicant = app.applicant().await;
        say(&applicant, json!({ "email": ADDRESS })).await.expect(200);
        let draft = corrected(&app, &applicant, 1).await;
        app.sweep();
        let message = messages_of(&applicant, &draft).await[0].clone();
        assert_eq!((&message["status"], &message["fault"]), (&json!(status), &fault));
    }
    let mails: Vec<_> = std::fs::read_dir(folder.join("mails/new")).expect("a mailbox").flatten().collect();
    let [mail] = &mails[..] else { panic!("one mail: {mails:?}") };
    let mail = std::fs::read_to_string(mail.path()).expect("a mail");
    assert!(mail.contains(&format!("To: {ADDRESS}")) && mail.contains("Subject: =?utf-8?b?"), "{mail}");
}
