use leptos::prelude::*;

/// The head of a section: bold title, quiet note, something at the right end.
pub fn section_head(title: String, note: String, end: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="section-head">
            <h2>{title}</h2>
            {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
            {end.into_any()}
        </div>
    }
    .into_any()
}

/// A section under a hairline.
pub fn section(
    class: &'static str,
    title: String,
    note: String,
    end: impl IntoView + 'static,
    content: impl IntoView + 'static,
) -> AnyView {
    view! {
        <section class=format!("section {class}")>
            {section_head(title, note, end)} {content.into_any()}
        </section>
    }
    .into_any()
}
