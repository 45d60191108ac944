use super::{Cell, Sheet};
use crate::{
    domain::lot_in_hex,
    text::{self, Key as K, Lang, t},
    views::{DrawPage, RecheckList, Table},
};

/// Every draw that was announced.
pub fn draws(lang: Lang, page: &RecheckList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::RecheckId), 6),
        (t(lang, K::DrawAnnounced), 12),
        (t(lang, K::DrawBy), 24),
        (t(lang, K::DrawScope), 32),
        (t(lang, K::AnnounceOf), 32),
        (t(lang, K::AnnouncePlan), 40),
        (t(lang, K::DrawAskedFor), 10),
        (t(lang, K::DrawPopulation), 10),
        (t(lang, K::DrawNumber), 10),
        (t(lang, K::RecheckConfirmed), 10),
        (t(lang, K::RecheckNotConfirmed), 12),
        (t(lang, K::DrawOpen), 10),
    ];
    let title = t(lang, K::DrawsTitle).to_owned();
    let mut sheet = Sheet::new(Table::Draws, title, heads);
    for row in &page.draws {
        let made = row.made.as_ref();
        sheet.rows.push(vec![
            row.number.into(),
            row.on.into(),
            row.by.as_str().into(),
            text::recheck_scope(lang, &row.scope).into(),
            text::recheck_of(lang, row.of).into(),
            row.plan.as_str().into(),
            row.asked.into(),
            made.map(|it| it.population).into(),
            made.map(|it| it.drawn).into(),
            made.map(|it| it.trust.confirmed).into(),
            made.map(|it| it.trust.all - it.trust.confirmed).into(),
            made.map(|it| it.open).into(),
        ]);
    }
    vec![sheet]
}

/// All that was drawn, with the seed and what was found: each row can be computed again.
pub fn draw(lang: Lang, page: &DrawPage) -> Vec<Sheet> {
    let seed = page.row.made.as_ref().map(|made| made.seed.as_str());
    let heads = vec![
        ("#", 6),
        (t(lang, K::RecheckId), 40),
        (t(lang, K::RecheckThing), 44),
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 24),
        (t(lang, K::RecheckAccepted), 12),
        (t(lang, K::RecheckState), 16),
        (t(lang, K::RecheckResultHead), 20),
        (t(lang, K::IdleDay), 12),
        (t(lang, K::RecheckText), 44),
        (t(lang, K::DocNumber), 20),
        (t(lang, K::DocDay), 12),
        (t(lang, K::Link), 40),
        ("seed", 66),
        ("sha256(seed + id)", 66),
    ];
    let title = text::draw_name(lang, page.row.number);
    let mut sheet = Sheet::new(Table::Recheck, title, heads);
    for item in &page.items {
        let result = item.results.first();
        let document = result.and_then(|it| it.document.as_ref());
        let lot = seed.map(|seed| lot_in_hex(seed, &item.id));
        let cells: Vec<Cell> = vec![
            item.place.into(),
            item.id.as_str().into(),
            text::recheck_thing(lang, item).into(),
            item.unit.as_ref().map(|(_, name)| name).into(),
            item.workstream.as_ref().into(),
            item.accepted_on.into(),
            text::recheck_state(lang, item.stands).into(),
            result
                .map(|it| text::recheck_result(lang, it.confirmed))
                .into(),
            result.map(|it| it.day).into(),
            result.map(|it| it.text.as_str()).into(),
            document.map(|it| it.document_number.as_str()).into(),
            document.and_then(|it| it.document_day).into(),
            document.map(|it| it.link.as_str()).into(),
            seed.into(),
            lot.into(),
        ];
        sheet.rows.push(cells);
    }
    vec![sheet]
}
