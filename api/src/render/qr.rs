//! QR codes (ISO/IEC 18004) as SVG in the page itself.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};
use minijinja::{Error, ErrorKind, Value};

/// Modules that stay empty around the code: four, as the standard has it.
const QUIET: usize = 4;

/// The code of a text as an SVG element; error correction M, which survives a stamp on its edge.
pub(super) fn svg(text: String) -> Result<Value, Error> {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    let code = code.map_err(|_| Error::new(ErrorKind::InvalidOperation, "too long for a QR code"))?;
    let side = code.size + 2 * QUIET;
    Ok(Value::from_safe_string(format!(
        "<svg viewBox=\"0 0 {side} {side}\" xmlns=\"http://www.w3.org/2000/svg\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{}\" fill=\"#000\"/></svg>",
        path(&code)
    )))
}

/// The dark modules, a rectangle a run: drawn one by one, as the library does, they were most of a page, which is kept for
/// good.
fn path(code: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = QUIET;
        for run in code[y].chunk_by(|one, next| one.value() == next.value()) {
            let length = run.len();
            if run[0].value() {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x},{}h{length}v1h-{length}z", y + QUIET);
            }
            x += length;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn drawn(path: &str) -> Vec<(usize, usize)> {
        let run = |run: &str| {
            let (place, rest) = run.split_once('h').expect("a run");
            let (x, y) = place.split_once(',').expect("a place");
            let (length, _) = rest.split_once('v').expect("a length");
            let [x, y, length] = [x, y, length].map(|it| it.parse::<usize>().expect("a number"));
            (x..x + length).map(move |x| (x - QUIET, y - QUIET)).collect::<Vec<_>>()
        };
        path.split('M').skip(1).flat_map(run).collect()
    }

    #[test]
    fn every_dark_module_is_drawn_once_and_no_other() {
        let code =
            QRBuilder::new("https://kaiye.example/v/ABCDEFGHJKLMNPQRSTUVWXYZ23").ecl(ECL::M).build().expect("a code");
        let places = (0..code.size).flat_map(|y| (0..code.size).map(move |x| (x, y)));
        let dark: BTreeSet<_> = places.filter(|(x, y)| code[*y][*x].value()).collect();
        let drawn = drawn(&path(&code));
        assert_eq!((drawn.len(), drawn.into_iter().collect()), (dark.len(), dark));
    }
}
