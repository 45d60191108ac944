//! Files beside a document: pictures where they stand, all else as a link.
use leptos::prelude::*;

use super::{duty_path, outcome_path};
use crate::{
    domain::Shown,
    islands::{FilesField, FilesWords, UpFile},
    text::{self, Key as K, Lang, t, tf},
    views::{Elsewhere, FileRow, RefusedFile, SameFile, SamePlace},
};

/// The files of a document.
pub fn files(lang: Lang, rows: Vec<FileRow>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let rows: Vec<_> = rows.into_iter().map(|row| file(lang, row)).collect();
    Some(view! { <ul class="files">{rows}</ul> }.into_any())
}

fn file(lang: Lang, row: FileRow) -> AnyView {
    let picture = (row.kind.shown() == Shown::Picture).then(|| {
        view! {
            <a href=path(&row) target="_blank">
                <img src=path(&row) alt=row.name.clone() loading="lazy"/>
            </a>
        }
    });
    let elsewhere = elsewhere(lang, K::ElsewhereAlso, &row.elsewhere)
        .map(|words| view! { <p class="warning small">{words}</p> });
    view! {
        <li>
            {picture} {file_link(lang, &row)} {elsewhere}
        </li>
    }
    .into_any()
}

/// A file's name, which opens it, and its size.
pub fn file_link(lang: Lang, row: &FileRow) -> AnyView {
    // What is only kept needs no window.
    let window = (row.kind.shown() != Shown::Attachment).then_some("_blank");
    view! {
        <a href=path(row) target=window>
            {row.name.clone()}
        </a>
        " "
        <span class="second small">{text::file_size(lang, row.size)}</span>
    }
    .into_any()
}

fn path(row: &FileRow) -> String {
    format!("/files/{}", row.id)
}

/// Places that are named; the others are counted.
const NAMED: usize = 5;

/// Where else the same was handed over.
pub fn elsewhere(lang: Lang, words: K, it: &Elsewhere) -> Option<AnyView> {
    if !it.any() {
        return None;
    }
    let link = |it: &SameFile| {
        let words = format!("{}: {}", it.unit_name, it.title);
        let path = match &it.place {
            SamePlace::Duty(key) => duty_path(key),
            SamePlace::Indicator(code) => outcome_path(code),
        };
        view! { " · " <a href=path>{words}</a> }
    };
    let open: Vec<_> = it.open.iter().take(NAMED).map(link).collect();
    let others = it.open.len().saturating_sub(NAMED);
    let others =
        (others > 0).then(|| format!(" · {}", tf(lang, K::ElsewhereCount, &[&others.to_string()])));
    let more = it.more.then(|| format!(" · {}", t(lang, K::ElsewhereMore)));
    Some(view! { {t(lang, words)} {open} {others} {more} }.into_any())
}

/// The names of some files in one line.
pub fn file_names(rows: &[FileRow]) -> String {
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    names.join(", ")
}

/// What is to be said of the files that were sent with a form; `lost`: none could be kept.
pub fn refused_files(
    lang: Lang,
    refused: &[RefusedFile],
    lost: bool,
) -> impl Iterator<Item = String> {
    let told = refused.iter().map(move |it| text::refused_file(lang, it));
    told.chain(lost.then(|| t(lang, K::FilesLost).to_owned()))
}

/// How many files a form holds that is written without them, and that others were lost.
pub fn kept_files(lang: Lang, files: &[String], lost: bool) -> AnyView {
    let kept = (!files.is_empty()).then(|| {
        let words = tf(lang, K::FilesKept, &[&files.len().to_string()]);
        view! { <p class="second">{words}</p> }
    });
    let lost = lost.then(|| view! { <p class="warning">{t(lang, K::FilesLost)}</p> });
    view! {
        <input type="hidden" name="files" value=files.join(" ")/>
        {kept}
        {lost}
    }
    .into_any()
}

/// Enter in a field presses the first button of a form: that must not be one that takes a file
/// off. `action`: what the button says that sends it.
pub fn on_enter(lang: Lang, action: &'static str, words: K) -> AnyView {
    view! {
        <button class="on-enter" name="action" value=action tabindex="-1" aria-hidden="true">
            {t(lang, words)}
        </button>
    }
    .into_any()
}

/// The files of a form: those that are up, each with the way to take it off, what was wrong with
/// others, and the field that takes more; each is sent to an address by itself.
pub fn files_field(lang: Lang, sent_to: String, rows: &[FileRow], errors: Vec<String>) -> AnyView {
    let words = |key| t(lang, key).to_owned();
    let said = FilesWords {
        remove: words(K::FileRemove),
        remove_named: words(K::FileRemoveNamed),
        sending: words(K::FileSending),
        refused: words(K::FileRefused),
        broken: words(K::FileBroken),
        same: words(K::FileSame),
    };
    let invalid = !errors.is_empty();
    let described = if invalid {
        "files-hint files-error"
    } else {
        "files-hint"
    };
    let errors = invalid.then(|| {
        let lines: Vec<_> = errors
            .into_iter()
            .map(|words| super::field_error(String::new(), words))
            .collect();
        view! { <div id="files-error">{lines}</div> }
    });
    view! {
        <div class="field">
            <div>
                <label for="files">{t(lang, K::Files)}</label>
                <p class="hint" id="files-hint">
                    {t(lang, K::FilesHint)}
                </p>
            </div>
            <div class="upload">
                <FilesField
                    up=rows.iter().map(|row| up_file(lang, row)).collect()
                    sent_to
                    accept=ACCEPTED.to_owned()
                    words=said
                    described=described.to_owned()
                    invalid
                />
                {errors}
            </div>
        </div>
    }
    .into_any()
}

/// A file as the field has it.
pub fn up_file(lang: Lang, row: &FileRow) -> UpFile {
    UpFile {
        id: row.id.clone(),
        name: row.name.clone(),
        note: text::file_size(lang, row.size),
        opens: row.kind.shown() != Shown::Attachment,
    }
}

/// What a telephone or a computer offers to choose from: HEIC pictures are then sent as JPEG.
const ACCEPTED: &str = ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.csv,.txt,.jpg,.jpeg,.png,.webp,\
     image/jpeg,image/png,image/webp,application/pdf";
