//! How the time of a reading grows with the table: as its rows, not as their square.
use std::time::{Duration, Instant};

use super::{rows::table, *};

/// So many tasks, every other one in the campaign already, in sections that number them anew and
/// with all that is looked up among the rows above: titles twice, headings, words that are asked.
fn long(tasks: usize) -> (Grid, Beside) {
    let mut beside = beside();
    let known = (0..tasks).step_by(2);
    beside.workstreams = known
        .map(|n| (format!("CD{n}"), format!("Việc số {n}")))
        .collect();
    let rows: Vec<[String; 6]> = (0..tasks)
        .flat_map(|n| {
            let cell = |text: &str| text.to_owned();
            let heading = [
                cell(""),
                format!("Nhóm {n}"),
                cell(""),
                cell(""),
                cell(""),
                cell(""),
            ];
            let task = |number: String, lead: &str| {
                let title = format!("Việc số {n}");
                [
                    number,
                    title,
                    cell(lead),
                    cell("các sở"),
                    format!("Báo cáo {n}"),
                    format!("trước {n}/13"),
                ]
            };
            [
                heading,
                task(n.to_string(), "Sở Y tế"),
                task((n % 10).to_string(), "Sở Nội vụ"),
            ]
        })
        .collect();
    let rows: Vec<[&str; 6]> = rows
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    (table(&rows), beside)
}

fn takes(tasks: usize) -> Duration {
    let (grid, beside) = long(tasks);
    let once = || {
        let begun = Instant::now();
        let understood = read(&grid, &beside, BTreeMap::new()).unwrap();
        assert_eq!(understood.tasks.len(), tasks * 3 / 2);
        let rows = files(&understood, &beside, &crate::import::Cells::new());
        assert!(rows["milestones.csv"].len() >= tasks);
        begun.elapsed()
    };
    // Whatever else the machine does takes none of the least of several.
    (0..2).map(|_| once()).min().unwrap()
}

#[test]
fn a_table_eight_times_as_long_takes_no_square_of_that_time() {
    let (short, long) = (takes(60), takes(480));
    // 8 times where it grows with the rows, 64 times where with their square.
    assert!(long < short * 24, "{short:?}, then {long:?}");
}
