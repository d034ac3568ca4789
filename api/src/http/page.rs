//! Lists: a page by keyset cursor with a tie-break, never more than a hundred at once, the next one by `Link` and
//! `next_cursor`.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Answer, Described, Problem, answer::Sent, etag, query::pairs};
use crate::openapi::OperationDoc;

const LIMIT_DEFAULT: i64 = 20;
const LIMIT_MOST: i64 = 100;
const CHECK: usize = 6;

/// Which page of a list. `K` is the sort key of the last row before it, tie-break included.
#[derive(Debug, Clone)]
pub struct PageQuery<K> {
    /// How many rows at most.
    pub limit: i64,
    /// After which row.
    pub after: Option<K>,
    next: NextLink,
}

/// What the link to the next page is made from.
#[derive(Debug, Clone)]
struct NextLink {
    path: String,
    query: Vec<(String, String)>,
}

/// The parameters as callers see them.
#[derive(IntoParams, Deserialize)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the parameters; PageQuery reads them")]
struct PageParams {
    /// How many at most.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A sort key as opaque text; a changed one is noticed.
#[derive(Debug)]
pub struct Cursor;

impl Cursor {
    /// The text of a key.
    pub fn write<K: Serialize>(key: &K) -> Result<String, Problem> {
        let json = serde_json::to_vec(key).map_err(|error| Problem::internal(format!("a cursor: {error}")))?;
        let check = Sha256::digest(&json);
        Ok(URL_SAFE_NO_PAD.encode([&check[..CHECK], &json].concat()))
    }

    /// The key of a text that [`Cursor::write`] made.
    pub fn read<K: DeserializeOwned>(text: &str) -> Result<K, Problem> {
        let invalid = || Problem::new(StatusCode::BAD_REQUEST, "cursor_invalid");
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
        let (check, json) = bytes.split_at_checked(CHECK).ok_or_else(invalid)?;
        if check != &Sha256::digest(json)[..CHECK] {
            return Err(invalid());
        }
        serde_json::from_slice(json).map_err(|_| invalid())
    }
}

impl<K: DeserializeOwned> FromRequest for PageQuery<K> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs(request).and_then(|query| Self::parse(request.path(), query)))
    }
}

impl<K: DeserializeOwned> PageQuery<K> {
    fn parse(path: &str, mut query: Vec<(String, String)>) -> Result<Self, Problem> {
        let named = |name: &str| query.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        let limit = match named("limit") {
            None => LIMIT_DEFAULT,
            Some(text) => text.parse().ok().filter(|limit| (1..=LIMIT_MOST).contains(limit)).ok_or_else(|| {
                Problem::new(StatusCode::BAD_REQUEST, "query_invalid").with_fault("/query/limit", "range")
            })?,
        };
        let after = named("cursor").map(|text| Cursor::read(&text)).transpose()?;
        query.retain(|(name, _)| name != "cursor");
        Ok(Self { limit, after, next: NextLink { path: path.to_owned(), query } })
    }
}

impl<K> PageQuery<K> {
    /// How many rows to fetch: one more than wanted tells whether there is another page.
    pub fn fetch(&self) -> i64 {
        self.limit + 1
    }

    /// The link to what follows, for a list that always goes on.
    pub(super) fn next_link(&self, cursor: &str) -> String {
        self.next.with(cursor)
    }

    /// Cuts what was fetched with [`PageQuery::fetch`] to a page; `key` is a row's sort key, `view` what is shown of it.
    pub fn page<R, T>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> K,
        view: impl FnMut(R) -> T,
    ) -> Result<Page<T>, Problem>
    where
        K: Serialize,
    {
        let limit = usize::try_from(self.limit).unwrap_or_default();
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| more).map(|row| Cursor::write(&key(row))).transpose()?;
        let link = next_cursor.as_ref().map(|cursor| self.next.with(cursor));
        let items = rows.into_iter().map(view).collect();
        Ok(Page { items, next_cursor, link, objects: None })
    }
}

impl NextLink {
    fn with(&self, cursor: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.query)
            .append_pair("cursor", cursor)
            .finish();
        format!("<{}?{query}>; rel=\"next\"", self.path)
    }
}

impl<K> Described for PageQuery<K> {
    fn describe(doc: &mut OperationDoc) {
        doc.query::<PageParams>();
        doc.problem("400", "cursor_invalid");
    }
}

/// 200 with one page of a list.
#[derive(Debug)]
pub struct Page<T> {
    items: Vec<T>,
    next_cursor: Option<String>,
    link: Option<String>,
    objects: Option<Vec<Uuid>>,
}

impl<T> Page<T> {
    /// A list that is never longer than a page, such as the departments.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None, link: None, objects: None }
    }

    /// The same, where it was asked for by a name: what it shows.
    pub fn showing(self, by_name: bool, id: impl Fn(&T) -> Uuid) -> Self {
        let objects = by_name.then(|| self.items.iter().map(id).collect());
        Self { objects, ..self }
    }
}

#[derive(Serialize)]
struct PageBody<'a, T> {
    items: &'a [T],
    next_cursor: &'a Option<String>,
}

impl<T: Serialize + ToSchema + Send + 'static> Answer for Page<T> {
    fn sent(self) -> Result<Sent, Problem> {
        let body = serde_json::to_string(&PageBody { items: &self.items, next_cursor: &self.next_cursor })
            .map_err(|error| Problem::internal(format!("a page cannot be written: {error}")))?;
        let mut headers = vec![("etag".to_owned(), etag::of(None, &body))];
        headers.extend(self.link.map(|link| ("link".to_owned(), link)));
        Ok(Sent { status: 200, headers, body })
    }

    fn objects(&self) -> Option<Vec<Uuid>> {
        self.objects.clone()
    }

    fn describe(doc: &mut OperationDoc) {
        let schema = doc.page_schema::<T>();
        doc.answer("200", "One page of the list.", Some(schema));
        doc.answer_header("200", "Link", "The next page, `rel=\"next\"`; absent on the last.");
        doc.answer_header("200", "ETag", "Version of this representation, for `If-None-Match`.");
        doc.can_be_unchanged();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Key = (String, i64);

    fn query(pairs: &[(&str, &str)]) -> Result<PageQuery<Key>, Problem> {
        PageQuery::parse("/things", pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn the_next_page_starts_after_the_last_row_and_keeps_the_filters() {
        let first = query(&[("limit", "2"), ("status", "draft")]).expect("a page");
        assert_eq!(first.fetch(), 3);
        let page = first.page(vec![1, 2, 3], |n| ("k".to_owned(), *n), |n| n).expect("a page");
        assert_eq!(page.items, [1, 2]);
        let cursor = page.next_cursor.clone().expect("more");
        assert_eq!(page.link.expect("more"), format!("</things?limit=2&status=draft&cursor={cursor}>; rel=\"next\""));
        let second = query(&[("limit", "2"), ("cursor", &cursor)]).expect("a page");
        assert_eq!(second.after, Some(("k".to_owned(), 2)));
        assert!(second.page(vec![3], |n| ("k".to_owned(), *n), |n| n).expect("a page").next_cursor.is_none());
    }

    #[test]
    fn limits_and_cursors_are_checked() {
        for bad in ["0", "101", "x", "-1"] {
            assert_eq!(query(&[("limit", bad)]).expect_err("bad").code, "query_invalid");
        }
        let good = Cursor::write(&("k", 1)).expect("a cursor");
        let mut tampered = good.clone().into_bytes();
        tampered[12] ^= 1;
        for bad in [String::from_utf8_lossy(&tampered).into_owned(), "%".into(), String::new(), good[..9].into()] {
            assert_eq!(query(&[("cursor", &bad)]).expect_err("bad").code, "cursor_invalid");
        }
    }
}
