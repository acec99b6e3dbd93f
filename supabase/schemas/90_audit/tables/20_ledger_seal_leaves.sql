create table private.ledger_seal_leaves (
  tenant_id uuid not null,
  day date not null,
  chunk_no integer not null,
  leaves bytea not null,
  primary key (tenant_id, day, chunk_no),
  constraint seal_is_of_the_same_tenant foreign key (tenant_id, day)
    references public.ledger_seals (tenant_id, day) on delete restrict,
  constraint leaves_are_whole check (length(leaves) between 48 and 48 * 1024 and length(leaves) % 48 = 0)
);

-- Nothing in it can be compressed: fingerprints are as good as random.
alter table private.ledger_seal_leaves alter column leaves set storage external;

create trigger refuse_change before update or delete or truncate on private.ledger_seal_leaves
  for each statement execute function private.refuse_change();

alter table private.ledger_seal_leaves enable row level security;

comment on table private.ledger_seal_leaves is 'What the roots of ledger_seals were made of, so that verify_seal() can name the row that was touched. In rows of 1,024, because a row of its own for each transaction would be as large as the journal itself.';
comment on column private.ledger_seal_leaves.tenant_id is 'The company.';
comment on column private.ledger_seal_leaves.day is 'The day.';
comment on column private.ledger_seal_leaves.chunk_no is 'Number within the day, from 0; transactions are in the order of their keys.';
comment on column private.ledger_seal_leaves.leaves is 'For each transaction its key (16 bytes) and its fingerprint (32 bytes, private.ledger_leaves).';
