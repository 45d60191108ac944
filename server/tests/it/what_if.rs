//! What it would take to be in time, and back at the plan.
use axum::http::StatusCode;

use crate::support::{
    site::Site,
    users::{Committee, Head, Partner, User},
};

/// Numbers of a column of a file, by its head.
fn column(file: &str, head: &str) -> Vec<f64> {
    let text = file.strip_prefix('\u{feff}').unwrap();
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let at = table.headers().unwrap().iter().position(|it| it == head);
    let at = at.expect(head);
    let rows = table.records().map(Result::unwrap);
    rows.map(|row| row[at].parse().unwrap()).collect()
}

#[tokio::test]
async fn what_it_would_take_adds_up_to_the_gap() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    for day in ["", "?as_of=2026-11-19", "?as_of=2026-10-15"] {
        let city = committee
            .get(&format!("/{day}"))
            .await
            .expect(StatusCode::OK);
        let figures = city.figures("city", "");
        let of = |name: &str| -> f64 {
            let found = figures.iter().find(|(figure, _)| figure == name);
            found.expect(name).1.parse().unwrap()
        };
        let gap = of("expected_original") - of("accepted");
        assert!(gap > 0.0, "{day}");
        let sign = if day.is_empty() { '?' } else { '&' };
        let file = format!("/what-if{day}{sign}format=csv&table=catch-up");
        let file = committee.get(&file).await.expect(StatusCode::OK);
        let brings = column(&file.body, "Mang lại");
        assert!(brings.is_sorted_by(|a, b| a >= b), "{brings:?}");
        let all: f64 = brings.iter().sum();
        let rounded = 0.000_001 * (brings.len() + 2) as f64;
        assert!(all > gap - rounded, "{day}: {all} {gap}");
        // Without the last of them it is not enough.
        assert!(
            all - brings.last().unwrap() < gap + rounded,
            "{day}: {all} {gap}"
        );
        let page = committee.get(&format!("/what-if{day}")).await;
        let page = page.expect(StatusCode::OK);
        let listed = page.body.matches("data-milestone=").count();
        assert_eq!(listed, brings.len().min(25), "{day}");
        page.shows("Ít mốc nhất để về lại kế hoạch");
    }
    // What is accepted brings nothing more.
    let page = committee.get("/what-if").await;
    page.hides("data-milestone=\"yte-vang\"");
    // A unit's people read it too, a company does not.
    let head = Head::of(&site).await.get("/what-if?lang=en").await;
    head.expect(StatusCode::OK).shows("The fewest milestones");
    let company = Partner::of(&site).await.get("/what-if").await;
    company.expect(StatusCode::FORBIDDEN);
}

/// The note says what `tiendo backtest` computes, on any day of what had ended by then.
#[tokio::test]
async fn the_note_tells_how_good_forecasts_were() {
    let site = Site::demo().await;
    // As the server does in the background.
    let live = &site.app.live;
    let today = live.today().await.unwrap();
    live.tried(&today).await.unwrap();
    let committee = Committee::of(&site).await;
    let page = committee.get("/what-if").await.expect(StatusCode::OK);
    let told = "Dự kiến đã nói vào cuối mỗi tháng";
    page.shows(&format!(
        "{told}, so với điều đã đến vào các cuối tháng sau, đến 31/10/2026: toàn chiến dịch"
    ));
    // The overview tells it too, once it is known.
    committee.get("/").await.expect(StatusCode::OK).shows(told);
    // At first nothing can be tried.
    let early = committee.get("/what-if?as_of=2026-02-20").await;
    early.expect(StatusCode::OK).hides(told);
}
