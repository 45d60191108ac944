-- What a report tells beside its product: how much of the duty's volume is done, and what holds
-- the work up. Null where nothing is said, as in all that was handed over before.
alter table milestone_events add column volume_done bigint;
alter table milestone_events add column obstacle text;
