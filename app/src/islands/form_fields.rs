//! A form as it stands in the browser.
use std::collections::BTreeMap;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    EventTarget, FormData, HtmlFormElement,
    js_sys::{Array, try_iter},
};

/// The words of one of its fields.
pub fn value(form: &HtmlFormElement, name: &str) -> String {
    let all = FormData::new_with_form(form);
    all.ok()
        .and_then(|it| it.get(name).as_string())
        .unwrap_or_default()
}

/// All its fields that hold words, by their names.
pub fn values(form: &HtmlFormElement) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    let Ok(all) = FormData::new_with_form(form) else {
        return fields;
    };
    for pair in try_iter(&all)
        .ok()
        .flatten()
        .into_iter()
        .flatten()
        .flatten()
    {
        let pair = Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            fields.insert(name, value);
        }
    }
    fields
}

/// Listens as long as the page lives.
pub fn listen<E: JsCast + 'static>(
    to: &EventTarget,
    event: &str,
    mut then: impl FnMut(E) + 'static,
) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if let Ok(event) = event.dyn_into::<E>() {
            then(event);
        }
    });
    let callback = closure.as_ref().unchecked_ref();
    if to.add_event_listener_with_callback(event, callback).is_ok() {
        closure.forget();
    }
}
