//! The companies beside each other on a wall.
use leptos::prelude::*;

use super::screen;
use crate::{
    components::{partners_table, sentence},
    pages::{Content, partners},
    text::{Key as K, t},
    views::{Frame, PartnerList},
};

pub fn page(frame: &Frame, list: &PartnerList) -> Content {
    let lang = frame.lang;
    let told = sentence(partners::headline(frame, &list.rows)).into_any();
    let content =
        view! { <div class="wall-companies">{partners_table(frame, list.rows.clone())}</div> };
    screen(t(lang, K::NavPartners), told, content.into_any())
}
