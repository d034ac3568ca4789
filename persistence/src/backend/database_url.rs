//! Which database an address means. Anything not understood is refused: SQLite would silently create a file of that name.

use std::{path::PathBuf, str::FromStr};

/// Where the store is.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of the embedded database: `sqlite:path` or `sqlite:///path`.
    Sqlite(PathBuf),
    /// A server: `postgres://…` or `postgresql://…`, as libpq takes it.
    Postgres(String),
}

/// Which kind of database a store is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

impl DatabaseUrl {
    /// Which kind of database it is.
    pub fn flavour(&self) -> Flavour {
        match self {
            Self::Sqlite(_) => Flavour::Sqlite,
            Self::Postgres(_) => Flavour::Postgres,
        }
    }
}

/// An address that names no database the store knows. The address is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the database's address must be sqlite:PATH or postgres://…")]
pub struct UnknownDatabase;

impl FromStr for DatabaseUrl {
    type Err = UnknownDatabase;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).ok_or(UnknownDatabase)?;
        // Readers and the writer are different connections: a database in memory would be a different one for each.
        if path.is_empty() || path.starts_with(':') || path.starts_with("file:") || path.contains('?') {
            return Err(UnknownDatabase);
        }
        Ok(Self::Sqlite(path.into()))
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(_) => write!(f, "postgres://…"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_understood_is_taken() {
        assert_eq!("sqlite:var/kaiye.db".parse(), Ok(DatabaseUrl::Sqlite("var/kaiye.db".into())));
        assert_eq!("sqlite:///var/kaiye.db".parse(), Ok(DatabaseUrl::Sqlite("/var/kaiye.db".into())));
        assert_eq!("postgres://a@b/c".parse(), Ok(DatabaseUrl::Postgres("postgres://a@b/c".into())));
        for unknown in ["", "kaiye.db", "mysql://a/b", "sqlite:", "sqlite::memory:", "sqlite:file:x?mode=memory"] {
            assert_eq!(unknown.parse::<DatabaseUrl>(), Err(UnknownDatabase), "{unknown}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url: DatabaseUrl = "postgres://kaiye:secret@host/kaiye".parse().unwrap();
        assert!(!format!("{url:?}").contains("secret"));
    }
}
