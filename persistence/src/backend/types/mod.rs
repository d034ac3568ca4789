//! Column types that mean the same in both databases, and their Rust types.

mod instant;
mod json;
mod key;

pub use instant::{DbUtc, Instant};
pub use json::{DbJson, Json};
pub use key::{DbUuid, Key};

/// Passes a Rust type through diesel's multi-backend: whichever database is behind it does the work.
macro_rules! through_either {
    ([$($generics:tt)*] $rust:ty: $sql:ty) => {
        impl<$($generics)*> diesel::serialize::ToSql<$sql, $crate::backend::MultiBackend> for $rust {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, $crate::backend::MultiBackend>,
            ) -> diesel::serialize::Result {
                out.set_value((<$sql>::default(), self));
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl<$($generics)*> diesel::deserialize::FromSql<$sql, $crate::backend::MultiBackend> for $rust {
            fn from_sql(
                value: <$crate::backend::MultiBackend as diesel::backend::Backend>::RawValue<'_>,
            ) -> diesel::deserialize::Result<Self> {
                value.from_sql::<Self, $sql>()
            }
        }
    };
}
use through_either;

/// Lets diesel's multi-backend look the SQL type up in whichever database is behind it.
macro_rules! known_to_either {
    ($sql:ty) => {
        impl diesel::sql_types::HasSqlType<$sql> for $crate::backend::MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Self::lookup_sql_type::<$sql>(lookup)
            }
        }
    };
}
use known_to_either;
