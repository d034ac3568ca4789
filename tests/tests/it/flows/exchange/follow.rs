//! `kaiye feed follow` against a running service: everything once and in order, over restarts.

use std::process::Command;

use kaiye_tests::{On, TestApp, program::program};
use serde_json::Value;

#[actix_web::test]
async fn the_follower_goes_on_where_it_was() {
    let app = TestApp::start(On::Sqlite).await;
    app.entrust(20);
    app.issued_shop(1).await;
    app.sweep();
    let reader = app.agency("jimsar_health", &["read_events"]).await;
    let file = app.folder().join("token");
    std::fs::write(&file, reader.token().expect("a token")).expect("a file");
    let (url, resume) = (app.state.config.server.public_url.clone(), app.folder().join("resume"));
    let follow = async || {
        let (url, file, resume) = (url.clone(), file.clone(), resume.clone());
        let run = move || {
            let mut command = Command::new(program());
            command.args(["feed", "follow", "--once", "--url", &url, "--token-file"]).arg(file);
            let done = command.arg("--resume").arg(resume).output().expect("it runs");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            let text = String::from_utf8(done.stdout).expect("text");
            text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>()
        };
        tokio::task::spawn_blocking(run).await.expect("no panic")
    };
    let first = follow().await;
    let feed = reader.get("/api/v1/events?limit=100").await.expect(200).json;
    assert_eq!(Value::from(first), feed["items"]);
    assert_eq!(follow().await, Vec::<Value>::new(), "nothing twice");
    app.issued_shop(2).await;
    app.sweep();
    let news = follow().await;
    assert!(news.iter().any(|event| event["type"] == "application.issued"), "{news:?}");

    // What is refused is told, and the place stays.
    let place = std::fs::read(&resume).expect("a place");
    let mut command = Command::new(program());
    command.args(["feed", "follow", "--once", "--type", "nobody.*", "--url", &url, "--token-file"]).arg(&file);
    command.arg("--resume").arg(&resume);
    let refused = tokio::task::spawn_blocking(move || command.output().expect("it runs")).await.expect("no panic");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("event_type_unknown"));
    assert_eq!(std::fs::read(&resume).expect("a place"), place);
}
