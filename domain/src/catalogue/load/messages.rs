//! Checks of the texts of messages to applicants: one file a topic, none missing, and no text names what its topic does
//! not know.

use strum::IntoEnumIterator;

use super::{files::whole, mistake::Mistake, source::Source};
use crate::message::{MessageTemplate, Topic, placeholders};

/// The longest SMS in characters: what a gateway cuts up into at most three parts of 70, less the room for what is filled
/// in.
const LONGEST_SMS: usize = 140;

/// Reads and checks them.
pub(super) fn read(sources: &[Source<'_>], mistakes: &mut Vec<Mistake>) -> Vec<MessageTemplate> {
    let mut templates: Vec<MessageTemplate> = Vec::new();
    for source in sources {
        let Some(template) = source.read::<MessageTemplate>(mistakes) else { continue };
        check(source, &template, mistakes);
        if templates.iter().any(|other| other.topic == template.topic) {
            mistakes.push(source.mistake("topic", format!("`{}` has texts already", template.topic)));
        }
        templates.push(template);
    }
    if templates.len() == sources.len() {
        let missing = Topic::iter().filter(|topic| !templates.iter().any(|template| template.topic == *topic));
        mistakes.extend(missing.map(|topic| whole("messages/", &format!("there are no texts for `{topic}`"))));
    }
    templates
}

fn check(source: &Source<'_>, template: &MessageTemplate, mistakes: &mut Vec<Mistake>) {
    let known = template.topic.placeholders();
    for (key, text) in template.texts() {
        for (language, text) in [("zh", &text.zh), ("en", &text.en)] {
            let unknown = placeholders(text).filter(|name| !name.parse().is_ok_and(|name| known.contains(&name)));
            for name in unknown {
                let message = format!("`{{{name}}}` is not known to `{}`", template.topic);
                mistakes.push(source.mistake(format!("{key}.{language}"), message));
            }
        }
    }
    if template.sms.zh.chars().count() > LONGEST_SMS {
        mistakes.push(source.mistake("sms.zh", format!("longer than {LONGEST_SMS} characters")));
    }
    for (language, subject) in [("zh", &template.email.subject.zh), ("en", &template.email.subject.en)] {
        if subject.contains(char::is_control) {
            mistakes.push(source.mistake(format!("email.subject.{language}"), "a subject is one line"));
        }
    }
}
