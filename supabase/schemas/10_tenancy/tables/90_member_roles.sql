create table public.member_roles (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  member_id uuid not null,
  role text not null,
  department_id uuid,
  group_id uuid,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint a_role_is_given_once unique nulls not distinct (tenant_id, member_id, role, department_id, group_id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade,
  constraint department_is_of_the_same_tenant foreign key (tenant_id, department_id)
    references public.departments (tenant_id, id) on delete cascade,
  constraint group_is_of_the_same_tenant foreign key (tenant_id, group_id)
    references public.groups (tenant_id, id) on delete cascade,
  constraint role_is_known check (role in ('hr_manager', 'department_admin', 'group_admin')),
  constraint scope_fits_the_role check (
    (role = 'hr_manager' and department_id is null and group_id is null)
    or (role = 'department_admin' and department_id is not null and group_id is null)
    or (role = 'group_admin' and department_id is null and group_id is not null)
  )
);

create index member_roles_by_department on public.member_roles (tenant_id, department_id) where department_id is not null;
create index member_roles_by_group on public.member_roles (tenant_id, group_id) where group_id is not null;

alter table public.member_roles enable row level security;
create policy members_read_their_own_roles on public.member_roles for select to authenticated
  using (tenant_id = (select private.tenant_id()) and member_id = (select private.member_id()));
create policy hr_reads_all_roles on public.member_roles for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.member_roles to authenticated;
grant select, insert, update, delete on public.member_roles to service_role;

comment on table public.member_roles is 'What a member may do beyond shopping, and how far it reaches.';
comment on column public.member_roles.tenant_id is 'The company.';
comment on column public.member_roles.id is 'Key.';
comment on column public.member_roles.member_id is 'Who has the role.';
comment on column public.member_roles.role is 'hr_manager (the whole company), department_admin (a department and everything below it) or group_admin (a group).';
comment on column public.member_roles.department_id is 'For department_admin: the top of the subtree.';
comment on column public.member_roles.group_id is 'For group_admin: the group.';
comment on column public.member_roles.created_at is 'Since when.';
