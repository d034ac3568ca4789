//! Query parameters, typed and checked. Unknown ones are refused for every operation in one place, [`DeclaredQuery`].

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode};
use kaiye_domain::refusal::Fault;
use serde::de::DeserializeOwned;
use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterIn},
    },
};
use validator::Validate;

use super::{Described, Problem, body::faults};
use crate::openapi::OperationDoc;

/// The names that the operation declares; [`Caller`](super::Caller) refuses any other, and U+0000, which no database
/// keeps, in what they say. To the address of a page other programs add names of their own, which mean nothing here.
#[derive(Debug, Clone)]
pub struct DeclaredQuery {
    names: Arc<[String]>,
    page: bool,
}

impl DeclaredQuery {
    /// What the operation declares; whether its answer is a page.
    pub fn new(names: Vec<String>, page: bool) -> Self {
        Self { names: Arc::from(names), page }
    }

    /// Refuses a query with a name that the operation does not declare.
    pub fn check(request: &HttpRequest) -> Result<(), Problem> {
        let Some(declared) = request.app_data::<Self>() else { return Ok(()) };
        let pairs = pairs(request)?;
        if let Some((name, _)) =
            pairs.iter().find(|(name, value)| declared.names.contains(name) && value.contains('\0'))
        {
            let invalid = Problem::new(StatusCode::BAD_REQUEST, "query_invalid");
            return Err(invalid.with_fault(format!("/query/{name}"), "character_forbidden"));
        }
        if declared.page {
            return Ok(());
        }
        let unknown: Vec<String> = pairs.into_iter().map(|(name, _)| name).collect();
        let mut problem = Problem::new(StatusCode::BAD_REQUEST, "query_unknown");
        for name in unknown.iter().filter(|name| !declared.names.contains(name)) {
            problem =
                problem.with_fault(format!("/query/{}", name.chars().take(64).collect::<String>()), "query_unknown");
        }
        if problem.faults.is_empty() { Ok(()) } else { Err(problem) }
    }
}

/// The query's pairs, in order.
pub(super) fn pairs(request: &HttpRequest) -> Result<Vec<(String, String)>, Problem> {
    serde_urlencoded::from_str(request.query_string())
        .map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "query_invalid"))
}

/// The filters of a list. `T` derives `Deserialize`, `IntoParams` and `Validate`; each field is optional.
#[derive(Debug, Clone)]
pub struct QueryOf<T>(pub T);

impl<T: DeserializeOwned + Validate + IntoParams> FromRequest for QueryOf<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Self))
    }
}

fn parse<T: DeserializeOwned + Validate + IntoParams>(text: &str) -> Result<T, Problem> {
    let invalid = || Problem::new(StatusCode::BAD_REQUEST, "query_invalid");
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded(text));
    let value: T = match serde_path_to_error::deserialize(deserializer) {
        Ok(value) => value,
        Err(error) if error.path().iter().next().is_some() => {
            return Err(invalid().with_fault(format!("/query/{}", error.path()), "field_malformed"));
        }
        Err(_) => return Err(invalid().with_faults(miscounted::<T>(text))),
    };
    match value.validate() {
        Ok(()) => Ok(value),
        Err(errors) => Err(invalid().with_faults(faults("/query", &errors))),
    }
}

/// The parameters that have to be there and are not, and those that are there more than once.
fn miscounted<T: DeserializeOwned + IntoParams>(text: &str) -> Vec<Fault> {
    let missing = missing::<T>(text);
    let fault = |parameter: Parameter| {
        let code = match form_urlencoded(text).filter(|(name, _)| *name == parameter.name).count() {
            0 if parameter.required == Required::True || missing.as_ref() == Some(&parameter.name) => "field_missing",
            0 | 1 => return None,
            _ => "field_malformed",
        };
        Some(Fault { pointer: format!("/query/{}", parameter.name), code })
    };
    T::into_params(|| Some(ParameterIn::Query)).into_iter().filter_map(fault).collect()
}

/// The first parameter that has to be there and is not, as serde says it: utoipa knows it of no parameter that has a schema
/// of its own.
fn missing<T: DeserializeOwned>(text: &str) -> Option<String> {
    let said = T::deserialize(serde_urlencoded::Deserializer::new(form_urlencoded(text))).err()?.to_string();
    Some(said.strip_prefix("missing field `")?.strip_suffix('`')?.to_owned())
}

fn form_urlencoded(text: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(text.as_bytes())
}

impl<T: DeserializeOwned + IntoParams> Described for QueryOf<T> {
    fn describe(doc: &mut OperationDoc) {
        doc.query::<T>();
        if let Some(name) = missing::<T>("") {
            doc.require(&name);
        }
        doc.problem("400", "query_invalid");
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use utoipa::openapi::Schema;

    use super::*;

    #[derive(Debug, Deserialize, IntoParams, Validate)]
    #[expect(dead_code, reason = "only whether it can be read is looked at")]
    struct File {
        #[param(schema_with = words)]
        code: String,
        #[validate(length(min = 1, max = 5))]
        file_name: String,
        pages: Option<u32>,
    }

    fn words() -> Schema {
        Schema::default()
    }

    fn faults(text: &str) -> Vec<(String, &'static str)> {
        let problem = parse::<File>(text).expect_err("invalid");
        assert_eq!((problem.status, problem.code), (StatusCode::BAD_REQUEST, "query_invalid"));
        problem.faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn each_parameter_at_fault_is_named() {
        let named = |name: &str, code| (format!("/query/{name}"), code);
        assert!(parse::<File>("code=a&file_name=b&pages=3").is_ok());
        assert_eq!(faults(""), [named("code", "field_missing"), named("file_name", "field_missing")]);
        assert_eq!(faults("code=a"), [named("file_name", "field_missing")]);
        assert_eq!(faults("code=a&file_name=b&code=c"), [named("code", "field_malformed")]);
        assert_eq!(faults("code=a&file_name=b&pages=x"), [named("pages", "field_malformed")]);
        assert_eq!(faults("code=a&file_name=toolong"), [named("file_name", "length")]);
    }
}
