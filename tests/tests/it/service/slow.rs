//! Callers that never finish.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use kaiye_tests::{On, TestApp};

#[actix_web::test]
async fn a_body_that_does_not_arrive_is_given_up() {
    let app = TestApp::start_with(On::Sqlite, |config| config.server.body_timeout_seconds = 1).await;
    let address = app.state.config.server.public_url.trim_start_matches("http://").to_owned();
    let exchange = move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        let head = "POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{";
        stream.write_all(head.as_bytes()).expect("sent");
        let mut answer = [0; 4096];
        let read = stream.read(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer[..read]).into_owned()
    };
    let answer = tokio::task::spawn_blocking(exchange).await.expect("no panic");
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}
