-- The same statements serve SQLite and PostgreSQL. ${bytewise} makes PostgreSQL compare names byte by byte,
-- as SQLite does: with a locale's order a prefix would not be one range of the index.

-- One row: the name of this history. A journal made anew has another one, so old positions are refused.
create table journal (
    id    integer not null primary key check (id = 1),
    epoch text    not null
);

-- One row a topic. It is locked while sequence numbers are given: commit order is sequence order.
create table topics (
    name  text   ${bytewise} not null primary key,
    head  bigint not null,  -- last sequence number given
    first bigint not null,  -- oldest sequence number kept
    at    bigint not null   -- time of the last message, milliseconds since 1970
);

create table messages (
    topic text   ${bytewise} not null,
    seq   bigint not null,
    at    bigint not null,
    data  text   not null,
    primary key (topic, seq)
);

create index messages_by_age on messages (at);

create table idempotency_keys (
    topic       text    ${bytewise} not null,
    key         text    not null,
    fingerprint text    not null,
    first       bigint  not null,
    count       integer not null,
    at          bigint  not null,
    primary key (topic, key)
);

create index idempotency_keys_by_age on idempotency_keys (at);
