//! A page of the site as the archive keeps it: its content without forms and scripts, and the
//! links it has.
use std::collections::BTreeSet;

/// What is kept of a page.
#[derive(Debug)]
pub(super) struct Leaf {
    pub title: String,
    /// From `<main>` to its end, with the links as the site has them.
    pub content: String,
}

/// What needs a server, and what only marks places: each from a word to the next other one.
const LEFT_OUT: [(&str, &str); 4] = [
    ("<script", "</script>"),
    ("<form", "</form>"),
    ("<!--", "-->"),
    ("<!", ">"),
];

impl Leaf {
    /// What is kept of a document, and the addresses of the site that it names.
    pub fn of(document: &str) -> (Self, BTreeSet<String>) {
        let title = between(document, "<title>", "</title>").unwrap_or_default();
        let main = document.find("<main").map_or("", |at| &document[at..]);
        let main = main.rfind("</main>").map_or(main, |end| &main[..end]);
        let mut content = format!("{main}</main>");
        for (from, to) in LEFT_OUT {
            content = without(&content, from, to);
        }
        let links = hrefs(&content).filter(|it| it.starts_with('/'));
        let links = links.map(|it| it.replace("&amp;", "&")).collect();
        let title = title.to_owned();
        (Self { title, content }, links)
    }

    /// The content with each link as the archive has it: `to` says where an address of the site
    /// leads there, and a link that leads nowhere is plain text.
    pub fn linked(&self, to: impl Fn(&str) -> Option<String>) -> String {
        let mut out = String::with_capacity(self.content.len());
        for (text, tag) in pieces(&self.content) {
            out.push_str(text);
            let Some((before, address, after)) = href(tag) else {
                out.push_str(tag);
                continue;
            };
            out.push_str(before);
            let led = match address.starts_with(['/', '?']) {
                true => to(&address.replace("&amp;", "&")),
                false => Some(address.to_owned()),
            };
            if let Some(led) = led {
                out.push_str(HREF);
                out.push_str(&led.replace('&', "&amp;"));
                out.push('"');
            }
            out.push_str(after);
        }
        out
    }
}

const HREF: &str = " href=\"";

/// A page piece by piece: a text, and the tag after it. What people typed stands in texts, where
/// signs of tags are escaped, and in values, where quotes are.
fn pieces(content: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = content;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (text, from) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let mut quoted = false;
        let end = from.find(|sign: char| {
            quoted ^= sign == '"';
            sign == '>' && !quoted
        });
        let (tag, after) = from.split_at(end.map_or(from.len(), |at| at + 1));
        rest = after;
        Some((text, tag))
    })
}

/// The address in a tag, with what stands before and after it.
fn href(tag: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = tag.split_once(HREF)?;
    let (address, after) = from.split_once('"')?;
    Some((before, address, after))
}

/// The addresses of all links.
fn hrefs(content: &str) -> impl Iterator<Item = &str> {
    pieces(content).filter_map(|(_, tag)| href(tag).map(|(_, address, _)| address))
}

/// What stands between two words the first time.
pub(super) fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(from)?;
    after.split_once(to).map(|(inside, _)| inside)
}

/// A text without what stands from one word to the next other one, both included.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        out.push_str(before);
        rest = after.split_once(to).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "<!DOCTYPE html><title>Đơn vị · Tiến Độ</title><body><header>x</header>\
        <main class=\"units\"><!><!-- a > b --><form action=\"/units\"><a href=\"/no\">x</a></form>\
        <a class=\"n\" href=\"/units/SYT\">Sở Y tế</a> Chờ bảng href=\"/units/x\" <a title=\"a > b\" href=\"/units?group=a&amp;page=2\">2</a> \
        <a href=\"?why=accepted\">43%</a><a href=\"https://moh.example/1\">214</a>\
        <svg><use href=\"#s-late\"></use></svg><script nonce=\"1\">alert()</script></main><footer>";

    #[test]
    fn a_leaf_is_the_page_without_what_needs_a_server() {
        let (leaf, links) = Leaf::of(DOCUMENT);
        assert_eq!(leaf.title, "Đơn vị · Tiến Độ");
        let links: Vec<String> = links.into_iter().collect();
        assert_eq!(links, ["/units/SYT", "/units?group=a&page=2"]);
        for gone in ["<form", "<script", "<!", "-->", "footer", "header"] {
            assert!(!leaf.content.contains(gone), "{gone}");
        }
        let kept = leaf.linked(|it| (it == "/units/SYT").then(|| format!("#{it}")));
        assert!(kept.contains("<a class=\"n\" href=\"#/units/SYT\">Sở Y tế</a>"));
        // What people typed is no link, and stays as it is.
        assert!(kept.contains("Chờ bảng href=\"/units/x\" <a"), "{kept}");
        assert!(kept.contains(">2</a> <a>43%</a>"), "{kept}");
        assert!(
            kept.contains("href=\"https://moh.example/1\"") && kept.contains("href=\"#s-late\"")
        );
    }
}
