//! Measurements entered in one table, decided on at the desk, and revoked.
mod beside;
mod decided;
mod entered;

use axum::http::StatusCode;
use tiendo::ledger::IndicatorRow;

use crate::support::{
    page::Answer,
    site::Site,
    table::{Table, opened},
    users::{Member, User},
};

/// What the ledger holds of measurements, in its order.
async fn facts(site: &Site) -> Vec<String> {
    let store = &site.store;
    let sql = "select indicator || ' ' || day || ' ' || coalesce(numerator, 0) || '/' || \
               coalesce(denominator, 0) from measurements where id not like 'do-%' order by seq, id";
    let mut facts = store.texts(sql).await;
    let sql = "select event || ' ' || reason from measurement_events where person is not null \
               order by seq, submission";
    facts.extend(store.texts(sql).await);
    facts
}

/// Takes back the value that waits from the beginning, so that nothing does.
async fn without_the_waiting_one(site: &Site) {
    let member = Member::of(site).await;
    let table = opened(&member).await.with(&[("withdraw", "do-cho")]);
    let answer = table.send(&member).await.expect(StatusCode::OK);
    answer.shows("Đã rút lại");
}

/// The desk's form with boxes ticked: all that may be.
pub async fn desk(user: &impl User, fields: &[(&str, &str)]) -> Table {
    let page = user.get("/review").await.expect(StatusCode::OK);
    let mut table = Table(vec![
        ("about".into(), "measurements".into()),
        ("account".into(), page.hidden("account").unwrap_or_default()),
    ]);
    for value in boxes(&page) {
        table.0.push(("value".into(), value));
    }
    for (name, value) in fields {
        table.0.push(((*name).to_owned(), (*value).to_owned()));
    }
    table
}

/// Adds an indicator in percent: of a duty, or the campaign's.
async fn indicator(site: &Site, code: &str, duty: Option<(&str, &str)>) {
    let (unit, workstream) = duty.unzip();
    let mut tx = site.store.db.begin().await.unwrap();
    let row = IndicatorRow {
        code: code.into(),
        name: format!("Chỉ tiêu {code}"),
        unit: unit.map(str::to_owned),
        workstream: workstream.map(str::to_owned),
        unit_of_measure: "%".into(),
        direction: "up".into(),
        fresh_days: 60,
        seq: tx.next_seq().await.unwrap(),
        recorded_at: site.clock.now(),
        ..Default::default()
    };
    IndicatorRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the boxes of the values on a desk carry.
fn boxes(page: &Answer) -> Vec<String> {
    let inputs = page.body.split("<input").skip(1);
    let tags = inputs.map(|tag| tag.split('>').next().unwrap_or_default());
    let of_values = tags.filter(|tag| tag.contains("name=\"value\""));
    let value = |tag: &str| Some(tag.split_once(" value=\"")?.1.split('"').next()?.to_owned());
    let all = of_values.filter_map(value);
    all.filter(|value| !value.is_empty()).collect()
}
