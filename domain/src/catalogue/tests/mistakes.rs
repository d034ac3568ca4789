//! Every kind of mistake is found, at its place.

use super::zhundong_files;
use crate::catalogue::{Mistake, load};

const CHANGE: &str = "items/05-food-permit-change.toml";
const FIRE: &str = "items/12-fire-check.toml";
const HOTEL: &str = "items/11-hotel-special-trade-permit.toml";
const HYGIENE: &str = "items/07-lodging-hygiene-permit.toml";
const RESTAURANT: &str = "bundles/small-restaurant.toml";

/// The mistakes after one edit of one file.
fn after(file: &str, from: &str, to: &str) -> Vec<Mistake> {
    let mut files = zhundong_files();
    let text = files.get_mut(file).expect("the file");
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
    load(&files).expect_err("a mistake")
}

/// One edit makes one mistake at this key, with this message; what it makes wrong elsewhere may be named as well.
fn one(file: &str, from: &str, to: &str, key: &str, message: &str) {
    let mut mistakes = after(file, from, to);
    let elsewhere = mistakes.clone();
    mistakes.retain(|mistake| mistake.file == file && mistake.place.key == key);
    let [mistake] = mistakes.as_slice() else { panic!("{file} {to}: {elsewhere:#?}") };
    assert!(mistake.message.contains(message), "{mistake}");
    assert!(mistake.place.line > 0 && mistake.place.column > 0, "{mistake}");
}

#[test]
fn codes_that_nothing_defines() {
    one(HOTEL, "[\"fire_check\"]", "[\"fire_chek\"]", "prerequisites[0]", "no item `fire_chek`");
    one(FIRE, "\"floor_plan\"", "\"flor_plan\"", "materials[4].material", "no material `flor_plan`");
    one(FIRE, "issuers = { \"*\" = \"fire", "issuers = { \"*\" = \"fir", "issuers.*", "no department `fir_brigade`");
    one(HYGIENE, "652325 = \"q", "652326 = \"q", "issuers.652326", "no county `652326`");
    one(HYGIENE, "\"lodging_hygiene_permit_letter\"", "\"lodging_letter\"", "letter", "no letter `lodging_letter`");
    one(RESTAURANT, "\"fire_check\",", "\"fire_chek\",", "rules[2].items[0]", "no item `fire_chek`");
    one(RESTAURANT, "\"area_m2\"]", "\"aera\", \"area_m2\"]", "questions[1]", "no question `aera`");
    one("responsibilities.toml", "lead = \"investment", "lead = \"invest", "task[0].lead", "no department");
    one("departments.toml", "\"zhundong\"", "\"zhudong\"", "department[0].division", "no division `zhudong`");
    one("jurisdiction.toml", "\"market_s", "\"s", "registrar.department", "no department");
}

#[test]
fn codes_that_are_defined_twice_or_are_none() {
    one("materials.toml", "\"identity_document\"", "\"application_form\"", "material[1].code", "defined twice");
    one(
        "letters/13-publication-retail-permit.toml",
        "\"publication_retail_permit_letter\"",
        "\"fire_check_letter\"",
        "code",
        "defined twice",
    );
    one("departments.toml", "\"zone_management\"", "\"Zone\"", "department[0].code", "not a code");
    one("divisions.toml", "\"652300\"", "\"prefecture\"", "division[0].code", "GB/T 2260");
    one(FIRE, "clause = \"2\"", "clause = \"1\"", "conditions[1].clause", "twice");
    one(FIRE, "\"fire_facility_plan\"", "\"floor_plan\"", "materials[5].material", "twice");
    one("items/00-business-licence.toml", "0012L000", "0012L0", "certificate_type", "");
    one("departments.toml", "116523009999D0012L", "116523009999D0012K", "department[0].uscc", "");
    one(HOTEL, "\"H6110\"", "\"6110\"", "trade_codes", "trade_code_shape");
}

#[test]
fn texts_and_fields_that_are_missing_or_strange() {
    one(
        FIRE,
        "certificate_title = \"公众聚集场所投入使用、营业前消防安全检查意见书\"",
        "certificate_title = \" \"",
        "certificate_title",
        "text is missing",
    );
    one(FIRE, ", en = \"Fire safety check before a place of public assembly opens\"", "", "name", "missing field `en`");
    one(FIRE, "review = \"joint\"", "", "", "missing field `review`");
    one(FIRE, "review = \"joint\"", "review = \"joint\"\ncolour = \"red\"", "colour", "unknown field `colour`");
    one(FIRE, "review = \"joint\"", "review = \"maybe\"", "review", "unknown variant `maybe`");
    one(FIRE, "max_days = 30", "max_days = \"30\"", "conditions[2].max_days", "invalid type");
    one(FIRE, "review = \"joint\"", "review = \"joint", "", "");
    one(FIRE, "effective_from = \"2020-06-01\"", "effective_from = \"2020-06-31\"", "effective_from", "");
    one(FIRE, "review = \"joint\"", "review = \"joint\"\nversion = 2", "version", "given when");
}

#[test]
fn items_that_do_not_fit_together() {
    one(FIRE, "letter = \"fire_check_letter\"\n", "", "letter", "needs its letter");
    one(FIRE, "fee = \"none\"", "fee = \"none\"\neffective_to = \"2020-05-31\"", "effective_to", "before it begins");
    one(
        FIRE,
        "fee = \"none\"",
        "fee = \"none\"\nprerequisites = [\"business_licence\"]",
        "prerequisites",
        "goes without",
    );
    one(FIRE, "kind = \"permit\"", "kind = \"business_licence\"", "kind", "more than one");
    one(CHANGE, "\"catering_permit\"]", "\"catering\"]", "requires_existing[1]", "no item `catering`");
    one(CHANGE, "\"catering_permit\"]", "\"food_sales_permit\"]", "requires_existing[1]", "twice");
    let bases = "requires_existing = [\"food_sales_permit\", \"catering_permit\"]\n";
    one(CHANGE, bases, "", "numbering", "the kind is missing");
    one(FIRE, "by_date = true\n", "", "conditions[2]", "max_days");
    one(FIRE, "within = { working_days = 15 }\n", "", "materials[4]", "`due` and `within`");
    one(
        FIRE,
        "need = \"primary\"",
        "need = \"primary\"\ndue = \"after_issue\"",
        "materials[0]",
        "only what may follow",
    );
    one(
        HOTEL,
        "on_failure = \"lapse\"",
        "on_failure = \"check_task\"",
        "materials[4].on_failure",
        "lapses or is refused",
    );
    one(
        HYGIENE,
        "issuers = { 652325 = \"qitai_health\", ",
        "issuers = { ",
        "issuers",
        "county 652325 has no department",
    );
}

#[test]
fn a_ring_of_prerequisites_is_named_at_each_of_its_items() {
    let ring = after(FIRE, "fee = \"none\"", "fee = \"none\"\nprerequisites = [\"hotel_special_trade_permit\"]");
    let places: Vec<_> = ring.iter().map(|it| (it.file.as_str(), it.place.key.as_str())).collect();
    assert_eq!(places, [(HOTEL, "prerequisites[0]"), (FIRE, "prerequisites[0]")]);
    assert!(ring[1].message.contains("fire_check → hotel_special_trade_permit → fire_check"), "{}", ring[1]);
}

#[test]
fn letters_without_their_item() {
    let letter = "letters/12-fire-check.toml";
    one(letter, "item = \"fire_check\"", "item = \"fire\"", "item", "no item `fire`");
    one(letter, "item = \"fire_check\"", "item = \"film_projection_permit\"", "item", "does not name this letter");
    let unsaid = after("letters/standard.toml", "\nliability = ", "\n# liability = ");
    assert_eq!(unsaid.len(), 14);
    assert!(unsaid.iter().all(|it| it.place.key == "wording.liability"));
}

#[test]
fn questions_and_rules_of_the_wrong_type() {
    one(RESTAURANT, "at_most = 50", "is = true", "rules[0].when", "answered by a number");
    one(
        RESTAURANT,
        "question = \"area_m2\", at_most",
        "question = \"rooms\", at_most",
        "rules[0].when",
        "no question `rooms` is asked",
    );
    one(
        RESTAURANT,
        "question = \"area_m2\", at_most = 50",
        "question = \"county\", is = \"652300\"",
        "rules[0].when",
        "no answer",
    );
    one(RESTAURANT, "at_most = 50", "at_most = 50, above = 3", "rules[0].when", "exactly one test");
    one(RESTAURANT, "[\"county\", \"area_m2\"]", "[\"area_m2\"]", "questions", "county once");
    one(RESTAURANT, "[\"small_restaurant_registration\"]", "[]", "rules[0].items", "nothing");
    one("bundles/small-hotel.toml", "is = true", "at_least = 1", "rules[1].when", "true or false");
    one(HYGIENE, "at_least = 50", "is = \"many\"", "materials[5].unless", "answered by a number");
    one("questions.toml", "max = 10000\n", "", "question[1].kind", "`min` and `max`");
    one("questions.toml", "max = 10000\n", "max = 0\n", "question[1].min", "above the greatest");
    one("questions.toml", "kind = \"boolean\"", "kind = \"choice\"", "question[2].choices", "a choice has choices");
}

#[test]
fn policy_without_its_clause() {
    one("policy.toml", "clause = \"S13\", ", "", "push", "missing field `clause`");
    one("policy.toml", "clause = \"S13\"", "clause = \"S29\"", "push.clause", "no requirement");
    one(
        "policy.toml",
        "value = \"lapse\"",
        "value = \"check_task\"",
        "before_decision_failure.value",
        "no certificate",
    );
    one("policy.toml", "{ months = 2 }", "{ moons = 2 }", "verification.value.moons", "unknown variant");
}

#[test]
fn calendars_at_their_line() {
    let mistakes =
        after("calendars/national.csv", "date,kind,name\n", "date,kind,name\n2020-02-30,off,x\n2020-01-01,maybe,x\n");
    let lines: Vec<_> = mistakes.iter().map(|it| (it.file.as_str(), it.place.line)).collect();
    assert_eq!(lines, [("calendars/national.csv", 2), ("calendars/national.csv", 3)]);
}

#[test]
fn files_that_are_missing_or_have_no_place() {
    for (gone, messages) in [
        ("policy.toml", vec!["policy.toml: the file is missing"]),
        ("letters/standard.toml", vec!["letters/standard.toml: the file is missing"]),
        ("calendars/national.csv", vec!["calendars/national.csv: the file is missing"]),
        ("calendars/xinjiang.csv", vec!["calendars/: a regional sheet is required, and there is none"]),
        ("departments.toml", vec!["departments.toml: the file is missing"]),
        ("divisions.toml", vec!["divisions.toml: the file is missing"]),
        ("materials.toml", vec!["materials.toml: the file is missing"]),
        ("questions.toml", vec!["questions.toml: the file is missing"]),
    ] {
        let mut files = zhundong_files();
        files.remove(gone);
        let mistakes: Vec<_> = load(&files).expect_err("a mistake").iter().map(ToString::to_string).collect();
        assert_eq!(mistakes, messages, "one mistake brings no other in its train");
    }
    let mut files = zhundong_files();
    files.insert("README.md".into(), "read me".into());
    assert!(load(&files).is_ok());
    files.insert("item/99.toml".into(), String::new());
    assert_eq!(load(&files).expect_err("a mistake").len(), 1);
    let mut files = zhundong_files();
    files.remove("items/00-business-licence.toml");
    files.remove("guides/business_licence.md");
    let mistakes = load(&files).expect_err("a mistake");
    assert_eq!(mistakes[0].to_string(), "items/: there is no business licence");
}

#[test]
fn many_mistakes_of_many_files_and_of_one_are_found_at_once() {
    let mut files = zhundong_files();
    for (file, from, to) in [
        (FIRE, "review = \"joint\"", "review = \"maybe\""),
        (FIRE, "max_days = 30", "max_days = \"30\""),
        (FIRE, "clause = \"4\"\n", ""),
        (FIRE, "need = \"primary\"", "need = \"first\""),
        (HOTEL, "\"public_security\"", "\"police\""),
        ("policy.toml", "\"S13\"", "\"S99\""),
    ] {
        let text = files.get_mut(file).expect("the file");
        assert!(text.contains(from));
        *text = text.replacen(from, to, 1);
    }
    let mistakes = load(&files).expect_err("mistakes");
    let mut places: Vec<_> = mistakes.iter().map(|it| (it.file.as_str(), it.place.key.as_str())).collect();
    places.sort_unstable();
    let expected = [
        (HOTEL, "issuers.*"),
        (FIRE, "conditions[2].max_days"),
        (FIRE, "conditions[3]"),
        (FIRE, "materials[0].need"),
        (FIRE, "review"),
        ("policy.toml", "push.clause"),
    ];
    assert_eq!(places, expected, "{mistakes:#?}");
    let fire = mistakes.iter().find(|it| it.place.key == "review").expect("found");
    let line = files[FIRE].lines().position(|line| line.starts_with("review")).expect("a line") + 1;
    assert_eq!((fire.place.line, fire.place.column), (line, 10));
}

#[test]
fn guides_that_are_nobodys_empty_or_endless() {
    for (file, text, message) in [
        ("guides/no_such_item.md", "# 指南", "no item `no_such_item`"),
        ("guides/fire_check.md", " \n", "text is missing"),
        ("guides/fire_check.md", &"长".repeat(20_001), "longer than"),
        ("guides/fire_check.md", "零\0", "U+0000"),
        ("guides/fire_check.md", "见[旅馆](hotel_permit)和[网站](https://example.cn)", "guide to `hotel_permit`"),
    ] {
        let mut files = zhundong_files();
        files.insert(file.to_owned(), text.to_owned());
        let mistakes = load(&files).expect_err("a mistake");
        let [mistake] = mistakes.as_slice() else { panic!("{mistakes:#?}") };
        assert!(mistake.file == file && mistake.message.contains(message), "{mistake}");
    }
}
