//! What stands around the pages of a campaign that was put into one file.
use crate::{
    components::SIGNS,
    domain::Day,
    lang::Lang,
    text::{self, Key as K, html_escape, t, tf},
};

/// The pages that lead to all others, in the order of the menu.
const MENU: [(&str, K); 10] = [
    ("/", K::NavOverview),
    ("/matrix", K::NavMatrix),
    ("/units", K::NavUnits),
    ("/databases", K::NavDatabases),
    ("/partners", K::NavPartners),
    ("/outcomes", K::NavOutcomes),
    ("/programme", K::NavProgramme),
    ("/agreements", K::NavAgreements),
    ("/explanations", K::NavExplanations),
    ("/rechecks", K::NavRechecks),
];

/// What the style of the site lacks for it: a menu on a phone too, and names that lead nowhere.
const OWN_STYLE: &str = "\
    .archive .top .wrap { flex-wrap: wrap; gap: 0 1.5rem; padding-block: .5rem; }\
    .archive .top .name { margin: 0; flex: 1 0 100%; }\
    .archive .top .nav { display: flex; flex: 1 0 100%; flex-wrap: wrap; }\
    .archive .past p { overflow-wrap: anywhere; }\
    .archive #page a:not([href]) { color: inherit; text-decoration: none; }";

/// The addresses of those pages.
pub fn archive_begins_at() -> impl Iterator<Item = &'static str> {
    MENU.iter().map(|(path, _)| *path)
}

/// What an archive is of.
#[derive(Debug)]
pub struct ArchiveShell {
    pub lang: Lang,
    pub campaign: String,
    /// The day its figures are of.
    pub day: Day,
    /// The last place in the order.
    pub seq: i64,
    /// The last line of the audit, by which it is known.
    pub last: String,
    pub style: String,
}

impl ArchiveShell {
    /// All that comes before the first page, which stands in the document itself.
    pub fn head(&self) -> String {
        let lang = self.lang;
        let campaign = html_escape(&self.campaign);
        let title = tf(lang, K::ArchiveTitle, &[&campaign]);
        let links: String = MENU
            .iter()
            .map(|(path, word)| format!("<a href=\"#{path}\">{}</a>", t(lang, *word)))
            .collect();
        let told = [
            &text::day(lang, self.day),
            &self.seq.to_string(),
            &self.last,
        ];
        let told = tf(lang, K::ArchiveTold, &told.map(String::as_str));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
             <style>{}{OWN_STYLE}</style></head><body class=\"archive\"><div class=\"sprite\">{SIGNS}</div>\
             <header class=\"top\"><div class=\"wrap\"><p class=\"name\"><b>{campaign}</b></p>\
             <nav class=\"nav\" aria-label=\"{}\">{links}</nav></div></header>\
             <aside class=\"past\"><div class=\"wrap\"><p>{}</p></div></aside>\
             <noscript><div class=\"wrap\"><p>{}</p></div></noscript><div id=\"page\">",
            lang.code(),
            self.style,
            t(lang, K::NavLabel),
            html_escape(&told),
            t(lang, K::ArchiveNoScript),
        )
    }

    /// What comes after it, before the pages that are packed.
    pub const fn after_first(&self) -> &'static str {
        "</div>\n"
    }
}
