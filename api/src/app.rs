//! Puts the application together: the same for the program and for tests.

use std::sync::OnceLock;

use actix_web::{
    App, Error, HttpRequest,
    body::MessageBody,
    dev::{ResourceDef, ServiceFactory, ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{ALLOW, HeaderValue},
    },
    middleware::{Compress, from_fn},
    web,
};
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    auth::authenticate,
    http::{Problem, middleware},
    openapi, routes,
    state::State,
};

/// The application over this state.
pub fn app(
    state: State,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let cors = middleware::cors(&state.config);
    let (app, _) = App::new().app_data(state).into_utoipa_app().configure(routes::configure).split_for_parts();
    app.service(SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", openapi::document().clone()))
        .service(web::redirect("/docs", "/docs/"))
        .default_service(web::to(nothing_here))
        // The last is the outermost.
        .wrap(from_fn(middleware::rate_limit))
        .wrap(from_fn(authenticate))
        .wrap(from_fn(middleware::once_started))
        .wrap(from_fn(middleware::problems))
        .wrap(Compress::default())
        .wrap(cors)
        .wrap(from_fn(middleware::security_headers))
        .wrap(from_fn(middleware::trace))
}

/// Answers what no operation answers: 405 where another method would be, else 404.
async fn nothing_here(request: HttpRequest) -> Result<&'static str, Problem> {
    let methods = methods_at(request.path());
    if methods.is_empty() {
        return Err(Problem::not_found());
    }
    let allow = HeaderValue::try_from(methods.join(", ")).map_err(Problem::internal)?;
    Err(Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed").with_header(ALLOW, allow))
}

fn methods_at(path: &str) -> Vec<&'static str> {
    static PLACES: OnceLock<Vec<(ResourceDef, Vec<&'static str>)>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let items = openapi::document().paths.paths.iter();
        items
            .map(|(path, item)| {
                (ResourceDef::new(path.as_str()), openapi::operations(item).into_iter().map(|(m, _)| m).collect())
            })
            .collect()
    });
    places.iter().filter(|(place, _)| place.is_match(path)).flat_map(|(_, methods)| methods.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methods_of_a_place_are_known() {
        assert_eq!(methods_at("/health/live"), ["GET"]);
        assert!(methods_at("/nowhere").is_empty());
    }
}
