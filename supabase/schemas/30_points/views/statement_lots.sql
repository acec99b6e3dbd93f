create view public.statement_lots with (security_invoker = true) as
select t.id as transaction_id, l.id as lot_id, f.amount, p.name as programme_name, p.translations, l.expires_at
from public.ledger_transactions t
cross join lateral (
  -- An order of several lines may have drawn on one lot several times. Refunds that went elsewhere do not count: they are no movement here.
  select f.lot_id, sum(case when f.to_account_id = t.account_id then f.amount else -f.amount end)::bigint as amount
  from public.ledger_transfers f
  where f.tenant_id = t.tenant_id and f.transaction_id = t.id and t.account_id in (f.from_account_id, f.to_account_id)
  group by f.lot_id
) f
join public.point_lots l on l.tenant_id = t.tenant_id and l.id = f.lot_id
join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
where t.tenant_id = (select private.tenant_id()) and t.account_id = (select private.account_id());

grant select on public.statement_lots to authenticated;

comment on view public.statement_lots is 'Which lots each row of the caller''s statement filled or drew on.';
comment on column public.statement_lots.transaction_id is 'The row of statement_entries.';
comment on column public.statement_lots.lot_id is 'The lot.';
comment on column public.statement_lots.amount is 'Points: plus into the lot, minus out of it.';
comment on column public.statement_lots.programme_name is 'The lot''s programme, in Simplified Chinese.';
comment on column public.statement_lots.translations is 'Its name in other languages: {"en": {"name": "…"}}.';
comment on column public.statement_lots.expires_at is 'When the lot expires.';
