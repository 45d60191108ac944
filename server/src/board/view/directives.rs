//! `/documents`: what the plan comes from, and what decisions name.
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    access::Viewer,
    domain::{
        BodyCode, Day, Document, DocumentNumber, Event, Figures, Milestone, MilestoneId,
        Redefinition, Trigger, TriggerCode, UnitCode, Validity, Workstream, local_day, parse_day,
    },
    text::{clock_time, search_key},
    views::{
        AssignedBy, DatedBy, DocumentColumn, DocumentFilter, DocumentLine, DocumentPage,
        DocumentTask, DocumentsPage, DocumentsThat, EventByDocument, EventRow, ListedDocument,
        Paged, Sorted, Within, WorkGroup,
    },
};

use super::{Redefinitions, Scope};
use crate::{
    board::{Board, Entry},
    db::decisions::DecidedEvent,
};

/// What names a document, beside its own row.
#[derive(Default)]
struct Named {
    /// As it is written first.
    written: Arc<str>,
    /// The day that an event was recorded with, what the event is, and who brings it about.
    day: Option<Day>,
    title: Arc<str>,
    issuer: Arc<str>,
    /// The last day on which a change by it was recorded.
    recorded: Option<Day>,
    /// Changes by it, and deadlines that run from an event whose document it is.
    changes: usize,
    latest: Option<EventByDocument>,
}

/// A number where something of the plan names it.
#[derive(Default)]
struct Naming {
    /// As it is written there.
    written: Arc<str>,
    /// Its day, where that is told.
    day: Option<Day>,
    /// Of an event that deadlines run from: what it is, and who brings it about.
    title: Arc<str>,
    issuer: Arc<str>,
    /// How many promises change there, and on which day that was recorded.
    changes: usize,
    recorded: Option<Day>,
}

/// An event by a decision that a reader may read in full, with what it happened to.
struct ReadEvent<'a> {
    event: &'a DecidedEvent,
    number: DocumentNumber,
    entry: &'a Entry,
    milestone: &'a Milestone,
}

impl Board {
    /// Whether a workstream comes from a document: its source or its legal basis names it.
    pub(super) fn comes_from(&self, workstream: &Workstream, number: &DocumentNumber) -> bool {
        number.is_named_in(&workstream.source) || number.is_named_in(&workstream.legal_basis)
    }

    /// Of the events that a reader may read in full, those by a decision.
    fn read_events<'a>(
        &'a self,
        viewer: &'a Viewer,
        events: &'a [DecidedEvent],
    ) -> impl Iterator<Item = ReadEvent<'a>> {
        events.iter().filter_map(move |event| {
            let id = MilestoneId::parse(&event.milestone).ok()?;
            let (entry, milestone) = self.milestone(&id)?;
            let unit = &entry.duty.key.unit;
            let full = viewer.reads_in_full(unit, &milestone.responsible);
            Some(ReadEvent {
                number: DocumentNumber::of(&event.decision).filter(|_| full)?,
                event,
                entry,
                milestone,
            })
        })
    }

    /// What an event did by its document.
    fn done_by(&self, it: &ReadEvent<'_>) -> Option<EventByDocument> {
        Some(EventByDocument {
            day: local_day(it.event.recorded_at, self.zone()),
            event: Event::from_code(&it.event.event)?,
            milestone: self.milestone_name(it.milestone),
            unit_name: self.unit_name(&it.entry.duty.key.unit),
        })
    }

    fn redefined_by(&self) -> impl Iterator<Item = (&Redefinition, DocumentNumber)> {
        self.redefinitions.iter().filter_map(|it| {
            let number = DocumentNumber::of(&it.redefinition.decision)?;
            Some((&it.redefinition, number))
        })
    }

    /// Every number that something names which all who read the campaign may read, with what is told
    /// of it there.
    fn numbers_of_the_plan(&self) -> impl Iterator<Item = (DocumentNumber, Naming)> {
        let named = |written: &Arc<str>| Naming {
            written: written.clone(),
            ..Naming::default()
        };
        let redefined = self.redefined_by().map(move |(it, number)| {
            let naming = Naming {
                changes: 1,
                recorded: Some(it.day),
                ..named(&it.decision)
            };
            (number, naming)
        });
        let dated = self.triggers.all().filter_map(move |it| {
            let naming = Naming {
                day: it.document_day,
                title: it.name.clone(),
                issuer: self.brought_about_by(it).unwrap_or_default(),
                ..named(&it.document_number)
            };
            Some((DocumentNumber::of(&it.document_number)?, naming))
        });
        let assigned = self.assignments.values().flat_map(|all| all.iter());
        let assigned = assigned
            .filter_map(move |it| Some((DocumentNumber::of(&it.decision)?, named(&it.decision))));
        let told = self.workstreams.values();
        let told = told.flat_map(|it| [&it.source, &it.legal_basis]);
        let told = told.flat_map(|text| DocumentNumber::all_in(text));
        let told = told.map(move |(number, written)| (number, named(&written.into())));
        redefined.chain(dated).chain(assigned).chain(told)
    }

    /// The numbers that nobody has listed and the whole campaign may know of.
    pub(super) fn unlisted_documents(&self) -> BTreeMap<DocumentNumber, Arc<str>> {
        let named = self.numbers_of_the_plan();
        let unlisted = named.filter(|(number, _)| self.directives.of(number).is_empty());
        let mut all = BTreeMap::new();
        for (number, naming) in unlisted {
            all.entry(number).or_insert(naming.written);
        }
        all
    }

    /// Every number that something names, with how many changes are by it.
    fn named_numbers(
        &self,
        viewer: &Viewer,
        events: &[DecidedEvent],
    ) -> BTreeMap<DocumentNumber, Named> {
        let read: Vec<ReadEvent<'_>> = self.read_events(viewer, events).collect();
        let happened = read.iter().map(|it| {
            // An acceptance has the day of its evidence there.
            let day = it.event.old_book.as_deref();
            let day = day.filter(|_| it.event.event != Event::Accepted.code());
            let naming = Naming {
                written: it.event.decision.as_str().into(),
                day: day.and_then(parse_day),
                changes: 1,
                recorded: Some(local_day(it.event.recorded_at, self.zone())),
                ..Naming::default()
            };
            (it.number.clone(), naming)
        });
        let mut named: BTreeMap<DocumentNumber, Named> = BTreeMap::new();
        for (number, naming) in self.numbers_of_the_plan().chain(happened) {
            let it = named.entry(number).or_default();
            if it.written.is_empty() {
                it.written = DocumentNumber::bare(&naming.written).into();
            }
            // Of several events the first that tells it.
            it.day = it.day.or(naming.day);
            for (known, told) in [
                (&mut it.title, naming.title),
                (&mut it.issuer, naming.issuer),
            ] {
                if known.is_empty() {
                    *known = told;
                }
            }
            it.changes += naming.changes;
            it.recorded = it.recorded.max(naming.recorded);
        }
        // The newest come first.
        for event in &read {
            let it = named.get_mut(&event.number);
            if let Some(it) = it.filter(|it| it.latest.is_none()) {
                it.latest = self.done_by(event);
            }
        }
        for event in self.triggers.all() {
            let number = DocumentNumber::of(&event.document_number);
            if let Some(it) = number.and_then(|number| named.get_mut(&number)) {
                it.changes += self.dated_by_event(&event.code);
            }
        }
        named
    }

    /// A page of the documents that match, or all of them for a file.
    pub(in crate::board) fn documents_page(
        &self,
        viewer: &Viewer,
        events: &[DecidedEvent],
        filter: DocumentFilter,
        (sorted, page): (Sorted<DocumentColumn>, Option<usize>),
    ) -> DocumentsPage {
        let named = self.named_numbers(viewer, events);
        let listed: BTreeSet<&DocumentNumber> = self.directives.all().map(|(it, _)| it).collect();
        let of_list = self.directives.all();
        let of_list = of_list.map(|(number, it)| self.document_line(number, it, named.get(number)));
        let unlisted = named.iter().filter(|(number, _)| !listed.contains(number));
        let unlisted = unlisted.map(|(number, it)| DocumentLine {
            number: number.clone(),
            written: it.written.clone(),
            day: it.day,
            title: it.title.clone(),
            issuer: it.issuer.clone(),
            level: None,
            that: DocumentsThat::Unlisted,
            provisional: false,
            shared: false,
            workstreams: self.workstreams_from(number).count(),
            changes: it.changes,
            latest: it.latest.clone(),
            recorded: it.recorded,
        });
        let typed = search_key(&filter.text);
        let of_number = DocumentNumber::of(&filter.text);
        let matches = |it: &DocumentLine| {
            let told = format!("{} {} {}", it.written, it.title, it.issuer);
            let named = of_number.as_ref() == Some(&it.number);
            (typed.is_empty() || named || search_key(&told).contains(&typed))
                && filter.level.is_none_or(|level| it.level == Some(level))
                && filter.that.is_none_or(|that| it.that == that)
        };
        let mut rows: Vec<DocumentLine> = of_list.chain(unlisted).filter(matches).collect();
        rows.sort_by(|a, b| in_order(sorted, a, b));
        DocumentsPage {
            list: Paged::of(rows, page),
            filter,
            sorted,
        }
    }

    fn document_line(
        &self,
        number: &DocumentNumber,
        it: &Document,
        named: Option<&Named>,
    ) -> DocumentLine {
        DocumentLine {
            number: number.clone(),
            written: DocumentNumber::bare(&it.number).into(),
            day: it.day,
            title: it.title.clone(),
            issuer: self.issuer_name(&it.issuer),
            level: it.level,
            that: match self.directives.validity(it, self.day()) {
                Validity::Holds => DocumentsThat::Holds,
                Validity::ToCome => DocumentsThat::ToCome,
                Validity::Over => DocumentsThat::Over,
                Validity::Replaced => DocumentsThat::Replaced,
            },
            provisional: it.provisional,
            shared: self.directives.of(number).len() > 1,
            workstreams: self.workstreams_from(number).count(),
            changes: named.map_or(0, |it| it.changes),
            latest: named.and_then(|it| it.latest.clone()),
            recorded: named.and_then(|it| it.recorded),
        }
    }

    fn workstreams_from<'a>(
        &'a self,
        number: &'a DocumentNumber,
    ) -> impl Iterator<Item = &'a Arc<Workstream>> {
        let all = self.workstreams.values();
        all.filter(move |it| self.comes_from(it, number))
    }

    /// The name of who brings an event about.
    fn brought_about_by(&self, event: &Trigger) -> Option<Arc<str>> {
        let body = self.outside.get(event.issuer.as_ref()?)?;
        Some(body.name.clone())
    }

    /// A body's or a unit's name where the issuer is its code, else the words themselves.
    fn issuer_name(&self, issuer: &Arc<str>) -> Arc<str> {
        let body = BodyCode::parse(issuer).ok();
        let body = body.and_then(|code| Some(self.outside.get(&code)?.name.clone()));
        let unit = || {
            let code = UnitCode::parse(issuer).ok()?;
            Some(self.units.get(&code)?.name.clone())
        };
        body.or_else(unit).unwrap_or_else(|| issuer.clone())
    }

    /// What comes from the documents of a number; nothing where nothing the reader may read names
    /// it.
    pub(in crate::board) fn document_page(
        &self,
        today: &Self,
        viewer: &Viewer,
        number: &DocumentNumber,
        events: &[DecidedEvent],
    ) -> Option<DocumentPage> {
        let listed = self.directives.of(number);
        let named = self.named_numbers(viewer, events);
        let first = listed.first();
        let first = first.map(|it| Arc::from(DocumentNumber::bare(&it.number)));
        let written = first.or_else(|| Some(named.get(number)?.written.clone()))?;
        let named = named.get(number);
        let workstreams: Vec<DocumentTask> = self
            .workstreams_from(number)
            .map(|it| self.document_task(it))
            .collect();
        let mut figures = Figures::default();
        workstreams.iter().for_each(|it| figures.add(&it.figures));
        let redefinitions = Redefinitions::ByDocument(number);
        let events = self.read_events(viewer, events);
        let events = events.filter(|it| it.number == *number);
        Some(DocumentPage {
            written,
            day: named.and_then(|it| it.day),
            title: named.map_or_else(Default::default, |it| it.title.clone()),
            issuer: named.map_or_else(Default::default, |it| it.issuer.clone()),
            listed: listed.iter().map(|it| self.listed_document(it)).collect(),
            workstreams,
            figures,
            within: Within {
                among: Some(WorkGroup::All),
                document: Some(number.clone()),
                ..Within::default()
            },
            dates: self.dated_by_document(number),
            changes: self.redefinition_rows(today, Some(viewer), &Scope::Campaign, redefinitions),
            events: events.filter_map(|it| self.decided_event(&it)).collect(),
            assigned: self.assigned_by(number),
            number: number.clone(),
        })
    }

    fn document_task(&self, workstream: &Arc<Workstream>) -> DocumentTask {
        let mut figures = Figures::default();
        let own = self
            .duties
            .iter()
            .filter(|(key, _)| key.workstream == workstream.code);
        let open = own.filter(|(key, _)| !self.closed(&key.unit));
        open.for_each(|(_, entry)| figures.add(&entry.figures.figures));
        DocumentTask {
            name: self.workstream_name(&workstream.code),
            workstream: workstream.clone(),
            figures,
        }
    }

    fn listed_document(&self, it: &Document) -> ListedDocument {
        let after = |unclear| {
            let all = self.directives.successors(it);
            let all = all.filter(move |it| it.unclear == unclear);
            let named = all.filter_map(|it| {
                let number = &it.document.number;
                Some((DocumentNumber::of(number)?, number.clone()))
            });
            named.collect()
        };
        ListedDocument {
            issuer: self.issuer_name(&it.issuer),
            validity: self.directives.validity(it, self.day()),
            replaces: DocumentNumber::of(&it.replaces),
            replaced_by: after(false),
            perhaps_by: after(true),
            document: it.clone(),
        }
    }

    fn dated_by_document(&self, number: &DocumentNumber) -> Vec<DatedBy> {
        let of = |text: &str| DocumentNumber::of(text).as_ref() == Some(number);
        let events = self.triggers.all().filter(|it| of(&it.document_number));
        events
            .map(|it| DatedBy {
                code: it.code.clone(),
                event: it.name.clone(),
                happened_on: it.happened_on,
                milestones: self.dated_by_event(&it.code),
            })
            .collect()
    }

    /// How many milestones have their deadline by an event.
    fn dated_by_event(&self, event: &TriggerCode) -> usize {
        let open = self.duties.values();
        let open = open.filter(|entry| !self.closed(&entry.duty.key.unit));
        let milestones = open.flat_map(|entry| &entry.duty.milestones);
        milestones.filter(|m| m.is_dated_by(event)).count()
    }

    fn decided_event(&self, read: &ReadEvent<'_>) -> Option<EventRow> {
        let (it, m) = (read.event, read.milestone);
        let key = &read.entry.duty.key;
        Some(EventRow {
            day: local_day(it.recorded_at, self.zone()),
            time: clock_time(it.recorded_at, self.zone()),
            event: Event::from_code(&it.event)?,
            renamed: false,
            nothing: false,
            duty: key.clone(),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            milestone_title: self.milestone_name(m),
            by: self.organisation_name(&it.organisation),
            in_place_of: None,
            deadline: it.deadline.as_deref().and_then(parse_day),
            reason: String::new(),
        })
    }

    fn assigned_by(&self, number: &DocumentNumber) -> Vec<AssignedBy> {
        let all = self.assignments.values().flat_map(|all| all.iter());
        let of = all.filter(|it| DocumentNumber::of(&it.decision).as_ref() == Some(number));
        of.map(|it| AssignedBy {
            unit: (it.unit.clone(), self.unit_name(&it.unit)),
            company: self.partner_name(&it.partner),
            from: it.from,
            to: it.to,
        })
        .collect()
    }
}

/// Equal ones by their numbers.
fn in_order(sorted: Sorted<DocumentColumn>, a: &DocumentLine, b: &DocumentLine) -> Ordering {
    let own = match sorted.by {
        // Without a day of its own last either way, by the day that a change by it was recorded.
        DocumentColumn::Day => {
            let days = |it: &DocumentLine| (it.day, it.recorded);
            let without = |it: &DocumentLine| (it.day.is_none(), it.day.or(it.recorded).is_none());
            let last = without(a).cmp(&without(b));
            last.then_with(|| sorted.order(days(a), days(b)))
        }
        DocumentColumn::Number => sorted.order(&a.number, &b.number),
        DocumentColumn::Title => sorted.order(search_key(&a.title), search_key(&b.title)),
        DocumentColumn::Issuer => sorted.order(search_key(&a.issuer), search_key(&b.issuer)),
        DocumentColumn::That => sorted.order(a.that, b.that),
        DocumentColumn::Workstreams => sorted.order(a.workstreams, b.workstreams),
        DocumentColumn::Changes => sorted.order(a.changes, b.changes),
    };
    own.then_with(|| a.number.cmp(&b.number))
}
