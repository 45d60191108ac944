-- The cancelled milestone whose place a new one takes; null where it takes none's.
alter table milestones add column replaces text;
create index milestones_replaces on milestones (replaces);
