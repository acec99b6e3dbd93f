create table public.expiry_run_entries (
  tenant_id uuid not null,
  run_id uuid not null,
  account_id uuid not null,
  transaction_id uuid not null,
  points bigint not null,
  undone_by uuid,
  primary key (tenant_id, run_id, account_id),
  constraint an_expiry_is_of_one_run unique (transaction_id),
  constraint run_is_of_the_same_tenant foreign key (tenant_id, run_id)
    references public.expiry_runs (tenant_id, id) on delete restrict,
  constraint transaction_is_of_the_same_tenant foreign key (tenant_id, transaction_id)
    references public.ledger_transactions (tenant_id, id) on delete restrict,
  constraint undo_is_of_the_same_tenant foreign key (tenant_id, undone_by)
    references public.ledger_transactions (tenant_id, id) on delete restrict,
  constraint points_are_positive check (points > 0)
);

-- A table and no column of ledger_transactions: orders would carry it, too, and never use it.

alter table public.expiry_run_entries enable row level security;
-- NOTE: no policy for API roles: it tells what single people had left.

grant select on public.expiry_run_entries to service_role;

comment on table public.expiry_run_entries is 'Which transactions a run of expiry made, one for each wallet. The lots and where their points went are in the transfers.';
comment on column public.expiry_run_entries.tenant_id is 'The company.';
comment on column public.expiry_run_entries.run_id is 'The run.';
comment on column public.expiry_run_entries.account_id is 'The wallet.';
comment on column public.expiry_run_entries.transaction_id is 'The transaction of kind expiry.';
comment on column public.expiry_run_entries.points is 'Points that expired in this wallet.';
comment on column public.expiry_run_entries.undone_by is 'The transaction of kind expiry_undo that gave them back; empty while it stands.';
