//! The whole document around a page.
use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    components::{
        alive_script, has_search, key_script, layout, print_script, row_script, tick_all_script,
        unsent_script, wall_script,
    },
    lang::Theme,
    text::{Key as K, html_escape, t, tf},
    views::{Frame, Written},
};

/// The style that few pages have beside that of every page: screens on a wall, sheets of paper.
fn own_sheet(frame: &Frame, page: &Written) -> Option<&'static str> {
    match page.class {
        _ if frame.wall => Some("wall"),
        Some("brief-page") => Some("paper"),
        _ => None,
    }
}

/// The document of a page, ready to send.
pub fn shell(frame: &Frame, options: LeptosOptions, page: &Written) -> impl IntoView + use<> {
    let lang = frame.lang;
    let mut title = format!("{} · {}", page.title, t(lang, K::Product));
    if let Some(campaign) = &frame.campaign {
        title = format!("{title} · {}", campaign.name);
    }
    if frame.demo() {
        title = tf(lang, K::TitleDemo, &[&title]);
    }
    // Where nothing comes alive, no script is sent; nobody touches a wall.
    let alive = !frame.wall && (page.has_island || has_search(frame));
    let scripts = alive.then(|| alive_script(&options));
    let stylesheet = format!("/{}/{}.css", options.site_pkg_dir, options.output_name);
    let of_work = page.of_work.then(|| {
        let work = format!("/{}/work.css", options.site_pkg_dir);
        view! { <link rel="stylesheet" href=work/> }
    });
    let wall = frame.wall.then_some("wall");
    // Nobody's choice is the browser's.
    let (theme, schemes) = match frame.theme {
        Theme::System => (None, "light dark"),
        chosen => (Some(chosen.code()), chosen.code()),
    };
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() class=wall data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content=schemes/>
                <title inner_html=html_escape(&title)></title>
                <link rel="stylesheet" href=stylesheet/>
                {of_work}
                {own_sheet(frame, page).map(|name| {
                    let href = format!("/{}/{name}.css", options.site_pkg_dir);
                    view! { <link rel="stylesheet" href=href/> }
                })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {scripts}
                {wall_script(frame)}
                {key_script(page)}
                {print_script(page)}
                {row_script(page)}
                {tick_all_script(page)}
                {unsent_script(page)}
            </head>
            <body class=page.body_class>{layout(frame, page)}</body>
        </html>
    }
}
