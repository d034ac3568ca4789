//! What a document's template is filled in with (`crate::render` says what there is).

use kaiye_domain::{
    application::{Application, RequestedItem},
    catalogue::Jurisdiction,
    certificate::Face,
    document::OfficialDocument,
    time::local_date,
};
use serde_json::{Value, json};

use super::appeal::appeal;

/// A document with what only its bytes show: a face, the words of a letter.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The document; its content holds no personal data.
    pub document: OfficialDocument,
    /// The face of the certificate that it is.
    pub face: Option<Face>,
    /// The letter that it is, as signed.
    pub letter: Option<Value>,
    /// What the public checks it by.
    pub check_code: Option<String>,
}

/// What stands around a paper as it is issued.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The application that it is about.
    pub application: &'a Application,
    /// The holder's code, which a new business has from its licence on.
    pub uscc: Option<&'a str>,
    /// The catalogue.
    pub jurisdiction: &'a Jurisdiction,
    /// Where the public check is.
    pub public_url: &'a str,
}

/// What each item was called when it was asked for.
fn item_names(application: &Application, jurisdiction: &Jurisdiction) -> Value {
    let name = |it: &RequestedItem| {
        let item = jurisdiction.item(&it.item_code, it.item_version)?;
        Some((it.item_code.clone(), Value::from(item.name.zh.as_str())))
    };
    application.items.iter().filter_map(name).collect()
}

/// Where anybody checks the paper with this code.
pub(super) fn check_url(public_url: &str, code: &str) -> String {
    format!("{}/v/{code}", public_url.trim_end_matches('/'))
}

impl Paper {
    /// A document that shows what it says.
    pub fn plain(document: OfficialDocument) -> Self {
        let check_code = document.check_code.clone();
        Self { document, face: None, letter: None, check_code }
    }

    /// What its template is given, the address of its seal's image among it.
    pub fn context(&self, around: &Around<'_>, seal: Option<&str>) -> Value {
        let Around { application, uscc, jurisdiction, public_url } = *around;
        let document = &self.document;
        let authority = jurisdiction.department(&document.department);
        let authority = authority.map_or(document.department.as_str(), |department| department.name.zh.as_str());
        let item = document.item_code().map(|code| {
            // As it was asked for: the words that the applicant was told and promised (S28).
            let version = application.item(code).map(|requested| requested.item_version);
            let item = version.and_then(|version| jurisdiction.item(code, version));
            let name = item.map_or(code, |item| item.name.zh.as_str());
            json!({ "code": code, "version": version, "name": name })
        });
        let face = self.face.as_ref();
        let operator = application.people.operator.as_ref().map(|person| person.name.as_str());
        json!({
            "paper": {
                "kind": document.kind,
                "title": face.map_or(document.kind.title(), |face| face.title.as_str()),
                "number": face.map_or(document.number.as_str(), |face| face.number.as_str()),
                "issued_on": local_date(document.issued_at),
                "authority": face.map_or(authority, |face| face.authority.as_str()),
                "seal": seal,
                "check_url": self.check_code.as_ref().map(|code| check_url(public_url, code)),
            },
            "application": { "number": application.number },
            "holder": {
                "name": face.map(|face| face.holder_name.as_str()).or(application.business.name.as_deref()),
                "uscc": face.map(|face| face.holder_uscc.as_str()).or(uscc),
                "address": face.map(|face| face.address.as_str()).or(application.business.address.as_deref()),
                "operator": face.map(|face| face.operator_name.as_str()).or(operator),
            },
            "item": item,
            "item_names": item_names(application, jurisdiction),
            "content": document.content,
            "appeal": appeal(jurisdiction, &document.department),
            "face": face,
            "letter": self.letter,
        })
    }
}
