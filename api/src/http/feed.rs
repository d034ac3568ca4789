//! Lists that never end: what happened since a place in the log, and where to go on.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Cursor, PageQuery, Problem, Sent};
use crate::openapi::OperationDoc;

/// 200 with a part of a list that always goes on.
#[derive(Debug)]
pub struct Feed<T> {
    items: Vec<T>,
    next_cursor: String,
    more: bool,
    link: String,
}

#[derive(Serialize)]
struct FeedBody<'a, T> {
    items: &'a [T],
    next_cursor: &'a str,
    more: bool,
}

impl PageQuery<i64> {
    /// A part of a list, as far as a place in the log, and whether there is more at once.
    pub fn feed<T>(&self, items: Vec<T>, reached: i64, more: bool) -> Result<Feed<T>, Problem> {
        let next_cursor = Cursor::write(&reached)?;
        let link = self.next_link(&next_cursor);
        Ok(Feed { items, next_cursor, more, link })
    }
}

impl<T: Serialize + ToSchema + Send + 'static> Answer for Feed<T> {
    fn sent(self) -> Result<Sent, Problem> {
        let body = FeedBody { items: &self.items, next_cursor: &self.next_cursor, more: self.more };
        let body = serde_json::to_string(&body)
            .map_err(|error| Problem::internal(format!("a feed cannot be written: {error}")))?;
        Ok(Sent { status: 200, headers: vec![("link".to_owned(), self.link)], body })
    }

    fn describe(doc: &mut OperationDoc) {
        let schema = doc.feed_schema::<T>();
        doc.answer("200", "A part of the feed.", Some(schema));
        doc.answer_header("200", "Link", "Where to go on, `rel=\"next\"`.");
    }
}
