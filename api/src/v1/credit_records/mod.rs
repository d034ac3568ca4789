//! Credit records (S19): what a breach of a commitment leaves behind, in public and for whom it concerns.

pub mod export;
pub mod get;
pub mod list;
pub mod receive;
pub mod view;
