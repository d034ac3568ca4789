//! Every page of a jurisdiction, filled in with what is made up: its templates are tried before they are in force, and can be
//! looked at.

use std::sync::Arc;

use kaiye_domain::catalogue::Jurisdiction;

use crate::{
    operations::documents::{branches, one_time_notice, samples},
    render::{RenderError, Sample, Templates},
    v1::{certificates, letter_templates},
};

/// What is wrong with a jurisdiction's templates; nothing when each can be filled in, whatever is the case.
pub fn check(jurisdiction: &Jurisdiction) -> Vec<String> {
    let templates = match templates(jurisdiction) {
        Ok(templates) => templates,
        Err(errors) => return errors.iter().map(ToString::to_string).collect(),
    };
    let all = shown(jurisdiction).into_iter().chain(branches(jurisdiction));
    let mut mistakes: Vec<String> =
        all.filter_map(|it| templates.render(&it.template, &it.context).err()).map(|error| error.to_string()).collect();
    mistakes.sort();
    mistakes.dedup();
    mistakes
}

/// Each page, by the name of its file.
pub fn preview(jurisdiction: &Jurisdiction) -> Result<Vec<(String, String)>, RenderError> {
    let templates = templates(jurisdiction).map_err(|mut errors| errors.swap_remove(0))?;
    let page = |it: Sample| {
        let page = templates.render(&it.template, &it.context)?;
        Ok((format!("{}.html", it.name), page))
    };
    shown(jurisdiction).into_iter().map(page).collect()
}

fn templates(jurisdiction: &Jurisdiction) -> Result<Templates, Vec<RenderError>> {
    Templates::of(&Arc::new(jurisdiction.clone()), &jurisdiction.documents)
}

/// The papers as they are, as long as they get and with hostile words, the forms, and the check page with each of its faces.
fn shown(jurisdiction: &Jurisdiction) -> Vec<Sample> {
    let mut all = samples(jurisdiction);
    all.extend(certificates::page::samples());
    all.extend(letter_templates::blank::samples(jurisdiction));
    all.extend(one_time_notice::samples(jurisdiction));
    all
}

#[cfg(test)]
mod tests {
    use kaiye_domain::catalogue::load;

    use super::*;
    use crate::{
        jurisdiction::embedded,
        render::hostile::{hostile, marked},
    };

    fn shipped() -> Jurisdiction {
        load(&embedded()).expect("a jurisdiction").jurisdiction
    }

    #[test]
    fn the_shipped_templates_can_be_filled_in() {
        assert_eq!(check(&shipped()), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_parse_or_asks_for_what_is_not_there_is_told() {
        for template in ["grant.html", "check.html", "blank_letter.html", "one_time_notice.html"] {
            for broken in ["{% if %}", "{{ content.nothing }}", "{% extends \"none.html\" %}"] {
                let mut jurisdiction = shipped();
                jurisdiction.documents.insert(template.to_owned(), broken.to_owned());
                let told = check(&jurisdiction);
                assert_eq!(told.len(), 1, "{template}: {told:?}");
            }
        }
    }

    fn turns(mark: char) -> bool {
        matches!(mark, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    }

    /// A value as a page has it.
    fn escaped(text: &str) -> String {
        let mut escaped = String::new();
        for character in text.chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#x27;"),
                '/' => escaped.push_str("&#x2f;"),
                mark if turns(mark) => escaped.push_str(&format!("[U+{:04X}]", u32::from(mark))),
                other => escaped.push(other),
            }
        }
        escaped
    }

    /// How many hostile texts the pages hold whole, and what is wrong with them. Which places a template shows, and how often, is
    /// seen of short and harmless words.
    fn of_hostile_words(jurisdiction: &Jurisdiction, pages: impl Fn(&Sample) -> bool) -> (usize, Vec<String>) {
        let templates = templates(jurisdiction).expect("templates");
        let (mut whole, mut wrong) = (0, Vec::new());
        for sample in shown(jurisdiction).into_iter().chain(branches(jurisdiction)).filter(pages) {
            let mut last = 0;
            let harmless = marked(&sample.context, |place| {
                last = place;
                format!("«{place}»")
            });
            let page = |context| templates.render(&sample.template, context).expect("a page");
            let (harmless, read) = (page(&harmless), page(&sample.hostile().context));
            if read.contains("<script") || read.contains("<img src=x") || read.contains(turns) {
                wrong.push(format!("{} lets through", sample.name));
            }
            for place in 1..=last {
                let times = read.matches(&escaped(&hostile(place))).count();
                if times != harmless.matches(&format!("«{place}»")).count() {
                    wrong.push(format!("{} cuts off place {place}", sample.name));
                }
                whole += times;
            }
        }
        (whole, wrong)
    }

    #[test]
    fn what_is_hostile_comes_out_escaped_and_whole_wherever_a_word_is_shown() {
        let once = |it: &Sample| !it.name.ends_with("-hostile") && !it.name.ends_with("-long");
        let (whole, wrong) = of_hostile_words(&shipped(), once);
        assert_eq!(wrong, Vec::<String>::new());
        assert!(whole > 1000, "{whole}");
    }

    #[test]
    fn a_template_that_lets_hostile_words_through_or_cuts_them_off_is_found() {
        for (careless, times) in [("content.text | safe", 2), ("content.text[:200]", 1)] {
            let mut jurisdiction = shipped();
            let letter = jurisdiction.documents.get_mut("letter.html").expect("a template");
            *letter = letter.replace("content.text", careless);
            let (_, wrong) = of_hostile_words(&jurisdiction, |it| it.name == "letter-long");
            assert_eq!(wrong.len(), times, "{wrong:?}");
        }
    }

    #[test]
    fn a_branch_that_is_seldom_taken_is_tried_too() {
        let mut jurisdiction = shipped();
        let penalty = jurisdiction.documents.get_mut("penalty.html").expect("a template");
        *penalty = penalty.replace("\"confiscation\": \"没收违法所得\"", "\"confiscated\": \"没收违法所得\"");
        assert_eq!(check(&jurisdiction).len(), 1);
    }
}
