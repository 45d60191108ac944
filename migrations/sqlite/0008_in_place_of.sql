-- In whose place a decision was taken that was another's to take: a head's (by the office) or
-- the office's (by the committee); null where it was one's own.
alter table milestone_events add column in_place_of text;
