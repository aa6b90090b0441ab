-- A row for each batch that changed tables of the service and stored no message: by it a node that lost its connection
-- during the COMMIT finds out whether the batch is stored. Kept for an hour.
create table polyloop_batches (
    id uuid   not null primary key,
    at bigint not null
);
