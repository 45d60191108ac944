//! What a company may read, and all that is beyond it: codes, names, texts and
//! figures, to be looked for in the bytes of every answer.
//!
//! Within the fence are the campaign's own name, the company itself, the units
//! it is assigned to today with their duties, databases, indicators and people,
//! names of the other companies there, the milestones of those units that the
//! units themselves or the company are responsible for, and all figures of
//! those units and of the company. On its own page also titles and units of what
//! it handed over elsewhere before, or was late with when it was taken from it.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

use app::{
    domain::{Bloc, UnitKind},
    text::{self, Lang},
};
use serde_json::Value;

use super::{page::Answer, store::Store};

/// A text that tells something, and what it is.
#[derive(Debug, Clone)]
struct Known {
    text: String,
    what: &'static str,
    allowed: bool,
}

pub struct Fence {
    pub units: Vec<String>,
    pub foreign_units: Vec<String>,
    /// By how they begin (see [`begins`]), the longest first.
    known: HashMap<String, Vec<Known>>,
    foreign_codes: BTreeSet<String>,
}

/// Allowed and forbidden texts while they are gathered.
#[derive(Default)]
struct Gathered(BTreeMap<String, (&'static str, bool)>);

impl Gathered {
    /// A text that is allowed anywhere is allowed.
    fn add(&mut self, text: &str, what: &'static str, allowed: bool) {
        if text.trim().len() < 2 {
            return;
        }
        let entry = self
            .0
            .entry(text.trim().to_owned())
            .or_insert((what, allowed));
        entry.1 |= allowed;
    }
}

/// The rows of a query that joins its columns with this.
const COLUMN: char = '|';

async fn rows(store: &Store, columns: &[&str], rest: &str) -> Vec<Vec<String>> {
    let joined: Vec<String> = columns
        .iter()
        .map(|c| format!("coalesce({c}, '')"))
        .collect();
    let sql = format!(
        "select {} {rest}",
        joined.join(&format!(" || '{COLUMN}' || "))
    );
    let rows = store.texts(&sql).await;
    rows.iter()
        .map(|row| row.split(COLUMN).map(str::to_owned).collect())
        .collect()
}

/// Who is responsible now.
const RESPONSIBLE: &str = "(select coalesce((select e.responsible from milestone_events e \
    where e.milestone = m.id and e.event = 'reassigned' order by e.seq desc limit 1), m.responsible))";

impl Fence {
    /// Of a company on a day, by today's assignments. `past`: also what its own
    /// page tells of units it has left.
    pub async fn of(
        store: &Store,
        company: &str,
        today: &str,
        figures: &[Value],
        past: bool,
    ) -> Self {
        let assigned = rows(
            store,
            &["a.unit", "a.partner"],
            &format!(
                "from assignments a where a.valid_from <= '{today}' \
                 and (a.valid_to is null or a.valid_to >= '{today}') \
                 and a.seq = (select max(b.seq) from assignments b where b.unit = a.unit \
                 and b.partner = a.partner and b.valid_from = a.valid_from)"
            ),
        )
        .await;
        let own: BTreeSet<String> = assigned
            .iter()
            .filter(|row| row[1] == company)
            .map(|row| row[0].clone())
            .collect();
        // A past day names the companies of that day.
        let ever = rows(store, &["unit", "partner"], "from assignments").await;
        let neighbours: BTreeSet<String> = ever
            .iter()
            .filter(|row| own.contains(&row[0]))
            .map(|row| row[1].clone())
            .collect();
        let mut all = Gathered::default();
        let mut foreign_codes = BTreeSet::new();
        let mut foreign_units = Vec::new();
        for row in rows(store, &["code", "name", "short_name"], "from units").await {
            let allowed = own.contains(&row[0]);
            for text in &row {
                all.add(text, "unit", allowed);
            }
            if !allowed {
                foreign_codes.insert(row[0].clone());
                foreign_units.push(row[0].clone());
            }
        }
        for row in rows(store, &["code", "name", "short_name"], "from partners").await {
            let allowed = row[0] == company || neighbours.contains(&row[0]);
            for text in &row {
                all.add(text, "company", allowed);
            }
        }
        let duties = rows(store, &["unit", "workstream"], "from duties").await;
        let within: BTreeSet<&String> = duties
            .iter()
            .filter(|row| own.contains(&row[0]))
            .map(|row| &row[1])
            .collect();
        for row in rows(store, &["code", "name"], "from workstreams").await {
            for text in &row {
                all.add(text, "workstream", within.contains(&row[0]));
            }
            if !within.contains(&row[0]) {
                foreign_codes.insert(row[0].clone());
            }
        }
        // An own unit's former area may be a place that another unit is named after.
        for row in rows(store, &["code", "former_area"], "from units").await {
            if own.contains(&row[0]) {
                all.add(&row[1], "area", true);
            }
        }
        // What documents say of a workstream may name a body that is a unit too.
        for row in rows(
            store,
            &["code", "ministry", "legal_basis", "source"],
            "from workstreams",
        )
        .await
        {
            for text in row.iter().skip(1).filter(|_| within.contains(&row[0])) {
                all.add(text, "document", true);
            }
        }
        for row in rows(store, &["code", "unit"], "from indicators").await {
            // An indicator without a unit is the campaign's.
            all.add(
                &row[0],
                "indicator",
                own.contains(&row[1]) || row[1].is_empty(),
            );
        }
        // Rule 10: a figure names its source to all who read the figure.
        let measured = "from measurements m join indicators i on i.code = m.indicator";
        for row in rows(store, &["m.source", "i.unit"], measured).await {
            if own.contains(&row[1]) {
                all.add(&row[0], "source", true);
            }
        }
        people(store, company, &own, &mut all).await;
        milestones(store, company, &own, past, &mut all).await;
        for figures in figures {
            add_figures(figures, company, &own, &mut all);
        }
        // Words of the interface that begin like a unit's name.
        for lang in [Lang::Vi, Lang::En] {
            let blocs = Bloc::ALL.iter().map(|it| text::bloc(lang, *it));
            let kinds = UnitKind::ALL.iter().map(|it| text::unit_kind(lang, *it));
            blocs
                .chain(kinds)
                .for_each(|word| all.add(word, "word", true));
        }
        let mut known: HashMap<String, Vec<Known>> = HashMap::new();
        for (text, (what, allowed)) in all.0 {
            let begins = begins(&text, 0).last().unwrap_or_default().to_owned();
            known.entry(begins).or_default().push(Known {
                text,
                what,
                allowed,
            });
        }
        for texts in known.values_mut() {
            texts.sort_by_key(|it| std::cmp::Reverse(it.text.len()));
        }
        Self {
            units: own.into_iter().collect(),
            foreign_units,
            known,
            foreign_codes,
        }
    }

    /// Everything beyond the fence that an answer tells: in its body, the parts
    /// of a workbook, and its headers. What the company itself typed into the
    /// address is no news to it.
    pub fn leaks(&self, path: &str, answer: &Answer) -> Vec<String> {
        let mut found = Vec::new();
        for (name, value) in &answer.headers {
            // A number of bytes may be a unit's code by chance.
            if name == "content-length" {
                continue;
            }
            self.scan(
                &without_address(value.to_str().unwrap_or(""), path),
                name.as_str(),
                &mut found,
            );
        }
        if answer.bytes.starts_with(b"PK") {
            let mut book = zip::ZipArchive::new(std::io::Cursor::new(&answer.bytes)).unwrap();
            for i in 0..book.len() {
                let mut part = book.by_index(i).unwrap();
                let name = part.name().unwrap().into_owned();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                self.scan(&without_address(&text, path), &name, &mut found);
            }
        } else {
            self.scan(&without_address(&answer.body, path), "body", &mut found);
        }
        found.sort();
        found.dedup();
        // Of thousands of shares one may equal another group's by chance; who is
        // told of a group is told more than one of its figures.
        let figures: BTreeSet<&str> = found
            .iter()
            .filter_map(|leak| leak.strip_prefix("figure ")?.split(' ').next())
            .collect();
        if figures.len() == 1 {
            found.retain(|leak| !leak.starts_with("figure "));
        }
        found
    }

    fn scan(&self, text: &str, place: &str, found: &mut Vec<String>) {
        let mut at = 0;
        while let Some(start) = word_start(text, at) {
            let end = word_end(text, start);
            let word = &text[start..end];
            let rest = &text[start..];
            // The longest name that stands here: "Phường Tân Sơn Nhất" is not
            // "Phường Tân Sơn".
            let stands = |it: &&Known| {
                rest.starts_with(&it.text) && !rest[it.text.len()..].starts_with(of_word)
            };
            let longest = begins(text, start)
                .rev()
                .filter_map(|begins| self.known.get(begins))
                .find_map(|all| all.iter().find(stands));
            match longest {
                Some(it) => {
                    if !it.allowed {
                        let before: String = text[..start].chars().rev().take(60).collect();
                        let before: String = before.chars().rev().collect();
                        let what = it.what;
                        found.push(format!("{what} {:?} in {place}, after {before:?}", it.text));
                    }
                    at = start + it.text.len();
                }
                None => {
                    // A code inside a longer word: an id or a class.
                    for piece in word.split(['-', '_']) {
                        if piece != word && self.foreign_codes.contains(piece) {
                            found.push(format!("code {piece:?} within {word:?} in {place}"));
                        }
                    }
                    at = end;
                }
            }
        }
    }
}

async fn people(store: &Store, company: &str, own: &BTreeSet<String>, all: &mut Gathered) {
    for row in rows(
        store,
        &["name", "username", "role", "unit", "partner", "email"],
        "from accounts",
    )
    .await
    {
        let allowed = match (row[3].as_str(), row[4].as_str()) {
            // Officers sign what they decide, wherever they are at home.
            _ if row[2] == "office" => true,
            ("", "") => true,
            ("", partner) => partner == company,
            (unit, _) => own.contains(unit),
        };
        all.add(&row[0], "person", allowed);
        if row[1].contains('.') {
            all.add(&row[1], "account", allowed);
        }
        // Nobody is told an address but its own person.
        all.add(&row[5], "address", row[4] == company);
    }
}

async fn milestones(
    store: &Store,
    company: &str,
    own: &BTreeSet<String>,
    past: bool,
    all: &mut Gathered,
) {
    let columns = ["m.id", "m.unit", "m.title", "m.product", RESPONSIBLE];
    let latest =
        "from milestones m where m.seq = (select max(n.seq) from milestones n where n.id = m.id)";
    let mut mine = BTreeSet::new();
    let mut left = BTreeSet::new();
    // Handed over by it, whoever is responsible now.
    let by_it = format!(
        "from milestone_events e where e.event = 'submitted' and e.organisation = '{company}'"
    );
    // Or its own once: what was taken from it while it was late it is told of.
    let was_its = format!(
        "from (select id as milestone from milestones where responsible = '{company}' \
         union select milestone from milestone_events \
         where event = 'reassigned' and responsible = '{company}') as e"
    );
    let mut handed = BTreeSet::new();
    for them in [&by_it, &was_its] {
        let them = rows(store, &["e.milestone"], them).await.into_iter();
        handed.extend(them.map(|row| row[0].clone()));
    }
    for row in rows(store, &columns, latest).await {
        let by_unit = row[4].is_empty();
        let here = own.contains(&row[1]);
        let allowed = here && (by_unit || row[4] == company);
        all.add(&row[0], "milestone", allowed);
        let passed_on = row[4] != company && handed.contains(&row[0]);
        let told = past && (row[4] == company && !here || passed_on);
        all.add(&row[2], "title", allowed || told);
        all.add(&row[3], "product", allowed);
        if row[4] == company {
            if here {
                mine.insert(row[0].clone());
            } else {
                left.insert(row[1].clone());
            }
        } else if passed_on {
            left.insert(row[1].clone());
        }
    }
    if past {
        for row in rows(store, &["code", "name", "short_name"], "from units").await {
            if left.contains(&row[0]) {
                all.add(&row[1], "unit", true);
            }
        }
    }
    // What a milestone of its own promised before a decision is told beside what it does now, and
    // may be what another's promises.
    let before = "from milestones m where m.seq < \
                  (select max(n.seq) from milestones n where n.id = m.id)";
    for row in rows(store, &["m.id", "m.title", "m.product"], before).await {
        if mine.contains(&row[0]) {
            all.add(&row[1], "title", true);
            all.add(&row[2], "product", true);
        }
    }
    // In full only what the company is responsible for, and of that nothing from
    // before it was.
    let since = "(select coalesce(max(r.seq), 0) from milestone_events r \
                 where r.milestone = e.milestone and r.event = 'reassigned')";
    let after = format!("case when e.seq >= {since} then 'yes' else '' end");
    let events = rows(
        store,
        &[
            "e.milestone",
            "e.body",
            "e.submission",
            &after,
            "e.decision",
        ],
        "from milestone_events e",
    )
    .await;
    let mut full = BTreeSet::new();
    for row in &events {
        let allowed = mine.contains(&row[0]) && row[3] == "yes";
        all.add(&row[1], "text", allowed);
        if allowed {
            // Its number may be that of another document too.
            all.add(&row[4], "decision", true);
            full.insert(row[2].clone());
        }
    }
    for table in ["asked", "explained"] {
        let said = format!("from {table} e");
        let columns = ["e.milestone", "e.body", "e.submission", &after];
        for row in rows(store, &columns, &said).await {
            let allowed = mine.contains(&row[0]) && row[3] == "yes";
            all.add(&row[1], "what was said", allowed);
            if allowed {
                full.insert(row[2].clone());
            }
        }
    }
    // Of re-checks a company is told results without words.
    for table in ["recheck_draws", "recheck_results", "proposals"] {
        for row in rows(store, &["body"], &format!("from {table}")).await {
            all.add(&row[0], "words of a re-check", false);
        }
    }
    for row in rows(
        store,
        &["submission", "document_number", "link"],
        "from evidence",
    )
    .await
    {
        let allowed = full.contains(&row[0]);
        all.add(&row[1], "document", allowed);
        all.add(&row[2], "link", allowed);
    }
    let files = rows(store, &["submission", "id", "name"], "from evidence_files");
    for row in files.await {
        let allowed = full.contains(&row[0]);
        all.add(&row[1], "file", allowed);
        all.add(&row[2], "name of a file", allowed);
    }
}

/// Shares of the city, blocs, tiers, other units, databases and companies. A
/// value that some figure within the fence has as well tells nothing.
fn add_figures(figures: &Value, company: &str, own: &BTreeSet<String>, all: &mut Gathered) {
    let mut add = |of: &Value, allowed: bool| {
        for name in [
            "claimed",
            "accepted",
            "measured",
            "expected",
            "expected_original",
        ] {
            if let Some(share) = of[name].as_f64().filter(|s| telling(*s)) {
                all.add(&format!("{share:.6}"), "figure", allowed);
            }
        }
    };
    add(&figures["city"], false);
    for group in ["blocs", "tiers"] {
        for of in figures[group].as_object().unwrap().values() {
            add(of, false);
        }
    }
    for (code, of) in figures["units"].as_object().unwrap() {
        add(of, own.contains(code));
    }
    for (code, of) in figures["partners"].as_object().unwrap() {
        add(of, code == company);
    }
}

/// Whether only one group is likely to have this share: not a half or three
/// fifths, which duties have by their few milestones.
fn telling(share: f64) -> bool {
    let simple = |n: i32| {
        let part = share * f64::from(n);
        (part - part.round()).abs() < 1e-6 * f64::from(n)
    };
    !(1..=60).any(simple)
}

/// A text without the address that was asked for, however it is written there.
fn without_address(text: &str, path: &str) -> String {
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut text = text.replace(path, "…");
    for value in query.split('&').filter_map(|pair| pair.split_once('=')) {
        if value.0 == "q" && !value.1.is_empty() {
            let typed = decoded(value.1);
            text = text.replace(value.1, "…").replace(&typed, "…");
        }
    }
    text
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        match (first, hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// What stands at a place: one word, then two, as far as there are; a name of the city's wards
/// begins like hundreds of others by its first. What does not begin with a word begins with
/// nothing.
fn begins(text: &str, at: usize) -> impl DoubleEndedIterator<Item = &str> {
    let first = word_end(text, at);
    let second = word_start(text, first).map(|start| word_end(text, start));
    [Some(first), second]
        .into_iter()
        .flatten()
        .map(move |end| &text[at..end])
}

fn word_start(text: &str, from: usize) -> Option<usize> {
    text[from..].find(of_word).map(|at| from + at)
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..]
        .find(|c| !of_word(c))
        .map_or(text.len(), |at| start + at)
}
