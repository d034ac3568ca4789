//! What surrounds every request, outermost first: trace, headers, CORS, compression, problems, start-up,
//! authentication, rate limit.

mod headers;
mod inspection;
mod limit;
mod problems;
mod trace;
mod window;

pub use headers::{cors, security_headers};
pub use inspection::keep_what_inspection_reads;
pub use limit::{Limits, rate_limit};
pub use problems::problems;
pub use trace::{RequestId, trace};
pub use window::once_started;
