-- One row per movement of one holder's account, so that this table is at once the journal and the holder's statement: a page of it is one
-- range of one index. A grant to many people is many transactions with one grant_id.
create table public.ledger_transactions (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  seq bigint generated always as identity,
  account_id uuid not null,
  kind text not null,
  amount bigint not null,
  balance_after bigint,
  order_id uuid,
  grant_id uuid,
  programme_id uuid,
  note text,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  answer jsonb,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  -- NOTE: there are no foreign keys. Only functions write here: they have just changed the account, lots and orders carry keys of
  -- their own, and each key would cost every posting a look-up and a lock. verify_ledger finds what leads nowhere.
  constraint kind_is_known check (private.is_transaction_kind(kind)),
  constraint balance_after_is_not_negative check (balance_after >= 0),
  constraint key_comes_with_request_and_answer check (num_nonnulls(idempotency_key, request_hash, answer) in (0, 3))
);

-- Without the tenant, to which an account belongs anyhow: while statistics are young, the planner takes any index that begins with
-- tenant_id to be as good as the primary key, and every check of a foreign key would read all transactions of the tenant.
create index ledger_transactions_by_account on public.ledger_transactions (account_id, seq);
-- For what is neither granted nor spent, a small part of all rows; orders never come in here: what became of a lot, statements of one kind.
create index ledger_transactions_out_of_the_ordinary on public.ledger_transactions (account_id, seq)
  where kind not in ('grant', 'spend');
-- For the daily seals. A few bytes per hundred pages, because rows lie in the order of time; next to nothing at each posting.
create index ledger_transactions_by_time on public.ledger_transactions using brin (created_at) with (pages_per_range = 32);
create index ledger_transactions_by_order on public.ledger_transactions (tenant_id, order_id) where order_id is not null;
create unique index one_ledger_transaction_per_key on public.ledger_transactions (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;

create trigger refuse_change before update or delete or truncate on public.ledger_transactions
  for each statement execute function private.refuse_change();

alter table public.ledger_transactions enable row level security;
create policy holders_read_their_transactions on public.ledger_transactions for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));
-- Budgets only. NOTE: nobody but the holder reads a wallet's transactions, HR neither: what a person buys is the person's affair.
create policy hr_reads_movements_of_budgets on public.ledger_transactions for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and kind in ('deposit', 'allocation', 'take_back')
    and (select private.has_role('hr_manager'))
  );

-- NOTE: who acted and the idempotency key with its answer are not for clients.
grant select (
  tenant_id, id, seq, account_id, kind, amount, balance_after, order_id, grant_id, programme_id, note, created_at
) on public.ledger_transactions to authenticated;
grant select on public.ledger_transactions to service_role;

comment on table public.ledger_transactions is 'Journal of the ledger: every movement of points, once per account that it is booked for. Append only; a correction is a new transaction.';
comment on column public.ledger_transactions.tenant_id is 'The company.';
comment on column public.ledger_transactions.id is 'Key.';
comment on column public.ledger_transactions.seq is 'Running number; given while the account is locked, so it is in the order of balances within one account. Gaps are harmless.';
comment on column public.ledger_transactions.account_id is 'The account it is booked for: the holder''s wallet, or the budget that receives a deposit, an allocation or what is taken back.';
comment on column public.ledger_transactions.kind is 'deposit, allocation, take_back (of a budget), grant, spend, refund, expiry, expiry_undo, revocation (of a grant), settlement (of a debt), departure (of the holder), card_void (what was left on a void card), pack_grant, pack_redemption or pack_return (of a pack that is over, or whose order was cancelled).';
comment on column public.ledger_transactions.amount is 'Points: plus for the account when positive, minus when negative.';
comment on column public.ledger_transactions.balance_after is 'Balance of the account afterwards, in points; empty where it is the system''s, which keeps none.';
comment on column public.ledger_transactions.order_id is 'For spend and refund: the order.';
comment on column public.ledger_transactions.grant_id is 'For grant, revocation and settlement: the grant, the revoked grant, the revoked grant whose debt is settled; for packs the grant of packs.';
comment on column public.ledger_transactions.programme_id is 'For grant: the programme.';
comment on column public.ledger_transactions.note is 'What the holder reads about it, or the reference of a deposit.';
comment on column public.ledger_transactions.actor_id is 'Account (auth.users) of whoever called; empty for the platform and for jobs. No foreign key: the record outlives the account.';
comment on column public.ledger_transactions.idempotency_key is 'The caller''s key, where one is taken here: the same key and request gives the first answer again.';
comment on column public.ledger_transactions.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.ledger_transactions.answer is 'The answer that was given.';
comment on column public.ledger_transactions.created_at is 'When it was booked.';
