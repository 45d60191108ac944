//! The demonstration.
use crate::support::{INPUT, mode, refused, said, tiendo};

#[test]
fn a_demonstration_keeps_its_password_to_the_owner() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let first = said(&tiendo(home, "a.db", &["demo"]));
    let file = home.join("data/demo-password");
    let password = std::fs::read_to_string(&file).unwrap();
    assert!(first.contains(password.trim()), "{first}");
    assert_eq!(mode(&file), 0o600);
    // Filled once; a campaign that is real does not enter over it.
    assert!(said(&tiendo(home, "a.db", &["demo"])).contains("đã có số liệu"));
    let import = tiendo(home, "a.db", &["import", "--yes", INPUT]);
    assert!(!import.status.success(), "{import:?}");
    // A day to come has no figures.
    assert!(
        refused(&tiendo(home, "a.db", &["figures", "--as-of", "2199-01-01"])).contains("chưa đến")
    );
    // Nobody answers at this address.
    assert!(!tiendo(home, "a.db", &["healthcheck"]).status.success());
}

/// The demonstration has months behind it.
#[test]
fn forecasts_are_tried_against_what_came() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    said(&tiendo(home, "a.db", &["demo"]));
    let told = said(&tiendo(home, "a.db", &["backtest"]));
    for words in ["Toàn chiến dịch", "Cơ sở dữ liệu", "Chỉ tiêu", "tất cả: "] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let city = told.lines().filter(|line| line.contains(" → ")).count();
    assert!(city > 3, "{told}");
}
