//! Markdown that somebody wrote as HTML that anybody may be shown. Safe by construction: the page is made only of tags of
//! this program's own choosing. HTML in the text stays text, images give way to what they are said to show, and links go
//! to web pages, mailboxes and places of the same site, or nowhere.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::render::{named, turns};

/// The schemes that a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// A text in markdown (CommonMark with tables and strikethrough) as HTML.
pub fn to_html(markdown: &str) -> String {
    let mut shown = Shown::default();
    let parsed = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut page = String::new();
    html::push_html(&mut page, parsed.filter_map(|event| shown.event(event)));
    page
}

/// What of a text is shown, with what is open at a place of it.
#[derive(Default)]
struct Shown {
    /// How many images lie around.
    images: usize,
    /// Of each link around, whether it leads anywhere.
    links: Vec<bool>,
}

impl Shown {
    fn event<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => return Some(Event::Text(plain(text))),
            // What an image is said to show stands as plain text.
            Event::Code(text) if self.images > 0 => return Some(Event::Text(plain(text))),
            Event::Code(text) => return Some(Event::Code(plain(text))),
            Event::Start(_) | Event::End(_) if self.images > 0 => {}
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => return self.end(tag),
            other => return Some(other),
        }
        None
    }

    fn start<'a>(&mut self, tag: Tag<'a>) -> Option<Event<'a>> {
        Some(Event::Start(match tag {
            Tag::Link { link_type, dest_url, .. } => {
                let address = if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.into() };
                let leads = leads_somewhere(&address);
                self.links.push(leads);
                return leads.then(|| Event::InlineHtml(opened(&address)));
            }
            Tag::HtmlBlock => Tag::Paragraph,
            Tag::CodeBlock(_) => Tag::CodeBlock(CodeBlockKind::Indented),
            Tag::Table(columns) => Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()]),
            Tag::Heading { level, .. } => Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() },
            plain @ (Tag::Paragraph
            | Tag::BlockQuote(None)
            | Tag::List(_)
            | Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough) => plain,
            _ => return None,
        }))
    }

    fn end<'a>(&mut self, tag: TagEnd) -> Option<Event<'a>> {
        Some(match tag {
            TagEnd::Link => {
                return self.links.pop().unwrap_or_default().then(|| Event::InlineHtml("</a>".into()));
            }
            TagEnd::HtmlBlock => Event::End(TagEnd::Paragraph),
            plain @ (TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(None)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough) => Event::End(plain),
            _ => return None,
        })
    }
}

/// A text in which marks that turn the direction of what follows are written out, as on papers (decision 161).
fn plain(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(turns) { named(&text).into() } else { text }
}

/// A link's opening tag.
fn opened(address: &str) -> CowStr<'static> {
    let mut escaped = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            plain => escaped.push(plain),
        }
    }
    format!("<a href=\"{escaped}\" rel=\"nofollow noopener\">").into()
}

/// Whether a link may lead to an address: one with a scheme of the list, or a place of the same site, that reads as it is.
/// Browsers leave out control characters and blanks within an address and take a backslash for a slash, so one with any of them leads nowhere.
fn leads_somewhere(address: &str) -> bool {
    if address.is_empty()
        || address.contains(|it: char| it.is_control() || it.is_whitespace() || turns(it) || it == '\\')
    {
        return false;
    }
    match address.find([':', '/', '?', '#']) {
        Some(at) if address[at..].starts_with(':') => {
            SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(&address[..at]))
        }
        _ => !address.starts_with("//"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_reads_well() {
        let text = "# 通知\n\n自**下周一**起，~~上午~~全天办理：\n\n1. 准备[材料](/api/v1/guides)\n2. 到窗口\n\n| 日 | 时 |\n|:-:|--|\n| 一 | 10:00 |\n";
        assert_eq!(
            to_html(text),
            "<h1>通知</h1>\n<p>自<strong>下周一</strong>起，<del>上午</del>全天办理：</p>\n<ol>\n<li>准备\
             <a href=\"/api/v1/guides\" rel=\"nofollow noopener\">材料</a></li>\n<li>到窗口</li>\n</ol>\n\
             <table><thead><tr><th>日</th><th>时</th></tr></thead><tbody>\n<tr><td>一</td><td>10:00</td></tr>\n\
             </tbody></table>\n"
        );
    }

    #[test]
    fn html_stays_text_and_an_image_gives_way_to_its_words() {
        assert_eq!(to_html("<script>alert(1)</script>\n"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n");
        assert_eq!(to_html("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        assert_eq!(to_html("![窗口 *一* `二`](https://a.example/x.png \"t\")"), "<p>窗口 一 二</p>\n");
        assert_eq!(to_html("```\"><script>\nx\n```"), "<pre><code>x\n</code></pre>\n");
    }

    #[test]
    fn a_link_leads_to_pages_mailboxes_and_the_same_site_alone() {
        for good in
            ["https://a.cn/x?y=1#z", "HTTP://a.cn", "mailto:a@b.cn", "/api", "guide.html", "?q=1:2", "#top", "a/b:c"]
        {
            assert!(leads_somewhere(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVa\tScript:1",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.cn",
            "/\\evil.cn",
            "\\\\evil.cn",
            "",
            " https://a.cn",
            "file:///etc/passwd",
            "https://a.cn/\u{202e}nc.b",
            ":x",
        ] {
            assert!(!leads_somewhere(bad), "{bad}");
        }
        assert_eq!(to_html("[a](&#106;avascript:alert(1))"), "<p>a</p>\n");
        let quoted = to_html("[a](https://a.cn/'\"x&y)");
        assert!(quoted.contains("href=\"https://a.cn/&#39;&quot;x&amp;y\""), "{quoted}");
        let mailbox = "<p><a href=\"mailto:a@b.cn\" rel=\"nofollow noopener\">a@b.cn</a></p>\n";
        assert_eq!(to_html("<a@b.cn>"), mailbox);
    }
}
