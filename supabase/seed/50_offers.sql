-- Who may buy what, and for how many points. A price is the list price times a share, at the company's rate.

-- The whole company.
insert into public.offers (tenant_id, id, sku_id, audience_kind, audience_id, price_points, max_per_order, max_per_buyer, valid_from)
select
  t.id, md5('offer:' || t.code || ':' || s.code)::uuid, s.id, 'tenant', t.id,
  round(s.list_price_minor * o.percent / 100.0 * t.rate_points / t.rate_minor), o.max_per_order, o.max_per_buyer,
  private.clock() - interval '380 days'
from (
  values
    ('xinghe', 85, 5, 10, '{mooncake-classic,mooncake-custard}'::text[]),
    ('xinghe', 88, null, null, '{zongzi-box,nut-selection,fruit-hamper,camellia-oil,steak-set,seafood-box,blossom-honey}'),
    ('xinghe', 90, 5, null, '{northeast-rice}'),
    ('xinghe', 85, null, null, '{spring-green-tea,rock-oolong,drip-coffee,orange-juice,sparkling-water}'),
    ('xinghe', 82, 2, 3, '{anc-headphones,smart-watch}'),
    ('xinghe', 86, null, null, '{power-bank,air-fryer,bluetooth-speaker}'),
    ('xinghe', 84, null, null, '{cotton-bedding,cotton-towels,steel-thermos,enamel-pot,scented-candles,desk-lamp}'),
    ('xinghe', 85, null, null, '{yoga-mat,running-shoes,double-tent,badminton-set,city-backpack}'),
    ('xinghe', 83, null, null, '{amino-skincare,velvet-lipstick,sonic-toothbrush,ionic-hair-dryer,herbal-bath-set}'),
    ('xinghe', 88, null, null, '{building-bricks,plush-bear,picture-books,kids-scooter}'),
    ('changfeng', 90, 4, 8, '{mooncake-classic,new-year-hamper}'),
    ('changfeng', 92, null, null, '{nut-selection,fruit-hamper,camellia-oil,seafood-box,blossom-honey}'),
    ('changfeng', 88, 10, null, '{northeast-rice,farm-eggs}'),
    ('changfeng', 90, null, null, '{spring-green-tea,orange-juice,red-wine-duo,sparkling-water}'),
    ('changfeng', 90, 2, null, '{power-bank,air-fryer,bluetooth-speaker}'),
    ('changfeng', 86, null, null, '{cotton-towels,steel-thermos,enamel-pot}'),
    ('changfeng', 88, null, null, '{running-shoes,city-backpack}'),
    ('changfeng', 90, null, null, '{sonic-toothbrush,herbal-bath-set,building-bricks,baby-wipes,straw-cup}')
) o (tenant, percent, max_per_order, max_per_buyer, products)
join public.tenants t on t.code = o.tenant
cross join unnest(o.products) product
join public.skus s on s.product_id = md5('product:' || product)::uuid;

-- Departments and groups: goods for them alone, or at a lower price than the company's.
insert into public.offers (tenant_id, id, sku_id, audience_kind, audience_id, price_points, max_per_order, max_per_buyer, valid_from)
select
  t.id, md5('offer:' || o.audience || ':' || s.code)::uuid, s.id, o.kind, md5(o.kind || ':' || o.audience)::uuid,
  round(s.list_price_minor * o.percent / 100.0 * t.rate_points / t.rate_minor), o.max_per_order, o.max_per_buyer,
  private.clock() - interval '200 days'
from (
  values
    ('xinghe', 'department', 'xinghe-research', 70, 1, 1, '{mechanical-keyboard}'::text[]),
    ('xinghe', 'department', 'xinghe-research', 68, 2, null, '{desk-lamp}'),
    ('xinghe', 'department', 'xinghe-market', 70, null, null, '{steel-thermos}'),
    ('xinghe', 'group', 'xinghe-runners', 75, 1, 2, '{street-basketball}'),
    ('xinghe', 'group', 'xinghe-runners', 70, 2, null, '{running-shoes}'),
    ('xinghe', 'group', 'xinghe-newcomers', 60, 1, 1, '{city-backpack}'),
    ('changfeng', 'group', 'changfeng-safe-drivers', 70, 1, 2, '{steel-thermos}'),
    ('changfeng', 'group', 'changfeng-parents', 75, null, null, '{baby-wipes,picture-books}')
) o (tenant, kind, audience, percent, max_per_order, max_per_buyer, products)
join public.tenants t on t.code = o.tenant
cross join unnest(o.products) product
join public.skus s on s.product_id = md5('product:' || product)::uuid;
