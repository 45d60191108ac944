//! The files of a report: each is sent as soon as it is chosen, and what is wrong with it is told
//! at once. Without this script they go with the form.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A file that is up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpFile {
    pub id: String,
    pub name: String,
    /// How large it is, in words.
    pub note: String,
    /// Whether it opens in a window of its own, and is not only kept.
    pub opens: bool,
}

/// What the field says, in the reader's language; `{0}` is a file's name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FilesWords {
    pub remove: String,
    pub remove_named: String,
    /// `{1}` is how many percent of it are there.
    pub sending: String,
    /// `{1}` is why it was not taken.
    pub refused: String,
    pub broken: String,
    /// The report has a file with the same in it.
    pub same: String,
}

/// `sent_to` takes one file and answers with it, or says why not; `described` names what stands
/// around the field, and `invalid` says that something there is wrong.
#[island]
pub fn FilesField(
    up: Vec<UpFile>,
    sent_to: String,
    accept: String,
    words: FilesWords,
    described: String,
    invalid: bool,
) -> impl IntoView {
    let files = RwSignal::new(up);
    let under_way = RwSignal::new(None::<(String, u32)>);
    let refused = RwSignal::new(Vec::<String>::new());
    let words = StoredValue::new(words);
    let sent_to = StoredValue::new(sent_to);
    let ids = move || files.with(|all| joined(all));
    let on_change = move |event: leptos::ev::Event| {
        refused.set(Vec::new());
        #[cfg(feature = "hydrate")]
        sending::start(
            event_target(&event),
            sending::Field {
                files,
                under_way,
                refused,
                words,
                sent_to,
            },
        );
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, sent_to);
    };
    let rows = move || {
        let rows = files.get().into_iter();
        rows.map(|file| {
            let named = words.with_value(|it| it.remove_named.replace("{0}", &file.name));
            let id = StoredValue::new(file.id.clone());
            let take_off = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                files.update(|all| all.retain(|it| id.with_value(|id| it.id != *id)));
            };
            view! {
                <li>
                    <a
                        href=format!("/files/{}", file.id)
                        target=file.opens.then_some("_blank")
                    >
                        {file.name}
                    </a>
                    " "
                    <span class="second small">{file.note}</span>
                    " "
                    <button
                        class="btn quiet-btn small"
                        name="remove"
                        value=file.id
                        aria-label=named
                        on:click=take_off
                    >
                        {words.with_value(|it| it.remove.clone())}
                    </button>
                </li>
            }
        })
        .collect::<Vec<_>>()
    };
    let told = move || {
        let told = under_way.get();
        told.map(|(name, percent)| {
            let words = words.with_value(|it| it.sending.clone());
            words
                .replace("{0}", &name)
                .replace("{1}", &percent.to_string())
        })
    };
    let refusals = move || {
        let all = refused.get().into_iter();
        all.map(|words| view! { <p class="error">{words}</p> })
            .collect::<Vec<_>>()
    };
    view! {
        <input type="hidden" name="files" value=ids/>
        <ul class="files">{rows}</ul>
        <input
            id="files"
            name="file"
            type="file"
            multiple
            accept=accept
            aria-describedby=described
            aria-invalid=invalid.then_some("true")
            on:change=on_change
        />
        <progress
            max="100"
            hidden=move || under_way.with(Option::is_none)
            value=move || under_way.with(|it| it.as_ref().map(|(_, percent)| *percent))
            aria-label=move || told().unwrap_or_default()
        ></progress>
        <p class="hint" role="status">
            {told}
        </p>
        <div role="alert">{refusals}</div>
    }
}

/// The ids of files, as a form names them.
fn joined(files: &[UpFile]) -> String {
    let ids: Vec<&str> = files.iter().map(|file| file.id.as_str()).collect();
    ids.join(" ")
}

/// Sending, one file after another. The field keeps what was chosen until all is there: a form
/// that is sent meanwhile takes it along, and the server knows a file that comes twice.
#[cfg(feature = "hydrate")]
mod sending {
    use std::collections::VecDeque;

    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{
        Event, EventInit, File, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest,
    };

    use super::{FilesWords, UpFile, joined};

    #[derive(Clone, Copy)]
    pub struct Field {
        pub files: RwSignal<Vec<UpFile>>,
        pub under_way: RwSignal<Option<(String, u32)>>,
        pub refused: RwSignal<Vec<String>>,
        pub words: StoredValue<FilesWords>,
        pub sent_to: StoredValue<String>,
    }

    pub fn start(input: HtmlInputElement, field: Field) {
        let Some(chosen) = input.files() else { return };
        let queue = (0..chosen.length()).filter_map(|at| chosen.get(at));
        next(input, field, queue.collect());
    }

    fn next(input: HtmlInputElement, field: Field, mut queue: VecDeque<File>) {
        let Some(file) = queue.pop_front() else {
            input.set_value("");
            field.under_way.set(None);
            // What keeps the draft learns of the files that are up now.
            told(&input);
            return;
        };
        let name = file.name();
        let Ok(request) = XmlHttpRequest::new() else {
            broken(field, &name);
            return next(input, field, queue);
        };
        field.under_way.set(Some((name.clone(), 0)));
        let progress = Closure::<dyn FnMut(ProgressEvent)>::new({
            let name = name.clone();
            move |event: ProgressEvent| {
                let percent = (event.loaded() / event.total().max(1.0) * 100.0) as u32;
                field.under_way.set(Some((name.clone(), percent)));
            }
        });
        // Before it is sent: a browser tells of progress only who listened then.
        if let Ok(upload) = request.upload() {
            upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        }
        if begun(field, &request, &file, &name).is_err() {
            broken(field, &name);
            return next(input, field, queue);
        }
        let ended = Closure::once_into_js({
            let request = request.clone();
            move || {
                drop(progress);
                answered(field, &name, &request);
                next(input, field, queue);
            }
        });
        request.set_onloadend(Some(ended.unchecked_ref()));
    }

    fn told(input: &HtmlInputElement) {
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = input.dispatch_event(&event);
        }
    }

    fn begun(
        field: Field,
        request: &XmlHttpRequest,
        file: &File,
        name: &str,
    ) -> Result<(), JsValue> {
        let form = FormData::new()?;
        form.append_with_str("files", &field.files.with(|all| joined(all)))?;
        form.append_with_blob_and_filename("file", file, name)?;
        request.open("POST", &field.sent_to.get_value())?;
        request.send_with_opt_form_data(Some(&form))
    }

    fn answered(field: Field, name: &str, request: &XmlHttpRequest) {
        let said = request.response_text().ok().flatten().unwrap_or_default();
        match request.status() {
            Ok(200) => match serde_json::from_str::<Option<UpFile>>(&said) {
                Ok(Some(file)) => field.files.update(|all| all.push(file)),
                Ok(None) => {
                    let words = field.words.with_value(|it| it.same.replace("{0}", name));
                    field.refused.update(|all| all.push(words));
                }
                Err(_) => broken(field, name),
            },
            Ok(400..) if !said.is_empty() => {
                let words = field.words.with_value(|it| it.refused.clone());
                let words = words.replace("{0}", name).replace("{1}", &said);
                field.refused.update(|all| all.push(words));
            }
            _ => broken(field, name),
        }
    }

    fn broken(field: Field, name: &str) {
        let words = field.words.with_value(|it| it.broken.replace("{0}", name));
        field.refused.update(|all| all.push(words));
    }
}
