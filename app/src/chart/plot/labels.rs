//! Labels on the lines that keep clear of each other, of the lines and of the
//! upright rules.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A place a label may take: its anchor point on the first base line.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
}

pub const fn spot(x: f64, y: f64, anchor: Anchor) -> Spot {
    Spot { x, y, anchor }
}

/// A label, and the places it may take, best first.
#[derive(Debug, Clone)]
pub struct Label {
    pub class: &'static str,
    pub lines: Vec<String>,
    pub spots: Vec<Spot>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.left < x && x < self.right && self.top < y && y < self.bottom
    }
}

/// A label in its place.
#[derive(Debug, Clone)]
pub struct Placed {
    pub label: Label,
    pub spot: Spot,
    pub area: Area,
}

pub const LINE_HEIGHT: f64 = 16.0;

/// What labels keep clear of.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The whole drawing.
    pub bounds: Area,
    /// Upright rules no label may cross: x, top and bottom.
    pub rules: Vec<(f64, f64, f64)>,
    /// Points along the lines.
    pub lines: Vec<(f64, f64)>,
    /// Words that stand already.
    pub taken: Vec<Area>,
}

/// The area a label takes: estimated by letters, a little too wide rather than
/// too narrow, because the server has no fonts.
fn area(label: &Label, at: Spot) -> Area {
    let letter = if label.class.is_empty() { 7.0 } else { 7.8 };
    let letters = label.lines.iter().map(|l| l.chars().count()).max();
    let width = letters.unwrap_or(0) as f64 * letter;
    let left = match at.anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - width / 2.0,
        Anchor::End => at.x - width,
    };
    Area {
        left: left - 2.0,
        top: at.y - 12.0,
        right: left + width + 2.0,
        bottom: at.y + 4.0 + LINE_HEIGHT * (label.lines.len() as f64 - 1.0),
    }
}

/// Places labels in the order given, each in its first free spot; of several
/// forms of a label the first that finds one. A label without a free spot is
/// left out: its value stands in the table and in the headline.
pub fn place(ground: &Ground, labels: Vec<Vec<Label>>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for forms in labels {
        let found = forms
            .into_iter()
            .find_map(|label| free(ground, &placed, label));
        placed.extend(found);
    }
    placed
}

fn free(ground: &Ground, placed: &[Placed], label: Label) -> Option<Placed> {
    let (spot, area) = label.spots.iter().find_map(|at| {
        let area = area(&label, *at);
        let inside = area.left >= ground.bounds.left
            && area.right <= ground.bounds.right
            && area.top >= ground.bounds.top
            && area.bottom <= ground.bounds.bottom;
        let crosses = ground.rules.iter().any(|(x, top, bottom)| {
            area.left < *x && *x < area.right && area.top < *bottom && *top < area.bottom
        });
        let taken = placed.iter().map(|other| &other.area).chain(&ground.taken);
        let met = taken.into_iter().any(|other| other.meets(&area));
        let on_line = ground.lines.iter().any(|point| area.holds(*point));
        (inside && !crosses && !met && !on_line).then_some((*at, area))
    })?;
    Some(Placed { label, spot, area })
}
