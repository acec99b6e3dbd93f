create table public.grant_lines (
  tenant_id uuid not null,
  grant_id uuid not null,
  line_no integer not null,
  recipient_id uuid not null,
  amount bigint not null,
  note text,
  primary key (tenant_id, grant_id, line_no),
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint amount_is_positive check (amount > 0)
);

create trigger refuse_change before update or delete or truncate on public.grant_lines
  for each statement execute function private.refuse_change();

alter table public.grant_lines enable row level security;
create policy whoever_reads_the_grant_reads_its_lines on public.grant_lines for select to authenticated
  using (
    exists (
      select
      from public.grants g
      where g.tenant_id = grant_lines.tenant_id and g.id = grant_lines.grant_id
    )
  );

grant select on public.grant_lines to authenticated, service_role;

comment on table public.grant_lines is 'Who received how much in a grant. What became of it is in the lots, which HR does not read. Append only.';
comment on column public.grant_lines.tenant_id is 'The company.';
comment on column public.grant_lines.grant_id is 'The grant.';
comment on column public.grant_lines.line_no is 'Number within the grant, from 1.';
comment on column public.grant_lines.recipient_id is 'The member or the card that received the points. No foreign key: the lot made with it leads to the wallet.';
comment on column public.grant_lines.amount is 'Points.';
comment on column public.grant_lines.note is 'Remark for the recipient.';
