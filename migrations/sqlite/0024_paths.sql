-- Dated points that the path of an indicator goes through, 'day=value;day=value'; null: a straight line.
alter table indicators add column path text;
