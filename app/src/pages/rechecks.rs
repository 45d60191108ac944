//! `/rechecks`: what to go and look at, and how far the figures can be trusted.
use leptos::prelude::*;

use super::{
    Content,
    not_theirs::{has_words, typed_list},
};
use crate::{
    components::{
        Choice, Field, Input, Section, SelectField, TypedDocument, as_of, choices, document_fields,
        download, downloads, duty_path, error_summary, files_field, href, kept_files, marks,
        method_note, no_secrets, on_enter, outcome_path, recheck_result, refused_files, said,
        sentence, time, versions,
    },
    domain::{About, RecheckOf, Refusal, Role, lot_in_hex},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{
        AnnounceErrors, AnnounceForm, DrawMade, DrawPage, DrawRow, Frame, OldBookTold, OpenRecheck,
        RecheckErrors, RecheckForm, RecheckItem, RecheckList, RecheckPage, Table, Typed, draw_path,
        recheck_path, result_code,
    },
};

/// What is open on the list; each draw has all of its own.
const SHOWN: usize = 20;

pub fn list(frame: &Frame, page: &RecheckList) -> Content {
    let lang = frame.lang;
    let trusted = match page.trust.all {
        0 => t(lang, K::RechecksNever).to_owned(),
        _ => text::trust(lang, page.trust),
    };
    // What came from the old book is owed before anything of it is drawn.
    let owed = page.old_book.as_ref().filter(|it| it.owes());
    let told = match page.open.len() {
        0 if owed.is_some_and(|it| it.announced) => {
            tf(lang, K::RechecksOldBookAnnounced, &[&trusted])
        }
        0 if page.draws.is_empty() => {
            let key = match owed {
                Some(_) => K::RechecksOldBookNoDraw,
                None => K::RechecksNoDraw,
            };
            tf(lang, key, &[&trusted])
        }
        0 if owed.is_some() => tf(lang, K::RechecksOfOldBook, &[&trusted]),
        0 => tf(lang, K::RechecksAllDone, &[&trusted]),
        open => tf(
            lang,
            K::RechecksTold,
            &[&text::integer(lang, open as i64), &trusted],
        ),
    };
    let tables = [(Table::Draws, t(lang, K::DrawsTitle).to_owned())];
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{told}</h1>
                <p class="second">{t(lang, K::RechecksNote)}</p>
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {page.old_book.as_ref().map(|it| from_old_book(lang, it))}
        {waiting(frame, K::StandingTitle, K::StandingNote, &page.standing)}
        {waiting(frame, K::OpenTitle, K::OpenNote, &page.open)}
        {page.form.as_ref().filter(|_| frame.closed.is_none()).map(|form| announce(frame, page, form))}
        {draws(frame, page)}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("rechecks", t(lang, K::NavRechecks), content)
}

/// How much came from the old book, and what of it is owed.
fn from_old_book(lang: Lang, it: &OldBookTold) -> AnyView {
    let content = view! {
        <p data-old-book=it.accepted.to_string() data-looked=it.looked.to_string()>
            {sentence(text::old_book_told(lang, it))}
        </p>
        <p class="small quiet">{t(lang, K::OldBookNote)}</p>
        <p><a href="/reconciliation">{t(lang, K::NavReconciliation)}</a></p>
    };
    view! { <Section lang title=K::OldBookTitle>{content}</Section> }.into_any()
}

/// What asks for something, each with the way to its own page.
fn waiting(frame: &Frame, title: K, note: K, all: &[OpenRecheck]) -> Option<AnyView> {
    let lang = frame.lang;
    if all.is_empty() {
        return None;
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let more = (all.len() > SHOWN).then(|| {
        let words = tf(lang, K::OpenMore, &[&number(SHOWN), &number(all.len())]);
        view! { <p class="second">{words}</p> }
    });
    let rows: Vec<_> = all
        .iter()
        .take(SHOWN)
        .map(|it| open_row(frame, it))
        .collect();
    Some(
        view! {
            <Section lang title note>
                <div
                    class="table-scroll"
                    tabindex="0"
                    role="region"
                    aria-label=t(lang, title)
                >
                    <table class="list">
                        <thead>
                            <tr>
                                <th scope="col">{t(lang, K::RecheckThing)}</th>
                                <th scope="col">{t(lang, K::Unit)}</th>
                                <th scope="col" class="wide-only">{t(lang, K::RecheckState)}</th>
                                <th scope="col" class="nowrap wide-only">{t(lang, K::RecheckSince)}</th>
                                <th scope="col">
                                    <span class="sr">{t(lang, K::RecheckWay)}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {more}
            </Section>
        }
        .into_any(),
    )
}

fn open_row(frame: &Frame, it: &OpenRecheck) -> AnyView {
    let lang = frame.lang;
    let draw = text::draw_name(lang, it.draw);
    let place = tf(lang, K::RecheckPlace, &[&it.item.place.to_string()]);
    view! {
        <tr>
            <th scope="row" class="plain">
                {thing(frame, &it.item)}
                <span class="line quiet">
                    <a href=href(frame, &draw_path(it.draw))>{draw} ", " {place}</a>
                </span>
            </th>
            <td>{it.item.unit.as_ref().map(|(_, name)| name.to_string())}</td>
            <td class="wide-only">{state(lang, &it.item)}</td>
            <td class="wide-only">{time(lang, it.since)}</td>
            <td class="key">{way(frame, it.draw, &it.item)}</td>
        </tr>
    }
    .into_any()
}

/// What was drawn, as the way to its own page.
fn thing(frame: &Frame, item: &RecheckItem) -> AnyView {
    let name = text::recheck_thing(frame.lang, item);
    let path = match (&item.about, &item.duty) {
        (About::Indicator(code), _) => outcome_path(code),
        (About::Milestone(_), Some(key)) => duty_path(key),
        (About::Milestone(_), None) => return name.into_any(),
    };
    view! { <a href=href(frame, &path)>{name}</a> }.into_any()
}

fn state(lang: Lang, item: &RecheckItem) -> AnyView {
    view! { {time(lang, item.accepted_on)} ", " {text::recheck_state(lang, item.stands)} }
        .into_any()
}

/// The way to its own page: to tell what was found, or to look.
fn way(frame: &Frame, draw: usize, item: &RecheckItem) -> AnyView {
    let lang = frame.lang;
    let word = match item.may {
        _ if !item.results.is_empty() || frame.only_reads() => K::RecheckLook,
        Ok(()) => K::RecheckDo,
        Err(_) => K::RecheckNotYours,
    };
    let path = href(frame, &recheck_path(draw, item.place));
    view! { <a class="nowrap" href=path>{t(lang, word)}</a> }.into_any()
}

fn announce(frame: &Frame, page: &RecheckList, form: &AnnounceForm) -> AnyView {
    let lang = frame.lang;
    let errors = &page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("scope", said(lang, errors.scope)),
            ("of", said(lang, errors.of)),
            ("number", said(lang, errors.number)),
            ("text", said(lang, errors.text)),
        ],
    );
    let scopes: Vec<Choice> = page
        .scopes
        .iter()
        .map(|it| {
            let value = it.scope.to_string();
            Choice {
                chosen: value == form.scope,
                word: text::recheck_scope(lang, it),
                value,
            }
        })
        .collect();
    let content = view! {
            {summary}
            <form class="report adjust" method="post" action="/rechecks">
                {marks(&form.marks)}
                <SelectField
                    lang
                    name="scope"
                    label=K::AnnounceScope
                    none=true
                    choices=scopes
                    error=said(lang, errors.scope)
                />
                {announce_fields(lang, form, errors)}
                <div class="effect">
                    <div>
                        <p>{t(lang, K::AnnounceEffect)}</p>
                    </div>
                </div>
                <p class="adjust-do">
                    <button class="btn">{t(lang, K::AnnounceDo)}</button>
                </p>
            </form>
    };
    view! { <Section lang class="announce" title=K::AnnounceTitle note=K::AnnounceNote>{content}</Section> }
        .into_any()
}

/// What is to be drawn, of a scope that is chosen.
fn announce_fields(lang: Lang, form: &AnnounceForm, errors: &AnnounceErrors) -> AnyView {
    let of = choices(
        lang,
        RecheckOf::ALL,
        RecheckOf::from_code(&form.of),
        RecheckOf::code,
        text::recheck_of,
    );
    view! {
        <SelectField
            lang
            name="of"
            label=K::AnnounceOf
            none=true
            choices=of
            error=said(lang, errors.of)
        />
        <Field
            lang
            name="number"
            label=K::AnnounceNumber
            hint=K::AnnounceNumberHint
            input=Input::Short
            value=form.number.clone()
            error=said(lang, errors.number)
        />
        <Field
            lang
            name="text"
            label=K::AnnouncePlan
            hint=K::AnnouncePlanHint
            input=Input::Area
            value=form.text.clone()
            error=said(lang, errors.text)
        />
    }
    .into_any()
}

/// An announcement that could not be written. The scope is kept as it was chosen: what else
/// there is cannot be read.
pub(super) fn unwritten_announcement(lang: Lang, form: &AnnounceForm) -> AnyView {
    view! {
        {marks(&form.marks)}
        <input type="hidden" name="scope" value=form.scope.clone()/>
        {announce_fields(lang, form, &AnnounceErrors::default())}
        <p class="adjust-do">
            <button class="btn">{t(lang, K::AnnounceDo)}</button>
        </p>
    }
    .into_any()
}

fn draws(frame: &Frame, page: &RecheckList) -> AnyView {
    let lang = frame.lang;
    if page.draws.is_empty() {
        return view! {
            <Section lang title=K::DrawsTitle>
                <p class="quiet none">{t(lang, K::DrawsNone)}</p>
            </Section>
        }
        .into_any();
    }
    let rows: Vec<_> = page.draws.iter().map(|row| draw_line(frame, row)).collect();
    let end = download(frame, Table::Draws);
    view! {
        <Section lang title=K::DrawsTitle note=K::DrawsNote end>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::DrawsTitle)>
                <table class="draws">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::DrawScope)}</th>
                            <th scope="col" class="wide-only">{t(lang, K::DrawAnnounced)}</th>
                            <th scope="col" class="n wide-only">{t(lang, K::DrawPopulation)}</th>
                            <th scope="col" class="n">{t(lang, K::DrawNumber)}</th>
                            <th scope="col" class="n">{t(lang, K::DrawFound)}</th>
                            <th scope="col" class="n">{t(lang, K::DrawOpen)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
    .into_any()
}

fn draw_line(frame: &Frame, row: &DrawRow) -> AnyView {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let cells = match &row.made {
        None => {
            let words = {
                let number = row.asked.to_string();
                tf(
                    lang,
                    K::DrawNotYet,
                    &[&text::day(lang, row.drawn_on()), &number],
                )
            };
            view! { <td class="n wide-only"></td><td colspan="3">{words}</td> }.into_any()
        }
        Some(made) => view! {
            <td class="n wide-only">{number(made.population)}</td>
            <td class="n">{number(made.drawn)}</td>
            <td class="n">{format!("{}/{}", made.trust.confirmed, made.trust.all)}</td>
            <td class="n">{open_since(lang, row, made)}</td>
        }
        .into_any(),
    };
    view! {
        <tr data-draw=row.number.to_string()>
            <th scope="row" class="plain">
                <a href=href(frame, &draw_path(row.number))>{text::draw_name(lang, row.number)}</a>
                <span class="line">
                    {text::recheck_scope(lang, &row.scope)} ", " {text::recheck_of(lang, row.of)}
                </span>
                {again(lang, row)}
                <span class="line quiet">{row.plan.clone()}</span>
            </th>
            <td class="wide-only">
                {time(lang, row.on)}
                <span class="line quiet">{row.by.clone()}</span>
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

fn open_since(lang: Lang, row: &DrawRow, made: &DrawMade) -> String {
    match made.open {
        0 => NONE.to_owned(),
        open => {
            let number = text::integer(lang, open as i64);
            tf(
                lang,
                K::DrawOpenSince,
                &[&number, &text::day(lang, row.drawn_on())],
            )
        }
    }
}

/// `/rechecks/{draw}`
pub fn draw(frame: &Frame, page: &DrawPage) -> Content {
    let lang = frame.lang;
    let row = &page.row;
    let number = |n: usize| text::integer(lang, n as i64);
    let day = text::day(lang, row.drawn_on());
    let told = match &row.made {
        None => {
            let asked = row.asked.to_string();
            tf(
                lang,
                K::DrawTitleNotYet,
                &[&row.number.to_string(), &day, &asked],
            )
        }
        Some(made) => tf(
            lang,
            K::DrawTold,
            &[
                &row.number.to_string(),
                &number(made.drawn),
                &number(made.population),
                &number(made.drawn - made.open),
                &number(made.open),
            ],
        ),
    };
    let items = (!page.items.is_empty()).then(|| items(frame, page));
    let how = row.made.as_ref().map(|made| how(lang, page, made));
    let content = view! {
        {crumb(frame, None)}
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{told}</h1>
                <p class="second">{terms(lang, row)} {again(lang, row)}</p>
                <p>{row.plan.clone()}</p>
            </div>
            <div class="lede-end">{as_of(frame)}</div>
        </div>
        {items}
        {how}
        {method_note(lang)}
    };
    Content::new("rechecks", text::draw_name(lang, row.number), content)
}

fn crumb(frame: &Frame, draw: Option<usize>) -> AnyView {
    let lang = frame.lang;
    let draw = draw.map(|number| {
        let name = text::draw_name(lang, number);
        view! { " / " <a href=href(frame, &draw_path(number))>{name}</a> }
    });
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/rechecks")>{t(lang, K::NavRechecks)}</a>
            {draw}
        </nav>
    }
    .into_any()
}

/// That it draws from the same as one before it.
fn again(lang: Lang, row: &DrawRow) -> Option<AnyView> {
    let number = row.again?;
    let words = tf(lang, K::DrawAgain, &[&number.to_string()]);
    Some(
        view! { <span class="line provisional" data-again=number.to_string()>{words}</span> }
            .into_any(),
    )
}

fn terms(lang: Lang, row: &DrawRow) -> String {
    tf(
        lang,
        K::DrawTerms,
        &[
            &text::recheck_scope(lang, &row.scope),
            text::recheck_of(lang, row.of),
            &text::day(lang, row.on),
            &row.by,
        ],
    )
}

/// The seed, and how anybody computes the draw again.
fn how(lang: Lang, page: &DrawPage, made: &DrawMade) -> AnyView {
    let day = text::day(lang, page.row.drawn_on());
    let seed = match made.line {
        0 => tf(lang, K::DrawSeedNone, &[&day]),
        line => tf(lang, K::DrawSeed, &[&line.to_string(), &day]),
    };
    let first = page.items.first().map(|item| {
        let words = tf(lang, K::DrawHow, &[&page.row.asked.to_string()]);
        let sum = format!(
            "printf '%s' '{}{}' | sha256sum → {}",
            made.seed,
            item.id,
            lot_in_hex(&made.seed, &item.id)
        );
        view! {
            <p>{words}</p>
            <p><code>{sum}</code></p>
        }
    });
    let content = view! {
            <p>{seed} " " <code data-seed=made.seed.clone()>{made.seed.clone()}</code></p>
            {first}
    };
    view! { <Section lang class="draw-how" title=K::DrawHowTitle>{content}</Section> }.into_any()
}

fn items(frame: &Frame, page: &DrawPage) -> AnyView {
    let lang = frame.lang;
    let end = download(frame, Table::Recheck);
    let rows: Vec<_> = page
        .items
        .iter()
        .map(|item| {
            let result = match item.results.first() {
                None => view! { <span class="quiet">{t(lang, K::RecheckNone)}</span> }.into_any(),
                Some(it) => {
                    let word = text::recheck_result(lang, it.confirmed);
                    view! { <b>{word}</b> <span class="line quiet">{time(lang, it.day)} " " {it.person.clone()}</span> }
                        .into_any()
                }
            };
            view! {
                <tr data-thing=item.id.clone()>
                    <td class="n key" data-label="#">{item.place.to_string()}</td>
                    <th scope="row" class="plain">{thing(frame, item)}</th>
                    <td data-label=t(lang, K::Unit)>{item.unit.as_ref().map(|(_, name)| name.to_string())}</td>
                    <td class="wide-only">{state(lang, item)}</td>
                    <td data-label=t(lang, K::RecheckResultHead)>{result}</td>
                    <td class="side">{way(frame, page.row.number, item)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Section lang title=K::DrawItems end>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::DrawItems)>
                <table class="list draw-items">
                    <thead>
                        <tr>
                            <th scope="col" class="n">"#"</th>
                            <th scope="col">{t(lang, K::RecheckThing)}</th>
                            <th scope="col">{t(lang, K::Unit)}</th>
                            <th scope="col" class="wide-only">{t(lang, K::RecheckState)}</th>
                            <th scope="col">{t(lang, K::RecheckResultHead)}</th>
                            <th scope="col">
                                    <span class="sr">{t(lang, K::RecheckWay)}</span>
                                </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
    .into_any()
}

/// `/rechecks/{draw}/{place}`
pub fn form(frame: &Frame, page: &RecheckPage) -> Content {
    let lang = frame.lang;
    let item = &page.item;
    let name = text::recheck_thing(lang, item);
    let title = tf(lang, K::RecheckTitle, &[&name]);
    let place = [
        item.unit.as_ref().map(|(_, name)| name.to_string()),
        item.workstream.as_ref().map(ToString::to_string),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let errors = &page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("result", said(lang, errors.result)),
            ("text", said(lang, errors.text)),
            ("document_number", said(lang, errors.document_number)),
            ("document_day", said(lang, errors.document_day)),
            ("link", said(lang, errors.link)),
            ("no_secrets", said(lang, errors.no_secrets)),
        ]
        .into_iter()
        .chain(refused(lang, page).map(|words| ("files", Some(words))))
        .collect(),
    );
    let body = match item.may {
        Ok(()) if !frame.only_reads() => record(lang, page),
        Ok(()) => ().into_any(),
        // Who only reads tried nothing.
        Err(Refusal::NotYours) => {
            view! { <p class="second">{t(lang, K::RecheckByOffice)}</p> }.into_any()
        }
        Err(refusal) => view! { <p class="warning">{text::refusal(lang, refusal)}</p> }.into_any(),
    };
    // What was typed while one might still record it is not lost.
    let typed = Typed::Recheck(page.form.clone());
    let typed = (item.may.is_err() && has_words(&typed)).then(|| typed_list(lang, &typed));
    let content = view! {
        {crumb(frame, Some(page.row.number))}
        <div class="lede plain-lede">
            <div>
                <p class="eyebrow">{place.join(" · ")}</p>
                <h1 class="page-title">{title.clone()}</h1>
                <p class="second">
                    {thing(frame, item)} " · " {t(lang, K::RecheckState)} " " {state(lang, item)}
                </p>
                <p class="second">{terms(lang, &page.row)}</p>
                {handed_over(frame, item)}
            </div>
        </div>
        {summary}
        {changed(lang, page)}
        {revoke(frame, item)}
        {body}
        {typed}
        {history(lang, page)}
    };
    Content::new("form-page", title, content)
}

/// The way to what was promised, handed over and accepted, for who records.
fn handed_over(frame: &Frame, item: &RecheckItem) -> Option<AnyView> {
    let lang = frame.lang;
    let path = at_the_desk(frame, item)?;
    let link = || view! { <p><a href=path>{t(lang, K::RecheckHandedOver)}</a></p> };
    (item.may != Err(Refusal::NotYours)).then(|| link().into_any())
}

/// Where a milestone was decided on: at the desk for who decides there, else on the page of its duty.
fn at_the_desk(frame: &Frame, item: &RecheckItem) -> Option<String> {
    let About::Milestone(id) = &item.about else {
        return None;
    };
    let reader = frame.reader.as_ref();
    match reader.is_some_and(|reader| reader.role == Role::Office) {
        true => Some(format!("/review/{id}")),
        false => item.duty.as_ref().map(|key| href(frame, &duty_path(key))),
    }
}

/// How it stood when the form was opened, beside how it stands now.
fn changed(lang: Lang, page: &RecheckPage) -> Option<AnyView> {
    let read = page.read.as_ref()?;
    let item = &page.item;
    let result = |it: Option<&crate::views::RecheckResult>| match it {
        None => t(lang, K::RecheckNone).to_owned(),
        Some(it) => {
            let word = text::recheck_result(lang, it.confirmed);
            format!(
                "{word}, {}, {}. {}",
                text::day(lang, it.day),
                it.person,
                it.text
            )
        }
    };
    let state = |stands| text::recheck_state(lang, stands).to_owned();
    let rows = vec![
        (K::RecheckState, state(read.stands), state(item.stands)),
        (
            K::RecheckResultHead,
            result(read.result.as_ref()),
            result(item.results.first()),
        ),
    ];
    let heads = [K::PromiseRead, K::PromiseNow].map(|key| t(lang, key).to_owned());
    let title = t(lang, K::RecheckReadTitle);
    Some(
        view! {
            <section class="conflict" role="alert">
                <h2>{title}</h2>
                {versions(lang, title, heads, rows)}
            </section>
        }
        .into_any(),
    )
}

/// What was not confirmed leads to where it is revoked.
fn revoke(frame: &Frame, item: &RecheckItem) -> Option<AnyView> {
    let lang = frame.lang;
    let unconfirmed = item.results.first().is_some_and(|it| !it.confirmed);
    if !unconfirmed || !item.stands {
        return None;
    }
    if item.may == Err(Refusal::NotYours) {
        return Some(view! { <p class="warning">{t(lang, K::RecheckRevoke)}</p> }.into_any());
    }
    let path = match &item.about {
        About::Milestone(_) => at_the_desk(frame, item)?,
        About::Indicator(code) => outcome_path(code),
    };
    Some(
        view! {
            <p class="warning">
                {t(lang, K::RecheckRevoke)} " "
                <a href=path>{t(lang, K::RecheckRevokeLink)}</a>
            </p>
        }
        .into_any(),
    )
}

/// What is to be said of the files that were sent along.
fn refused(lang: Lang, page: &RecheckPage) -> impl Iterator<Item = String> {
    refused_files(lang, &page.errors.files, page.form.files_lost)
}

fn record(lang: Lang, page: &RecheckPage) -> AnyView {
    let (form, errors) = (&page.form, &page.errors);
    let path = recheck_path(page.row.number, page.item.place);
    let sent_to = format!("/islands{path}");
    let files = files_field(lang, sent_to, &page.files, refused(lang, page).collect());
    let again = (!page.item.results.is_empty())
        .then(|| view! { <p class="second">{t(lang, K::RecheckAgain)}</p> });
    let content = view! {
            {again}
            <form
                class="report adjust"
                method="post"
                enctype="multipart/form-data"
                action=path
            >
                {marks(&form.marks)}
                {on_enter(lang, "send", K::RecheckSend)}
                {result_fields(lang, form, errors)}
                {files}
                {no_secrets(lang, form.no_secrets, errors.no_secrets)}
                <div class="effect">
                    <div>
                        <p>{t(lang, K::RecheckEffect)}</p>
                    </div>
                </div>
                <p class="adjust-do">
                    <button class="btn" name="action" value="send">
                        {t(lang, K::RecheckSend)}
                    </button>
                </p>
            </form>
    };
    view! { <Section lang title=K::RecheckFormTitle>{content}</Section> }.into_any()
}

/// What was found, with its document.
fn result_fields(lang: Lang, form: &RecheckForm, errors: &RecheckErrors) -> AnyView {
    let results = [true, false].map(|confirmed| Choice {
        value: result_code(confirmed).to_owned(),
        word: text::recheck_result(lang, confirmed).to_owned(),
        chosen: form.result == result_code(confirmed),
    });
    let document = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        errors: [errors.document_number, errors.document_day, errors.link],
        told: [None, None, None],
    };
    view! {
        <SelectField
            lang
            name="result"
            label=K::RecheckResultLabel
            none=true
            choices=results.into()
            error=said(lang, errors.result)
        />
        <Field
            lang
            name="text"
            label=K::RecheckText
            hint=K::RecheckTextHint
            input=Input::Area
            value=form.text.clone()
            error=said(lang, errors.text)
        />
        {document_fields(lang, document)}
    }
    .into_any()
}

/// A result that could not be written.
pub(super) fn unwritten_result(lang: Lang, form: &RecheckForm) -> AnyView {
    view! {
        {marks(&form.marks)}
        {result_fields(lang, form, &RecheckErrors::default())}
        {kept_files(lang, &form.files, form.files_lost)}
        {no_secrets(lang, form.no_secrets, None)}
        <p class="adjust-do">
            <button class="btn" name="action" value="send">
                {t(lang, K::RecheckSend)}
            </button>
        </p>
    }
    .into_any()
}

fn history(lang: Lang, page: &RecheckPage) -> Option<AnyView> {
    let here = page.item.results.iter().enumerate();
    let here = here.map(|(at, it)| recheck_result(lang, it, at > 0, None));
    let elsewhere = page.elsewhere.iter().map(|(draw, it)| {
        let draw = text::draw_name(lang, *draw);
        let of = view! { <b>{draw}</b> ": " }.into_any();
        recheck_result(lang, it, false, Some(of))
    });
    let rows: Vec<_> = here.chain(elsewhere).collect();
    if rows.is_empty() {
        return None;
    }
    Some(
        view! {
            <Section lang title=K::RecheckHistory>
                <ol class="history">{rows}</ol>
            </Section>
        }
        .into_any(),
    )
}
