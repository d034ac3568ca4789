//! Ids: `uuid` in PostgreSQL, a 16-byte blob in SQLite. Both sort by bytes, so UUIDv7 keys sort by time in both.

use std::io::Write;

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::Pg,
    query_builder::QueryId,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{Binary, SqlType},
    sqlite::Sqlite,
};
use kaiye_domain::id;
use uuid::Uuid;

/// The SQL type of ids.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Binary"))]
pub struct DbUuid;

/// An id as a column holds it. Rows hold keys; `into` makes the domain's typed id of one, and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = DbUuid)]
pub struct Key(pub Uuid);

super::known_to_either!(DbUuid);
super::through_either!([] Key: DbUuid);

impl ToSql<DbUuid, Pg> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

impl FromSql<DbUuid, Pg> for Key {
    fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Uuid::from_slice(value.as_bytes())?))
    }
}

impl ToSql<DbUuid, Sqlite> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}

impl FromSql<DbUuid, Sqlite> for Key {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?;
        Ok(Self(Uuid::from_slice(&bytes)?))
    }
}

macro_rules! keys {
    ($($id:ty),+ $(,)?) => {$(
        impl From<$id> for Key {
            fn from(id: $id) -> Self {
                Self(id.into())
            }
        }

        impl From<Key> for $id {
            fn from(key: Key) -> Self {
                key.0.into()
            }
        }
    )+};
}

keys! {
    Uuid, id::AccountId, id::ClientId, id::SessionId, id::NoticeId, id::ApplicationId, id::RequestedItemId,
    id::MaterialId, id::CommitmentId, id::ServedNoticeId, id::DeferredMaterialId, id::DeadlineId, id::ReviewId,
    id::ReviewTaskId, id::DesignationId, id::DelegationId, id::NumberRangeId, id::NumberId, id::CertificateId,
    id::DecisionId, id::ReadinessId, id::VerificationTaskId, id::PublicationId, id::BarId, id::CreditRecordId,
    id::CreditRepairId, id::CreditReceiptId, id::EscalationId, id::LiabilityId, id::EventId, id::SubscriptionId, id::DeliveryId,
    id::MessageId,
    id::ExclusionId, id::OfficialDocumentId, id::RectificationId, id::EnforcementCaseId,
    id::PublicReportId, id::DrawId, id::IntakeId, id::IntakeBatchId, id::OutboundNoticeId, id::VisitId, id::SupervisionNoticeId,
    id::InspectionReadId,
    id::AnnouncementId,
}
