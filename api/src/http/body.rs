//! A JSON body, checked completely: its size, its type, its syntax, its shape (by the very schema that the document
//! shows) and its bounds. Every field at fault is named at once.

use std::{future::Future, pin::Pin, time::Duration};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode, web::BytesMut};
use futures_util::StreamExt;
use kaiye_domain::refusal::Fault;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::{Described, Fingerprint, Problem, texts};
use crate::{
    openapi::{OperationDoc, structure},
    state::State,
};

/// The request's JSON body. `T` derives `Deserialize` (with `deny_unknown_fields`), `Validate` and `ToSchema`.
#[derive(Debug, Clone)]
pub struct Body<T> {
    /// What it says.
    pub value: T,
    hash: String,
}

impl<T> Fingerprint for Body<T> {
    fn fingerprint(&self) -> &str {
        &self.hash
    }
}

impl<T: DeserializeOwned + Validate + ToSchema> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            if !is_json(&request) {
                return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type_unsupported"));
            }
            let bytes = read(&request, payload).await?;
            Ok(Self { value: parse(&bytes)?, hash: format!("sha256:{}", hex::encode(Sha256::digest(&bytes))) })
        })
    }
}

impl<T: ToSchema> Described for Body<T> {
    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<T>();
        doc.body("application/json", schema);
        doc.problem("400", "body_malformed");
        doc.problem("408", "body_timeout");
        doc.problem("413", "body_too_large");
        doc.problem("415", "media_type_unsupported");
        doc.problem("422", "body_invalid");
    }
}

fn is_json(request: &HttpRequest) -> bool {
    use actix_web::HttpMessage;
    request.content_type().eq_ignore_ascii_case("application/json")
}

/// Reads a body up to the configured size and within the configured time.
pub(super) async fn read(request: &HttpRequest, mut payload: Payload) -> Result<BytesMut, Problem> {
    let (limit, time) = match request.app_data::<State>() {
        Some(state) => (state.config.server.body_limit_bytes, state.config.server.body_timeout_seconds),
        None => return Err(Problem::internal("no state")),
    };
    let too_large = || Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
    let reading = async {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "body_malformed"))?;
            if bytes.len() + chunk.len() > limit {
                return Err(too_large());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    };
    tokio::time::timeout(Duration::from_secs(time), reading)
        .await
        .map_err(|_| Problem::new(StatusCode::REQUEST_TIMEOUT, "body_timeout"))?
}

/// Reads a form, for the endpoints whose standard asks for one.
pub(crate) async fn form(request: &HttpRequest, payload: Payload) -> Result<Vec<(String, String)>, Problem> {
    let bytes = read(request, payload).await?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

/// Parses and checks a body, or what is shaped as one: a row of a batch.
pub(crate) fn parse<T: DeserializeOwned + Validate + ToSchema>(bytes: &[u8]) -> Result<T, Problem> {
    let malformed = || Problem::new(StatusCode::BAD_REQUEST, "body_malformed");
    let invalid = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid");
    // serde would take a list for a struct.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        let _: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| malformed())?;
        return Err(invalid().with_fault("", "field_malformed"));
    }
    let nul = nul_at(bytes);
    if !nul.is_empty() {
        return Err(invalid().with_faults(nul));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value: T = match serde_path_to_error::deserialize(&mut deserializer) {
        Ok(value) => value,
        Err(error) if !error.inner().is_data() => return Err(malformed()),
        Err(error) => {
            let json = serde_json::from_slice(bytes).map_err(|_| malformed())?;
            let mut found = structure::faults::<T>(&json);
            if found.is_empty() {
                found.push(Fault { pointer: pointer(error.path()), code: "field_malformed" });
            }
            return Err(invalid().with_faults(found));
        }
    };
    deserializer.end().map_err(|_| malformed())?;
    match value.validate() {
        Ok(()) => Ok(value),
        Err(errors) => Err(invalid().with_faults(faults("", &errors))),
    }
}

/// The texts with U+0000 in them, which no database keeps. A body without the escape has none: JSON has it no other way.
fn nul_at(bytes: &[u8]) -> Vec<Fault> {
    fn walk(at: &str, value: &serde_json::Value, found: &mut Vec<Fault>) {
        use serde_json::Value::*;
        let here = || Fault { pointer: at.to_owned(), code: "character_forbidden" };
        match value {
            String(text) if text.contains('\0') => found.push(here()),
            Array(all) => all.iter().enumerate().for_each(|(index, it)| walk(&format!("{at}/{index}"), it, found)),
            Object(all) => {
                found.extend(all.keys().filter(|key| key.contains('\0')).map(|_| here()));
                all.iter().for_each(|(key, it)| walk(&format!("{at}/{}", structure::escaped(key)), it, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    if bytes.windows(6).any(|escape| escape == b"\\u0000")
        && let Ok(value) = serde_json::from_slice(bytes)
    {
        walk("", &value, &mut found);
    }
    found
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut text = String::new();
    for segment in path.iter() {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => structure::escaped(key),
            Segment::Enum { .. } | Segment::Unknown => continue,
        };
        text.push('/');
        text.push_str(&part);
    }
    text
}

/// What the validator found, as faults below `at`.
pub(super) fn faults(at: &str, errors: &ValidationErrors) -> Vec<Fault> {
    let mut found = Vec::new();
    for (field, kind) in errors.errors() {
        let here = format!("{at}/{}", structure::escaped(field));
        match kind {
            ValidationErrorsKind::Field(errors) => {
                found.extend(errors.iter().map(|error| Fault { pointer: here.clone(), code: known_code(&error.code) }))
            }
            ValidationErrorsKind::Struct(errors) => found.extend(faults(&here, errors)),
            ValidationErrorsKind::List(list) => {
                found.extend(list.iter().flat_map(|(index, errors)| faults(&format!("{here}/{index}"), errors)));
            }
        }
    }
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

/// The code as the texts know it.
fn known_code(code: &str) -> &'static str {
    texts::all().get_key_value(code).map_or("field_invalid", |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, Validate, ToSchema)]
    #[serde(deny_unknown_fields)]
    struct Shop {
        #[validate(length(min = 1, max = 5))]
        name: String,
        #[validate(range(min = 1, max = 100))]
        area: u32,
        #[validate(nested)]
        owners: Vec<Owner>,
    }

    #[derive(Debug, Deserialize, Validate, ToSchema)]
    #[serde(deny_unknown_fields)]
    struct Owner {
        #[validate(length(min = 1))]
        name: String,
    }

    fn problem(text: &str) -> (u16, &'static str, Vec<(String, &'static str)>) {
        let problem = parse::<Shop>(text.as_bytes()).expect_err("invalid");
        let faults = problem.faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect();
        (problem.status.as_u16(), problem.code, faults)
    }

    #[test]
    fn a_good_body_is_read() {
        let shop: Shop = parse(br#"{"name":"a","area":45,"owners":[{"name":"b"}]}"#).expect("valid");
        assert_eq!((shop.name.as_str(), shop.area, shop.owners[0].name.as_str()), ("a", 45, "b"));
    }

    #[test]
    fn bad_syntax_is_malformed() {
        for text in ["{", "{} x", "", "nul"] {
            let (status, code, _) = problem(text);
            assert_eq!((status, code), (400, "body_malformed"), "{text}");
        }
    }

    #[test]
    fn every_field_of_the_wrong_shape_is_named() {
        let (status, code, faults) = problem(r#"{"area":"x","owners":[{"name":1},{"nam":"b"}],"more":1}"#);
        assert_eq!((status, code), (422, "body_invalid"));
        assert_eq!(
            faults,
            [
                ("/area".to_owned(), "field_malformed"),
                ("/more".to_owned(), "field_unknown"),
                ("/name".to_owned(), "field_missing"),
                ("/owners/0/name".to_owned(), "field_malformed"),
                ("/owners/1/nam".to_owned(), "field_unknown"),
                ("/owners/1/name".to_owned(), "field_missing"),
            ]
        );
    }

    #[test]
    fn every_field_out_of_bounds_is_named() {
        let (status, _, faults) = problem(r#"{"name":"toolong","area":0,"owners":[{"name":""}]}"#);
        assert_eq!(status, 422);
        assert_eq!(
            faults,
            [("/area".to_owned(), "range"), ("/name".to_owned(), "length"), ("/owners/0/name".to_owned(), "length"),]
        );
    }
}
