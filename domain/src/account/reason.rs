//! Why a step on an account or a client is refused.

use crate::refusal::{Reason, RefusalKind};

/// One reason to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter)]
pub enum AccountReason {
    /// A closed account or client stays closed.
    Closed,
    /// Nobody closes the account that they act with, or takes its administration away.
    OwnAccount,
    /// The login is taken.
    LoginTaken,
    /// The outside identity has an account already.
    IdentityTaken,
    /// The client id is taken.
    ClientIdTaken,
    /// An account without a password cannot be given a new one.
    NoPassword,
}

impl Reason for AccountReason {
    fn code(&self) -> &'static str {
        match self {
            Self::Closed => "account_is_closed",
            Self::OwnAccount => "own_account",
            Self::LoginTaken => "login_taken",
            Self::IdentityTaken => "identity_taken",
            Self::ClientIdTaken => "client_id_taken",
            Self::NoPassword => "account_without_password",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::State
    }
}
