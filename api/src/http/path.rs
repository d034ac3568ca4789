//! Ids and codes in the path. What cannot be an id names nothing: 404, not 400.

use std::{
    future::{Ready, ready},
    str::FromStr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::{Described, Problem};
use crate::openapi::OperationDoc;

/// The path's one id or code.
#[derive(Debug, Clone, Copy)]
pub struct PathId<T>(pub T);

/// The path's two ids or codes, in their order.
#[derive(Debug, Clone, Copy)]
pub struct PathIds<A, B>(pub A, pub B);

fn part<T: FromStr>(request: &HttpRequest, index: usize) -> Result<T, Problem> {
    let (_, text) = request.match_info().iter().nth(index).ok_or_else(Problem::not_found)?;
    // No database keeps U+0000, so nothing is named by it.
    if text.contains('\0') || text.contains("%00") {
        return Err(Problem::not_found());
    }
    text.parse().map_err(|_| Problem::not_found())
}

impl<T: FromStr> FromRequest for PathId<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(part(request, 0).map(Self))
    }
}

impl<A: FromStr, B: FromStr> FromRequest for PathIds<A, B> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(part(request, 0).and_then(|a| Ok(Self(a, part(request, 1)?))))
    }
}

impl<T> Described for PathId<T> {
    fn describe(doc: &mut OperationDoc) {
        doc.problem("404", "not_found");
    }
}

impl<A, B> Described for PathIds<A, B> {
    fn describe(doc: &mut OperationDoc) {
        doc.problem("404", "not_found");
    }
}
