-- Reads as the caller: the policy of offers decides which offers there are to choose from.
create view public.sku_offers with (security_invoker = true) as
select
  best.sku_id,
  best.product_id,
  best.offer_id,
  best.price_points,
  best.max_per_order,
  best.max_per_buyer,
  private.available_units(best.sku_id) as available
from (
  select distinct on (o.product_id, o.sku_id)
    o.sku_id, o.product_id, o.id as offer_id, o.price_points, o.max_per_order, o.max_per_buyer
  from public.offers o
  order by
    o.product_id, o.sku_id,
    private.audience_rank(o.audience_kind, o.audience_id, (select private.audience_ids())) desc, o.price_points, o.id
) as best;

comment on view public.sku_offers is
  'What the caller may buy, one row per SKU. Of several offers the closest audience wins (card batch, group, nearest department, whole company), then the lowest price, then the oldest offer.';
comment on column public.sku_offers.sku_id is 'The SKU.';
comment on column public.sku_offers.product_id is 'Its product.';
comment on column public.sku_offers.offer_id is 'The offer that applies.';
comment on column public.sku_offers.price_points is 'Price of one unit, in points.';
comment on column public.sku_offers.max_per_order is 'Most units in one order; empty: no limit.';
comment on column public.sku_offers.max_per_buyer is 'Most units one buyer may ever take of this offer; empty: no limit.';
comment on column public.sku_offers.available is 'Units in stock, 99 standing for 99 and more.';

grant select on public.sku_offers to authenticated;
