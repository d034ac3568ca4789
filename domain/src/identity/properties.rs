//! What the standards promise of their check characters, and what numbers promise of their serials.

use std::str::FromStr;

use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::*;
use crate::testing::steady;

const USCC_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

fn any_uscc() -> impl Strategy<Value = Uscc> {
    ("[1-9AN][1-9]", "[1-8][0-9]{5}", "[0-9A-HJ-NP-RTUWXY]{8}").prop_map(|(pair, division, body)| {
        let prefix = format!("{pair}{division}").parse().expect("a prefix");
        Uscc::from_body(&prefix, &body).expect("a code")
    })
}

/// 17 digits with a date of birth in them, and the one last character that fits.
fn any_citizen_number() -> impl Strategy<Value = CitizenNumber> {
    ("[1-8][0-9]{5}", 1900..2025, 1..13, 1..29, "[0-9]{3}").prop_map(|(division, year, month, day, serial)| {
        let digits = format!("{division}{year}{month:02}{day:02}{serial}");
        let fitting: Vec<_> = "0123456789X".chars().filter_map(|it| format!("{digits}{it}").parse().ok()).collect();
        let [number] = &fitting[..] else { panic!("one check character fits, not {}", fitting.len()) };
        CitizenNumber::clone(number)
    })
}

fn any_identifier() -> impl Strategy<Value = CertificateIdentifier> {
    (any_uscc(), "[0-9]{3}", any_uscc(), "[0-9A-Z]{1,20}", 1u16..1000).prop_map(
        |(authority, kind, issuer, serial, version)| {
            let kind = format!("{authority}{kind}").parse().expect("a type");
            CertificateIdentifier::make(&kind, &issuer, &serial, version).expect("an identifier")
        },
    )
}

fn any_food_permit() -> impl Strategy<Value = FoodPermitNumber> {
    (prop::sample::select(FoodPermitKind::iter().collect::<Vec<_>>()), "[1-8][0-9]{5}", 0u64..1_000_000).prop_map(
        |(kind, county, serial)| {
            FoodPermitNumber::make(kind, &county.parse().expect("a division"), serial).expect("a number")
        },
    )
}

fn any_format() -> impl Strategy<Value = NumberFormat> {
    let checks = prop::sample::select(NumberCheck::iter().collect::<Vec<_>>());
    prop_oneof![
        ("[0-9A-Z卫证〔〕]{0,8}", 1u32..13, "[0-9A-Z号]{0,4}", checks).prop_map(|(prefix, width, suffix, check)| {
            NumberFormat::Plain(PlainNumber::new(&prefix, width, &suffix, check).expect("a format"))
        }),
        (prop::sample::select(FoodPermitKind::iter().collect::<Vec<_>>()), "[1-8][0-9]{5}").prop_map(
            |(kind, county)| { NumberFormat::FoodPermit { kind, county: county.parse().expect("a division") } }
        ),
        "9[123][1-8][0-9]{5}".prop_map(|prefix| NumberFormat::Uscc { prefix: prefix.parse().expect("a prefix") }),
    ]
}

/// Every text that differs from `text` in the character at `at`, by one of `alphabet`.
fn changed<'a>(text: &'a str, at: usize, alphabet: &'a str) -> impl Iterator<Item = String> + 'a {
    let others = alphabet.chars().filter(move |it| !text[at..].starts_with(*it));
    others.map(move |it| format!("{}{it}{}", &text[..at], &text[at + 1..]))
}

/// `text` with two neighbours swapped; `None` when they are equal.
fn swapped(text: &str, at: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.swap(at, at + 1);
    String::from_utf8(bytes).ok().filter(|it| it != text)
}

proptest! {
    #![proptest_config(steady())]

    #[test]
    fn a_credit_code_reveals_a_changed_character_and_a_swap(code in any_uscc(), at in 0usize..18) {
        prop_assert_eq!(code.as_str().parse::<Uscc>(), Ok(code.clone()));
        for text in changed(code.as_str(), at, USCC_ALPHABET) {
            prop_assert!(text.parse::<Uscc>().is_err(), "{}", text);
        }
        if let Some(text) = swapped(code.as_str(), at.min(16)) {
            prop_assert!(text.parse::<Uscc>().is_err(), "{}", text);
        }
    }

    #[test]
    fn a_citizen_number_reveals_a_changed_character_and_a_swap(number in any_citizen_number(), at in 0usize..18) {
        for text in changed(number.as_str(), at, "0123456789X") {
            prop_assert!(text.parse::<CitizenNumber>().is_err(), "{}", text);
        }
        if let Some(text) = swapped(number.as_str(), at.min(16)) {
            prop_assert!(text.parse::<CitizenNumber>().is_err(), "{}", text);
        }
    }

    #[test]
    fn a_certificate_identifier_reveals_a_changed_character(identifier in any_identifier(), at in 0usize..80) {
        prop_assert_eq!(identifier.as_str().parse::<CertificateIdentifier>(), Ok(identifier.clone()));
        for text in changed(identifier.as_str(), at.min(identifier.as_str().len() - 1), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.") {
            prop_assert!(text.parse::<CertificateIdentifier>().is_err(), "{}", text);
        }
    }

    #[test]
    fn a_food_permit_number_reveals_a_changed_digit(number in any_food_permit(), at in 2usize..16) {
        prop_assert_eq!(number.as_str().parse::<FoodPermitNumber>(), Ok(number.clone()));
        for text in changed(number.as_str(), at, "0123456789") {
            prop_assert!(text.parse::<FoodPermitNumber>().is_err(), "{}", text);
        }
    }

    #[test]
    fn a_number_tells_its_serial(format in any_format(), serial: u64, other: u64) {
        let (serial, other) = (serial % format.capacity(), other % format.capacity());
        let number = format.number(serial).expect("within capacity");
        prop_assert_eq!(format.serial_of(&number), Ok(serial));
        prop_assert_eq!(format.number(other).expect("within capacity") == number, other == serial);
        prop_assert_eq!(format.number(format.capacity()), Err(IdentityFault::NumberSerial));
        let json = serde_json::to_value(&format).expect("serialises");
        prop_assert_eq!(serde_json::from_value::<NumberFormat>(json).expect("reads back"), format);
    }

    #[test]
    fn a_licence_number_is_a_valid_credit_code(serial in 0u64..852_891_037_441) {
        let format = NumberFormat::Uscc { prefix: "92652325".parse().expect("a prefix") };
        prop_assert!(format.number(serial).expect("within capacity").parse::<Uscc>().is_ok());
    }

    #[test]
    fn any_text_is_refused_or_read_once_and_for_all(text in "(\\PC{0,40}|[0-9]{1,18}|[+0-9-]{10,16}|[A-Z][0-9]{4})") {
        prop_assert!(settles::<Uscc>(&text) && settles::<UsccPrefix>(&text) && settles::<CitizenNumber>(&text));
        prop_assert!(settles::<FoodPermitNumber>(&text) && settles::<DivisionCode>(&text) && settles::<Phone>(&text));
        prop_assert!(settles::<CertificateTypeCode>(&text) && settles::<CertificateIdentifier>(&text));
        prop_assert!(settles::<BasicItemCode>(&text) && settles::<ImplementationItemCode>(&text));
        prop_assert!(settles::<TradeCode>(&text));
    }
}

/// Whether what is read from a text, if anything, is written in a form that reads as the same.
fn settles<T: FromStr + Clone + Into<String> + PartialEq>(text: &str) -> bool {
    text.parse::<T>().ok().is_none_or(|read| read.clone().into().parse::<T>().is_ok_and(|again| again == read))
}
