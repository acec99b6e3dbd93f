create view public.order_lots with (security_invoker = true) as
select t.order_id, l.id as lot_id, p.name as programme_name, p.translations, l.expires_at,
  coalesce(sum(f.amount) filter (where t.kind = 'spend'), 0)::bigint as spent,
  coalesce(sum(f.amount) filter (where t.kind = 'refund'), 0)::bigint as refunded
from public.ledger_transactions t
join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
join public.point_lots l on l.tenant_id = t.tenant_id and l.id = f.lot_id
join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
where t.tenant_id = (select private.tenant_id()) and t.account_id = (select private.account_id()) and t.order_id is not null
group by t.order_id, l.id, p.name, p.translations, l.expires_at;

grant select on public.order_lots to authenticated;

comment on view public.order_lots is 'Which lots of the caller paid for an order, and what came of it back.';
comment on column public.order_lots.order_id is 'The order.';
comment on column public.order_lots.lot_id is 'The lot.';
comment on column public.order_lots.programme_name is 'The lot''s programme, in Simplified Chinese.';
comment on column public.order_lots.translations is 'Its name in other languages: {"en": {"name": "…"}}.';
comment on column public.order_lots.expires_at is 'When the lot expires.';
comment on column public.order_lots.spent is 'Points it paid for the order.';
comment on column public.order_lots.refunded is 'Points of it that were refunded, to the lot or, where it had expired, as the programme says.';
