//! A link that a press copies; without this script it leads to what it names.
use leptos::{ev, prelude::*};
#[cfg(feature = "hydrate")]
use wasm_bindgen::{JsValue, closure::Closure};

/// `address` is of this site; `copied` says that it is in the clipboard.
#[island]
pub fn CopyLink(label: String, title: String, address: String, copied: String) -> impl IntoView {
    let done = RwSignal::new(false);
    let href = address.clone();
    let copy = move |event: ev::MouseEvent| {
        // With a key held the link is opened as any other.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        #[cfg(feature = "hydrate")]
        {
            let Ok(origin) = window().location().origin() else {
                return;
            };
            // There is no clipboard where the page came over an open line.
            if !window().is_secure_context() {
                return;
            }
            event.prevent_default();
            // What refuses says so by doing nothing: the link can still be copied by its menu.
            let written = Closure::once(move |_: JsValue| done.set(true));
            let _ = window()
                .navigator()
                .clipboard()
                .write_text(&format!("{origin}{address}"))
                .then(&written);
            written.forget();
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&address, &event);
    };
    let said = move || done.get().then(|| copied.clone());
    view! {
        <a class="copy-link" href=href title=title on:click=copy>
            {label}
        </a>
        <span role="status">{said}</span>
    }
}
