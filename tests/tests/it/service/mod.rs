//! The platform under load and at its edges: keys used at once, slow callers, background work.

mod background;
mod idempotency;
mod slow;
mod statements;
