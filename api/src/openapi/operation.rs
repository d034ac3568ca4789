//! One operation: its handler, its place and its description, made from the handler's own signature. Because the
//! first argument must be a `Caller`, an operation without a permission does not compile.

use std::{marker::PhantomData, panic::AssertUnwindSafe, pin::Pin, sync::Arc, time::Duration};

use actix_web::{
    FromRequest, Handler, HttpRequest, Responder,
    body::BoxBody,
    dev::{AppService, HttpServiceFactory, ServiceRequest},
    http::{
        Method, StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
    middleware::{Next, from_fn},
    web,
};
use futures_util::FutureExt;
use kaiye_domain::actor::{Need, Permission};
use utoipa::{
    Path,
    openapi::{HttpMethod, PathItem, RefOr, Schema, path::Paths},
};
use utoipa_actix_web::OpenApiFactory;

use super::OperationDoc;
use crate::{
    http::{Caller, DeclaredQuery, Described, Language, Problem, middleware::keep_what_inspection_reads},
    state::State,
};

/// The arguments of a handler: a caller first, then whatever else describes itself.
pub trait Arguments {
    /// What the caller needs.
    const PERMISSION: Permission;
    /// Whether one of them may take longer than most.
    const SLOW: bool;
    /// Adds every argument to the document.
    fn describe(doc: &mut OperationDoc);
}

macro_rules! arguments {
    ($($name:ident)*) => {
        impl<N: Need, $($name: Described),*> Arguments for (Caller<N>, $($name,)*) {
            const PERMISSION: Permission = N::PERMISSION;
            const SLOW: bool = false $(|| $name::SLOW)*;

            fn describe(doc: &mut OperationDoc) {
                doc.permission(N::PERMISSION);
                $($name::describe(doc);)*
            }
        }
    };
}

arguments! {}
arguments! { A }
arguments! { A B }
arguments! { A B C }
arguments! { A B C D }
arguments! { A B C D E }
arguments! { A B C D E F }
arguments! { A B C D E F G }

impl Described for State {
    fn describe(_: &mut OperationDoc) {}
}

impl Described for HttpRequest {
    fn describe(_: &mut OperationDoc) {}
}

impl Described for Language {
    fn describe(doc: &mut OperationDoc) {
        doc.header("Accept-Language", false, "`zh-CN` (default) or `en`.", "en");
    }
}

/// A handler `H` with arguments `A` at the place `P`, made by the `operations!` macro of `routes.rs`.
#[derive(Debug)]
pub struct Operation<H, P, A> {
    handler: H,
    tag: &'static str,
    place: PhantomData<fn() -> (P, A)>,
}

impl<H, P, A> Operation<H, P, A>
where
    H: Handler<A>,
    H::Output: Described,
    P: Path,
    A: Arguments,
{
    /// The operation of this handler, under this tag. The place only names its type.
    pub fn new(handler: H, _place: P, tag: &'static str) -> Self {
        Self { handler, tag, place: PhantomData }
    }

    fn doc(&self) -> OperationDoc {
        let mut doc = OperationDoc::new(P::operation(), self.tag);
        doc.path_parameters(&P::path());
        A::describe(&mut doc);
        <H::Output as Described>::describe(&mut doc);
        doc
    }
}

impl<H, P, A> HttpServiceFactory for Operation<H, P, A>
where
    H: Handler<A>,
    H::Output: Described + Responder + 'static,
    P: Path,
    A: Arguments + FromRequest + 'static,
{
    fn register(self, config: &mut AppService) {
        let doc = self.doc();
        let declared = DeclaredQuery::new(doc.query_names(), doc.answers_a_page());
        let method = P::methods().first().map_or(Method::GET, method_of);
        let name: Arc<str> = Arc::from(P::operation().operation_id.unwrap_or_default());
        web::resource(P::path())
            .guard(actix_web::guard::fn_guard(move |context| {
                let asked = &context.head().method;
                *asked == method || (*asked == Method::HEAD && method == Method::GET)
            }))
            .app_data(declared)
            .wrap(from_fn(move |request: ServiceRequest, next: Next<BoxBody>| {
                keep_what_inspection_reads(request, next, Arc::clone(&name), A::PERMISSION)
            }))
            .to(Guarded(self.handler))
            .register(config);
    }
}

/// A handler that neither panics nor takes for ever. An effect that commits after its caller was sent away is found
/// again by its idempotency key.
#[derive(Clone)]
struct Guarded<H>(H);

impl<H: Handler<A>, A: Arguments + 'static> Handler<(State, A)> for Guarded<H> {
    type Output = Result<H::Output, Problem>;
    type Future = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn call(&self, (state, arguments): (State, A)) -> Self::Future {
        let settings = &state.config.server;
        let upload = if A::SLOW { settings.upload_timeout_seconds } else { 0 };
        let patience = Duration::from_secs(settings.request_timeout_seconds + upload);
        let answering = AssertUnwindSafe(self.0.call(arguments)).catch_unwind();
        Box::pin(async move {
            match tokio::time::timeout(patience, answering).await {
                Ok(Ok(answer)) => Ok(answer),
                Ok(Err(_)) => Err(Problem::internal("a handler panicked")),
                Err(_) => Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timed_out")
                    .with_header(RETRY_AFTER, HeaderValue::from_static("1"))),
            }
        })
    }
}

impl<H, P, A> OpenApiFactory for Operation<H, P, A>
where
    H: Handler<A>,
    H::Output: Described,
    P: Path,
    A: Arguments,
{
    fn paths(&self) -> Paths {
        let operation = self.doc().into_operation();
        let item = PathItem::from_http_methods(P::methods(), operation);
        utoipa::openapi::path::PathsBuilder::new().path(P::path(), item).build()
    }

    fn schemas(&self, schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.extend(self.doc().into_schemas());
    }
}

fn method_of(method: &HttpMethod) -> Method {
    match method {
        HttpMethod::Get => Method::GET,
        HttpMethod::Post => Method::POST,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Delete => Method::DELETE,
        HttpMethod::Options => Method::OPTIONS,
        HttpMethod::Head => Method::HEAD,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Trace => Method::TRACE,
    }
}

#[cfg(test)]
mod tests {
    use kaiye_persistence::{Store, StoreConfig};

    use super::*;
    use crate::{clock::Clock, config::Config, ids::Ids};

    /// A handler without a caller exists in these tests only.
    impl Arguments for () {
        const PERMISSION: Permission = Permission::ReadService;
        const SLOW: bool = false;

        fn describe(_: &mut OperationDoc) {}
    }

    fn state(request_timeout_seconds: u64) -> State {
        let mut config = Config::evaluation().expect("the defaults");
        config.server.request_timeout_seconds = request_timeout_seconds;
        config.keys.index = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned();
        config.keys.secrets.insert("k".to_owned(), config.keys.index.clone());
        config.keys.current = "k".to_owned();
        let file = std::env::temp_dir().join(format!("kaiye-guarded-{}-{request_timeout_seconds}", std::process::id()));
        let url = format!("sqlite:{}", file.display()).parse().expect("an address");
        let store =
            Store::open(&StoreConfig { url, pool_size: 1 }).map_err(|e| e.context().to_owned()).expect("a store");
        let keyring = config.keyring().expect("keys");
        State::new(config, Clock::System, Ids::counting(), store, keyring)
    }

    #[actix_web::test]
    async fn a_handler_that_panics_is_an_internal_problem() {
        async fn handler() -> &'static str {
            panic!("not for the caller to read")
        }
        let problem = Guarded(handler).call((state(5), ())).await.expect_err("a problem");
        assert_eq!((problem.status.as_u16(), problem.code), (500, "internal"));
    }

    #[actix_web::test]
    async fn a_handler_that_takes_for_ever_is_given_up() {
        let handler = || std::future::pending::<&'static str>();
        let problem = Guarded(handler).call((state(0), ())).await.expect_err("a problem");
        assert_eq!((problem.status.as_u16(), problem.code), (503, "timed_out"));
        assert!(problem.headers.iter().any(|(name, _)| name == RETRY_AFTER));
    }
}
