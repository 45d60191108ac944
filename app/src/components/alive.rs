//! How the islands of a page come to life.
use leptos::{config::LeptosOptions, nonce::use_nonce, prelude::*};

/// Brings the islands to life one after another, each when the browser has nothing else to do, once
/// there is a sign of somebody: a pointer over the page, a touch, a key. Who only reads waits for
/// nothing of it, on a slow phone least of all. Somebody who gives no sign, but listens, has them after
/// some seconds. A button that was pressed before its island was alive is pressed once more.
const SCRIPT: &str = include_str!("alive.js");

pub fn alive_script(options: &LeptosOptions) -> AnyView {
    let file = |end: &str| format!("/{}/{}{end}", options.site_pkg_dir, options.output_name);
    let (script, program) = (file(".js"), file("_bg.wasm"));
    let run = format!("{}({script:?}, {program:?});", SCRIPT.trim_end());
    view! {
        // Ready for that sign, and after all that the page is shown with.
        <link rel="modulepreload" href=script nonce=use_nonce() fetchpriority="low"/>
        <link
            rel="preload"
            href=program
            r#as="fetch"
            r#type="application/wasm"
            crossorigin="anonymous"
            fetchpriority="low"
        />
        <script type="module" nonce=use_nonce() inner_html=run></script>
    }
    .into_any()
}
