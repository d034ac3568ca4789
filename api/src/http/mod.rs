//! What every endpoint shares on the wire: problems, bodies, pages, versions, idempotency, callers. No rule of the
//! plan belongs here.

mod answer;
mod body;
pub(crate) mod caller;
mod etag;
mod feed;
mod file;
mod idempotency;
mod language;
pub mod middleware;
mod page;
mod path;
mod problem;
mod query;
mod readable;
pub mod texts;
mod upload;
mod web_page;

pub use answer::{Answer, Answered, Created, Described, NoContent, Reply, Sent, Shown};
pub use body::Body;
pub(crate) use body::{form, parse};
pub use caller::Caller;
pub use etag::IfMatch;
pub use feed::Feed;
pub use file::{FileReply, TextFile};
pub use idempotency::{Claim, Fingerprint, IdempotencyKey};
pub use language::Language;
pub use page::{Cursor, Page, PageQuery};
pub use path::{PathId, PathIds};
pub use problem::{CONTENT_TYPE as PROBLEM_JSON, FieldError, Problem, ProblemDocument};
pub use query::{DeclaredQuery, QueryOf};
pub use readable::{Readable, Wanted};
pub use upload::{Document, KeptFile, Upload, UploadKind};
pub use web_page::WebPage;
