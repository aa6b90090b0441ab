-- The first message of a batch carries the id of that batch: by it a node that lost its connection during the COMMIT
-- finds out whether the batch is stored. A null takes no room.
alter table messages add column batch uuid;
