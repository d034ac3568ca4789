//! The whole API on one page. A line here is an operation: `v1::<folder>::<file>::<operation id>`.

use utoipa_actix_web::{scope, service_config::ServiceConfig};

use crate::{openapi::Operation, v1};

/// Registers handlers under a tag of `openapi::TAGS`; path, method and permission stand with each handler.
macro_rules! operations {
    ($config:ident, $tag:literal, $($folder:ident :: $file:ident :: $name:ident),+ $(,)?) => { pastey::paste! { $(
        $config.service(Operation::new(
            v1::$folder::$file::$name,
            v1::$folder::$file::[<__path_ $name>],
            $tag,
        ));
    )+ } };
}

/// Everything that the program answers.
pub fn configure(config: &mut ServiceConfig) {
    config.service(scope::scope("/api/v1").configure(versioned));
    service(config);
}

fn versioned(config: &mut ServiceConfig) {
    operations!(config, "catalogue", departments::list::list_departments);
    operations!(
        config,
        "identity",
        sessions::create::create_session,
        sessions::refresh::refresh_session,
        sessions::delete::delete_session,
        me::show::get_me,
        accounts::create::create_account,
        accounts::list::list_accounts,
        accounts::update::update_account,
        clients::create::create_client,
        clients::list::list_clients,
        clients::update::update_client,
        clients::replace_secret::replace_client_secret,
    );
}

/// What has its place outside `/api/v1` by a standard or by custom.
fn service(config: &mut ServiceConfig) {
    operations!(
        config,
        "identity",
        oauth::token::create_token,
        oauth::revoke::revoke_token,
        oauth::jwks::get_jwks,
        oauth::metadata::get_oauth_metadata,
    );
    operations!(
        config,
        "service",
        service::live::get_liveness,
        service::ready::get_readiness,
        service::problem::get_problem,
    );
}
