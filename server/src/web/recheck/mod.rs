//! `/rechecks`: draws of what was accepted, and what is found of it (docs/rules.md, Re-checks).
mod announce;
mod record;

use std::{collections::BTreeMap, sync::Arc};

use app::{
    Page,
    domain::{
        About, Announced, DutyKey, IndicatorCode, Instant, MilestoneId, Of, PartnerCode, Trust,
    },
    views::{
        AnnounceErrors, AnnounceForm, DrawPage, DrawRow, Marks, Notice, OpenRecheck, RecheckErrors,
        RecheckForm, RecheckItem, RecheckList, RecheckPage, ToldRechecks,
    },
};
use axum::{extract::Path, response::Response};

use super::{error::WebError, history::end_of_page, visit::Visit};
use crate::{
    board::{CampaignBoard, Drawn, Lot, ScopedBoard},
    db::rechecks::{self, DrawText, ResultText},
};

pub use announce::{AnnounceFields, announcement_again, send_announcement};
pub use record::{RecheckFields, result_again, send_file, send_result};

/// `GET /rechecks`
pub async fn rechecks(mut visit: Visit) -> Result<Response, WebError> {
    let page = list(&visit).await?;
    let asked = visit.query("done") == Notice::RecheckAnnounced.code();
    if asked && announced_last(&visit).await? {
        visit.frame.notice = Some(Notice::RecheckAnnounced);
    }
    Ok(visit.page(Page::Rechecks(Box::new(page))))
}

/// `GET /rechecks/{draw}`
pub async fn draw(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let board = visit.read()?;
    let all = Draws::of(&visit, &board).await?;
    let (number, draw) = all.numbered(&number)?;
    let drawn = all.drawn(draw).await?;
    let items = match &drawn {
        None => Vec::new(),
        Some(drawn) => {
            let results = rechecks::results_of(&visit.app.db, &draw.id, all.before).await?;
            let lots = drawn
                .things
                .iter()
                .enumerate()
                .map(|(at, lot)| (at + 1, lot));
            all.items(lots.collect(), &results).await?
        }
    };
    let page = DrawPage {
        row: all.row(number, draw, drawn.as_deref()),
        items,
    };
    Ok(visit.page(Page::Draw(Box::new(page))))
}

/// `GET /rechecks/{draw}/{place}`
pub async fn recheck(
    mut visit: Visit,
    Path((draw, place)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let page = recheck_page(&visit, &draw, &place).await?;
    let mine = |it: &ResultText, person: &str| it.person.as_deref() == Some(person);
    if visit.query("done") == Notice::Rechecked.code() {
        let id = page.draw.id.clone();
        let results = rechecks::results_of(&visit.app.db, &id, end_of_page(&visit)).await?;
        let person = &visit.viewer()?.person;
        let mut of = results.iter().filter(|it| it.thing == page.page.item.id);
        if of.next().is_some_and(|it| mine(it, person)) {
            visit.frame.notice = Some(Notice::Rechecked);
        }
    }
    Ok(visit.page(Page::Recheck(Box::new(page.page))))
}

/// The form about one thing of a draw, as it is opened.
struct Opened {
    draw: Announced,
    lot: Lot,
    page: RecheckPage,
}

impl Opened {
    /// By which its files are known.
    fn thing(&self) -> String {
        format!("{}/{}", self.draw.id, self.lot.accepted.id)
    }
}

async fn recheck_page(visit: &Visit, draw: &str, place: &str) -> Result<Opened, WebError> {
    let board = visit.read()?;
    let all = Draws::of(visit, &board).await?;
    let (number, draw) = all.numbered(draw)?;
    let drawn = all.drawn(draw).await?.ok_or(WebError::NotFound)?;
    let place = counted(place)?;
    let at = place.checked_sub(1).ok_or(WebError::NotFound)?;
    let lot = drawn.things.get(at).ok_or(WebError::NotFound)?;
    let results = rechecks::results_of(&visit.app.db, &draw.id, all.before).await?;
    let mut items = all.items(vec![(place, lot)], &results).await?;
    let item = items.pop().ok_or(WebError::NotFound)?;
    let read = rechecks::stands_upto(&visit.app.db, &draw.id, &item.id, board.seq()).await?;
    let (db, thing) = (&visit.app.db, item.id.as_str());
    let elsewhere = rechecks::results_elsewhere(db, &draw.id, thing, all.before).await?;
    Ok(Opened {
        draw: draw.clone(),
        lot: lot.clone(),
        page: RecheckPage {
            row: all.row(number, draw, Some(&drawn)),
            item,
            elsewhere: all.campaign.found_elsewhere(&elsewhere),
            form: RecheckForm {
                marks: new_marks(&board, read),
                ..RecheckForm::default()
            },
            files: Vec::new(),
            errors: RecheckErrors::default(),
            read: None,
        },
    })
}

/// A number as an address writes it: "+1" and "01" name nothing.
fn counted(part: &str) -> Result<usize, WebError> {
    let number = part.parse().ok();
    let written = number.filter(|number: &usize| number.to_string() == part);
    written.ok_or(WebError::NotFound)
}

/// The marks of a new form; `read`: where what it is about stands in the order of facts.
fn new_marks(board: &ScopedBoard, read: i64) -> Marks {
    Marks {
        submission: uuid::Uuid::now_v7().to_string(),
        read: read.to_string(),
        account: board.viewer().person.clone(),
        ..Marks::default()
    }
}

async fn list(visit: &Visit) -> Result<RecheckList, WebError> {
    let board = visit.read()?;
    let all = Draws::of(visit, &board).await?;
    let (mut draws, mut open, mut standing) = (Vec::new(), Vec::new(), Vec::new());
    for (at, draw) in all.campaign.announced().iter().enumerate() {
        let number = at + 1;
        let drawn = all.drawn(draw).await?;
        let row = all.row(number, draw, drawn.as_deref());
        if let Some(drawn) = &drawn {
            // Until something is found it waits since it was drawn, then since that day.
            let of_draw = |item: RecheckItem| OpenRecheck {
                draw: number,
                since: item.results.first().map_or(row.drawn_on(), |it| it.day),
                item,
            };
            open.extend(all.found(draw, drawn, None).await?.into_iter().map(of_draw));
            let missed = all.found(draw, drawn, Some(false)).await?;
            standing.extend(missed.into_iter().filter(|it| it.stands).map(of_draw));
        }
        draws.push(row);
    }
    draws.reverse();
    // What the reader may record comes first; stable, so of that the oldest draw.
    open.sort_by_key(|it: &OpenRecheck| it.item.may.is_err());
    let today = visit.frame.as_of.is_none();
    Ok(RecheckList {
        trust: all.campaign.trust_of_all(),
        old_book: all.campaign.old_book_told(),
        standing,
        open,
        draws,
        scopes: all.campaign.recheck_scopes(),
        form: today.then(|| AnnounceForm {
            marks: new_marks(&board, 0),
            ..AnnounceForm::default()
        }),
        errors: AnnounceErrors::default(),
    })
}

/// Whether the last draw is the reader's own.
async fn announced_last(visit: &Visit) -> Result<bool, WebError> {
    let draws = rechecks::draws(&visit.app.db, end_of_page(visit)).await?;
    let person = &visit.viewer()?.person;
    let last = draws.last().and_then(|it| it.person.as_ref());
    Ok(last == Some(person))
}

/// All draws of a page's day, for who oversees the campaign.
struct Draws<'a> {
    visit: &'a Visit,
    campaign: CampaignBoard<'a>,
    texts: Vec<DrawText>,
    before: Instant,
}

impl<'a> Draws<'a> {
    async fn of(visit: &'a Visit, board: &'a ScopedBoard) -> Result<Self, WebError> {
        let before = end_of_page(visit);
        Ok(Self {
            visit,
            campaign: board.campaign().ok_or(WebError::Refused)?,
            texts: rechecks::draws(&visit.app.db, before).await?,
            before,
        })
    }

    /// The draw of a number in an address.
    fn numbered(&self, number: &str) -> Result<(usize, &'a Announced), WebError> {
        let number = counted(number)?;
        let at = number.checked_sub(1).ok_or(WebError::NotFound)?;
        let draw = self.campaign.announced().get(at);
        Ok((number, draw.ok_or(WebError::NotFound)?))
    }

    /// What was drawn by the page's day.
    async fn drawn(&self, draw: &Announced) -> Result<Option<Arc<Drawn>>, WebError> {
        if !draw.drawn_by(self.visit.frame.day()) {
            return Ok(None);
        }
        Ok(self.visit.app.live.drawn(draw).await?)
    }

    fn row(&self, number: usize, draw: &Announced, drawn: Option<&Drawn>) -> DrawRow {
        let mut texts = self.texts.iter();
        let text = texts.find(|it| *it.submission == *draw.id);
        self.campaign.draw_row(number, draw, text, drawn)
    }

    /// What of a draw nothing was found of, or what was confirmed or not.
    async fn found(
        &self,
        draw: &Announced,
        drawn: &Drawn,
        confirmed: Option<bool>,
    ) -> Result<Vec<RecheckItem>, WebError> {
        let places = self.campaign.places_found(draw, drawn, confirmed);
        let lots = places.into_iter().filter_map(|place| {
            let lot = drawn.things.get(place.checked_sub(1)?)?;
            Some((place, lot))
        });
        let results = match confirmed {
            None => Vec::new(),
            Some(_) => rechecks::results_of(&self.visit.app.db, &draw.id, self.before).await?,
        };
        self.items(lots.collect(), &results).await
    }

    async fn items(
        &self,
        lots: Vec<(usize, &Lot)>,
        results: &[ResultText],
    ) -> Result<Vec<RecheckItem>, WebError> {
        let ids: Vec<&str> = lots
            .iter()
            .map(|(_, lot)| lot.accepted.id.as_str())
            .collect();
        let ended: BTreeMap<String, i64> =
            rechecks::ended(&self.visit.app.db, &ids, self.before).await?;
        let item = |lot| self.campaign.recheck_item(lot, &ended, results);
        Ok(lots.into_iter().map(item).collect())
    }
}

/// What was found of the milestones and values of a duty, as its reader may read it.
pub async fn of_duty(
    visit: &Visit,
    board: &ScopedBoard,
    key: &DutyKey,
) -> Result<ToldRechecks, WebError> {
    told(visit, board, &Of::Duty(key.clone()), board.about_duty(key)).await
}

/// The same of one milestone.
pub async fn of_milestone(
    visit: &Visit,
    board: &ScopedBoard,
    key: &DutyKey,
    id: &MilestoneId,
) -> Result<ToldRechecks, WebError> {
    let about = vec![About::Milestone(id.clone())];
    let told = told(visit, board, &Of::Duty(key.clone()), about).await?;
    let mut trust = Trust::default();
    // Whatever draw it is of, the last stands.
    if let Some(last) = told.rows.first() {
        trust.add(last.result.confirmed);
    }
    Ok(ToldRechecks { trust, ..told })
}

/// The same of the values of an indicator.
pub async fn of_indicator(
    visit: &Visit,
    board: &ScopedBoard,
    code: &IndicatorCode,
) -> Result<ToldRechecks, WebError> {
    let about = vec![About::Indicator(code.clone())];
    told(visit, board, &Of::Indicator(code.clone()), about).await
}

async fn told(
    visit: &Visit,
    board: &ScopedBoard,
    of: &Of,
    about: Vec<About>,
) -> Result<ToldRechecks, WebError> {
    let results = match board.reads_rechecks(of) {
        None => Vec::new(),
        Some(full) => {
            let company = board.company().map(PartnerCode::as_str);
            let before = end_of_page(visit);
            rechecks::results_about(&visit.app.db, &about, before, full, company).await?
        }
    };
    Ok(board.told_rechecks(of, &results))
}
