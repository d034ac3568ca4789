//! Outside identity providers: trusted by their keys, their people known by issuer and subject.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{App, HttpServer, web};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use kaiye_api::config::IdentityProvider;
use kaiye_tests::{Client, On, TestApp};
use p256::{
    SecretKey,
    elliptic_curve::sec1::ToEncodedPoint,
    pkcs8::{EncodePrivateKey, LineEnding},
};
use serde_json::{Value, json};

const ISSUER: &str = "https://id.example.cn";

/// A key of the provider, made from one byte.
struct ProviderKey {
    kid: &'static str,
    secret: SecretKey,
}

impl ProviderKey {
    fn new(kid: &'static str, byte: u8) -> Self {
        Self { kid, secret: SecretKey::from_slice(&[byte; 32]).expect("a key") }
    }

    fn jwk(&self) -> Value {
        let point = self.secret.public_key().to_encoded_point(false);
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (x, y) = (part(&point.x().expect("x")[..]), part(&point.y().expect("y")[..]));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid, "x": x, "y": y })
    }

    fn token(&self, claims: &Value) -> String {
        let pem = self.secret.to_pkcs8_pem(LineEnding::LF).expect("a key");
        let header = Header { kid: Some(self.kid.to_owned()), ..Header::new(Algorithm::ES256) };
        encode(&header, claims, &EncodingKey::from_ec_pem(pem.as_bytes()).expect("a key")).expect("a token")
    }
}

fn trusted(jwks_file: Option<std::path::PathBuf>, jwks_url: Option<String>) -> IdentityProvider {
    IdentityProvider {
        issuer: ISSUER.to_owned(),
        audience: "kaiye".to_owned(),
        jwks_url,
        jwks_file,
        role_claim: "kind".to_owned(),
        applicant_values: vec!["citizen".to_owned()],
        name_claim: "name".to_owned(),
    }
}

/// What a citizen's token says at the start of a test.
fn claims(app: &TestApp, subject: &str) -> Value {
    let now = app.now().timestamp();
    json!({ "iss": ISSUER, "aud": "kaiye", "sub": subject, "exp": now + 600, "iat": now, "kind": "citizen", "name": "阿依" })
}

async fn app_trusting(keys: &[&ProviderKey]) -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("jwks.json");
    let jwks = json!({ "keys": keys.iter().map(|key| key.jwk()).collect::<Vec<_>>() });
    std::fs::write(&file, jwks.to_string()).expect("a file");
    let app =
        TestApp::start_with(On::Sqlite, |config| config.identity_providers = vec![trusted(Some(file), None)]).await;
    (app, folder)
}

fn with(app: &TestApp, key: &ProviderKey, claims: &Value) -> Client {
    app.public().with_token(&key.token(claims))
}

#[actix_web::test]
async fn a_citizen_is_an_applicant_from_the_first_request_on() {
    let key = ProviderKey::new("one", 7);
    let (app, _folder) = app_trusting(&[&key]).await;
    let claims = claims(&app, "citizen-1");
    let first = with(&app, &key, &claims).get("/api/v1/me").await.expect(200);
    assert_eq!(first.json["roles"], json!(["applicant"]));
    assert_eq!(first.text("/name"), "阿依");
    let again = with(&app, &key, &claims).get("/api/v1/me").await.expect(200);
    assert_eq!(first.text("/id"), again.text("/id"));
    // The account can be closed like any other, and is refused at once.
    let place = format!("/api/v1/accounts/{}", first.text("/id"));
    app.administrator().await.patch(&place, "*", json!({ "close": true })).await.expect(200);
    with(&app, &key, &claims).get("/api/v1/me").await.expect_problem(401, "account_closed");
}

#[actix_web::test]
async fn staff_must_have_an_account_and_then_have_its_roles() {
    let key = ProviderKey::new("one", 7);
    let (app, _folder) = app_trusting(&[&key]).await;
    let mut claims = claims(&app, "officer-9");
    claims["kind"] = json!("officer");
    with(&app, &key, &claims).get("/api/v1/me").await.expect_problem(401, "token_invalid");
    let account = json!({
        "login": "officer-9", "name": "赵六", "roles": ["reviewer"], "department": "fire_brigade",
        "identity": { "issuer": ISSUER, "subject": "officer-9" },
    });
    app.administrator().await.post("/api/v1/accounts", account).await.expect(201);
    let me = with(&app, &key, &claims).get("/api/v1/me").await.expect(200);
    assert_eq!(me.json["roles"], json!(["reviewer"]));
}

#[actix_web::test]
async fn what_does_not_hold_is_refused() {
    let (key, stranger) = (ProviderKey::new("one", 7), ProviderKey::new("one", 8));
    let (app, _folder) = app_trusting(&[&key]).await;
    let good = claims(&app, "citizen-1");
    let but = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        claims
    };
    let now = app.now().timestamp();
    for (name, value) in [
        ("iss", json!("https://other.example")),
        ("aud", json!("other")),
        ("exp", json!(now - 61)),
        ("nbf", json!(now + 61)),
        ("sub", json!("")),
        ("exp", Value::Null),
    ] {
        let refused = with(&app, &key, &but(name, value.clone())).get("/api/v1/me").await;
        assert_eq!(refused.status, 401, "{name} = {value}");
    }
    with(&app, &stranger, &good).get("/api/v1/me").await.expect_problem(401, "token_invalid");
    with(&app, &key, &good).get("/api/v1/me").await.expect(200);
}

#[actix_web::test]
async fn keys_are_fetched_when_first_needed_and_not_for_every_stranger() {
    let (key, unknown) = (ProviderKey::new("one", 7), ProviderKey::new("two", 8));
    let fetched = Arc::new(AtomicUsize::new(0));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/jwks.json", listener.local_addr().expect("an address"));
    let (jwks, count) = (json!({ "keys": [key.jwk()] }).to_string(), fetched.clone());
    let provider = HttpServer::new(move || {
        let (jwks, count) = (jwks.clone(), count.clone());
        App::new().default_service(web::to(move || {
            count.fetch_add(1, Ordering::Relaxed);
            let jwks = jwks.clone();
            async move { jwks }
        }))
    });
    actix_web::rt::spawn(provider.workers(1).listen(listener).expect("a server").run());
    let app =
        TestApp::start_with(On::Sqlite, |config| config.identity_providers = vec![trusted(None, Some(url))]).await;
    let claims = claims(&app, "citizen-1");
    with(&app, &key, &claims).get("/api/v1/me").await.expect(200);
    for _ in 0..5 {
        with(&app, &unknown, &claims).get("/api/v1/me").await.expect_problem(401, "token_invalid");
    }
    assert_eq!(fetched.load(Ordering::Relaxed), 1);
}
