//! Whatever is written as markdown, only tags of a short list come out, with the attributes of the list, and links that
//! lead to pages, mailboxes or the same site.

use kaiye_api::markdown::to_html;
use proptest::prelude::*;

const PLAIN: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "li",
    "em",
    "strong",
    "del",
    "blockquote",
    "pre",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "ol",
];
const ALONE: &[&str] = &["<br />", "<hr />"];

/// Pieces that hostile markdown is made of, and such as make it well-formed.
const PIECES: &[&str] = &[
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<a href='",
    "\">",
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "&#106;avascript:",
    "&#x6A;",
    "&colon;",
    "data:text/html,",
    "vbscript:",
    "https://a.cn/",
    "//evil.cn",
    "\\",
    "/\\",
    "[",
    "](",
    ")",
    "![",
    "](<",
    ">)",
    "][",
    "]: ",
    "\"",
    "'",
    "`",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "# ",
    "- ",
    "1. ",
    "999999999. ",
    "| a | b |\n|:-:|--:|\n",
    "|",
    "*",
    "**",
    "_",
    "~~",
    "<",
    ">",
    "&",
    "&lt;",
    "&amp;",
    "\u{202e}",
    "\u{feff}",
    "\u{7f}",
    "\r",
    "\t",
    "窗口",
    "𠮷",
    "<svg/onload=x>",
    "<a@b.cn>",
    "<javascript:x>",
    "<https://a.cn/\">",
    "style=\"x\"",
    "{#id .class onclick=x}",
    "[^1]",
    "$x$",
    "- [ ] ",
];

/// What is wrong with a page; nothing when only what may be is in it.
fn fault(page: &str) -> Option<String> {
    let mut rest = page;
    while let Some(at) = rest.find(['<', '>', '"', '&']) {
        let found = &rest[at..];
        rest = match found.as_bytes()[0] {
            b'<' => {
                let end = tag_end(found)?;
                let tag = &found[..end];
                if !allowed(tag) {
                    return Some(tag.to_owned());
                }
                &found[end..]
            }
            b'&' if ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#x27;"].iter().any(|it| found.starts_with(it)) => {
                &found[1..]
            }
            b'"' => &found[1..],
            _ => return Some(found.chars().take(40).collect()),
        };
    }
    None
}

/// Where a tag ends: at the first `>` outside of quotes, as a browser reads it.
fn tag_end(found: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, letter) in found.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return Some(at + 1),
            _ => {}
        }
    }
    Some(found.len())
}

fn allowed(tag: &str) -> bool {
    let name = |inner: &str| PLAIN.contains(&inner);
    let Some(inner) = tag.strip_prefix('<').and_then(|it| it.strip_suffix('>')) else { return false };
    if ALONE.contains(&tag) || name(inner) || inner.strip_prefix('/').is_some_and(name) {
        return true;
    }
    if let Some(start) = inner.strip_prefix("ol start=\"").and_then(|it| it.strip_suffix('"')) {
        return start.chars().all(|it| it.is_ascii_digit());
    }
    let link = inner.strip_prefix("a href=\"").and_then(|it| it.strip_suffix("\" rel=\"nofollow noopener\""));
    link.is_some_and(|address| {
        let begins = |start: &str| address.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
        let scheme = address.find([':', '/', '?', '#']).is_some_and(|at| address[at..].starts_with(':'));
        let known = begins("http:") || begins("https:") || begins("mailto:");
        !address.contains(['"', '<', '>', '\'', '\\'])
            && !address.chars().any(|it| it.is_control() || it.is_whitespace())
            && (known || !scheme)
            && !address.starts_with("//")
            && !address.is_empty()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn only_what_is_allowed_comes_out(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        let page = to_html(&text);
        prop_assert_eq!(fault(&page), None, "{:?} became {}", text, page);
        prop_assert!(!page.to_lowercase().contains("<script"));
        prop_assert!(!page.to_lowercase().contains("href=\"javascript"));
    }

    #[test]
    fn nor_from_any_text_at_all(text in "\\PC{0,200}") {
        let page = to_html(&text);
        prop_assert_eq!(fault(&page), None, "{:?} became {}", text, page);
    }
}

#[test]
fn the_longest_and_deepest_text_is_shown_in_time() {
    let depths = [">", "- ", "[", "*", "![", "<", "`", "_a", "[a](", "\\", "|-", "&", "~~", "<!--", "a\n>"];
    for piece in depths {
        let started = std::time::Instant::now();
        let text: String = piece.repeat(20_000 / piece.len());
        assert_eq!(fault(&to_html(&text)), None, "{piece}");
        assert!(started.elapsed().as_secs() < 5, "{piece} took {:?}", started.elapsed());
    }
}

#[test]
fn the_check_itself_finds_what_is_hostile() {
    for hostile in [
        "<script>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\" rel=\"nofollow noopener\">",
        "<img src=\"x\">",
        "a > b",
        "<a href=\"https://a.cn\">",
        "<a href=\"//evil.cn\" rel=\"nofollow noopener\">",
        "&x",
        "<p",
        "<!-- -->",
    ] {
        assert!(fault(hostile).is_some(), "{hostile}");
    }
}
