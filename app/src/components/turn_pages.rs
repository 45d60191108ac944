//! Links to the pages before and after one of a long list.
use leptos::prelude::*;

use crate::{
    text::{Key as K, t, tf},
    views::Frame,
};

/// "Trang 2 trên 9", with the two beside it; nothing where one page holds all.
pub fn turn_pages(frame: &Frame, page: usize, pages: usize) -> Option<AnyView> {
    if pages < 2 {
        return None;
    }
    let lang = frame.lang;
    let link = |to: usize, key: K| {
        (1..=pages).contains(&to).then(|| {
            let path = frame.address(&[("page", &to.to_string())]);
            view! { <a class="btn quiet-btn" href=path>{t(lang, key)}</a> }
        })
    };
    let words = tf(lang, K::PageOf, &[&page.to_string(), &pages.to_string()]);
    let nav = view! {
        <nav class="pages" aria-label=t(lang, K::Pages)>
            {link(page.saturating_sub(1), K::PrevPage)} <span>{words}</span>
            {link(page + 1, K::NextPage)}
        </nav>
    };
    Some(nav.into_any())
}
