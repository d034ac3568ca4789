//! What every code has in common: it is a text that was checked.

/// Gives a newtype over `String` its text form. The type itself says how it is parsed (`FromStr`).
macro_rules! checked_text {
    ($name:ident) => {
        crate::identity::text::checked_text!(base $name);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
    (masked $name:ident) => {
        crate::identity::text::checked_text!(base $name);

        /// Masked: logs and messages may print it.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.masked())
            }
        }
    };
    (base $name:ident) => {
        impl $name {
            /// The whole code.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::identity::IdentityFault;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    };
}

pub(super) use checked_text;

/// Whether all of it are digits, and there are so many.
pub(super) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|it| it.is_ascii_digit())
}

/// Whether all of it are digits and capitals.
pub(super) fn is_digits_and_capitals(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase())
}

/// `text` with what lies between its first and last so many characters starred.
pub(super) fn starred(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(at, it)| if at < first || at + last >= count { it } else { '*' }).collect()
}
