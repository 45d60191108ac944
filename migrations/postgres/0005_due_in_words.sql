-- A workstream may be due on words, "thường xuyên", as a milestone may: never overdue.
alter table workstreams add column due_text text;
