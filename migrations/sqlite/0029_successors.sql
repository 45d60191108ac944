-- Which units go on with what a unit that ended had: their codes, in order; null: none is named.
alter table units add column successors text;
