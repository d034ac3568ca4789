//! Which of the two languages a person reads: zh-CN unless `Accept-Language` prefers English.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::ACCEPT_LANGUAGE};
use serde::{Deserialize, Serialize};

/// A language that texts are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr)]
pub enum Language {
    /// zh-CN.
    #[default]
    #[serde(rename = "zh-CN")]
    #[strum(serialize = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    #[strum(serialize = "en")]
    English,
}

impl Language {
    /// What the request prefers.
    pub fn of(request: &HttpRequest) -> Self {
        request
            .headers()
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map_or(Self::Chinese, Self::preferred)
    }

    /// The better weighted of the two in an `Accept-Language` value; Chinese in doubt.
    pub fn preferred(accept: &str) -> Self {
        let weight = |tag: &str| {
            accept
                .split(',')
                .filter_map(|range| {
                    let mut parts = range.split(';').map(str::trim);
                    let name = parts.next()?.to_ascii_lowercase();
                    let q = parts.find_map(|p| p.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
                    (name == tag || name.starts_with(&format!("{tag}-"))).then_some(q)
                })
                .fold(0.0, f32::max)
        };
        if weight("en") > weight("zh") { Self::English } else { Self::Chinese }
    }

    /// The tag for `Content-Language`.
    pub fn tag(self) -> &'static str {
        self.into()
    }
}

impl FromRequest for Language {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_only_when_it_is_preferred() {
        for (accept, language) in [
            ("", Language::Chinese),
            ("*", Language::Chinese),
            ("en", Language::English),
            ("en-GB, zh;q=0.9", Language::English),
            ("zh-CN, en;q=0.9", Language::Chinese),
            ("fr, en;q=0.5", Language::English),
            ("en;q=0", Language::Chinese),
        ] {
            assert_eq!(Language::preferred(accept), language, "{accept}");
        }
    }
}
