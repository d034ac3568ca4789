//! Kaiye over HTTP, and the program's subcommands. The rules are in `kaiye-domain`, the tables in `kaiye-persistence`;
//! here is the order of steps and the shape of the wire.

pub mod app;
pub mod asyncapi;
pub mod auth;
pub mod background;
pub mod cli;
pub mod clock;
pub mod cloud_event;
pub mod config;
pub mod demonstration;
pub mod edi;
pub mod evaluation;
pub mod http;
pub mod ids;
pub mod jurisdiction;
pub mod mail;
pub mod markdown;
pub mod messenger;
pub mod openapi;
pub mod operations;
pub mod outgoing;
#[cfg(feature = "nats")]
mod relay;
pub mod render;
pub mod routes;
pub mod samples;
pub mod server;
pub mod spreadsheet;
pub mod state;
pub mod v1;
