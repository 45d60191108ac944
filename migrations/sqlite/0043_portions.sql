-- How many parts of its workstream a duty stands for, as leads and as helpers, once units merged;
-- null: the one of its role.
alter table duties add column portions text;
