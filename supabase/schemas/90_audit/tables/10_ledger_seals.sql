create table public.ledger_seals (
  tenant_id uuid not null references public.tenants on delete restrict,
  day date not null,
  transactions bigint not null,
  transfers bigint not null,
  root bytea not null,
  previous_root bytea,
  sealed_at timestamptz not null default private.clock(),
  primary key (tenant_id, day),
  constraint counts_are_not_negative check (transactions >= 0 and transfers >= 0),
  constraint roots_are_sha_256 check (length(root) = 32 and length(previous_root) = 32)
);

create trigger refuse_change before update or delete or truncate on public.ledger_seals
  for each statement execute function private.refuse_change();

alter table public.ledger_seals enable row level security;
create policy hr_reads_the_seals_of_the_company on public.ledger_seals for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (tenant_id, day, transactions, transfers, root, sealed_at) on public.ledger_seals to authenticated;
grant select on public.ledger_seals to service_role;

comment on table public.ledger_seals is 'One fingerprint per company and day of everything that was booked. A company that keeps the root elsewhere can prove later whether a row of that day was edited, added or deleted, by whomsoever: see docs/audit.md. Append only.';
comment on column public.ledger_seals.tenant_id is 'The company.';
comment on column public.ledger_seals.day is 'The day that it seals, in UTC. The first seal of a company also covers everything earlier.';
comment on column public.ledger_seals.transactions is 'How many transactions it covers.';
comment on column public.ledger_seals.transfers is 'How many transfers they have.';
comment on column public.ledger_seals.root is 'SHA-256 over the fingerprints of all of them, the counts and the root of the day before (private.seal_root).';
comment on column public.ledger_seals.previous_root is 'The root of the day before; empty in the first seal.';
comment on column public.ledger_seals.sealed_at is 'When it was sealed, at the earliest an hour after the day''s end.';
