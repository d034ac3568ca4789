//! Files a report.

use kaiye_domain::{
    actor::need,
    id::CertificateId,
    identity::{IdentityFault, Phone},
    refusal::{Faults, Refusal},
    register::{ReportMatter, Reporter},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::PublicReportView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey, PathId},
    operations::{
        Tx,
        register::{Filing, file, followed, open_entry},
    },
    state::State,
};

/// What is reported.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPublicReport {
    /// The clauses that are not kept; all of them where none is named.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50, example = json!(["3"]))]
    clauses: Vec<String>,
    /// What was seen, where and when.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "二楼安全出口上锁，灭火器已过期")]
    statement: String,
    /// How the department may reach you, if you wish.
    #[serde(default)]
    #[validate(nested)]
    reporter: Option<ReporterBody>,
}

/// How a reporter may be reached. Kept encrypted, and read by nobody but the department that handles the report.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewReporter)]
pub struct ReporterBody {
    /// Name.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Mobile or landline number.
    #[schema(example = "13800000000")]
    phone: Option<String>,
    /// E-mail address.
    #[validate(email)]
    #[schema(format = Email, example = "somebody@example.com")]
    email: Option<String>,
}

impl NewPublicReport {
    fn filing(&self) -> Result<Filing, Refusal> {
        let given = self.reporter.as_ref();
        let mut faults = Faults::default();
        let phone = given
            .and_then(|it| it.phone.as_deref())
            .and_then(|phone| faults.check("/reporter/phone", phone.parse::<Phone>(), IdentityFault::code));
        faults.into_result("content_invalid")?;
        let reporter = Reporter {
            name: given.and_then(|it| it.name.clone()),
            phone,
            email: given.and_then(|it| it.email.clone()),
        };
        let matter = ReportMatter { statement: self.statement.clone(), reporter };
        Ok(Filing { clauses: self.clauses.clone(), matter })
    }
}

/// Report against a published commitment
///
/// Anybody may, with or without saying who they are (社会监督, S12). It becomes a check of the supervising department, or
/// joins one that is under way for the same. The answer bears a code that only you have: ask with it how far the report
/// has come. How often one address may report is limited.
#[utoipa::path(post, path = "/public-commitments/{id}/reports")]
pub async fn create_public_report(
    caller: Caller<need::FilePublicReport>,
    state: State,
    id: PathId<CertificateId>,
    key: IdempotencyKey,
    body: Body<NewPublicReport>,
) -> Answered<Created<PublicReportView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx: &mut Tx<'_>| Ok(open_entry(tx, id.0)?),
            move |tx: &mut Tx<'_>, mut dossier| {
                let code = file(tx, &mut dossier, id.0, &body.value.filing()?)?;
                dossier.save(tx)?;
                let (report, task) = followed(tx, &code)?;
                let jurisdiction = tx.jurisdiction()?;
                let place = format!("/api/v1/public-reports/{code}");
                Ok(Created::at(place, PublicReportView::new(code, &report, &task, &jurisdiction)))
            },
        )
        .await
}
