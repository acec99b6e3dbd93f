create table public.point_debts (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  account_id uuid not null,
  lot_id uuid not null,
  grant_id uuid not null,
  budget_account_id uuid not null,
  revocation_id uuid not null,
  amount bigint not null,
  settled bigint not null default 0,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint one_debt_per_lot unique (lot_id, tenant_id),
  constraint account_is_of_the_same_tenant foreign key (tenant_id, account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint lot_is_of_the_same_tenant foreign key (tenant_id, lot_id)
    references public.point_lots (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint revocation_is_of_the_same_tenant foreign key (tenant_id, revocation_id)
    references public.grant_revocations (tenant_id, id) on delete restrict,
  constraint amount_is_positive check (amount > 0),
  constraint settled_within_amount check (settled between 0 and amount)
);

-- Every grant asks for what its recipients owe: nearly always nothing, and then this index is empty or almost so.
create index point_debts_to_settle on public.point_debts (account_id, created_at) where settled < amount;
create index point_debts_by_account on public.point_debts (account_id);
create index point_debts_by_grant on public.point_debts (grant_id);
create index point_debts_by_revocation on public.point_debts (revocation_id);
create index point_debts_by_budget on public.point_debts (budget_account_id);

alter table public.point_debts enable row level security;
-- NOTE: HR is not among the readers: what somebody owes is what that person had spent.
create policy holders_read_their_debts on public.point_debts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));

grant select on public.point_debts to authenticated, service_role;

comment on table public.point_debts is 'Points that had been spent when their grant was revoked. Later grants settle them, the oldest first; a refund of what the lot had paid does so too. Changed by functions only.';
comment on column public.point_debts.tenant_id is 'The company.';
comment on column public.point_debts.id is 'Key.';
comment on column public.point_debts.account_id is 'The wallet whose holder owes.';
comment on column public.point_debts.lot_id is 'The revoked lot.';
comment on column public.point_debts.grant_id is 'The revoked grant.';
comment on column public.point_debts.budget_account_id is 'The budget that had paid the grant, and that gets what is settled.';
comment on column public.point_debts.revocation_id is 'The revocation that made it.';
comment on column public.point_debts.amount is 'Points owed at the beginning.';
comment on column public.point_debts.settled is 'Points of it that have been settled.';
comment on column public.point_debts.created_at is 'When it arose.';
