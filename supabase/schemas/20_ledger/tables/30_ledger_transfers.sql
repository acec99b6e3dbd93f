create table public.ledger_transfers (
  tenant_id uuid not null,
  transaction_id uuid not null,
  transfer_no integer not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  amount bigint not null,
  lot_id uuid,
  line_no integer,
  primary key (tenant_id, transaction_id, transfer_no),
  -- NOTE: there are no foreign keys. Only functions write here, in one go with the transaction, and out of lots they have just changed;
  -- one account is mostly a system account, whose row every order of the tenant would lock. verify_ledger finds what leads nowhere.
  constraint amount_is_positive check (amount > 0),
  constraint accounts_differ check (from_account_id <> to_account_id)
);

create trigger refuse_change before update or delete or truncate on public.ledger_transfers
  for each statement execute function private.refuse_change();

alter table public.ledger_transfers enable row level security;
create policy whoever_reads_the_transaction_reads_its_transfers on public.ledger_transfers for select to authenticated
  using (
    exists (
      select
      from public.ledger_transactions t
      where t.tenant_id = ledger_transfers.tenant_id and t.id = ledger_transfers.transaction_id
    )
  );

grant select on public.ledger_transfers to authenticated, service_role;

comment on table public.ledger_transfers is 'What a transaction moved, from which account to which, and through which lot. Every transfer takes as much as it gives, so the ledger sums to zero by its form. Append only.';
comment on column public.ledger_transfers.tenant_id is 'The company.';
comment on column public.ledger_transfers.transaction_id is 'The transaction it belongs to.';
comment on column public.ledger_transfers.transfer_no is 'Number within the transaction, from 1.';
comment on column public.ledger_transfers.from_account_id is 'The account that gives.';
comment on column public.ledger_transfers.to_account_id is 'The account that receives.';
comment on column public.ledger_transfers.amount is 'Points, above zero.';
comment on column public.ledger_transfers.lot_id is 'The lot that was filled, spent, refilled or expired; empty between budgets.';
comment on column public.ledger_transfers.line_no is 'For spend and refund: the line of the order.';
