//! `/review`: the desk of who decides.
use leptos::prelude::*;

use super::{Content, review_values, to_arrange};
use crate::{
    components::{
        Cells, Choice, Head, Section, choices, deadlines, download, filter_button, marks,
        milestone_mark, same_order, select, sorted_heads, table, tick_all, time,
    },
    domain::{DECIDE_WITHIN, DECISION_DAYS, Event, MilestoneKind, STAND_IN_AFTER, UnitKind},
    text::{self, Key as K, Lang, t, tf},
    views::{
        AskedItem, Batch, Counted, Decided, DecidedValues, Desk, DeskForm, DeskList, Frame,
        HeldBack, LeftOut, Marks, PlanItem, PlansDone, ReviewColumn, ReviewFilter, ReviewItem,
        ReviewList, Table, Waiting, WaitsOver,
    },
};

const HEADS: [Head<ReviewColumn>; 7] = [
    (Some(ReviewColumn::Title), K::Milestone, Cells::Words),
    (Some(ReviewColumn::Unit), K::Unit, Cells::Words),
    (Some(ReviewColumn::Party), K::Responsible, Cells::Words),
    (Some(ReviewColumn::Deadline), K::Deadline, Cells::Words),
    (Some(ReviewColumn::Sent), K::SentOn, Cells::Words),
    (Some(ReviewColumn::Waiting), K::WaitingHead, Cells::Numbers),
    (
        Some(ReviewColumn::Points),
        K::DeskPointsOfUnit,
        Cells::Numbers,
    ),
];

/// Rows of a list that are seen at once; the others are unfolded.
const FIRST: usize = 8;

pub fn page(frame: &Frame, list: ReviewList) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavReview);
    let count = |n: usize| text::integer(lang, n as i64);
    if list.filter.list == Some(DeskList::Values) {
        return Content::new("review", tab, values_alone(frame, &list));
    }
    let (values, values_done) = values(frame, &list);
    let changed = changed(lang, list.changed);
    let beside = beside(lang, &list);
    let done = list.done.as_ref().map(|done| plans_done(lang, done));
    let form = (list.waiting.total > 0).then(|| filter(frame, &list));
    let matching = list.filter.any().then(|| {
        let told = match list.matching_held.filter(|held| !held.is_zero()) {
            Some(held) => tf(
                lang,
                K::DeskMatchingHeld,
                &[&count(list.matching), &text::points(lang, held.permille())],
            ),
            None => tf(lang, K::DeskMatching, &[&count(list.matching)]),
        };
        view! { <p class="second"><b>{told}</b></p> }
    });
    let none = (list.matching == 0 && list.waiting.total > 0)
        .then(|| view! { <p class="quiet none">{t(lang, K::DeskNoMatch)}</p> });
    let on_paper = on_paper(lang, &list);
    let more = (list.pages > 1).then(|| pages(frame, &list.filter, list.page, list.pages));
    let table = (!list.items.is_empty()).then(|| waiting_table(frame, &list.filter, list.items));
    let held = (list.held.len() > 1).then(|| held_back(lang, &list.filter, list.held));
    let plans =
        (!list.plans.is_empty()).then(|| plans(lang, &list.filter, &list.marks, list.plans));
    let decided_values = list.decided_values;
    let any = !list.decided.is_empty() || decided_values.any();
    let decided = any.then(|| decided(lang, list.decided, decided_values));
    let take_away = (list.waiting.total > 0).then(|| download(frame, Table::Review));
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">
                    {sentence(frame, &list.waiting)} {and_values(lang, list.values.own)}
                </h1>
                <p class="second">{kinds(lang, &list.waiting)} " " {take_away}</p>
                {beside}
            </div>
        </div>
        {done}
        {values_done}
        {changed}
        {form}
        {matching}
        {none}
        {on_paper}
        {table}
        {more}
        {values}
        {plans}
        {decided}
        {held}
        {asked(frame, list.asked)}
        {to_arrange::lists(frame, list.to_arrange)}
    };
    Content::new("review", tab, content)
}

/// The measurements that wait, and what became of those that were just decided on.
fn values(frame: &Frame, list: &ReviewList) -> (Option<AnyView>, Option<AnyView>) {
    let (lang, desk) = (frame.lang, &list.values);
    let section = (!desk.rows.is_empty())
        .then(|| review_values::section(frame, &list.filter, &list.marks, desk));
    let done = desk.done.as_ref();
    (section, done.map(|done| review_values::done(lang, done)))
}

/// The desk with the measurements alone.
fn values_alone(frame: &Frame, list: &ReviewList) -> AnyView {
    let lang = frame.lang;
    let (values, done) = values(frame, list);
    let whole = ReviewFilter {
        list: None,
        signs: false,
        ..list.filter.clone()
    };
    let none = match list.filter.any() {
        true => K::ValuesNoMatch,
        false => K::ValuesNone,
    };
    let none = values
        .is_none()
        .then(|| view! { <p class="quiet none">{t(lang, none)}</p> });
    let number = list.values.own;
    let form = (number + list.values.total > 0).then(|| values_filter(lang, list));
    let turn = (list.values.pages > 1)
        .then(|| pages(frame, &list.filter, list.values.page, list.values.pages));
    let on_paper = on_paper(lang, list);
    let filtered = told_filter(lang, list);
    let filtered = (!filtered.is_empty()).then(|| {
        let all = ReviewFilter {
            list: list.filter.list,
            ..ReviewFilter::default()
        };
        view! {
            <p class="second">
                {tf(lang, K::ValuesFiltered, &[&filtered.join(" · ")])} " "
                <a class="clear" href=all.address("/review", &[])>{t(lang, K::FilterClear)}</a>
            </p>
        }
    });
    view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">
                    {t(lang, K::ValuesAlone)}
                </h1>
                <p class="second">
                    <a href=whole.address("/review", &[])>{t(lang, K::ValuesBack)}</a>
                </p>
                {filtered}
            </div>
        </div>
        {done}
        {changed(lang, list.changed)}
        {form}
        {on_paper}
        {values}
        {turn}
        {none}
    }
    .into_any()
}

/// Of the measurements those of a unit, or those with a sign.
fn values_filter(lang: Lang, list: &ReviewList) -> AnyView {
    let filter = &list.filter;
    let units = list.values.units.iter();
    let units = units.map(|(code, name, number)| Choice {
        value: code.to_string(),
        word: format!("{name} ({})", text::integer(lang, *number as i64)),
        chosen: filter.unit.as_ref() == Some(code),
    });
    let units = select(lang, "unit", K::Unit, units.collect());
    let workstream = filter.workstream.as_ref().map(|code| {
        view! { <input type="hidden" name="workstream" value=code.to_string()/> }
    });
    view! {
        <form class="filter" method="get" action="/review">
            <input type="hidden" name="list" value=DeskList::Values.code()/>
            {workstream}
            <p class="wide">
                <label for="q">{t(lang, K::ValuesSearch)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone()/>
            </p>
            {units}
            <p class="tick">
                <label class="check">
                    <input type="checkbox" name="signs" value="1" checked=filter.signs/>
                    <span>{t(lang, K::ValuesWithSigns)}</span>
                </label>
            </p>
            <p class="go">
                <button class="btn">{t(lang, K::FilterButton)}</button>
            </p>
        </form>
    }
    .into_any()
}

/// "192 báo cáo chờ quyết định, giữ lại 2,0 điểm của Thành phố; lâu nhất 65 ngày"
pub(super) fn sentence(frame: &Frame, waiting: &Waiting) -> String {
    let lang = frame.lang;
    let number = text::integer(lang, waiting.total as i64);
    let longest = text::days(lang, waiting.longest);
    match waiting.held.filter(|held| !held.is_zero()) {
        _ if waiting.total == 0 => t(lang, K::ReviewTitleNone).to_owned(),
        Some(held) => {
            let points = text::points(lang, held.permille());
            let whole = if waiting.of_unit {
                t(lang, K::DeskOfUnit)
            } else {
                text::place(lang, frame.place())
            };
            tf(lang, K::DeskTitle, &[&number, &points, whole, &longest])
        }
        None => tf(lang, K::DeskTitlePlain, &[&number, &longest]),
    }
}

/// ", 12 số đo chờ duyệt"
fn and_values(lang: Lang, number: usize) -> Option<String> {
    (number > 0).then(|| {
        tf(
            lang,
            K::DeskAndValues,
            &[&text::integer(lang, number as i64)],
        )
    })
}

/// On paper, where neither the filter nor the other pages are seen: which part of the list it is.
fn on_paper(lang: Lang, list: &ReviewList) -> Option<AnyView> {
    let (page, pages) = match list.filter.list {
        Some(DeskList::Values) => (list.values.page, list.values.pages),
        None => (list.page, list.pages),
    };
    let pages = (pages > 1).then(|| {
        let numbers = [page, pages].map(|n| text::integer(lang, n as i64));
        tf(lang, K::PageOf, &[&numbers[0], &numbers[1]])
    });
    let by = list.filter.sorted.by;
    let sorted = (by != ReviewColumn::Waiting).then(|| sorted_told(lang, by));
    let told = pages.into_iter().chain(told_filter(lang, list));
    let told: Vec<String> = told.chain(sorted).collect();
    (!told.is_empty()).then(|| view! { <p class="on-paper">{told.join(" · ")}</p> }.into_any())
}

/// The filter in words: "Đơn vị hoặc mốc: Sở Y tế", …
pub fn told_filter(lang: Lang, list: &ReviewList) -> Vec<String> {
    let filter = &list.filter;
    let chosen = |key: K, value: Option<String>| value.map(|it| format!("{}: {it}", t(lang, key)));
    let named = |name: Option<&str>| name.map(str::to_owned);
    let workstream = filter.workstream.as_ref().map(|code| {
        let named = list.workstreams.iter().find(|(it, _)| it == code);
        named.map_or_else(|| code.to_string(), |(_, name)| name.to_string())
    });
    let partner = filter.partner.as_ref().map(|code| {
        let named = list.partners.iter().find(|(it, _)| it == code);
        named.map_or_else(|| code.to_string(), |(_, name)| name.to_string())
    });
    let unit = filter.unit.as_ref().map(|code| {
        let named = list.values.units.iter().find(|(it, ..)| it == code);
        named.map_or_else(|| code.to_string(), |(_, name, _)| name.to_string())
    });
    let text = Some(filter.text.clone()).filter(|text| !text.is_empty());
    [
        chosen(K::DeskSearch, text),
        chosen(
            K::MilestoneKind,
            named(filter.kind.map(|it| text::kind(lang, it))),
        ),
        chosen(K::Duty, workstream),
        chosen(K::MatrixPartner, partner),
        chosen(K::Unit, unit),
        filter.signs.then(|| t(lang, K::ValuesWithSigns).to_owned()),
        chosen(
            K::DeskCounted,
            named(filter.counted.map(|it| text::counted(lang, it))),
        ),
        chosen(
            K::FilterKind,
            named(filter.unit_kind.map(|it| text::unit_kind(lang, it))),
        ),
        chosen(
            K::DeskWaits,
            filter.waits.map(|it| text::waits_over(lang, it)),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// "xếp theo đơn vị"
fn sorted_told(lang: Lang, by: ReviewColumn) -> String {
    let head = HEADS.iter().find(|(column, ..)| *column == Some(by));
    let head = head.map_or("", |(_, words, _)| t(lang, *words));
    tf(lang, K::DeskSorted, &[&head.to_lowercase()])
}

/// What else waits on this page: requests, and work that lies with nobody; for who decides
/// nothing now, how much waits for the office.
fn beside(lang: Lang, list: &ReviewList) -> Option<AnyView> {
    let count = |n: usize| text::integer(lang, n as i64);
    let link = |n: usize, to: &'static str, key: K| {
        (n > 0).then(|| view! { <a href=to>{tf(lang, key, &[&count(n)])}</a> " " }.into_any())
    };
    let nobodys = &list.to_arrange;
    let (reassign, closed) = (&nobodys.to_reassign, &nobodys.of_closed_units);
    let others = (list.others > 0).then(|| {
        view! { <span>{tf(lang, K::DeskOfOthers, &[&count(list.others)])}</span> }.into_any()
    });
    let told: Vec<_> = [
        link(list.asked.len(), "#asked", K::DeskAsked),
        link(reassign.len(), "#to-reassign", K::ToReassign),
        link(closed.len(), "#of-closed-units", K::OfClosedUnits),
        others,
    ]
    .into_iter()
    .flatten()
    .collect();
    (!told.is_empty()).then(|| view! { <p class="beside">{told}</p> }.into_any())
}

/// "129 sản phẩm, 24 kết quả, 39 kế hoạch và quy trình (trọng số 0)."
pub(super) fn kinds(lang: Lang, waiting: &Waiting) -> Option<String> {
    let count = |n: usize| text::integer(lang, n as i64);
    let (products, outcomes) = (count(waiting.products), count(waiting.outcomes));
    let uncounted = count(waiting.uncounted);
    let told = tf(lang, K::DeskKinds, &[&products, &outcomes, &uncounted]);
    let overdue = (waiting.overdue > 0).then(|| {
        let number = text::integer(lang, i64::from(waiting.overdue));
        tf(
            lang,
            K::ReviewOverdue,
            &[&number, &DECISION_DAYS.to_string()],
        )
    });
    let instead =
        (waiting.instead > 0).then(|| tf(lang, K::DeskInstead, &[&count(waiting.instead)]));
    let told = [Some(told), instead, overdue].into_iter().flatten();
    (waiting.total > 0).then(|| told.collect::<Vec<_>>().join(" "))
}

fn filter(frame: &Frame, list: &ReviewList) -> AnyView {
    let lang = frame.lang;
    let filter = &list.filter;
    let named = |value: &str, word: &str, chosen: bool| Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        chosen,
    };
    let workstreams = list
        .workstreams
        .iter()
        .map(|(code, name)| {
            named(
                code.as_str(),
                name,
                filter.workstream.as_ref() == Some(code),
            )
        })
        .collect();
    let partners: Vec<Choice> = list
        .partners
        .iter()
        .map(|(code, name)| named(code.as_str(), name, filter.partner.as_ref() == Some(code)))
        .collect();
    let partners =
        (!partners.is_empty()).then(|| select(lang, "partner", K::MatrixPartner, partners));
    let kinds = choices(
        lang,
        MilestoneKind::ALL,
        filter.kind,
        MilestoneKind::code,
        text::kind,
    );
    let counted = choices(
        lang,
        Counted::ALL,
        filter.counted,
        Counted::code,
        text::counted,
    );
    let waits = choices(
        lang,
        WaitsOver::ALL,
        filter.waits,
        WaitsOver::code,
        text::waits_over,
    );
    // Whoever decides for one unit has one kind of it.
    let kinds_of_unit = (!list.waiting.of_unit).then(|| {
        let all = choices(
            lang,
            UnitKind::ALL,
            filter.unit_kind,
            UnitKind::code,
            text::unit_kind,
        );
        select(lang, "unit-kind", K::FilterKind, all)
    });
    let open = filter.any();
    view! {
        <details class="fold" open=open>
        <summary>{t(lang, K::DeskFilter)}</summary>
        <form class="filter" method="get" action="/review">
            {same_order(frame)}
            <p class="wide">
                <label for="q">{t(lang, K::DeskSearch)}</label>
                <input id="q" name="q" type="search" value=filter.text.clone()/>
            </p>
            {select(lang, "kind", K::MilestoneKind, kinds)}
            {select(lang, "workstream", K::Duty, workstreams)}
            {partners}
            {kinds_of_unit}
            {select(lang, "counted", K::DeskCounted, counted)}
            {select(lang, "waits", K::DeskWaits, waits)}
            {filter_button(frame, "/review", *filter != ReviewFilter::default())}
        </form>
        </details>
    }
    .into_any()
}

fn waiting_table(frame: &Frame, filter: &ReviewFilter, items: Vec<ReviewItem>) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = items
        .into_iter()
        .map(|item| line(frame, filter, item))
        .collect();
    let heads = sorted_heads(frame, filter.sorted, &HEADS);
    table(
        t(lang, K::NavReview),
        Some("list review-table"),
        heads,
        rows,
    )
}

fn line(frame: &Frame, filter: &ReviewFilter, item: ReviewItem) -> AnyView {
    let lang = frame.lang;
    let title = title(lang, filter, &item);
    let row = item.row;
    let attempt = (item.attempt > 1).then(|| {
        let words = tf(lang, K::Attempt, &[&item.attempt.to_string()]);
        view! { <span class="line quiet">{words}</span> }
    });
    let by = row.partner.as_ref().map_or_else(
        || t(lang, K::TheUnit).to_owned(),
        |(_, name)| name.to_string(),
    );
    let held = item.held_too_long.then(|| {
        let words = tf(lang, K::HeldTooLong, &[&DECIDE_WITHIN.to_string()]);
        view! { <span class="line late">{words}</span> }
    });
    let left = match item.in_place_of {
        Some(of) => Some(text::in_place_of(lang, of).to_owned()),
        None if item.left_undecided && !item.own_unit => {
            Some(tf(lang, K::LeftUndecided, &[&STAND_IN_AFTER.to_string()]))
        }
        None => None,
    };
    let left = left.map(|words| view! { <span class="line plain second">{words}</span> });
    let mark = row.late.then(|| {
        view! { <span class="line plain">{milestone_mark(lang, &row)}</span> }
    });
    let adds = item
        .adds
        .map(|adds| format!("+{}", text::points(lang, adds.permille())));
    view! {
        <tr data-milestone=row.id.to_string()>
            <th scope="row">{title} {left} {mark}</th>
            <td>
                {item.unit_name.to_string()}
                <span class="line quiet">{item.workstream_name.to_string()}</span>
            </td>
            <td class="less" data-label=t(lang, K::Responsible)>{by}</td>
            <td data-label=t(lang, K::Deadline)>{deadlines(lang, &row)}</td>
            <td class="less" data-label=t(lang, K::SentOn)>{row.submitted_on.map(|day| time(lang, day))} {attempt}</td>
            <td class="n nowrap key" data-label=t(lang, K::WaitingHead)>
                <b>{text::days(lang, item.waiting_days)}</b>
                {held}
            </td>
            <td class="n nowrap" data-label=t(lang, K::DeskPointsOfUnit)>{adds}</td>
        </tr>
    }
    .into_any()
}

/// The report as a link; without one for the reader's own unit.
fn title(lang: Lang, filter: &ReviewFilter, item: &ReviewItem) -> AnyView {
    let name = item.row.title.to_string();
    if item.own_unit {
        return view! {
            <b>{name}</b>
            <span class="line provisional">{t(lang, K::OwnUnit)}</span>
        }
        .into_any();
    }
    let path = filter.address(&format!("/review/{}", item.row.id), &[]);
    view! { <a href=path>{name}</a> }.into_any()
}

fn pages(frame: &Frame, filter: &ReviewFilter, page: usize, pages: usize) -> AnyView {
    let lang = frame.lang;
    let link = |to: usize, key: K| {
        (1..=pages).contains(&to).then(|| {
            let path = filter.address("/review", &[("page", &to.to_string())]);
            view! { <a class="btn quiet-btn" href=path>{t(lang, key)}</a> }
        })
    };
    let words = tf(lang, K::PageOf, &[&page.to_string(), &pages.to_string()]);
    view! {
        <nav class="pages" aria-label=t(lang, K::Pages)>
            {link(page.saturating_sub(1), K::PrevPage)} <span>{words}</span>
            {link(page + 1, K::NextPage)}
        </nav>
    }
    .into_any()
}

/// Plans and processes: one look at the list, one button. What changes meanwhile stays out.
fn plans(lang: Lang, filter: &ReviewFilter, given: &Marks, items: Vec<PlanItem>) -> AnyView {
    let number = items.len();
    let ready = items.iter().filter(|it| !it.mark.is_empty()).count();
    let mut rows: Vec<_> = items.into_iter().map(|it| plan(lang, filter, it)).collect();
    let title = tf(lang, K::PlansTitle, &[&text::integer(lang, number as i64)]);
    let rest = rows.split_off(rows.len().min(FIRST));
    let rest = (!rest.is_empty()).then(|| {
        let words = tf(lang, K::AllRows, &[&text::integer(lang, number as i64)]);
        view! {
            <details>
                <summary>{words}</summary>
                <ul>{rest}</ul>
            </details>
        }
    });
    let all = (ready > 1).then(|| tick_all(lang, K::TickAll));
    let button = (ready > 0).then(|| {
        view! {
            <p>
                <button class="btn quiet-btn">{t(lang, K::PlansAccept)}</button>
                " "
                <span class="small second">{t(lang, K::PlansLeftOutNote)}</span>
            </p>
        }
    });
    let content = view! {
        <form class="plans" method="post" action=filter.address("/review", &[])>
            {marks(given)}
            <input type="hidden" name="about" value=Batch::Plans.code()/>
            {all}
            <ul>{rows}</ul>
            {rest}
            {button}
        </form>
    };
    view! { <Section lang title note=t(lang, K::PlansNote).to_owned()>{content}</Section> }
        .into_any()
}

fn plan(lang: Lang, filter: &ReviewFilter, it: PlanItem) -> AnyView {
    let (item, ready) = (it.item, !it.mark.is_empty());
    let link = title(lang, filter, &item);
    let facts = [
        item.unit_name.to_string(),
        item.workstream_name.to_string(),
        it.document,
        text::days(lang, item.waiting_days),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|it| !it.is_empty()).collect();
    let pick = tf(lang, K::PlansPick, &[&item.row.title]);
    view! {
        <li data-milestone=item.row.id.to_string()>
            <label>
                <input
                    type="checkbox"
                    name=Batch::Plans.boxes()
                    value=it.mark
                    checked=it.ticked
                    data-plain=""
                    disabled=!ready
                    aria-label=pick
                />
            </label>
            <span>
                {link}
                <span class="line quiet">{facts.join(" · ")}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Of a form that came back: what is ticked no more.
fn changed(lang: Lang, number: usize) -> Option<AnyView> {
    (number > 0).then(|| {
        let words = tf(
            lang,
            K::TickedChanged,
            &[&text::integer(lang, number as i64)],
        );
        view! { <p class="conflict" role="status">{words}</p> }.into_any()
    })
}

/// What was ticked and typed in a form that could not be written: whose it is cannot be read.
pub(super) fn unwritten(lang: Lang, form: &DeskForm) -> AnyView {
    let name = form.about.boxes();
    let boxes: Vec<_> = form
        .ticked
        .iter()
        .map(|it| view! { <input type="hidden" name=name value=it.clone()/> })
        .collect();
    let returns = form.event == Event::Returned.code();
    let reason = returns.then(|| review_values::reason(lang, &form.reason, None));
    let number = text::integer(lang, form.ticked.len() as i64);
    let button = match (form.about, returns) {
        (Batch::Plans, _) => t(lang, K::PlansAccept).to_owned(),
        (Batch::Values, false) => t(lang, K::ValuesAccept).to_owned(),
        (Batch::Values, true) => t(lang, K::ValuesReturn).to_owned(),
        (Batch::Older, _) => tf(lang, K::OlderClose, &[&number]),
    };
    view! {
        {marks(&form.marks)}
        <input type="hidden" name="about" value=form.about.code()/>
        <input type="hidden" name="event" value=form.event.clone()/>
        {boxes}
        <p>{tf(lang, K::TickedKept, &[&number])}</p>
        {reason}
        <p>
            <button class="btn">{button}</button>
        </p>
    }
    .into_any()
}

/// What became of plans that were decided on together.
fn plans_done(lang: Lang, done: &PlansDone) -> AnyView {
    let words = tf(
        lang,
        K::PlansDone,
        &[&text::integer(lang, done.accepted as i64)],
    );
    let left_out: Vec<_> = done.left_out.iter().map(|it| left_out(lang, it)).collect();
    let left_out = (!left_out.is_empty()).then(|| {
        let title = tf(
            lang,
            K::PlansLeftOut,
            &[&text::integer(lang, left_out.len() as i64)],
        );
        view! {
            <p>{title}</p>
            <ul>{left_out}</ul>
        }
    });
    let class = if done.left_out.is_empty() && done.accepted > 0 {
        "notice-line"
    } else {
        "conflict"
    };
    let words = match (done.accepted, done.left_out.is_empty()) {
        (0, true) => t(lang, K::PlansNone).to_owned(),
        _ => words,
    };
    view! {
        <div class=class role="status">
            <p>
                <b>{words}</b>
            </p>
            {left_out}
        </div>
    }
    .into_any()
}

fn left_out(lang: Lang, it: &LeftOut) -> AnyView {
    let path = format!("/review/{}", it.milestone);
    view! {
        <li>
            <a href=path>{it.title.to_string()}</a>
            " · "
            {it.unit_name.to_string()}
            ": "
            {text::left_out(lang, it.why)}
        </li>
    }
    .into_any()
}

/// The reader's own decisions of today, each with the way to look at it again.
fn decided(lang: Lang, all: Vec<Decided>, values: DecidedValues) -> AnyView {
    let number = all.len();
    let of = |event| all.iter().filter(|it| it.event == event).count();
    let count = |n: usize| text::integer(lang, n as i64);
    let note = tf(
        lang,
        K::DecidedCounts,
        &[
            &count(of(crate::domain::Event::Accepted)),
            &count(of(crate::domain::Event::Returned)),
        ],
    );
    let of_values = values.any().then(|| {
        let [accepted, returned] = [values.accepted, values.returned].map(count);
        tf(lang, K::DecidedValues, &[&accepted, &returned])
    });
    let note = match (number, of_values) {
        (0, Some(of_values)) => of_values,
        (_, Some(of_values)) => format!("{note}; {of_values}"),
        (_, None) => note,
    };
    let listed = (number > 0).then(|| t(lang, K::DecidedNote));
    let undone = values.any().then(|| t(lang, K::DecidedValuesNote));
    let mut rows: Vec<_> = all.into_iter().map(|it| decision(lang, it)).collect();
    let rest = rows.split_off(rows.len().min(FIRST));
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{tf(lang, K::AllRows, &[&count(number)])}</summary>
                <ol>{rest}</ol>
            </details>
        }
    });
    let all = number + values.accepted + values.returned;
    let title = tf(lang, K::DecidedToday, &[&count(all)]);
    let content = view! {
        <div class="decided">
            {(!rows.is_empty()).then(|| view! { <ol>{rows}</ol> })}
            {rest}
            <p class="small quiet">{listed} " " {undone}</p>
        </div>
    };
    view! { <Section lang title note>{content}</Section> }.into_any()
}

fn decision(lang: Lang, it: Decided) -> AnyView {
    let act = if it.may_revoke {
        K::DecidedRevoke
    } else {
        K::DecidedSee
    };
    let path = format!("/review/{}", it.milestone);
    view! {
        <li data-milestone=it.milestone.to_string()>
            <span class="when">{it.time}</span>
            <span>
                <b>{text::happened(lang, it.event, it.renamed)}</b>
                " "
                {it.unit_name.to_string()}
                <span class="line quiet">{it.title.to_string()}</span>
            </span>
            <a href=path aria-label=format!("{}: {}", t(lang, act), it.title)>
                {t(lang, act)}
            </a>
        </li>
    }
    .into_any()
}

/// What waits by workstream, each a filter.
fn held_back(lang: Lang, filter: &ReviewFilter, all: Vec<HeldBack>) -> AnyView {
    let number = all.len();
    let row = |it: HeldBack| {
        let only = ReviewFilter {
            workstream: Some(it.workstream.clone()),
            ..filter.clone()
        };
        let here = (filter.workstream.as_ref() == Some(&it.workstream)).then_some("true");
        let held = it
            .held
            .filter(|held| !held.is_zero())
            .map(|held| text::points(lang, held.permille()));
        view! {
            <tr>
                <th scope="row">
                    <a href=only.address("/review", &[]) aria-current=here>
                        {it.name.to_string()}
                    </a>
                </th>
                <td class="n">{text::integer(lang, it.reports as i64)}</td>
                <td class="n">{held}</td>
            </tr>
        }
        .into_any()
    };
    let mut rows: Vec<AnyView> = all.into_iter().map(row).collect();
    let rest = rows.split_off(rows.len().min(FIRST));
    let table = |rows: Vec<AnyView>| {
        view! {
            <table class="held">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Duty)}</th>
                        <th scope="col" class="n">{t(lang, K::DeskReports)}</th>
                        <th scope="col" class="n">{t(lang, K::DeskHeld)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    };
    let first = table(rows);
    let rest = (!rest.is_empty()).then(|| {
        let words = tf(
            lang,
            K::OtherRows,
            &[&text::integer(lang, (number - FIRST) as i64)],
        );
        view! {
            <details>
                <summary>{words}</summary>
                {table(rest)}
            </details>
        }
    });
    let title = t(lang, K::DeskHeldTitle).to_owned();
    let note = t(lang, K::DeskHeldNote).to_owned();
    let content = view! { {first} {rest} };
    view! { <Section lang title note>{content}</Section> }.into_any()
}

/// Requests for more time that wait for an answer.
fn asked(frame: &Frame, items: Vec<AskedItem>) -> Option<AnyView> {
    let lang = frame.lang;
    let title = tf(
        lang,
        K::AskedTitle,
        &[&text::integer(lang, items.len() as i64)],
    );
    let any = !items.is_empty();
    let rows: Vec<_> = items.into_iter().map(|it| asked_line(lang, it)).collect();
    any.then(|| {
        view! {
            <details class="section to-arrange" id="asked" open=true>
                <summary>
                    <b>{title}</b>
                    " "
                    <span class="quiet">{t(lang, K::AskedNote)}</span>
                </summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    })
}

fn asked_line(lang: Lang, it: AskedItem) -> AnyView {
    let on = text::day(lang, it.on);
    let words = match it.until {
        Some(until) => tf(lang, K::AskedLine, &[&text::day(lang, until), &on]),
        None => tf(lang, K::AskedLineFree, &[&on]),
    };
    let by = it
        .row
        .partner
        .as_ref()
        .map(|(_, name)| format!("{name} · "));
    view! {
        <li data-milestone=it.row.id.to_string()>
            <a href=Desk::Review.path(it.row.id.as_str())>{it.row.title.to_string()}</a>
            " "
            {milestone_mark(lang, &it.row)}
            <span class="line quiet">
                {by} {it.unit_name.to_string()} " · " {it.workstream_name.to_string()} ", "
                {t(lang, K::Deadline)} " " {it.row.current_deadline.map(|day| time(lang, day))} ", " {words}
            </span>
        </li>
    }
    .into_any()
}
