//! The ledger as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::delegation::NumberStatus;
use kaiye_persistence::row::NumberRow;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{openapi::words, operations::delegation::LedgerLine, v1::delegations::view::NumberRangeView};

/// A range and what is left of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerLineView {
    /// The delegation it was entrusted with.
    pub delegation_id: Uuid,
    /// The range.
    pub range: NumberRangeView,
    /// How many numbers stand where.
    pub stock: StockView,
    /// Whether so few are in stock that the entruster was told.
    pub low: bool,
    /// Whether the states add up to the range's length: no number twice, none vanished.
    pub adds_up: bool,
}

/// How many numbers of a range stand where.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockView {
    /// In stock.
    pub available: u64,
    /// On certificates.
    pub issued: u64,
    /// Spoilt.
    pub void: u64,
    /// Lost.
    pub lost: u64,
    /// Given back.
    pub returned: u64,
}

/// A number.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumberView {
    /// Its id.
    pub id: Uuid,
    /// The range.
    pub range_id: Uuid,
    /// Its serial.
    pub serial: i64,
    /// The number as it stands on the form.
    #[schema(example = "JY16523250000015")]
    pub number: String,
    /// Where it stands.
    #[schema(schema_with = words::<NumberStatus>)]
    pub status: String,
    /// The certificate it is on.
    pub certificate_id: Option<Uuid>,
    /// Why it is spoilt or lost.
    pub reason: Option<String>,
    /// Since when it stands there.
    pub changed_at: DateTime<Utc>,
}

impl From<LedgerLine> for LedgerLineView {
    fn from(line: LedgerLine) -> Self {
        let stock = line.stock;
        Self {
            delegation_id: line.delegation.into(),
            range: (&line.range).into(),
            stock: StockView {
                available: stock.available,
                issued: stock.issued,
                void: stock.void,
                lost: stock.lost,
                returned: stock.returned,
            },
            low: line.low,
            adds_up: stock.adds_up(&line.range),
        }
    }
}

impl From<NumberRow> for NumberView {
    fn from(row: NumberRow) -> Self {
        Self {
            id: row.id.into(),
            range_id: row.range_id.into(),
            serial: row.serial,
            number: row.number,
            status: row.status,
            certificate_id: row.certificate_id.map(Into::into),
            reason: row.reason,
            changed_at: row.changed_at.into(),
        }
    }
}
