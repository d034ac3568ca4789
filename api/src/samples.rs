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

/// The papers as they are and as long as they get, the forms, and the check page with each of its faces.
fn shown(jurisdiction: &Jurisdiction) -> Vec<Sample> {
    let mut all = samples(jurisdiction);
    all.extend(certificates::page::samples());
    all.extend(letter_templates::blank::samples(jurisdiction));
    all.push(one_time_notice::sample(jurisdiction));
    all
}

#[cfg(test)]
mod tests {
    use kaiye_domain::catalogue::load;

    use super::*;
    use crate::jurisdiction::embedded;

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

    #[test]
    fn a_branch_that_is_seldom_taken_is_tried_too() {
        let mut jurisdiction = shipped();
        let penalty = jurisdiction.documents.get_mut("penalty.html").expect("a template");
        *penalty = penalty.replace("\"confiscation\": \"没收违法所得\"", "\"confiscated\": \"没收违法所得\"");
        assert_eq!(check(&jurisdiction).len(), 1);
    }
}
