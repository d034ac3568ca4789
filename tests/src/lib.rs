//! A running application for whole-system tests: a fresh database each, a clock that the test moves, and callers that
//! speak HTTP over a real port.

mod app;
mod client;
mod credit;
mod database;
pub mod draft;
pub mod enforcing;
pub mod issuing;
pub mod offices;
pub mod outside;
pub mod program;
pub mod reading;
pub mod receiver;
mod seeding;
pub mod verifying;

#[doc(hidden)]
pub use actix_web;
pub use app::TestApp;
pub use client::{Answer, Client};
pub use database::On;
pub use draft::Draft;

/// Makes a test of each function, on SQLite and on PostgreSQL: `on_both! { async fn a_story(app: TestApp) { … } }`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$attribute:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        $(#[$attribute])*
        mod $name {
            use super::*;

            async fn story($app: $crate::TestApp) $body

            #[$crate::actix_web::test]
            async fn on_sqlite() {
                story($crate::TestApp::start($crate::On::Sqlite).await).await;
            }

            #[$crate::actix_web::test]
            async fn on_postgres() {
                story($crate::TestApp::start($crate::On::Postgres).await).await;
            }
        }
    )+};
}
