//! The one pass over the finished document: what holds for every operation.

use kaiye_domain::actor::{Permission, Role};
use strum::IntoEnumIterator;
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, Info, ObjectBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, Schema, Server,
    Tag,
    info::{ContactBuilder, License, LicenseBuilder},
    path::{Operation, PathItem},
    schema::Type,
    security::{ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityScheme},
};
use utoipa::{PartialSchema, ToSchema};

use crate::http::{FieldError, ProblemDocument};

/// The tags with what each is for; an operation's tag is one of them.
pub const TAGS: &[(&str, &str)] = &[
    ("announcements", "Announcements to the public and to the staff (公告)."),
    ("applications", "Applications from draft to decision (办件)."),
    ("approvals", "Approvals as agencies exchange them, in plain and in national words (审批信息共享)."),
    ("calendars", "Holiday calendars."),
    ("catalogue", "What can be applied for: items, bundles, letters, departments."),
    ("certificates", "Licences and permits as issued, and their public check."),
    ("credit", "Credit records, their repair, and what credit platforms are told (信用记录、信用修复)."),
    ("delegations", "Entrusted seals and the number ledger (委托)."),
    ("designations", "The departments' and counties' designated persons (专人)."),
    ("enforcement", "Rectification, stop orders, revocation, annulment, deregistration, objections (整改, 执法)."),
    ("events", "The feed of events, its acknowledgement and its reconciliation (数据推送、签收、对账)."),
    ("identity", "Accounts, clients, sessions and tokens."),
    ("intake", "What comes on paper, by e-mail or in batches, and what goes out on paper (来件, 电子数据交换)."),
    ("messages", "What applicants are told by e-mail and SMS, and how they wish to be told."),
    ("notices", "The one-time notice of everything that will be needed (一次性告知)."),
    ("register", "The public register of commitments, and what the public reports (公示, 社会监督)."),
    ("reviews", "Joint review and ordinary decisions (联合会审)."),
    ("service", "The service itself: its health, its problems."),
    ("subscriptions", "Events pushed to departments' systems: webhooks, their deliveries (推送订阅)."),
    ("supervision", "Who answers for what, and what goes up the chain of responsibility (责任, 督办)."),
    ("verification", "Verification tasks and work lists (核查任务)."),
];

/// Adds what every operation shares: info, tags, security schemes, problem schemas, headers of every answer.
pub fn finish(mut document: OpenApi) -> OpenApi {
    document.info = info();
    document.servers = Some(vec![Server::new("/")]);
    document.tags = Some(TAGS.iter().map(|(name, text)| tag(name, text)).collect());
    let components = document.components.get_or_insert_default();
    components.schemas.insert("Problem".to_owned(), ProblemDocument::schema());
    components.schemas.insert(FieldError::name().into_owned(), FieldError::schema());
    document.webhooks = Some(super::webhooks::webhooks(components));
    components.schemas.values_mut().for_each(super::free::open);
    components.add_security_scheme("bearer", bearer());
    components.add_security_scheme("client_credentials", client_credentials());
    components.add_security_scheme("client_secret", client_secret());
    for item in document.paths.paths.values_mut() {
        operations_mut(item).into_iter().for_each(finish_operation);
    }
    document
}

/// Every operation of a path, with its method.
pub fn operations(item: &PathItem) -> Vec<(&'static str, &Operation)> {
    [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
        .collect()
}

fn operations_mut(item: &mut PathItem) -> Vec<&mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete]
        .into_iter()
        .filter_map(Option::as_mut)
        .collect()
}

fn finish_operation(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        for (name, text) in [
            ("X-Request-Id", "The request's id, yours when you sent one."),
            ("RateLimit", "What remains of the limit now (IETF draft)."),
            ("RateLimit-Policy", "The limit that applies (IETF draft)."),
        ] {
            response.headers.insert(name.to_owned(), header(text).into());
        }
        if matches!(status.as_str(), "429" | "503") {
            response.headers.insert("Retry-After".to_owned(), header("Seconds to wait.").into());
        }
        if status == "401" {
            response.headers.insert("WWW-Authenticate".to_owned(), header("How to authenticate.").into());
        }
    }
}

/// A problem with the codes that it may carry.
pub(super) fn problem_response(status: &str, codes: &[String]) -> Response {
    let what = match status {
        "400" => "Not understood",
        "401" => "Not known who calls",
        "403" => "Known, and not allowed",
        "404" => "Not there, or not for this caller to know",
        "408" => "The request took too long to arrive",
        "409" => "The state of things does not allow it now",
        "412" => "Changed by somebody else in the meantime",
        "413" => "Too large",
        "415" => "Media type not supported",
        "422" => "Understood, but its content breaks a rule",
        "428" => "If-Match is needed",
        "429" => "Too many requests",
        "503" => "Not available at the moment",
        _ => "Something went wrong on our side",
    };
    let listed = codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new()
        .description(format!("{what}: {listed} and others of its kind."))
        .content(crate::http::PROBLEM_JSON, content)
        .build()
}

fn header(description: &str) -> utoipa::openapi::header::Header {
    HeaderBuilder::new()
        .schema(Some(Schema::from(ObjectBuilder::new().schema_type(Type::String))))
        .description(Some(description))
        .build()
}

fn tag(name: &str, description: &str) -> Tag {
    let mut tag = Tag::new(name);
    tag.description = Some(description.to_owned());
    tag
}

fn info() -> Info {
    let mut info = Info::new("Kaiye", env!("CARGO_PKG_VERSION"));
    info.description = Some(include_str!("about.md").to_owned());
    info.contact = Some(ContactBuilder::new().name(Some("The Kaiye maintainers")).build());
    info.license = Some(license());
    info
}

fn license() -> License {
    LicenseBuilder::new().name("Apache-2.0").url(Some("https://www.apache.org/licenses/LICENSE-2.0")).build()
}

fn bearer() -> SecurityScheme {
    let text = "An access token: of a person from `create_session`, of an agency's system from `create_token`, or of a \
                trusted outside identity provider.";
    SecurityScheme::Http(
        HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").description(Some(text)).build(),
    )
}

fn client_secret() -> SecurityScheme {
    let text = "An agency's system proves itself to the OAuth endpoints with its client id and secret.";
    SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Basic).description(Some(text)).build())
}

fn client_credentials() -> SecurityScheme {
    let systems = Permission::iter().filter(|permission| permission.roles().contains(&Role::System));
    let scopes = Scopes::from_iter(systems.map(|permission| {
        let name: &str = permission.into();
        (name.to_owned(), format!("The permission `{name}`."))
    }));
    SecurityScheme::OAuth2(OAuth2::new([Flow::ClientCredentials(ClientCredentials::new("/oauth/token", scopes))]))
}
