//! Where events may be pushed: nowhere within the installation's own network unless it says so.

use kaiye_tests::{
    On, TestApp,
    receiver::{Behaviour, Receiver},
};

use super::{FIRE, happen, subject, subscribe, system};

#[actix_web::test]
async fn addresses_within_are_refused_when_they_are_given() {
    let app = TestApp::start(On::Sqlite).await;
    let own = system(&app, FIRE).await;
    for url in [
        "http://health.example.cn/",
        "https://127.0.0.1/",
        "https://10.0.0.1/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]:8443/",
        "https://user@health.example.cn/",
        "https://health.example.cn/#part",
        "ftp://health.example.cn/",
        "health.example.cn",
        "https://",
    ] {
        let refused = subscribe(&own, url, &[]).await.expect_problem(422, "subscription_invalid");
        assert_eq!(refused.text("/errors/0/code"), "address_refused", "{url}");
    }
    let wrong = subscribe(&own, "https://health.example.cn/", &["certificate.*", "everything"]).await;
    let wrong = wrong.expect_problem(422, "subscription_invalid");
    assert_eq!((wrong.text("/errors/0/pointer"), wrong.text("/errors/0/code")), ("/types/1", "event_type_unknown"));
}

/// A name may lead anywhere: what it leads to is looked at when it is called.
#[actix_web::test]
async fn a_name_that_leads_within_is_not_called() {
    let app = TestApp::start(On::Sqlite).await;
    let receiver = Receiver::start(Behaviour::Answers(200));
    let own = system(&app, FIRE).await;
    let port = receiver.url.split(':').nth(2).expect("a port");
    let created = subscribe(&own, &format!("https://localhost:{port}"), &[]).await.expect(201);
    happen(&app, FIRE, subject(&app), 1);
    app.sweep();
    let path = format!("{}/deliveries", created.header("location"));
    let listed = own.get(&path).await.expect(200).json;
    let delivery = listed["items"][0]["id"].as_str().expect("a delivery");
    let one = own.get(&format!("/api/v1/deliveries/{delivery}")).await.expect(200).json;
    assert_eq!(one["attempts"][0]["error"], "address_refused", "{one}");
    assert_eq!(receiver.received().len(), 0);
}
