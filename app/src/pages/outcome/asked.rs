use leptos::prelude::*;

use crate::{
    components::{Section, time},
    domain::Survey,
    text::{self, Key as K, t, tf},
    views::{Frame, OutcomePage, ValueDecision, ValueRow},
};

/// Who was asked, how many, when and how; of what is counted, how many that were.
pub fn asked(frame: &Frame, page: &OutcomePage) -> AnyView {
    let lang = frame.lang;
    let row = &page.row;
    let is_survey = row.survey || row.satisfaction;
    let accepted = |it: &&ValueRow| it.decision == ValueDecision::Accepted;
    let last = page.values.iter().find(accepted);
    let survey: Option<&Survey> = last.and_then(|it| it.survey.as_ref());
    let fact = |key: K, content: AnyView| {
        view! { <div><dt>{t(lang, key)}</dt><dd>{content}</dd></div> }.into_any()
    };
    let mut facts = Vec::new();
    if let Some((part, of)) = row.counts {
        let number = |n| text::integer(lang, n);
        let (key, words) = match is_survey {
            true => (
                K::AskedAnswers,
                tf(lang, K::AskedOf, &[&number(of), &number(part)]),
            ),
            false => (K::AskedCounted, format!("{}/{}", number(part), number(of))),
        };
        facts.push(fact(key, words.into_any()));
    }
    if let Some(survey) = survey {
        let population = text::integer(lang, survey.population);
        facts.push(fact(K::AskedAmong, population.into_any()));
        facts.push(fact(K::AskedWhom, survey.asked.clone().into_any()));
        facts.push(fact(K::AskedHow, survey.how.clone().into_any()));
        let days = view! { {time(lang, survey.from)} " – " {time(lang, survey.to)} };
        facts.push(fact(K::AskedWhen, days.into_any()));
    }
    if let Some(last) = last.filter(|it| !it.source.is_empty()) {
        facts.push(fact(K::AskedSource, last.source.clone().into_any()));
    }
    // What nobody told is not known, and that is said.
    let unknown = (is_survey && survey.is_none() && row.value.is_some())
        .then(|| view! { <p class="small second">{t(lang, K::AskedUnknown)}</p> });
    let title = if is_survey {
        K::PollTitle
    } else {
        K::PollTitleCounted
    };
    view! {
        <Section lang class="pace-section" title note=t(lang, K::PollNote).to_owned()>
            <dl class="method">{facts}</dl>
            {unknown}
        </Section>
    }
    .into_any()
}
