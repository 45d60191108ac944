//! What the screen of an account shows in turn.
use leptos::prelude::*;

use super::person_path;
use crate::{
    components::{Field, Input, Section, error_summary, said},
    domain::WallPage,
    text::{Key as K, Lang, t},
    views::{Mistake, PersonRow, WallForm},
};

/// The field of a page, its label and its hint.
const fn field(page: WallPage) -> (&'static str, K, K) {
    match page {
        WallPage::Overview => ("overview", K::WallOverview, K::WallSecondsHint),
        WallPage::Departments => ("departments", K::WallDepartments, K::WallSecondsHint),
        WallPage::Wards => ("wards", K::WallWards, K::WallSecondsHint),
        WallPage::Databases => ("databases", K::WallDatabases, K::WallSecondsHint),
        WallPage::Companies => ("companies", K::WallCompanies, K::WallCompaniesHint),
    }
}

pub fn form(lang: Lang, row: &PersonRow, form: WallForm) -> AnyView {
    let bad = |page: &WallPage| {
        let bad = form.bad.contains(page).then_some(Mistake::WallSeconds);
        said(lang, bad)
    };
    let of_fields = WallPage::ALL.iter().map(|page| (field(*page).0, bad(page)));
    let summary = error_summary(lang, said(lang, form.mistake), of_fields.collect());
    let fields: Vec<_> = form
        .seconds
        .iter()
        .map(|(page, seconds)| {
            let (name, label, hint) = field(*page);
            let (value, error) = (seconds.clone(), bad(page));
            view! { <Field lang name label hint input=Input::Short value error/> }
        })
        .collect();
    let content = view! {
        {summary}
        <form class="report adjust" method="post" action=format!("{}/wall", person_path(&row.username))>
            <input type="hidden" name="read" value=form.read.clone()/>
            <input type="hidden" name="account" value=form.account.clone()/>
            {fields}
            <p class="adjust-do">
                <button class="btn">{t(lang, K::WallSave)}</button>
            </p>
        </form>
    };
    view! { <Section lang title=K::WallSection note=K::WallSectionNote>{content}</Section> }
        .into_any()
}
