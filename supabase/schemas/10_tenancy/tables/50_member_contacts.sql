-- A table of its own, because column grants cannot tell an HR manager from an employee (both are "authenticated"), and a policy can.
create table public.member_contacts (
  tenant_id uuid not null,
  member_id uuid not null,
  phone text,
  birthday date,
  primary key (tenant_id, member_id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade,
  constraint phone_is_a_number check (phone ~ '^\+?[0-9 -]{5,20}$'),
  constraint birthday_is_plausible check (birthday between date '1900-01-01' and date '2100-01-01')
);

alter table public.member_contacts enable row level security;
create policy members_read_their_own_contact on public.member_contacts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and member_id = (select private.member_id()));
create policy hr_reads_all_contacts on public.member_contacts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.member_contacts to authenticated;
grant select, insert, update, delete on public.member_contacts to service_role;

comment on table public.member_contacts is 'Phone and birthday of members: read by the member and by HR, not by colleagues or department admins.';
comment on column public.member_contacts.tenant_id is 'The company.';
comment on column public.member_contacts.member_id is 'The member.';
comment on column public.member_contacts.phone is 'Phone number, with country code or without.';
comment on column public.member_contacts.birthday is 'Birthday; for birthday grants.';
