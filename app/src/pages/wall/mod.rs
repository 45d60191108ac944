//! Pages as a screen on a wall shows them: all of it at once, to be read from across a room, and
//! nothing to click.
mod companies;
mod databases;
mod departments;
mod overview;
mod wards;

pub use companies::page as companies;
pub use databases::page as databases;
pub use departments::page as departments;
pub use overview::page as overview;
pub use wards::page as wards;

use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{figure, glyph},
    domain::{Figures, Status},
    text::{self, Lang, NONE},
};

/// A page of one screen under its own sentence.
fn screen(title: &'static str, told: AnyView, content: AnyView) -> Content {
    let class = "wall-page";
    Content::new(class, title, view! { <h1>{told}</h1> {content} })
}

/// The statuses that ask for attention, each with its sign.
fn counts(lang: Lang, figures: &Figures) -> AnyView {
    let some = [Status::Late, Status::AtRisk, Status::Unverified];
    let cells = some.map(|status| {
        let number = figures.count(status);
        let words = text::status(lang, status);
        let number = (number > 0).then(|| {
            view! { {glyph(status)} " " {text::integer(lang, number.into())} <span class="sr">" " {words}</span> }
        });
        view! { <td class="n">{number}</td> }
    });
    cells.into_any()
}

/// Reported, accepted and measured in one bar, then accepted and its distance from the plan.
fn progress(lang: Lang, f: &Figures) -> AnyView {
    let label = text::bullet_label(lang, f);
    let gap = f
        .gap()
        .map_or_else(|| NONE.to_owned(), |gap| text::signed_tenths(lang, gap));
    let behind = f.gap().is_some_and(|gap| gap < 0);
    view! {
        <td class="wall-bar" inner_html=chart::bullet(f, f.measured(), &label)></td>
        <td class="n">
            <b>{figure(lang, "accepted", f.accepted())}</b>
        </td>
        <td class=if behind { "n late" } else { "n" }>{gap}</td>
    }
    .into_any()
}
