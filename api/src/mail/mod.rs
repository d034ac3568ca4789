//! E-mail as an intake (S22): reading what a mail server hands over, whatever it is, and writing the message that answers
//! it. Nothing here trusts a message, and nothing that it says reaches a header of the answer unchecked.

mod answer;
mod read;
mod screen;

pub use answer::{Answer, compose};
pub use read::{Attached, Message, Unread, read};
