//! What the campaign's figures count changes by a decision only, also where it is not said and
//! the default becomes another (rule 4).
use app::{
    domain::{Headline, Instant},
    text::{Lang, headline_counts, maybe_percent},
};

use super::{
    campaign_file::{CampaignFile, Source},
    compare::{Comparable, Latest},
    current::Current,
    error::ImportError,
    files::{CampaignCsv, is_database},
    input::Input,
    preview::Difference,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::{
    board::Headlines,
    ledger::{CampaignRow, WorkstreamRow},
};

/// Judges what the figures count after the import against what they count now, keeps the
/// decision behind a change, and tells both figures of today.
pub(super) async fn judge(
    from: Source<'_>,
    now: Instant,
    input: &Input,
    current: &Current,
    rows: &mut Rows,
    report: &mut Report,
) -> Result<(), ImportError> {
    let latest = CampaignCsv::latest(&current.campaign);
    let Some((before, entry)) = latest.values().next().zip(input.campaign.first()) else {
        return Ok(());
    };
    let after = rows.campaign.last().unwrap_or(before).clone();
    let mut workstreams = current.workstreams().clone();
    let was = effective(before, &workstreams);
    let added = rows.workstreams.iter().cloned();
    workstreams.extend(added.map(|row| (row.key(), row)));
    let is = effective(&after, &workstreams);
    let change = Difference {
        column: COLUMN,
        was: was.code().to_owned(),
        now: is.code().to_owned(),
    };
    let problem = match (&after.headline, &entry.decision) {
        (None, _) if before.headline.is_some() => Some(Problem::Emptied { was: change.was }),
        _ if was == is => None,
        (None, _) => Some(Problem::HeadlineUnsaid {
            was: change.was,
            now: change.now,
        }),
        (Some(_), None) => Some(Problem::NeedsDecision {
            was: change.was,
            now: change.now,
        }),
        (Some(_), Some(by)) => {
            let kept = by.redefines::<CampaignCsv>(&before.key(), &change);
            rows.redefinitions.push(kept);
            None
        }
    };
    let place = (CampaignCsv::NAME, Some(entry.line), Some(COLUMN));
    if let Some(problem) = problem {
        report.error(place.0, place.1, place.2, problem);
    }
    if was != is {
        let board = from.today(now).await?;
        let under = Headlines::of(&board);
        let figure = |of: Headline| maybe_percent(Lang::Vi, under.read(of.code()).1);
        let problem = Problem::Headline {
            was: headline_counts(Lang::Vi, was),
            now: headline_counts(Lang::Vi, is),
            before: figure(was),
            after: figure(is),
        };
        report.note(place.0, place.1, place.2, problem);
    }
    Ok(())
}

const COLUMN: &str = "headline";

/// What the campaign says that its figures count, else the default for its workstreams.
fn effective(campaign: &CampaignRow, workstreams: &Latest<WorkstreamRow>) -> Headline {
    let said = campaign.headline.as_deref().and_then(Headline::from_code);
    said.unwrap_or_else(|| Headline::default_for(workstreams.values().any(is_database)))
}
