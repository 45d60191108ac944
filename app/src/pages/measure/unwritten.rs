//! The table where nothing of the database can be read.
use leptos::prelude::*;

use crate::{
    components::{Field, Input, TypedDocument, document_fields, kept_files, no_secrets},
    text::{Key as K, Lang, t, tf},
    views::{MeasureForm, TypedRow},
};

/// The table as it was typed, where nothing of the database can be read: rows by their codes.
pub fn unwritten_fields(lang: Lang, form: &MeasureForm) -> AnyView {
    let typed = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        errors: [None; 3],
        told: [None, None, None],
    };
    let rows: Vec<_> = form.rows.iter().map(|row| unwritten(lang, row)).collect();
    view! {
        <input type="hidden" name="submission" value=form.submission.clone()/>
        <input type="hidden" name="account" value=form.account.clone()/>
        <input type="hidden" name="version" value=form.version.to_string()/>
        <Field
            lang
            name="day"
            label=K::MeasureDay
            hint=K::MeasureDayHint
            input=Input::Day
            value=form.day.clone()
        />
        {document_fields(lang, typed)}
        {kept_files(lang, &form.files, form.files_lost)}
        {rows}
        {no_secrets(lang, form.no_secrets, None)}
        <div class="actions">
            <div class="wrap">
                <button class="btn" name="action" value="send">
                    {t(lang, K::MeasureSend)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn unwritten(lang: Lang, row: &TypedRow) -> AnyView {
    let code = row.code.clone();
    let cell = |name: &str, label: K, text: &str| {
        let label = tf(lang, K::MeasureCell, &[t(lang, label), &row.code]);
        let name = format!("{name}.{}", row.code);
        (!text.is_empty()).then(|| {
            view! { <input name=name class="short" value=text.to_owned() aria-label=label/> " " }
        })
    };
    let same = row.same.then(|| {
        let name = format!("same.{}", row.code);
        view! { <input type="hidden" name=name value="true"/> <span>{t(lang, K::MeasureSame)}</span> }
    });
    let shown = row.says().then(|| {
        view! {
            <div class="field">
                <p class="label">{code}</p>
                <div>
                    {cell("n", K::MeasureNumerator, &row.numerator)}
                    {cell("d", K::MeasureDenominator, &row.denominator)}
                    {cell("v", K::MeasureValue, &row.value)}
                    {cell("why", K::FallReason, &row.reason)}
                    {cell("pop", K::SurveyPopulation, &row.survey.population)}
                    {cell("from", K::SurveyFrom, &row.survey.from)}
                    {cell("to", K::SurveyTo, &row.survey.to)}
                    {cell("who", K::SurveyAsked, &row.survey.asked)}
                    {cell("how", K::SurveyHow, &row.survey.how)}
                    {same}
                </div>
            </div>
        }
    });
    view! {
        <input type="hidden" name=format!("mark.{}", row.code) value=row.mark.clone()/>
        {shown}
    }
    .into_any()
}
