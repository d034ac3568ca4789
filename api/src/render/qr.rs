//! QR codes (ISO/IEC 18004) as SVG in the page itself.

use fast_qr::{
    ECL, QRBuilder,
    convert::{Builder, Shape, svg::SvgBuilder},
};
use minijinja::{Error, ErrorKind, Value};

/// Modules that stay empty around the code: four, as the standard has it.
const QUIET: usize = 4;

/// The code of a text as an SVG element; error correction M, which survives a stamp on its edge.
pub(super) fn svg(text: String) -> Result<Value, Error> {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    let code = code.map_err(|_| Error::new(ErrorKind::InvalidOperation, "too long for a QR code"))?;
    Ok(Value::from_safe_string(SvgBuilder::default().margin(QUIET).shape(Shape::Square).to_str(&code)))
}
