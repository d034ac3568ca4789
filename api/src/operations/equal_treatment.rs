//! Equal treatment (S11): the figures by route, and the cases that each consists of.

use kaiye_domain::{
    application::ChosenRoute,
    equal_treatment::{COMPARED, Counted, Measure, per_hundred},
};
use kaiye_persistence::{
    repo::equal_treatment::{self as compared, Compared},
    row::{CertificateRow, CreditRecordRow, VerificationTaskRow},
};
use strum::IntoEnumIterator;
use uuid::Uuid;

use super::{Outcome, Tx};

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What is counted.
    pub measure: Measure,
    /// By which route.
    pub route: ChosenRoute,
    /// How many.
    pub count: i64,
    /// For each hundred certificates of the route.
    pub per_hundred: Option<f64>,
}

/// Something that a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The task or credit record, or the certificate itself.
    pub id: Uuid,
    /// The certificate.
    pub certificate: Uuid,
    /// The application it came from.
    pub application: Uuid,
    /// Code of the item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// Where it can be read.
    pub path: String,
}

/// Every figure of every route.
pub fn report(tx: &mut Tx<'_>, of: &Compared) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for route in COMPARED {
        let of = Compared { route: Some(route), ..of.clone() };
        let certificates = count(tx, &of, Measure::Certificates)?;
        for measure in Measure::iter() {
            let count = count(tx, &of, measure)?;
            figures.push(Figure { measure, route, count, per_hundred: per_hundred(count, certificates) });
        }
    }
    Ok(figures)
}

fn count(tx: &mut Tx<'_>, of: &Compared, measure: Measure) -> Outcome<i64> {
    Ok(match measure.counted() {
        Counted::Certificates => compared::count_certificates(tx.conn, of)?,
        Counted::CreditRecords => compared::count_records(tx.conn, of)?,
        Counted::Tasks(counted) => compared::count_tasks(tx.conn, of, &counted)?,
    })
}

/// The cases of a figure, the newest first.
pub fn cases(tx: &mut Tx<'_>, of: &Compared, measure: Measure, after: Option<Uuid>, limit: i64) -> Outcome<Vec<Case>> {
    Ok(match measure.counted() {
        Counted::Certificates => {
            let rows = compared::certificates(tx.conn, of, after, limit)?;
            rows.into_iter().map(Case::from).collect()
        }
        Counted::CreditRecords => {
            let rows = compared::records(tx.conn, of, after, limit)?;
            rows.into_iter().map(Case::from).collect()
        }
        Counted::Tasks(counted) => {
            let rows = compared::tasks(tx.conn, of, &counted, after, limit)?;
            rows.into_iter().map(Case::from).collect()
        }
    })
}

/// The case that a row of one of the three tables stands for; `$certificate` is where it names its certificate.
macro_rules! case_from {
    ($row:ty, $certificate:ident, $path:literal) => {
        impl From<$row> for Case {
            fn from(row: $row) -> Self {
                Self {
                    id: row.id.0,
                    certificate: row.$certificate.0,
                    application: row.application_id.0,
                    item_code: row.item_code,
                    division: row.division,
                    path: format!(concat!("/api/v1/", $path, "/{}"), row.id.0),
                }
            }
        }
    };
}
case_from!(CertificateRow, id, "certificates");
case_from!(VerificationTaskRow, certificate_id, "verification-tasks");
case_from!(CreditRecordRow, certificate_id, "credit-records");
