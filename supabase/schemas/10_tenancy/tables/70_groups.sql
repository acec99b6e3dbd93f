create table public.groups (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  translations jsonb not null default '{}',
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint groups_have_distinct_names unique (tenant_id, name),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object')
);

alter table public.groups enable row level security;
create policy members_read_their_groups on public.groups for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = any ((select private.audience_ids())::uuid[]));
create policy hr_reads_all_groups on public.groups for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy group_admins_read_their_groups on public.groups for select to authenticated
  using (
    tenant_id = (select private.tenant_id()) and id = any ((select private.administered_group_ids())::uuid[])
  );

grant select on public.groups to authenticated;
grant select, insert, update, delete on public.groups to service_role;

comment on table public.groups is 'Groups of members across departments, e.g. a project, a class of newcomers.';
comment on column public.groups.tenant_id is 'The company.';
comment on column public.groups.id is 'Key.';
comment on column public.groups.name is 'Name in Simplified Chinese, unique in the company.';
comment on column public.groups.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.groups.created_at is 'When it was added.';
