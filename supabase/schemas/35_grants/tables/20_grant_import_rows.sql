create table public.grant_import_rows (
  -- A running number and not a v7 key, because rows of one CSV file come within a millisecond and keep the file's order.
  id bigint generated always as identity primary key,
  company text,
  import_name text,
  programme text,
  employee_no text,
  amount text,
  note text,
  status text not null default 'waiting',
  error_code text,
  error_details jsonb,
  row_no integer,
  tenant_id uuid,
  import_id uuid,
  member_id uuid,
  points bigint,
  grant_id uuid,
  checked_at timestamptz,
  created_at timestamptz not null default private.clock(),
  constraint import_is_of_the_same_tenant foreign key (tenant_id, import_id)
    references public.grant_imports (tenant_id, id) on delete cascade,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint one_row_per_number unique (import_id, row_no),
  constraint numbered_within_the_import check (num_nonnulls(tenant_id, import_id, row_no) in (0, 3)),
  constraint status_is_known check (status in ('waiting', 'granted', 'refused')),
  constraint refused_says_why check ((status = 'refused') = (error_code is not null)),
  constraint granted_leads_to_its_grant check (num_nonnulls(member_id, points, grant_id) = case status when 'granted' then 3 else 0 end)
);

-- NOTE: none begins with the tenant, to which an import belongs anyhow; see ledger_transactions_by_account.
create index grant_import_rows_by_status on public.grant_import_rows (import_id, status, row_no);
create unique index once_per_import_and_member on public.grant_import_rows (import_id, member_id) where status = 'granted';
create index grant_import_rows_by_member on public.grant_import_rows (member_id) where member_id is not null;
create index grant_import_rows_by_grant on public.grant_import_rows (grant_id) where grant_id is not null;
create index grant_import_rows_of_nobody on public.grant_import_rows (id) where import_id is null;

create trigger keep_granted_rows before update or delete on public.grant_import_rows
  for each row when (old.status = 'granted') execute function private.keep_granted_rows();
create trigger read_corrected_row before update of company, import_name, programme, employee_no, amount, note on public.grant_import_rows
  for each row execute function private.read_corrected_row();
create trigger read_added_rows after insert on public.grant_import_rows
  referencing new table as changed for each statement execute function private.read_import_rows();
create trigger read_corrected_rows after update on public.grant_import_rows
  referencing new table as changed for each statement when (pg_trigger_depth() = 0) execute function private.read_import_rows();
create trigger try_refused_rows_again after update of state on public.grant_imports
  for each row when (old.state <> 'running' and new.state = 'running') execute function private.try_refused_rows_again();

alter table public.grant_import_rows enable row level security;
create policy whoever_reads_the_import_reads_its_rows on public.grant_import_rows for select to authenticated
  using (
    exists (
      select
      from public.grant_imports i
      where i.tenant_id = grant_import_rows.tenant_id and i.id = grant_import_rows.import_id
    )
  );

grant select on public.grant_import_rows to authenticated, service_role;
grant insert (company, import_name, programme, employee_no, amount, note),
  update (company, import_name, programme, employee_no, amount, note) on public.grant_import_rows to service_role;
grant delete on public.grant_import_rows to service_role;

comment on table public.grant_import_rows is 'One row per person who is to receive points: import a CSV file with the columns company, import_name, programme, employee_no, amount and note here. A row that cannot be granted keeps its own error; correct it in place and it waits again. See docs/grants.md.';
comment on column public.grant_import_rows.id is 'Key, in the order of the file.';
comment on column public.grant_import_rows.company is 'To fill: the company''s code, e.g. xinghe.';
comment on column public.grant_import_rows.import_name is 'To fill: a name for this list, the same in all its rows, new for each list.';
comment on column public.grant_import_rows.programme is 'To fill: the programme''s name; may be empty where the import exists already.';
comment on column public.grant_import_rows.employee_no is 'To fill: the employee number.';
comment on column public.grant_import_rows.amount is 'To fill: points, a whole number above zero, digits only.';
comment on column public.grant_import_rows.note is 'May be filled: a remark for the recipient, at most 200 characters.';
comment on column public.grant_import_rows.status is 'waiting, granted or refused (see error_code).';
comment on column public.grant_import_rows.error_code is 'Why it was refused; the codes are in docs/grants.md.';
comment on column public.grant_import_rows.error_details is 'Details of the error.';
comment on column public.grant_import_rows.row_no is 'Number within the import, from 1.';
comment on column public.grant_import_rows.tenant_id is 'The company, found by its code; empty while none is found.';
comment on column public.grant_import_rows.import_id is 'The import, found by its name or made with it.';
comment on column public.grant_import_rows.member_id is 'Once granted: who received the points.';
comment on column public.grant_import_rows.points is 'Once granted: how many.';
comment on column public.grant_import_rows.grant_id is 'Once granted: the grant.';
comment on column public.grant_import_rows.checked_at is 'When it was last checked outside a run; empty for a moment while it is read.';
comment on column public.grant_import_rows.created_at is 'When it was added.';
