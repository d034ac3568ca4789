//! The bytes of a kept file, read one after the other by a thread that may wait.

use std::io::{self, Read};

use actix_web::web::{Buf, Bytes};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use kaiye_domain::intake::IntakeFile;
use kaiye_persistence::{MaterialStore, StoreResult};
use tokio::runtime::{Builder, Runtime};

/// A kept file on its way through. Not for a thread that serves connections: it waits for each part.
pub struct Content {
    runtime: Runtime,
    stream: BoxStream<'static, StoreResult<Bytes>>,
    part: Bytes,
}

impl Content {
    /// Opens the file from one of its bytes on; what lies before it is not read.
    pub fn open(store: &MaterialStore, file: &IntakeFile, from: i64) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let stream = if from < file.size {
            let offset = u64::try_from(from).map_err(io::Error::other)?;
            let found = runtime.block_on(store.get_from(&file.digest, offset));
            found.map_err(|error| io::Error::other(error.context().to_owned()))?.stream
        } else {
            stream::empty().boxed()
        };
        Ok(Self { runtime, stream, part: Bytes::new() })
    }
}

impl Read for Content {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.part.is_empty() {
            match self.runtime.block_on(self.stream.next()) {
                None => return Ok(0),
                Some(part) => self.part = part.map_err(|error| io::Error::other(error.context().to_owned()))?,
            }
        }
        let count = into.len().min(self.part.len());
        self.part.copy_to_slice(&mut into[..count]);
        Ok(count)
    }
}
