create table public.ledger_accounts (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  owner_kind text not null,
  owner_id uuid not null,
  kind text not null,
  balance bigint,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  -- The owner comes first, because most look-ups know the owner only; owner ids are unique across tenants anyhow.
  constraint one_account_per_owner_and_kind unique (owner_id, kind, tenant_id),
  constraint kind_fits_the_owner check (private.kind_fits_owner(owner_kind, kind)),
  constraint balance_fits_the_kind check (private.balance_fits_kind(kind, balance))
) with (fillfactor = 80); -- room for a changed balance on the same page: no index has to be touched (HOT)

alter table public.ledger_accounts enable row level security;
create policy holders_read_their_wallet on public.ledger_accounts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = (select private.account_id()));
create policy hr_reads_budgets on public.ledger_accounts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and kind = 'budget' and (select private.has_role('hr_manager')));
create policy department_admins_read_budgets_of_their_subtree on public.ledger_accounts for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and owner_kind = 'department'
    and owner_id in (
      select d.id
      from public.departments d
      where d.path && (select private.administered_department_ids())::uuid[]
    )
  );
create policy group_admins_read_budgets_of_their_groups on public.ledger_accounts for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and owner_kind = 'group'
    and owner_id = any ((select private.administered_group_ids())::uuid[])
  );

grant select on public.ledger_accounts to authenticated, service_role;

create trigger open_accounts_of_new_tenants after insert on public.tenants
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('tenant');
create trigger open_budgets_of_new_departments after insert on public.departments
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('department', 'budget');
create trigger open_budgets_of_new_groups after insert on public.groups
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('group', 'budget');
create trigger open_wallets_of_new_members after insert on public.members
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('member', 'wallet');

comment on table public.ledger_accounts is 'Accounts of the double-entry ledger, in points. Changed by functions only.';
comment on column public.ledger_accounts.tenant_id is 'The company whose points these are.';
comment on column public.ledger_accounts.id is 'Key.';
comment on column public.ledger_accounts.owner_kind is 'Whose account: tenant, department, group, member, card, supplier or system.';
comment on column public.ledger_accounts.owner_id is 'Key of the owner in its table; for system accounts the tenant.';
comment on column public.ledger_accounts.kind is 'wallet (what a member or card can spend, with points that expired and are not yet booked out), budget (what may still be granted), debt (what was revoked after it had been spent; opened with the first), payable, or the system''s funding, redeemed, expired, claims (the other side of all debts) and committed (gift packs that were granted and are not yet redeemed).';
comment on column public.ledger_accounts.balance is 'Balance in points, always the sum of the account''s transfers. Empty for system accounts, whose balance is derived.';
comment on column public.ledger_accounts.created_at is 'When it was opened.';
