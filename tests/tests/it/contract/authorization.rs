//! Every operation × every role answers as the one table says: 401 without a token, 403 for a role without the
//! permission, neither for a role with it, and never a 500. What was refused has changed nothing.

use kaiye_domain::actor::{Permission, Role};
use kaiye_tests::{Answer, Client, TestApp, on_both};
use reqwest::Method;
use strum::IntoEnumIterator;

use super::spec::{Operation, operations};

on_both! {
    async fn every_operation_answers_every_role_as_declared(app: TestApp) {
        for role in Role::iter() {
            let caller = caller(&app, role).await;
            for operation in by_harm() {
                let answer = call(&caller, &operation).await;
                let place = format!("{role} calls {}: {}", operation.id, String::from_utf8_lossy(&answer.bytes));
                match (operation.admits(role), role) {
                    (false, Role::Public) => assert_eq!(answer.status, 401, "{place}"),
                    (false, _) => assert_eq!(answer.status, 403, "{place}"),
                    (true, _) => assert!(admitted(&operation, &answer), "{place}"),
                }
            }
        }
    }

    async fn what_is_refused_changes_nothing(app: TestApp) {
        let mut callers = Vec::new();
        for role in Role::iter() {
            callers.push((role, caller(&app, role).await));
        }
        let before = app.contents();
        for (role, caller) in callers {
            for operation in operations().iter().filter(|operation| operation.writes() && !operation.admits(role)) {
                let answer = call(&caller, operation).await;
                assert!(matches!(answer.status.as_u16(), 401 | 403), "{role} calls {}", operation.id);
            }
        }
        assert_eq!(app.contents(), before);
    }

    async fn a_token_that_is_not_ours_opens_nothing(app: TestApp) {
        let stranger = app.public().with_token("eyJhbGciOiJFUzI1NiJ9.e30.AAAA");
        for operation in operations() {
            call(&stranger, &operation).await.expect_problem(401, "token_invalid");
        }
    }
}

/// An agency's token opens what its scopes name and nothing else, whatever its role might.
#[actix_web::test]
async fn scopes_limit_an_agencys_token() {
    let app = TestApp::start(kaiye_tests::On::Sqlite).await;
    let narrow = app.agency("fire_brigade", &["read_certificate"]).await;
    for operation in operations().iter().filter(|operation| operation.permission.roles().contains(&Role::System)) {
        let status = call(&narrow, operation).await.status.as_u16();
        assert_eq!(status != 403, operation.permission == Permission::ReadCertificate, "{}: {status}", operation.id);
    }
}

/// Signing out comes last: it ends the caller's own session.
fn by_harm() -> Vec<Operation> {
    let mut operations = operations();
    operations.sort_by_key(|operation| operation.id == "delete_session");
    operations
}

/// Whether the answer is one that a caller with the permission may get. The sign-in endpoints say 401 of credentials.
fn admitted(operation: &Operation, answer: &Answer) -> bool {
    let status = answer.status.as_u16();
    let of_credentials = operation.permission == Permission::Authenticate && status == 401;
    of_credentials || (status != 401 && status != 403 && status < 500)
}

async fn caller(app: &TestApp, role: Role) -> Client {
    match role {
        Role::Public => app.public(),
        Role::Applicant => app.applicant().await,
        Role::WindowClerk => app.clerk().await,
        Role::ReviewLead => app.lead().await,
        Role::Reviewer => app.reviewer("fire_brigade").await,
        Role::Approver => app.approver("fire_brigade").await,
        Role::Liaison => app.liaison("qitai_liaison").await,
        Role::Supervisor => app.supervisor("fire_brigade").await,
        Role::Inspector => app.inspector().await,
        Role::Appraiser => app.sign_in("appraiser").await,
        Role::Administrator => app.administrator().await,
        Role::System => {
            let may = |permission: &Permission| permission.roles().contains(&Role::System);
            let scopes: Vec<&str> = Permission::iter().filter(may).map(Into::into).collect();
            app.agency("fire_brigade", &scopes).await
        }
    }
}

/// Calls an operation about something that does not exist, with an empty body of its type.
pub(super) async fn call(caller: &Client, operation: &Operation) -> Answer {
    let path = operation.path_with(|_, name| match name == "id" || name.ends_with("_id") {
        true => "01970000-0000-7000-8000-000000000000".to_owned(),
        false => "none".to_owned(),
    });
    let method = Method::from_bytes(operation.method.as_bytes()).expect("a method");
    let request = caller.request(method, &path).header("if-match", "\"v1\"");
    caller
        .send(match operation.body_type() {
            None => request,
            Some("application/json") => request.header("content-type", "application/json").body("{}"),
            Some(other) => request.header("content-type", other.to_owned()).body(""),
        })
        .await
}
