//! Versions on the wire: `"v3-1a2b3c4d"` is version 3 of a resource in this very representation. An edit's `If-Match`
//! is held against the version alone, a read's `If-None-Match` against the whole tag.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{
        StatusCode,
        header::{IF_MATCH, IF_NONE_MATCH},
    },
};
use sha2::{Digest, Sha256};

use super::{Described, Problem};
use crate::openapi::OperationDoc;

/// The tag of a representation.
pub(super) fn of(version: Option<i32>, body: &str) -> String {
    let hash = hex::encode(&Sha256::digest(body)[..6]);
    match version {
        Some(version) => format!("\"v{version}-{hash}\""),
        None => format!("\"{hash}\""),
    }
}

/// Whether the caller has this representation already.
pub(super) fn none_match(request: &HttpRequest, tag: &str) -> bool {
    let Some(listed) = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()) else { return false };
    listed.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// The version that the caller has read, from `If-Match`. Edits that take it refuse to go without (428).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch {
    version: Option<i32>,
}

impl IfMatch {
    /// Refuses (412) unless the caller has read this version, or said `*`.
    pub fn check(self, current: i32) -> Result<(), Problem> {
        match self.version {
            Some(read) if read != current => Err(Problem::new(StatusCode::PRECONDITION_FAILED, "version_stale")),
            _ => Ok(()),
        }
    }

    fn parse(text: &str) -> Result<Self, Problem> {
        if text.trim() == "*" {
            return Ok(Self { version: None });
        }
        let version = text
            .trim()
            .strip_prefix("\"v")
            .and_then(|rest| rest.strip_suffix('"'))
            .and_then(|tag| tag.split('-').next())
            .and_then(|digits| digits.parse().ok());
        match version {
            Some(version) => Ok(Self { version: Some(version) }),
            // A tag that was never given out matches nothing.
            None => Err(Problem::new(StatusCode::PRECONDITION_FAILED, "version_stale")),
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.headers().get(IF_MATCH).map(|value| value.to_str()) {
            None => Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "version_required")),
            Some(Ok(text)) => Self::parse(text),
            Some(Err(_)) => Err(Problem::new(StatusCode::PRECONDITION_FAILED, "version_stale")),
        })
    }
}

impl Described for IfMatch {
    fn describe(doc: &mut OperationDoc) {
        doc.header("If-Match", true, "The `ETag` of the version that you have read.", "\"v3-1a2b3c4d5e6f\"");
        doc.problem("409", "conflict");
        doc.problem("412", "version_stale");
        doc.problem("428", "version_required");
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn an_edit_is_held_against_the_version_alone() {
        let tag = of(Some(3), "{}");
        assert!(IfMatch::parse(&tag).expect("ours").check(3).is_ok());
        let stale = IfMatch::parse(&tag).expect("ours").check(4).expect_err("stale");
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert!(IfMatch::parse("*").expect("any").check(9).is_ok());
        assert!(IfMatch::parse("\"other\"").is_err());
    }

    #[test]
    fn a_read_is_held_against_the_whole_tag() {
        let tag = of(Some(3), "{}");
        let with = |value: &str| TestRequest::get().insert_header((IF_NONE_MATCH, value)).to_http_request();
        assert!(none_match(&with(&tag), &tag));
        assert!(none_match(&with(&format!("\"x\", W/{tag}")), &tag));
        assert!(!none_match(&with(&of(Some(3), "[]")), &tag));
    }
}
