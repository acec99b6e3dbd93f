create table public.group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, group_id, member_id),
  constraint group_is_of_the_same_tenant foreign key (tenant_id, group_id)
    references public.groups (tenant_id, id) on delete cascade,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade
);

create index group_members_by_member on public.group_members (tenant_id, member_id);

alter table public.group_members enable row level security;
create policy members_read_their_own_belonging on public.group_members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and member_id = (select private.member_id()));
create policy hr_reads_all_belonging on public.group_members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy group_admins_read_who_belongs on public.group_members for select to authenticated
  using (
    tenant_id = (select private.tenant_id()) and group_id = any ((select private.administered_group_ids())::uuid[])
  );

grant select on public.group_members to authenticated;
grant select, insert, update, delete on public.group_members to service_role;

create policy group_admins_read_members_of_their_groups on public.members for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and id in (
      select g.member_id
      from public.group_members g
      where g.group_id = any ((select private.administered_group_ids())::uuid[])
    )
  );

comment on table public.group_members is 'Who belongs to which group.';
comment on column public.group_members.tenant_id is 'The company.';
comment on column public.group_members.group_id is 'The group.';
comment on column public.group_members.member_id is 'The member.';
comment on column public.group_members.created_at is 'Since when.';
