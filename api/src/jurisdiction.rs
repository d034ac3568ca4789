//! Where a jurisdiction's files come from: a folder, or the copy inside the program. What is in them is the domain's to
//! read (`kaiye_domain::catalogue::load`).

use std::{
    collections::BTreeMap,
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};

use include_dir::{Dir, DirEntry, include_dir};

/// The jurisdiction that evaluation mode starts with.
static ZHUNDONG: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../jurisdictions/zhundong");

/// No file of a jurisdiction is longer than this by far: a wrong folder is refused before it fills the memory.
const MOST_BYTES: u64 = 1024 * 1024;
/// Nor has one this many files.
const MOST_FILES: usize = 2_000;
/// Nor are folders nested like this; it also ends a ring of links.
const MOST_DEPTH: usize = 4;

/// The texts of a jurisdiction's folder, by their paths in it. Hidden files are left out.
pub fn read_dir(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name =
                path.file_name().and_then(|name| name.to_str()).ok_or_else(|| refused(&path, "its name is no text"))?;
            if name.starts_with('.') {
                continue;
            }
            let inside = format!("{prefix}{name}");
            if !path.is_dir() {
                files.insert(inside, read_text(&path)?);
            } else if depth < MOST_DEPTH {
                open.push((path, format!("{inside}/"), depth + 1));
            } else {
                return Err(refused(&path, "the folder lies too deep"));
            }
            if files.len() > MOST_FILES {
                return Err(refused(&folder, "there are too many files"));
            }
        }
    }
    Ok(files)
}

/// The copy of the zhundong jurisdiction inside the program.
pub fn embedded() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open: Vec<&DirEntry<'_>> = ZHUNDONG.entries().iter().collect();
    while let Some(entry) = open.pop() {
        match entry {
            DirEntry::Dir(folder) => open.extend(folder.entries()),
            DirEntry::File(file) => {
                let path = file.path().components().map(|it| it.as_os_str().to_string_lossy()).collect::<Vec<_>>();
                files.extend(file.contents_utf8().map(|text| (path.join("/"), text.to_owned())));
            }
        }
    }
    files
}

fn read_text(path: &PathBuf) -> io::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refused(path, "the file is too long"));
    }
    String::from_utf8(bytes).map_err(|_| refused(path, "the file is not UTF-8"))
}

fn refused(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../jurisdictions/zhundong")
    }

    #[test]
    fn the_copy_inside_is_the_folder_and_loads() {
        let files = embedded();
        assert_eq!(files, read_dir(&shipped()).expect("the folder"));
        assert!(kaiye_domain::catalogue::load(&files).is_ok());
    }

    #[test]
    fn what_is_no_jurisdiction_is_refused() {
        assert_eq!(read_dir(Path::new("/nowhere/at/all")).expect_err("refused").kind(), io::ErrorKind::NotFound);
        let folder = std::env::temp_dir().join(format!("kaiye-jurisdiction-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(".hidden"), [0xFF]).expect("a file");
        assert_eq!(read_dir(&folder).expect("the folder"), BTreeMap::new());
        for (content, why) in [(vec![0xFF, 0xFE], "not UTF-8"), (vec![b'#'; MOST_BYTES as usize + 1], "too long")] {
            fs::write(folder.join("policy.toml"), content).expect("a file");
            let error = read_dir(&folder).expect_err("refused");
            assert!(error.to_string().contains(why), "{error}");
        }
        fs::remove_dir_all(&folder).expect("removed");
    }
}
