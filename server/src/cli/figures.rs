//! `tiendo figures`
use app::domain::parse_day;

use super::CliError;
use crate::{board::Live, clock::Clock, config::Config, db::Db};

/// Prints every figure as JSON, of today or of a past day.
pub async fn figures(config: &Config, clock: &Clock, as_of: Option<&str>) -> Result<(), CliError> {
    super::on_campaign(config, async |db| print(db, clock, as_of).await).await
}

async fn print(db: &Db, clock: &Clock, as_of: Option<&str>) -> Result<(), CliError> {
    let live = Live::new(db.clone(), clock.clone());
    let board = match as_of {
        None => live.today().await?,
        Some(text) => {
            let day = parse_day(text).ok_or_else(|| {
                CliError::Say(format!(
                    "ngày {text:?} không đọc được, viết dạng 2026-11-20"
                ))
            })?;
            live.as_of(day)
                .await?
                .map_err(|e| CliError::Say(e.to_string()))?
        }
    };
    if board.campaign().is_none() {
        return Err(CliError::Say(
            "cơ sở dữ liệu chưa có chiến dịch nào vào ngày đó".to_owned(),
        ));
    }
    let text =
        serde_json::to_string_pretty(&board.figures()).map_err(|e| CliError::Say(e.to_string()))?;
    out!("{text}");
    Ok(())
}
