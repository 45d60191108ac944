//! Old figures and ours in words.
use std::sync::Arc;

use super::{Key as K, Lang, integer, maybe_percent, t, tf};
use crate::{
    domain::{Differs, OldStatus},
    views::{OldFigure, OurFigure, ReconciledFigure},
};

/// What an old figure is called.
pub(crate) fn old_figure(lang: Lang, it: OldFigure) -> &'static str {
    let key = match it {
        OldFigure::Status(_) => K::OldFigureStatus,
        OldFigure::Share(_) => K::OldFigureShare,
        OldFigure::Total(_) => K::OldFigureTotal,
        OldFigure::Done(_) => K::OldFigureDone,
        OldFigure::Late(_) => K::OldFigureLate,
    };
    t(lang, key)
}

fn old_status(lang: Lang, it: OldStatus) -> String {
    let key = match it {
        OldStatus::Done => K::OldStatusDone,
        OldStatus::Late => K::OldStatusLate,
        OldStatus::Open => K::OldStatusOpen,
    };
    t(lang, key).to_owned()
}

/// What the old board said.
pub(crate) fn old_said(lang: Lang, it: OldFigure) -> String {
    match it {
        OldFigure::Status(status) => old_status(lang, status),
        // As the old book printed it: whole points stay whole.
        OldFigure::Share(percent) if percent.is_integer() => {
            format!(
                "{}%",
                integer(lang, i64::try_from(percent.to_integer()).unwrap_or(0))
            )
        }
        OldFigure::Share(percent) => super::value(lang, percent, "%"),
        OldFigure::Total(n) | OldFigure::Done(n) | OldFigure::Late(n) => integer(lang, n),
    }
}

/// What is said here.
pub(crate) fn ours_said(lang: Lang, it: OurFigure) -> String {
    match it {
        OurFigure::Status(status) => {
            status.map_or_else(|| super::NONE.to_owned(), |it| old_status(lang, it))
        }
        OurFigure::Share(share) => maybe_percent(lang, share),
        OurFigure::Number(n) => integer(lang, n),
    }
}

/// Milestones that are named of those of which the old book tells nothing; the others are counted.
const NAMED: usize = 3;

/// Why they differ, a reason each.
pub(crate) fn why_differs(lang: Lang, it: &ReconciledFigure) -> Vec<String> {
    let told = |why: &Differs| match why {
        Differs::NothingTold => tf(lang, K::DiffersNothingTold, &[&untold(lang, &it.untold)]),
        why => t(lang, differs(*why)).to_owned(),
    };
    it.why.iter().map(told).collect()
}

/// “Ban hành kế hoạch”, “Số hóa” và 2 mốc khác.
fn untold(lang: Lang, titles: &[Arc<str>]) -> String {
    let named = titles.iter().take(NAMED).map(|it| format!("“{it}”"));
    let named = named.collect::<Vec<_>>().join(", ");
    match titles.len().saturating_sub(NAMED) {
        0 => named,
        others => {
            let others = tf(lang, K::ElsewhereCount, &[&others.to_string()]);
            format!("{named} {others}")
        }
    }
}

const fn differs(it: Differs) -> K {
    match it {
        Differs::PlansCountNothing => K::DiffersPlans,
        Differs::NotAccepted => K::DiffersNotAccepted,
        Differs::NothingTold => K::DiffersNothingTold,
        Differs::OutcomeOpen => K::DiffersOutcomeOpen,
        Differs::InTimeByDocument => K::DiffersByDocument,
        Differs::DoneLate => K::DiffersDoneLate,
        Differs::Extended => K::DiffersExtended,
        Differs::NoDay => K::DiffersNoDay,
        Differs::DeadlineOpen => K::DiffersDeadlineOpen,
        Differs::WaitsInTime => K::DiffersWaitsInTime,
        Differs::DeadlineClosed => K::DiffersDeadlineClosed,
        Differs::SlotMissed => K::DiffersSlotMissed,
        Differs::ByWeight => K::DiffersByWeight,
        Differs::OnlySupports => K::DiffersOnlySupports,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Value;

    #[test]
    fn an_old_share_is_shown_as_it_was_printed() {
        for (share, told) in [
            (Value::from_integer(58), "58%"),
            (Value::new(576, 10), "57,6%"),
        ] {
            assert_eq!(old_said(Lang::Vi, OldFigure::Share(share)), told);
        }
    }
}
