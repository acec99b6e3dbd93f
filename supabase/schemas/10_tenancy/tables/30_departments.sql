create table public.departments (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  parent_id uuid,
  path uuid[] not null,
  name text not null,
  translations jsonb not null default '{}',
  position integer not null default 0,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint parent_is_of_the_same_tenant foreign key (tenant_id, parent_id)
    references public.departments (tenant_id, id) on delete restrict,
  constraint path_ends_with_the_department check (path[cardinality(path)] = id),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object')
);

create unique index departments_have_distinct_names_below_one_parent
  on public.departments (tenant_id, parent_id, name) nulls not distinct;
create index departments_by_path on public.departments using gin (path);

create trigger keep_path before insert or update of parent_id on public.departments
  for each row execute function private.keep_department_path();
create trigger move_subtree after update of parent_id on public.departments
  for each row when (old.path is distinct from new.path) execute function private.move_department_subtree();

alter table public.departments enable row level security;
create policy members_read_their_chain on public.departments for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = any ((select private.audience_ids())::uuid[]));
create policy hr_reads_all_departments on public.departments for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy department_admins_read_their_subtree on public.departments for select to authenticated
  using (
    tenant_id = (select private.tenant_id()) and path && (select private.administered_department_ids())::uuid[]
  );

grant select on public.departments to authenticated;
grant select, insert, update, delete on public.departments to service_role;

comment on table public.departments is 'The department tree of a tenant.';
comment on column public.departments.tenant_id is 'The tenant it belongs to.';
comment on column public.departments.id is 'Key.';
comment on column public.departments.parent_id is 'The department above; empty for a top department.';
comment on column public.departments.path is 'The departments from the top down to this one, itself included. Kept right by the database; leave it empty when adding a row.';
comment on column public.departments.name is 'Name in Simplified Chinese, unique below one parent.';
comment on column public.departments.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.departments.position is 'Order among the departments below one parent, smallest first.';
comment on column public.departments.created_at is 'When it was added.';
