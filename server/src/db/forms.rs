//! What the ids of forms were used for. Documents and files hang on the id of the form that they
//! came with, so an id is that of one thing, whatever page it is sent from.
use super::{DbError, Tx, with_tx};

/// What a form wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedFor {
    /// An event of a milestone.
    Event,
    /// A question or an explanation.
    Saying,
    /// A draw of re-checks.
    Draw,
    /// What was found of a thing that was drawn.
    Recheck,
    /// Why an old figure and ours differ.
    FigureNote,
    /// What is put before the committee.
    Proposals,
    /// A value, or what was decided on one.
    Value,
}

impl UsedFor {
    const fn code(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Saying => "saying",
            Self::Draw => "draw",
            Self::Recheck => "recheck",
            Self::FigureNote => "figure note",
            Self::Proposals => "proposals",
            Self::Value => "value",
        }
    }
}

/// Whether a form's id was used for something else than what it is sent for. The caller holds the
/// order's lock, so that nobody uses it meanwhile.
pub async fn is_of_another(
    tx: &mut Tx,
    submission: &str,
    sent_for: UsedFor,
) -> Result<bool, DbError> {
    let sql = "select count(*) from ( \
                 select 'event' as what from milestone_events where submission = $1 \
                 union all select 'saying' from asked where submission = $1 \
                 union all select 'saying' from explained where submission = $1 \
                 union all select 'draw' from recheck_draws where submission = $1 \
                 union all select 'recheck' from recheck_results where submission = $1 \
                 union all select 'figure note' from figure_notes where submission = $1 \
                 union all select 'proposals' from proposals where submission = $1 \
                 union all select 'value' from measurements where id = $1 \
                 union all select 'value' from measurement_events where submission = $1 \
               ) as used where what <> $2";
    let of_others: i64 = with_tx!(tx, conn => sqlx::query_scalar(sql)
        .bind(submission).bind(sent_for.code()).fetch_one(conn).await)?;
    Ok(of_others > 0)
}
