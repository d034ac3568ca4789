//! The standard OAuth 2.0 endpoints for agencies' systems, and what they need to be found and trusted.

pub mod jwks;
pub mod metadata;
mod presented;
mod refusal;
pub mod revoke;
pub mod token;

pub use refusal::OauthError;
