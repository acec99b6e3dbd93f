create table public.legal_entities (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  registration_no text,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint legal_entities_have_distinct_names unique (tenant_id, name),
  constraint name_is_not_empty check (length(name) between 1 and 200)
);

alter table public.legal_entities enable row level security;
create policy hr_reads_all_legal_entities on public.legal_entities for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
-- The policy by which members read theirs stands in 40_members.sql: it needs that table.

grant select on public.legal_entities to authenticated;
grant select, insert, update, delete on public.legal_entities to service_role;

comment on table public.legal_entities is 'The companies in law that a tenant consists of; invoices and settlements go by them.';
comment on column public.legal_entities.tenant_id is 'The tenant it belongs to.';
comment on column public.legal_entities.id is 'Key.';
comment on column public.legal_entities.name is 'Registered name.';
comment on column public.legal_entities.registration_no is 'Registration number (in China the unified social credit code).';
comment on column public.legal_entities.created_at is 'When it was added.';
