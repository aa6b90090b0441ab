-- Whether a topic has messages. The index lets lists and trimming pass over topics that have none; their rows stay,
-- so that no sequence number is given twice. A column of its own, and not head >= first in the index: PostgreSQL would
-- then write to the index with each message.
alter table topics add column kept smallint not null default 1;
update topics set kept = 0 where head < first;
create index topics_kept on topics (name) where kept = 1;
create index topics_empty on topics (name) where kept = 0;

-- Trimming goes by topic, and the oldest message of each tells whether any is past its age.
drop index messages_by_age;
