//! What is said of a business and its persons, from the wire to the domain: every code is checked, and each fault is
//! named at its field.

use chrono::NaiveDate;
use kaiye_domain::{
    application::{Business, BusinessKind, ChosenRoute, LicenceBasis, Person, centiares},
    catalogue::Jurisdiction,
    identity::{CitizenNumber, IdentityFault, Phone, TradeCode, Uscc},
    refusal::Faults,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    openapi::{maybe_words, words},
    operations::applications::Asked,
};

/// The business.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessBody {
    /// Kind of market entity.
    #[schema(schema_with = words::<BusinessKind>)]
    pub kind: BusinessKind,
    /// Name as it is to stand on the licence.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "吉木萨尔县五彩湾好味道小吃店")]
    pub name: Option<String>,
    /// 经营范围.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "餐饮服务")]
    pub scope: Option<String>,
    /// GB/T 4754 codes of its trades.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20, example = json!(["H6210"]))]
    pub trade_codes: Vec<String>,
    /// Registered capital or funds, in yuan.
    #[validate(range(min = 0, max = 1_000_000_000_000_i64))]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64, example = 30000)]
    pub capital: Option<i64>,
    /// Address of the premises.
    #[validate(length(min = 1, max = 300))]
    #[schema(min_length = 1, max_length = 300, example = "吉木萨尔县五彩湾镇幸福路12号")]
    pub address: Option<String>,
    /// GB/T 2260 code of the county the premises lie in; decides the issuing bodies, and stays.
    #[schema(example = "652327")]
    pub county: String,
    /// Floor area of the premises in square metres, to two places.
    #[validate(range(min = 0.01, max = 1_000_000.0))]
    #[schema(minimum = 0.01, maximum = 1_000_000.0, example = 45.0)]
    pub area_m2: Option<f64>,
}

/// A natural person. Personal: kept encrypted, and shown masked to everybody but the owner and the window.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonBody {
    /// Full name as on the identity card.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "王示例")]
    pub name: String,
    /// Citizen number (GB 11643).
    #[schema(example = "11010519491231002X")]
    pub id_number: String,
    /// Mobile or landline number.
    #[schema(example = "13800000000")]
    pub phone: String,
}

/// Whether a licence is asked for, or permits for a registered business.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "basis", rename_all = "snake_case", deny_unknown_fields)]
pub enum LicenceBody {
    /// A new licence is asked for.
    New,
    /// The business is registered: permits only.
    Existing {
        /// Its unified social credit code (GB 32100).
        #[schema(example = "91350100M000100Y43")]
        uscc: String,
    },
}

/// An item asked for.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemBody {
    /// Code in the catalogue.
    #[schema(example = "small_restaurant_registration")]
    pub code: String,
    /// The route chosen; the catalogue's own when absent. The ordinary route is open to every permit (S4).
    #[schema(schema_with = maybe_words::<ChosenRoute>)]
    pub route: Option<ChosenRoute>,
    /// Number of the permit that is changed or renewed.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub existing_permit: Option<String>,
}

fn fault(error: &IdentityFault) -> &'static str {
    error.code()
}

impl BusinessBody {
    /// The business, where nothing is wrong with it.
    pub fn checked(&self, faults: &mut Faults, jurisdiction: &Jurisdiction) -> Option<Business> {
        if jurisdiction.county(&self.county).is_none() {
            faults.add("/business/county", "county_unknown");
        }
        let mut trade_codes = Vec::new();
        for (index, code) in self.trade_codes.iter().enumerate() {
            let pointer = format!("/business/trade_codes/{index}");
            trade_codes.extend(faults.check(&pointer, code.parse::<TradeCode>(), fault));
        }
        (trade_codes.len() == self.trade_codes.len()).then(|| Business {
            kind: self.kind,
            name: self.name.clone(),
            scope: self.scope.clone(),
            trade_codes,
            capital: self.capital,
            address: self.address.clone(),
            county: self.county.clone(),
            area_centiares: self.area_m2.map(centiares),
        })
    }
}

impl PersonBody {
    /// The person, where nothing is wrong; `field` is `operator` or `agent`.
    pub fn checked(&self, field: &str, faults: &mut Faults, today: NaiveDate) -> Option<Person> {
        let id_number = CitizenNumber::parse(&self.id_number, today);
        let id_number = faults.check(&format!("/{field}/id_number"), id_number, fault);
        let phone = faults.check(&format!("/{field}/phone"), self.phone.parse::<Phone>(), fault);
        Some(Person { name: self.name.clone(), id_number: id_number?, phone: phone? })
    }
}

impl LicenceBody {
    /// The basis, where nothing is wrong with the code.
    pub fn checked(&self, faults: &mut Faults) -> Option<LicenceBasis> {
        match self {
            Self::New => Some(LicenceBasis::New),
            Self::Existing { uscc } => {
                let uscc = faults.check("/licence/uscc", uscc.parse::<Uscc>(), fault)?;
                Some(LicenceBasis::Existing { uscc })
            }
        }
    }
}

impl From<&ItemBody> for Asked {
    fn from(body: &ItemBody) -> Self {
        Self { code: body.code.clone(), route: body.route, existing_permit: body.existing_permit.clone() }
    }
}
