//! `/partners/{code}`: what a company delivers, and how long units let it wait.
//! Read before a meeting with the company, and by the company itself to see what
//! it owes next.
mod charts;
mod lists;
mod units;

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Section, as_of, by_extension, cancelled_late, clocks, closed_late, deadline_ledger,
        explained, explained_count, explained_delivery, explained_wait, figure, filled, glyph,
        href, method_note, one_page, partner_path, redefinitions, sentence, status_count,
        taken_late,
    },
    domain::{DECIDE_WITHIN, DeliveryOf, NumberOf, Of, ShareOf, Status, What},
    text::{self, Key as K, Lang, Run, rich, t, tf},
    views::{Frame, PartnerPage},
};

pub fn page(frame: &Frame, page: PartnerPage) -> Content {
    let lang = frame.lang;
    let tab = page.partner.short_name.to_string();
    let code = page.partner.code.to_string();
    let head = lede(frame, &page);
    let keys = keys(frame, &page);
    let charts = charts::charts(lang, &page);
    let led = units::led(frame, &page);
    let supported = units::supported(frame, &page);
    let owed = lists::owed(frame, &page);
    let past = lists::past(frame, &page);
    let turns = clocks(lang, &page.clocks).map(|content| {
        view! { <Section lang title=K::ClockTitle note=K::ClockNoteCompany>{content}</Section> }
    });
    let content = view! {
        <div data-scope="partner" data-code=code>{head} {keys}</div>
        {charts}
        {led}
        <div class="halves">{owed} {supported}</div>
        {turns}
        {past}
        {deadline_ledger(frame, &page.deadlines)}
        {redefinitions(frame, &page.redefinitions)}
        {method_note(lang)}
    };
    Content::new("partner", tab, content)
}

/// The second half of the sentence, on one company and on all.
pub(super) fn late_and_waiting(
    lang: Lang,
    late: u32,
    finished_late: u32,
    waiting: u32,
) -> Vec<Run> {
    let number = |n: u32| text::integer(lang, i64::from(n));
    let mut runs = match late {
        0 => rich(t(lang, K::PartnerHeadNoLate), &[]),
        n => rich(t(lang, K::PartnerHeadLate), &[&number(n)]),
    };
    if finished_late > 0 {
        runs.extend(rich(
            t(lang, K::PartnerHeadFinishedLate),
            &[&number(finished_late)],
        ));
    }
    if waiting > 0 {
        runs.extend(rich(t(lang, K::PartnerHeadWaiting), &[&number(waiting)]));
    }
    runs
}

/// What became of all that a company had to deliver, where nothing is left.
fn nothing_owed(lang: Lang, page: &PartnerPage) -> Vec<Run> {
    let given = given_away(lang, page);
    let handed_over = page.past.iter().filter(|it| it.submitted_on.is_some());
    // What it had at a unit that is closed stands in the list below.
    let left = page.past.iter().any(|it| it.submitted_on.is_none());
    match (handed_over.count(), given) {
        (0, None) if left => rich(t(lang, K::PartnerHeadClosed), &[]),
        (0, None) if page.cancelled => rich(t(lang, K::PartnerHeadNoneLeft), &[]),
        (0, None) => rich(t(lang, K::PartnerHeadNone), &[]),
        (0, Some(given)) => {
            let mut runs = rich(t(lang, K::PartnerHeadGiven), &[&given]);
            if page.cancelled {
                runs.extend(rich(t(lang, K::PartnerHeadAndCancelled), &[]));
            }
            runs
        }
        (past, given) => {
            let past = text::integer(lang, past as i64);
            let mut runs = rich(t(lang, K::PartnerHeadPast), &[&past]);
            if let Some(given) = given {
                runs.extend(rich(t(lang, K::PartnerHeadAndGiven), &[&given]));
            }
            runs
        }
    }
}

/// "1 mục cho Sở Y tế, 1 mục cho bên khác"; `None`: nothing went to another party.
fn given_away(lang: Lang, page: &PartnerPage) -> Option<String> {
    let all = page.given_away.iter().map(|(to, number)| {
        let to = to.as_deref();
        let to = to.unwrap_or_else(|| t(lang, K::PartnerGivenToOthers));
        let number = text::integer(lang, i64::from(*number));
        tf(lang, K::PartnerGivenTo, &[&number, to])
    });
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// The sentence the page opens with.
pub(super) fn told(lang: Lang, page: &PartnerPage) -> Vec<Run> {
    let f = &page.row.figures;
    if f.products == 0 {
        return nothing_owed(lang, page);
    }
    let counts = [f.products_accepted, f.products].map(|n| text::integer(lang, i64::from(n)));
    let mut runs = rich(t(lang, K::PartnerHead), &[&counts[0], &counts[1]]);
    let waiting = page.row.deliveries.waiting.total();
    let finished_late = page.row.deliveries.finished_late;
    runs.extend(late_and_waiting(
        lang,
        f.products_late,
        finished_late,
        waiting,
    ));
    runs
}

fn lede(frame: &Frame, page: &PartnerPage) -> AnyView {
    let lang = frame.lang;
    let number = |n: u32| text::integer(lang, i64::from(n));
    let runs = told(lang, page);
    let roles = tf(
        lang,
        K::PartnerRoles,
        &[&number(page.row.leads), &number(page.row.supports)],
    );
    // For a company its own page is the first: there is nothing above it.
    let crumb = (!page.own).then(|| {
        view! {
            <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
                <a href=href(frame, "/partners")>{t(lang, K::NavPartners)}</a>
                " / "
                <span>{page.partner.short_name.to_string()}</span>
            </nav>
        }
    });
    view! {
        {crumb}
        <div class="lede plain-lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{page.partner.short_name.to_string()}</b>
                    <span>{page.partner.name.to_string()}</span>
                    <span>{roles}</span>
                </p>
                <h1>{sentence(runs)}</h1>
                <p class="pace second">{late_sentence(lang, page)} {owed_sentence(lang, page)}</p>
                {cancelled_late(lang, page.cancelled_late)}
                {taken_late(lang, page.row.deliveries.taken_late)}
                {closed_late(lang, page.closed_late)}
            </div>
            <div class="lede-end">{one_page(frame, &partner_path(&page.partner.code))} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// "Trong 34 bàn giao trễ: 17 chưa bàn giao, 6 gửi muộn, đang chờ, …": the number of the
/// sentence is that of the lists.
fn late_sentence(lang: Lang, page: &PartnerPage) -> Option<String> {
    let late = page.row.figures.products_late;
    let parts = late_parts(lang, page);
    (late > 0 && parts.len() > 1).then(|| {
        let late = text::integer(lang, i64::from(late));
        tf(lang, K::PartnerLateParts, &[&late, &parts.join("; ")]) + " "
    })
}

/// What it owes until the end of the month, with the way to the list.
fn owed_sentence(lang: Lang, page: &PartnerPage) -> AnyView {
    let owed = &page.owed;
    let until = text::day(lang, owed.until);
    let number = |n: usize| text::integer(lang, n as i64);
    let (late, month) = (owed.late.len(), owed.month.len());
    if late + month == 0 {
        return tf(lang, K::PartnerOwedNothing, &[&until]).into_any();
    }
    let mut runs = rich(
        t(lang, K::PartnerOwedLead),
        &[&until, &number(late + month)],
    );
    runs.extend(match late {
        0 => rich(t(lang, K::PartnerOwedNoLate), &[]),
        n => rich(t(lang, K::PartnerOwedLate), &[&number(n), &number(month)]),
    });
    let waits = owed.late.iter().filter(|it| it.row.waits_since.is_some());
    let waits = match waits.count() {
        0 => String::new(),
        n => format!(" {}", tf(lang, K::PartnerOwedWaits, &[&number(n)])),
    };
    view! {
        {sentence(runs)}
        {waits}
        " "
        <a href="#owed">{t(lang, K::PartnerOwedLink)}</a>
    }
    .into_any()
}

/// What the late deliveries of the sentence are: only some can still be handed over here.
fn late_parts(lang: Lang, page: &PartnerPage) -> Vec<String> {
    let parts = [
        (K::KeyLateOwed, page.owed.late.len() as u32),
        (K::KeyLateWaiting, page.late_waiting),
        (K::KeyLateOrphaned, page.late_orphaned),
        (K::KeyLateElsewhere, page.late_elsewhere),
    ];
    let parts = parts.into_iter().filter(|(_, n)| *n > 0);
    parts
        .map(|(key, n)| tf(lang, key, &[&text::integer(lang, i64::from(n))]))
        .collect()
}

/// The same with the longest, for its tile.
fn late_note(lang: Lang, page: &PartnerPage) -> String {
    let mut words = late_parts(lang, page);
    if let Some(longest) = page.late_days.longest() {
        words.push(tf(
            lang,
            K::KeyLateLongest,
            &[&text::days(lang, longest.into())],
        ));
    }
    words.iter().map(|words| format!("{words}; ")).collect()
}

/// The five key figures.
fn keys(frame: &Frame, page: &PartnerPage) -> AnyView {
    let lang = frame.lang;
    let code = &page.partner.code;
    let of = Of::Partner(code.clone());
    let (f, d) = (&page.row.figures, &page.row.deliveries);
    let number = |n: u32| text::integer(lang, i64::from(n));
    let share = |share: ShareOf| explained(frame, &of, share, f);
    let count = |it: NumberOf| explained_count(frame, &of, What::Number(it), f);
    let delivery = |it: DeliveryOf| explained_delivery(frame, &of, it, d);
    let delivered = filled(
        t(lang, K::KeyDeliveredNote),
        vec![count(NumberOf::Products)],
    );
    let accepted = filled(
        t(lang, K::KeyAcceptedNote),
        vec![
            delivery(DeliveryOf::Returned),
            delivery(DeliveryOf::Waiting),
        ],
    );
    let late = late_note(lang, page);
    let sign = (f.products_late > 0).then(|| glyph(Status::Late));
    let first = tf(
        lang,
        K::KeyFirstNote,
        &[&number(d.accepted_first), &number(d.decided_first)],
    );
    let wait = tf(lang, K::KeyWaitNote, &[&DECIDE_WITHIN.to_string()]);
    let wait_class = if d.waits().total() < 15 {
        "big quiet"
    } else {
        "big"
    };
    let first_class = if d.decided_first < 15 {
        "big quiet"
    } else {
        "big"
    };
    let statuses: Vec<_> = Status::ALL
        .iter()
        .map(|s| status_count(lang, f, *s))
        .collect();
    view! {
        <dl class="keys" aria-label=t(lang, K::PartnerKeys)>
            <div>
                <dt>{t(lang, K::KeyDelivered)}</dt>
                <dd class="big">{count(NumberOf::ProductsClaimed)}</dd>
                <dd class="note">
                    {delivered} ", " {t(lang, K::KeyByWeight)} " "
                    {share(ShareOf::Claimed)}
                </dd>
            </div>
            <div>
                <dt>{t(lang, K::Accepted)}</dt>
                <dd class="big">
                    {count(NumberOf::ProductsAccepted)}
                </dd>
                <dd class="note">
                    {t(lang, K::KeyByWeight)} " " {share(ShareOf::Accepted)} "; "
                    {accepted}
                </dd>
            </div>
            <div>
                <dt>{t(lang, K::PartnersLate)}</dt>
                <dd class="big">
                    {sign} {count(NumberOf::ProductsLate)}
                </dd>
                <dd class="note">
                    {late} {t(lang, K::KeyInTime)} " " {delivery(DeliveryOf::InTime)}
                    {by_extension(lang, d).map(|words| format!(" ({words})"))}
                </dd>
            </div>
            <div>
                <dt>{t(lang, K::PartnersFirst)}</dt>
                <dd class=first_class>
                    {delivery(DeliveryOf::AcceptedFirst)}
                </dd>
                <dd class="note">{first}</dd>
            </div>
            <div>
                <dt>{t(lang, K::PartnersWait)}</dt>
                <dd class=wait_class>
                    {explained_wait(frame, &of, d)}
                </dd>
                <dd class="note">{wait} " " <span class="provisional" title=t(lang, K::ProvisionalWhy)>{t(lang, K::Provisional)}</span></dd>
            </div>
        </dl>
        // The plans and the statuses, for those who read by machine.
        <p class="sr">
            {t(lang, K::Plan)} " " {figure(lang, "expected_original", f.expected_original())} ", "
            {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
        </p>
        <span hidden>{statuses}</span>
    }
    .into_any()
}
