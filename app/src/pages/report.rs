//! `/work/{milestone}`: the report form. Without JavaScript it is all there.
use leptos::prelude::*;

use super::{Content, explanation::causes, together::together, work::said_of};
use crate::{
    components::{
        Field, Input, Section, SelectField, TypedDocument, document_fields, error_summary,
        file_names, files_field, history, href, marks, milestone_head, needed, no_secrets,
        on_enter, progress_words, read_back, refused_files, repromised, rests_on, said, sentence,
        unit_path, versions, why_late,
    },
    domain::{About, Act, Cause, Day, LONGEST_TEXT, MilestoneKind, State, typed_count},
    islands::{DraftKeeper, DraftOf, KeeperWords},
    text::{self, Key as K, Lang, rich, t, tf},
    views::{
        Desk, Frame, MilestoneRow, ReportConflict, ReportErrors, ReportForm, ReportPage, Volume,
        explanation_path, restatement_path,
    },
};

pub fn page(frame: &Frame, page: ReportPage) -> Content {
    let lang = frame.lang;
    let tab = page.item.row.title.to_string();
    let errors = &page.errors;
    let head = milestone_head(frame, &page.item.row, ().into_any(), crumb(frame, &page));
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("produced", said(lang, errors.produced)),
            ("volume", said(lang, errors.volume)),
            ("document_number", said(lang, errors.document_number)),
            ("document_day", said(lang, errors.document_day)),
            ("link", said(lang, errors.link)),
            ("no_secrets", said(lang, errors.no_secrets)),
        ]
        .into_iter()
        .chain(refused(lang, &page).map(|words| ("files", Some(words))))
        .collect(),
    );
    let conflict = page
        .conflict
        .clone()
        .map(|theirs| conflict(lang, theirs, &page));
    let changed = page.repromised.as_ref().map(|it| repromised(lang, it));
    let events = history(lang, page.history.clone());
    let past = view! { <Section lang title=K::History>{events}</Section> };
    let withdraw = page.may_withdraw.then(|| withdraw(lang, &page));
    let more_time = page.may_ask.then(|| {
        let path = Desk::Work.path(page.item.row.id.as_str());
        view! { <p class="onwards"><a href=path>{t(lang, K::AskForTime)}</a></p> }
    });
    let correct = page.may_correct.then(|| {
        let path = restatement_path(Desk::Work, page.item.row.id.as_str());
        view! { <p class="onwards"><a href=path>{t(lang, K::CorrectOwn)}</a></p> }
    });
    let explain = page.may_explain.then(|| {
        let path = explanation_path(Act::Explained, &About::Milestone(page.item.row.id.clone()));
        view! { <p class="onwards"><a href=path>{t(lang, K::ExplainTitle)}</a></p> }
    });
    let why = why_late(lang, page.item.row.why);
    let missing = page.needed.as_ref().map(|it| needed(frame, it));
    let measured = page.rests_on.as_ref().filter(|_| page.may_submit);
    let measured = measured.map(|it| view! { <div class="second">{rests_on(lang, it)}</div> });
    let told = page.may_submit.then(|| said_of(lang, &page.item.told));
    let body = if page.may_submit {
        form(frame, page)
    } else if page.may_withdraw {
        ().into_any()
    } else {
        let why = match page.item.row.state {
            State::Accepted => K::AcceptedAlready,
            State::Cancelled => K::CancelledAlready,
            _ if page.item.row.missed() => K::RefusedSlotMissed,
            _ if page.item.row.to_come(frame.day()) => K::RefusedPeriodNotBegun,
            _ => K::ReadOnly,
        };
        // What came too late is given back, to be read.
        let typed = page.form.produced.clone();
        let typed = (page.errors.form.is_some() && !typed.is_empty()).then(|| {
            view! {
                <p class="label">{t(lang, K::TypedNotKept)}</p>
                <p class="told">{typed}</p>
            }
        });
        view! { <p class="warning">{t(lang, why)}</p> {typed} }.into_any()
    };
    let content = view! { {head} {told} {why} {summary} {changed} {conflict} {missing} {measured} {withdraw} {correct} {more_time} {explain} {body} {past} };
    Content::new("form-page", tab, content).with_actions()
}

fn crumb(frame: &Frame, page: &ReportPage) -> AnyView {
    let lang = frame.lang;
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href="/work">{t(lang, K::NavWork)}</a>
            " / "
            <a href=href(frame, &unit_path(&page.item.row.duty.unit))>
                {page.item.unit_name.to_string()}
            </a>
            " / "
            <span>{page.item.workstream_name.to_string()}</span>
        </nav>
    }
    .into_any()
}

/// What is to be said of the files that were sent along.
fn refused(lang: Lang, page: &ReportPage) -> impl Iterator<Item = String> {
    refused_files(lang, &page.errors.files, page.form.files_lost)
}

/// The four kinds, the milestone's own marked: what counts is said before work
/// is done.
fn kinds(lang: Lang, page: &ReportPage) -> AnyView {
    let own = page.item.row.kind;
    let items: Vec<_> = MilestoneKind::ALL
        .iter()
        .map(|kind| {
            let weight = match (*kind == own, kind.counts()) {
                (true, true) => Some(page.item.row.weight),
                (_, false) => Some(0),
                (false, true) => None,
            };
            let weight = weight.map(|w| tf(lang, K::Weight, &[&w.to_string()]));
            view! {
                <li aria-current=(*kind == own).then_some("true")>
                    <b>{text::kind(lang, *kind)}</b>
                    <span>{weight}</span>
                </li>
            }
        })
        .collect();
    view! {
        <div class="field">
            <div>
                <p class="label">{t(lang, K::MilestoneKind)}</p>
                <p class="hint">{t(lang, K::MilestoneKindHint)}</p>
            </div>
            <ul class="kinds">{items}</ul>
        </div>
        <div class="field">
            <p class="label">{t(lang, K::Promised)}</p>
            <p class="told">{page.item.row.product.to_string()}</p>
        </div>
    }
    .into_any()
}

/// "62.300 trên 78.100 hồ sơ (79,8%)": the volume as it was understood; before it is typed, how
/// much there is in all.
fn volume_told(lang: Lang, typed: &str, of: &Volume) -> String {
    let total = text::integer(lang, of.total);
    let Some(done) = typed_count(typed) else {
        return tf(lang, K::VolumeTotal, &[&total, &of.count_unit]);
    };
    progress_words(lang, done, Some(of))
}

/// What a report is of, as far as its fields ask for it.
#[derive(Default)]
pub(super) struct ReportOf<'a> {
    /// What was handed over last time.
    before: Option<&'a ReportForm>,
    /// Of the duty, where it has one.
    volume: Option<&'a Volume>,
    /// A period of what recurs, which is answered by its result or by why nothing came up.
    period: bool,
}

/// What is typed into a report.
pub(super) fn fields(
    lang: Lang,
    form: &ReportForm,
    errors: &ReportErrors,
    of: ReportOf,
) -> AnyView {
    let ReportOf {
        before,
        volume,
        period,
    } = of;
    let (produced, produced_hint) = match period {
        true => (K::ProducedInPeriod, K::ProducedInPeriodHint),
        false => (K::Produced, K::ProducedHint),
    };
    let last = |pick: fn(&ReportForm) -> &String| {
        before
            .map(pick)
            .filter(|value| !value.is_empty())
            .map(|value| tf(lang, K::LastTime, &[value]))
    };
    let document = TypedDocument {
        number: &form.document_number,
        day: &form.document_day,
        link: &form.link,
        errors: [errors.document_number, errors.document_day, errors.link],
        told: [
            last(|f| &f.document_number),
            read_back(lang, &form.document_day).or(last(|f| &f.document_day)),
            last(|f| &f.link),
        ],
    };
    view! {
        <Field
            lang
            name="produced"
            label=produced
            hint=produced_hint
            input=Input::Area
            value=form.produced.clone()
            error=said(lang, errors.produced)
            last=last(|f| &f.produced)
        />
        {volume.map(|of| view! {
            <Field
                lang
                name="volume"
                label=K::VolumeDone
                hint=K::VolumeHint
                input=Input::Short
                value=form.volume.clone()
                error=said(lang, errors.volume)
                last=Some(volume_told(lang, &form.volume, of))
            />
        })}
        {document_fields(lang, document)}
        <SelectField
            lang
            name="obstacle"
            label=K::Obstacle
            hint=K::ObstacleHint
            none=true
            choices=causes(lang, &form.obstacle)
        />
    }
    .into_any()
}

/// The day from which a slot counts, where that is to come.
fn counts_later(frame: &Frame, row: &MilestoneRow) -> Option<Day> {
    let from = row.slot.as_ref()?.counts_from;
    (frame.day() < from).then_some(from)
}

fn effect(frame: &Frame, page: &ReportPage) -> AnyView {
    let lang = frame.lang;
    let percent = |share| text::maybe_percent(lang, share);
    let words = page.effect.as_ref().map(|it| {
        let (now, then) = (percent(it.change.now), percent(it.change.then));
        let row = &page.item.row;
        let claimed = if now != then {
            rich(t(lang, K::EffectClaimed), &[&it.of, &now, &then])
        } else if let Some(from) = counts_later(frame, row) {
            let from = text::day(lang, from);
            rich(t(lang, K::EffectSlotWaits), &[&it.of, &now, &from])
        } else if row.kind.counts() && row.weight > 0 {
            rich(t(lang, K::EffectSmall), &[&it.of, &now])
        } else {
            rich(t(lang, K::EffectNone), &[&it.of, &now])
        };
        let accepted = rich(t(lang, K::EffectAccepted), &[&percent(it.accepted)]);
        view! {
            <p>{sentence(claimed)}</p>
            <p>{sentence(accepted)}</p>
        }
    });
    view! {
        <div class="effect">
            <div>{words}</div>
            <p class="second">
                {t(lang, K::Decider)} <b class="line">{page.decider.to_string()}</b>
            </p>
        </div>
    }
    .into_any()
}

/// The buttons at the foot of a report.
pub(super) fn actions(lang: Lang, next: bool, keeper: Option<AnyView>) -> AnyView {
    let onwards = next.then(|| {
        view! {
            <button class="btn" name="action" value="submit-next">
                {t(lang, K::SendAndNext)}
            </button>
        }
    });
    view! {
        <div class="actions">
            <div class="wrap">
                <button class="btn" name="action" value="submit">
                    {t(lang, K::Send)}
                </button>
                {onwards}
                <button class="btn quiet-btn" name="action" value="draft">
                    {t(lang, K::SaveDraft)}
                </button>
                {keeper}
                <a class="end" href="/work">{t(lang, K::Later)}</a>
            </div>
        </div>
    }
    .into_any()
}

/// What keeps the draft and the session while somebody types.
fn keeper(lang: Lang, page: &ReportPage) -> AnyView {
    let words = |key| t(lang, key).to_owned();
    let said = KeeperWords {
        broken: words(K::DraftBroken),
        idle: words(K::SessionIdle),
        ending: words(K::SessionEnding),
        letters: words(K::LettersTyped),
    };
    view! {
        <DraftKeeper
            of=DraftOf::Report(page.item.row.id.to_string())
            words=said
            idle=page.session_idles
            ends=page.session_lasts
            most=LONGEST_TEXT as u32
        />
    }
    .into_any()
}

/// Whose draft stands in the form and since when, and the way to be rid of it.
fn draft(lang: Lang, page: &ReportPage) -> Option<AnyView> {
    let draft = page.draft.as_ref()?;
    let day = text::day(lang, draft.day);
    let named = [draft.person.as_str(), &draft.time, &day];
    let button = |value: &'static str, key| {
        view! {
            <button class="btn quiet-btn" name="action" value=value>
                {t(lang, key)}
            </button>
        }
    };
    if page.asked_to_discard {
        return Some(
            view! {
                <div class="withdraw" role="alert">
                    <p class="warning">{tf(lang, K::DraftDiscardAsk, &named)}</p>
                    {button("discard-sure", K::DraftDiscardSure)}
                    <a href=format!("/work/{}", page.item.row.id)>{t(lang, K::DraftDiscardNot)}</a>
                </div>
            }
            .into_any(),
        );
    }
    Some(
        view! {
            <div class="withdraw">
                <p>{tf(lang, K::DraftNote, &named)}</p>
                {button("discard", K::DraftDiscard)}
            </div>
        }
        .into_any(),
    )
}

/// The document of the duty that was handed over last, to be put in by a button where it is
/// another one than stands in the form.
fn last_document(lang: Lang, page: &ReportPage) -> Option<AnyView> {
    let last = page.last_document.as_ref()?;
    if last.number == page.form.document_number {
        return None;
    }
    let day = last.day.map(|it| text::day(lang, it)).unwrap_or_default();
    let words = tf(lang, K::LastDocument, &[&last.number, &day]);
    Some(
        view! {
            <p class="offered">
                {words} " "
                <button class="btn quiet-btn" name="action" value="last-document">
                    {t(lang, K::LastDocumentUse)}
                </button>
            </p>
        }
        .into_any(),
    )
}

/// The other answer to a period: nothing came up in it, for the reason typed above. It can be given
/// once the period is over; before, it is said from when.
fn nothing_arose(lang: Lang, page: &ReportPage) -> Option<AnyView> {
    let slot = page.item.row.slot.as_ref()?;
    if !slot.over {
        let from = text::day(lang, slot.period.to);
        return Some(
            view! { <p class="offered quiet">{tf(lang, K::NothingLater, &[&from])}</p> }.into_any(),
        );
    }
    Some(
        view! {
            <p class="offered">
                {tf(lang, K::NothingHint, &[t(lang, K::ProducedInPeriod)])} " "
                <button class="btn quiet-btn" name="action" value="nothing">
                    {t(lang, K::NothingSend)}
                </button>
            </p>
        }
        .into_any(),
    )
}

/// What a report carries unseen.
pub(super) fn hidden(form: &ReportForm) -> AnyView {
    view! {
        <input type="hidden" name="version" value=form.version.to_string()/>
        {marks(&form.marks)}
    }
    .into_any()
}

fn form(frame: &Frame, page: ReportPage) -> AnyView {
    let lang = frame.lang;
    let (form, errors) = (&page.form, &page.errors);
    let sent_to = format!("/islands/files/{}", page.item.row.id);
    let of = ReportOf {
        before: page.last.as_ref(),
        volume: page.volume.as_ref(),
        period: page.item.row.slot.is_some(),
    };
    view! {
        <form
            class="report"
            method="post"
            enctype="multipart/form-data"
            action=format!("/work/{}", page.item.row.id)
        >
            {hidden(form)}
            {on_enter(lang, "submit", K::Send)}
            {draft(lang, &page)}
            {kinds(lang, &page)}
            {last_document(lang, &page)}
            {fields(lang, form, errors, of)}
            {files_field(lang, sent_to, &page.files, refused(lang, &page).collect())}
            {together(lang, &page)}
            {no_secrets(lang, form.no_secrets, errors.no_secrets)}
            {effect(frame, &page)}
            {nothing_arose(lang, &page)}
            {actions(lang, page.next.is_some(), Some(keeper(lang, &page)))}
        </form>
    }
    .into_any()
}

fn withdraw(lang: Lang, page: &ReportPage) -> AnyView {
    let row = &page.item.row;
    let action = format!("/work/{}/withdraw", row.id);
    let deadline = row.current_deadline.filter(|_| page.asked_to_withdraw);
    let Some(deadline) = deadline else {
        return view! {
            <form class="withdraw" method="post" action=action>
                {marks(&page.form.marks)}
                <p>{t(lang, K::WithdrawNote)}</p>
                <button class="btn quiet-btn">{t(lang, K::Withdraw)}</button>
            </form>
        }
        .into_any();
    };
    let late_already = row.submitted_on.is_some_and(|sent| sent > deadline);
    let words = if late_already {
        K::WithdrawStillLate
    } else {
        K::WithdrawLate
    };
    view! {
        <form class="withdraw" method="post" action=action>
            {marks(&page.form.marks)}
            <input type="hidden" name="sure" value="true"/>
            <p class="warning" role="alert">
                {tf(lang, words, &[&text::day(lang, deadline)])}
            </p>
            <button class="btn quiet-btn">{t(lang, K::WithdrawAnyway)}</button>
            <a href=format!("/work/{}", row.id)>{t(lang, K::WithdrawNot)}</a>
        </form>
    }
    .into_any()
}

/// Two people wrote the same report: both versions side by side, nothing lost.
fn conflict(lang: Lang, it: ReportConflict, page: &ReportPage) -> AnyView {
    let mine = &page.form;
    let told =
        |key, of: fn(&ReportForm) -> &String| (key, of(&it.theirs).clone(), of(mine).clone());
    let obstacle = |form: &ReportForm| {
        let cause = Cause::from_code(&form.obstacle);
        cause.map_or_else(String::new, |it| text::cause(lang, it).to_owned())
    };
    let mut rows = vec![
        told(K::Produced, |form| &form.produced),
        told(K::DocNumber, |form| &form.document_number),
        told(K::DocDay, |form| &form.document_day),
        told(K::Link, |form| &form.link),
    ];
    let beside = [
        told(K::VolumeDone, |form| &form.volume),
        (K::Obstacle, obstacle(&it.theirs), obstacle(mine)),
    ];
    let said = |(_, theirs, mine): &(K, String, String)| !(theirs.is_empty() && mine.is_empty());
    rows.extend(beside.into_iter().filter(said));
    if !(it.their_files.is_empty() && page.files.is_empty()) {
        let (theirs, mine) = (file_names(&it.their_files), file_names(&page.files));
        rows.push((K::Files, theirs, mine));
    }
    let heads = [K::Theirs, K::Yours].map(|key| t(lang, key).to_owned());
    let (title, body) = if it.handed_over {
        (K::HandedOverTitle, K::HandedOverBody)
    } else {
        (K::ConflictTitle, K::ConflictBody)
    };
    let words = tf(
        lang,
        body,
        &[&it.person, &it.time, &text::day(lang, it.day)],
    );
    view! {
        <section class="conflict" role="alert">
            <h2>{t(lang, title)}</h2>
            <p>{words}</p>
            {versions(lang, t(lang, title), heads, rows)}
        </section>
    }
    .into_any()
}
