//! How long a reader is ready to wait for news.

use std::{
    future::{Ready, ready},
    time::Duration,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    http::{Described, Problem},
    openapi::OperationDoc,
};

const MOST: u64 = 30;

/// The time, not at all unless it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wait(pub(super) Duration);

#[derive(Deserialize, IntoParams)]
struct WaitParams {
    /// When there is nothing new, wait for it up to so many seconds, 30 at most: `30` or `30s`.
    #[param(example = "30s", pattern = "^[0-9]{1,2}s?$")]
    wait: Option<String>,
}

impl FromRequest for Wait {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()))
    }
}

fn parse(query: &str) -> Result<Wait, Problem> {
    let invalid = || Problem::new(StatusCode::BAD_REQUEST, "query_invalid");
    let WaitParams { wait } = serde_urlencoded::from_str(query).map_err(|_| invalid())?;
    let Some(text) = wait else { return Ok(Wait(Duration::ZERO)) };
    let seconds = text.strip_suffix('s').unwrap_or(&text).parse().ok().filter(|it| *it <= MOST);
    let seconds = seconds.ok_or_else(|| invalid().with_fault("/query/wait", "range"))?;
    Ok(Wait(Duration::from_secs(seconds)))
}

impl Described for Wait {
    const SLOW: bool = true;

    fn describe(doc: &mut OperationDoc) {
        doc.query::<WaitParams>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_with_or_without_their_unit() {
        assert_eq!(parse("wait=30s").expect("fine").0, Duration::from_secs(30));
        assert_eq!(parse("limit=5&wait=2").expect("fine").0, Duration::from_secs(2));
        assert_eq!(parse("").expect("fine").0, Duration::ZERO);
        for bad in ["wait=31", "wait=-1", "wait=", "wait=s", "wait=1m"] {
            assert_eq!(parse(bad).expect_err(bad).faults[0].code, "range", "{bad}");
        }
    }
}
