//! Approvals as they are shown: in plain words, or in those of the national data standards.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    application::{ChosenRoute, ItemStatus},
    approval::{Approval, national},
    catalogue::Jurisdiction,
    certificate::{Certificate, CertificateStatus},
    time::local_date,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// In which words approvals are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Representation {
    /// Kaiye's own.
    #[default]
    Plain,
    /// Those of the national data standards.
    National,
}

/// An approval in the words that were asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ApprovalShown)]
pub enum Shown {
    /// Plain.
    Plain(Box<ApprovalView>),
    /// National.
    National(Box<NationalApproval>),
}

impl Shown {
    /// The approval in these words.
    pub fn of(approval: &Approval, words: Representation, jurisdiction: &Jurisdiction) -> Self {
        match words {
            Representation::Plain => Self::Plain(Box::new(ApprovalView::of(approval))),
            Representation::National => Self::National(Box::new(NationalApproval::of(approval, jurisdiction))),
        }
    }
}

/// One item of a filed application, where it stands, and what was granted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Approval)]
pub struct ApprovalView {
    /// Its id: the requested item's.
    id: Uuid,
    /// The application.
    application_id: Uuid,
    /// 办件编号.
    application_number: String,
    /// Code of the item.
    #[schema(example = "shop_hygiene_permit")]
    item_code: String,
    /// The route chosen.
    #[schema(schema_with = words::<ChosenRoute>)]
    route: ChosenRoute,
    /// The department that issues it.
    #[schema(example = "jimsar_health")]
    issuer: String,
    /// The department that supervises it.
    supervisor: String,
    /// County of the premises.
    #[schema(example = "652327")]
    division: String,
    /// Name of the business.
    business_name: String,
    /// When the application was filed first.
    filed_at: DateTime<Utc>,
    /// Where it stands.
    #[schema(schema_with = words::<ItemStatus>)]
    status: ItemStatus,
    /// The same as the national standards number it, 1 to 15 (办件状态).
    #[schema(minimum = 1, maximum = 15, example = 11)]
    handling_state: u8,
    /// Number of the decision as served; null until there is one.
    decision: Option<String>,
    /// What was granted.
    certificate: Option<ApprovedCertificate>,
}

/// What was granted.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovedCertificate {
    /// The certificate.
    id: Uuid,
    /// Title of the document.
    title: String,
    /// Its number.
    number: String,
    /// Electronic certificate identifier (GB/T 36904).
    identifier: String,
    /// What the public checks it by.
    check_code: String,
    /// Name of the business.
    holder_name: String,
    /// Its unified social credit code.
    holder_uscc: String,
    /// Address of the premises.
    address: String,
    /// 经营范围.
    scope: String,
    /// When it was issued.
    issued_at: DateTime<Utc>,
    /// First day of the term.
    valid_from: NaiveDate,
    /// Last day of the term; null for an open one.
    valid_to: Option<NaiveDate>,
    /// Where it stands in law.
    #[schema(schema_with = words::<CertificateStatus>)]
    status: CertificateStatus,
    /// Whether its holder may open (S10).
    operative: bool,
}

impl ApprovalView {
    fn of(approval: &Approval) -> Self {
        let item = &approval.item;
        Self {
            id: item.id.into(),
            application_id: approval.application.into(),
            application_number: approval.number.clone(),
            item_code: item.item_code.clone(),
            route: item.route,
            issuer: item.issuer.clone(),
            supervisor: item.supervisor.clone(),
            division: approval.division.clone(),
            business_name: approval.business.clone(),
            filed_at: approval.filed_at,
            status: item.status(),
            handling_state: approval.handling_state().number(),
            decision: approval.decision.clone(),
            certificate: approval.certificate.as_ref().map(ApprovedCertificate::of),
        }
    }
}

impl ApprovedCertificate {
    fn of(certificate: &Certificate) -> Self {
        let face = &certificate.face;
        Self {
            id: certificate.id.into(),
            title: face.title.clone(),
            number: certificate.number.clone(),
            identifier: certificate.identifier.to_string(),
            check_code: certificate.check_code.clone(),
            holder_name: face.holder_name.clone(),
            holder_uscc: face.holder_uscc.clone(),
            address: face.address.clone(),
            scope: face.scope.clone(),
            issued_at: certificate.issued_at,
            valid_from: certificate.valid_from,
            valid_to: certificate.valid_to,
            status: certificate.status(),
            operative: certificate.may_operate(),
        }
    }
}

/// An approval in the words of the national data standards: the 办件, and its permit as 双公示 publishes it.
#[derive(Debug, Serialize, ToSchema)]
pub struct NationalApproval {
    /// The approval's id.
    id: Uuid,
    /// 办件编号.
    #[serde(rename = "BJBH")]
    number: String,
    /// 事项编码.
    #[serde(rename = "SXBM")]
    item_code: String,
    /// 事项名称.
    #[serde(rename = "SXMC")]
    item_name: String,
    /// 办件状态, 1 to 15.
    #[serde(rename = "BJZT")]
    #[schema(minimum = 1, maximum = 15, example = 11)]
    state: u8,
    /// The permit; null until one is granted.
    #[serde(rename = "XK")]
    permit: Option<NationalPermit>,
}

/// A permit in the fields of 双公示. What there is nothing to say of, and a person's number, is left out by the standard's
/// own leave.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct NationalPermit {
    /// 行政相对人名称.
    xk_xdr_mc: String,
    /// 行政相对人类别.
    #[schema(example = "个体工商户")]
    xk_xdr_lb: &'static str,
    /// 行政相对人代码_1（统一社会信用代码）.
    xk_xdr_shxym: String,
    /// 法定代表人.
    xk_frdb: String,
    /// 行政许可决定文书名称.
    xk_xkws: &'static str,
    /// 行政许可决定文书号.
    xk_wsh: Option<String>,
    /// 许可类别.
    #[schema(example = "普通")]
    xk_xklb: &'static str,
    /// 许可证书名称.
    xk_xkzs: String,
    /// 许可编号.
    xk_xkbh: String,
    /// 许可内容.
    xk_nr: String,
    /// 许可决定日期.
    #[schema(example = "2025/06/03")]
    xk_jdrq: String,
    /// 有效期自.
    xk_yxqz: String,
    /// 有效期至; 2099/12/31 for an open one.
    #[schema(example = "2099/12/31")]
    xk_yxqzi: String,
    /// 许可机关.
    xk_xkjg: String,
    /// 许可机关统一社会信用代码; null while nobody confirmed it.
    xk_xkjgdm: Option<String>,
    /// 当前状态: 1 in force, 0 not.
    #[schema(example = "1")]
    xk_zt: &'static str,
    /// 数据来源单位.
    xk_lydw: String,
    /// 数据来源单位统一社会信用代码.
    xk_lydwdm: Option<String>,
}

impl NationalApproval {
    fn of(approval: &Approval, jurisdiction: &Jurisdiction) -> Self {
        let item = jurisdiction.item(&approval.item.item_code, approval.item.item_version);
        let permit = |certificate| NationalPermit::of(certificate, approval.decision.clone(), jurisdiction);
        Self {
            id: approval.item.id.into(),
            number: approval.number.clone(),
            item_code: approval.item.item_code.clone(),
            item_name: item.map(|item| item.name.zh.clone()).unwrap_or_default(),
            state: approval.handling_state().number(),
            permit: approval.certificate.as_ref().map(permit),
        }
    }
}

impl NationalPermit {
    fn of(certificate: &Certificate, decision: Option<String>, jurisdiction: &Jurisdiction) -> Self {
        let face = &certificate.face;
        let uscc = |code: &str| jurisdiction.department(code)?.uscc.as_ref().map(ToString::to_string);
        let source = jurisdiction.department(&jurisdiction.registrar.department);
        Self {
            xk_xdr_mc: face.holder_name.clone(),
            xk_xdr_lb: national::party_class(certificate),
            xk_xdr_shxym: face.holder_uscc.clone(),
            xk_frdb: face.operator_name.clone(),
            xk_xkws: "准予行政许可决定书",
            xk_wsh: decision,
            xk_xklb: national::permit_class(certificate.kind),
            xk_xkzs: face.title.clone(),
            xk_xkbh: certificate.number.clone(),
            xk_nr: face.scope.clone(),
            xk_jdrq: national::day(Some(local_date(certificate.issued_at))),
            xk_yxqz: national::day(Some(certificate.valid_from)),
            xk_yxqzi: national::day(certificate.valid_to),
            xk_xkjg: face.authority.clone(),
            xk_xkjgdm: uscc(&certificate.issuer),
            xk_zt: national::standing(certificate),
            xk_lydw: source.map(|body| body.name.zh.clone()).unwrap_or_default(),
            xk_lydwdm: uscc(&jurisdiction.registrar.department),
        }
    }
}
