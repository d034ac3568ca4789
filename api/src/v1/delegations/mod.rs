//! Seal delegations (委托, S8). Published ones are public.

pub mod create;
pub mod deposit_seal;
pub mod get;
pub mod list;
pub mod publish;
pub mod revoke;
pub mod seal_image;
pub mod view;
