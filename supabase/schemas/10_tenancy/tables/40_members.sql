create table public.members (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  employee_no text not null,
  name text not null,
  department_id uuid not null,
  legal_entity_id uuid not null,
  status text not null default 'invited',
  hired_on date,
  departed_on date,
  user_id uuid,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint department_is_of_the_same_tenant foreign key (tenant_id, department_id)
    references public.departments (tenant_id, id) on delete restrict,
  constraint legal_entity_is_of_the_same_tenant foreign key (tenant_id, legal_entity_id)
    references public.legal_entities (tenant_id, id) on delete restrict,
  constraint account_exists foreign key (user_id) references auth.users (id) on delete set null,
  constraint one_member_per_account unique (user_id),
  -- The part of a sign-in address before the @: a dot stands between other characters.
  constraint employee_no_is_short_and_plain check (
    length(employee_no) <= 40 and employee_no ~ '^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$'
  ),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint status_is_known check (status in ('invited', 'active', 'suspended', 'departed'))
);

-- The number is part of the sign-in address, where letters have no case.
create unique index members_have_distinct_employee_numbers on public.members (tenant_id, lower(employee_no));
-- Without the tenant, to which a department belongs anyhow: see ledger_transactions_by_account.
create index members_by_department on public.members (department_id);
create index members_by_legal_entity on public.members (legal_entity_id);

create trigger touch_updated_at before update on public.members
  for each row execute function private.touch_updated_at();

alter table public.members enable row level security;
create policy members_read_themselves on public.members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = (select private.member_id()));
create policy hr_reads_all_members on public.members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy department_admins_read_members_of_their_subtree on public.members for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and department_id in (
      select d.id
      from public.departments d
      where d.path && (select private.administered_department_ids())::uuid[]
    )
  );
-- The policy by which group admins read members stands in 80_group_members.sql: it needs that table.

-- NOTE: user_id is not granted: no client needs it, and it is the key to the account.
grant select (
  tenant_id, id, employee_no, name, department_id, legal_entity_id, status, hired_on, departed_on, created_at, updated_at
) on public.members to authenticated;
grant select, insert, update on public.members to service_role;

create policy members_read_their_legal_entity on public.legal_entities for select to authenticated
  using (
    (tenant_id, id) = (
      select m.tenant_id, m.legal_entity_id from public.members m where m.id = (select private.member_id())
    )
  );

comment on table public.members is 'Employees. Phone and birthday are kept in member_contacts, which fewer people may read.';
comment on column public.members.tenant_id is 'The company.';
comment on column public.members.id is 'Key.';
comment on column public.members.employee_no is 'Employee number, unique in the company without regard to case; part of the sign-in address.';
comment on column public.members.name is 'Name.';
comment on column public.members.department_id is 'The department; decides with its ancestors what the member sees and who administers it.';
comment on column public.members.legal_entity_id is 'The legal entity that employs the member.';
comment on column public.members.status is 'invited (has no account yet), active, suspended (no access for the time being) or departed (no access any more).';
comment on column public.members.hired_on is 'First working day; for anniversaries.';
comment on column public.members.departed_on is 'Last working day.';
comment on column public.members.user_id is 'The account in auth.users; empty until the invitation is accepted. Emptying it ends access.';
comment on column public.members.created_at is 'When the member was added.';
comment on column public.members.updated_at is 'When the row was last changed.';
