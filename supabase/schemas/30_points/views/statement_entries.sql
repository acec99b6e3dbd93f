create view public.statement_entries with (security_invoker = true) as
select t.seq, t.id as transaction_id, t.kind, t.amount, t.balance_after, t.created_at, t.order_id,
  -- Subqueries and no joins: they are looked up for the rows of the page only, after it has been cut out of a long statement.
  (select o.order_no from public.orders o where o.tenant_id = t.tenant_id and o.id = t.order_id) as order_no,
  t.programme_id,
  (select p.name from public.programmes p where p.tenant_id = t.tenant_id and p.id = t.programme_id) as programme_name,
  (select p.translations from public.programmes p where p.tenant_id = t.tenant_id and p.id = t.programme_id) as translations,
  t.note
from public.ledger_transactions t
-- Row-level security alone would show HR the movements of budgets as well.
where t.tenant_id = (select private.tenant_id()) and t.account_id = (select private.account_id());

grant select on public.statement_entries to authenticated;

comment on view public.statement_entries is 'The caller''s own statement: one row per movement of the wallet. Page by seq, descending.';
comment on column public.statement_entries.seq is 'Running number to page by; higher is later.';
comment on column public.statement_entries.transaction_id is 'The transaction; leads to statement_lots.';
comment on column public.statement_entries.kind is 'grant, spend, refund or expiry.';
comment on column public.statement_entries.amount is 'Points: plus in, minus out.';
comment on column public.statement_entries.balance_after is 'Balance afterwards, in points.';
comment on column public.statement_entries.created_at is 'When it was booked.';
comment on column public.statement_entries.order_id is 'For spend and refund: the order.';
comment on column public.statement_entries.order_no is 'Its number for people.';
comment on column public.statement_entries.programme_id is 'For grant: the programme.';
comment on column public.statement_entries.programme_name is 'Its name in Simplified Chinese.';
comment on column public.statement_entries.translations is 'Its name in other languages: {"en": {"name": "…"}}.';
comment on column public.statement_entries.note is 'Remark of whoever granted.';
