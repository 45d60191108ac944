-- What an indicator says of its values: 'never' where none falls below the one before. Null where
-- nothing is said. And why a value fell that was said never to fall, by who entered it.
alter table indicators add column falls text;
alter table measurements add column fall_reason text;
-- How people were asked, where a value is what they said: how many there are of them, from which
-- day to which they were asked, who asked whom, and how. Null of what is counted, and of all that
-- was entered before.
alter table measurements add column population bigint;
alter table measurements add column asked_from text;
alter table measurements add column asked_to text;
alter table measurements add column asked text;
alter table measurements add column asked_how text;
