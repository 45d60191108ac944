//! The signs of all statuses, and the hatching of what falls short, once a page.
use leptos::prelude::*;

pub const SIGNS: &str = r##"<svg width="0" height="0" aria-hidden="true"><defs><symbol id="H" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9.2" fill="var(--f)"/><text x="10" y="14" fill="var(--x)">H</text></symbol><symbol id="D" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8.5" fill="var(--f)" stroke="var(--s)" stroke-width="1.5"/><text x="10" y="14" fill="var(--x)">D</text></symbol><symbol id="N" viewBox="0 0 20 20"><path d="M10 1.2 19.4 18H.6z" fill="var(--f)" stroke="var(--s)" stroke-width="1.5" stroke-linejoin="round"/><text x="10" y="16.4" font-size="9.5" fill="var(--x)">N</text></symbol><symbol id="T" viewBox="0 0 20 20"><path d="M10-.6 20.6 10 10 20.6-.6 10z" fill="var(--f)"/><text x="10" y="13.8" font-size="10.5" fill="var(--x)">T</text></symbol><symbol id="Q" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8.5" fill="var(--f)" stroke="var(--s)" stroke-width="1.4" stroke-dasharray="3 2.2"/><text x="10" y="14" fill="var(--x)">?</text></symbol><symbol id="E" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8.5" fill="none" stroke="var(--s)"/><text x="10" y="14" fill="var(--x)">–</text></symbol><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--k1)"/><rect width="3" height="6" fill="var(--k2)"/></pattern></defs></svg>"##;

pub fn sprite() -> impl IntoView {
    view! { <div class="sprite" inner_html=SIGNS></div> }
}
