-- What something is called on English pages; null: by its own name.
alter table workstreams add column name_en text;
alter table indicators add column name_en text;
