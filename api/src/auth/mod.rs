//! Who calls: passwords, tokens, the keys that sign them, and outside identity providers. What an account may be is the
//! domain's; the order of steps is in `operations`.

mod authenticate;
mod identify;
pub mod keys;
mod outside;
pub mod password;
mod token;

pub use authenticate::{Credential, authenticate};
pub use identify::identify;
pub use outside::{Identity, Outside};
pub use token::{Claims, Minted, TokenKind};
