//! The file that keeps how far was read: whole at any moment, whatever stops.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::Path,
};

/// The cursor that is kept; none before the first.
pub(super) fn read(file: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text.trim().to_owned()).filter(|cursor| !cursor.is_empty())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps a cursor: written beside, made durable, and put in the place of the old one.
pub(super) fn write(file: &Path, cursor: &str) -> io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    let mut new = File::create(&beside)?;
    writeln!(new, "{cursor}")?;
    new.sync_all()?;
    fs::rename(&beside, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let file = std::env::temp_dir().join(format!("kaiye-resume-{}", std::process::id()));
        assert_eq!(read(&file).expect("no file yet"), None);
        write(&file, "one").expect("written");
        write(&file, "two").expect("written");
        assert_eq!(read(&file).expect("read").as_deref(), Some("two"));
        fs::remove_file(&file).expect("removed");
    }
}
