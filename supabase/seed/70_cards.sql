-- What both companies paid in, and ten points cards of xinghe: three batches, so that some cards are not valid yet or any more.
-- Card nn has the number 6200 2026 1100 nn8c (c is the check digit) and the PIN FDXH26nn. Real numbers and PINs are random.

select set_config('fudian.now', (now() - interval '395 days')::text, false);

select public.record_deposit(md5('tenant:xinghe')::uuid, 200000, '2025 年度福利预算', 'demo-deposit-xinghe');
select public.record_deposit(md5('tenant:changfeng')::uuid, 1000000, '2025 年度福利预算', 'demo-deposit-changfeng');

insert into public.card_batches (tenant_id, id, programme_id, title, translations, face_value, valid_from, valid_until, look)
select
  md5('tenant:xinghe')::uuid, md5('card_batch:' || code)::uuid, md5('programme:xinghe-cards')::uuid, title,
  jsonb_build_object('en', jsonb_build_object('title', title_en)), 500, now() + make_interval(days => first_day),
  now() + make_interval(days => last_day), jsonb_build_object('background', background, 'foreground', '#FFFFFF')
from (
  values
    ('xinghe-partners', '星河伙伴礼品卡', 'Xinghe partner gift card', -380, 350, '#5B4FE9'),
    ('xinghe-last-year', '2025 感恩礼品卡', 'Thank-you gift card 2025', -380, -5, '#B4532A'),
    ('xinghe-spring', '新春预售礼品卡', 'Spring pre-sale gift card', 45, 400, '#B3303A')
) batch (code, title, title_en, first_day, last_day, background);

insert into public.card_events (tenant_id, batch_id, kind)
select tenant_id, id, 'batch_created' from public.card_batches where tenant_id = md5('tenant:xinghe')::uuid;

select private.put_cards(
  md5('card_batch:xinghe-partners')::uuid,
  '{6200202611000185,6200202611000284,6200202611000383,6200202611000480,6200202611000581,6200202611000686,6200202611000782,6200202611001082}',
  '{FDXH2601,FDXH2602,FDXH2603,FDXH2604,FDXH2605,FDXH2606,FDXH2607,FDXH2610}'
);
-- Where the clock cannot be set, this batch is over already and takes no cards.
select private.put_cards(id, '{6200202611000888}', '{FDXH2608}')
from public.card_batches
where id = md5('card_batch:xinghe-last-year')::uuid and valid_until > private.clock();
select private.put_cards(md5('card_batch:xinghe-spring')::uuid, '{6200202611000989}', '{FDXH2609}');

select set_config('fudian.now', '', false);

-- Card 07 was reported lost.
update public.cards set status = 'frozen' where number = '6200202611000782';

-- What the cards buy; two products are for them alone.
insert into public.offers (tenant_id, id, sku_id, audience_kind, audience_id, price_points, max_per_order, valid_from)
select
  t.id, md5('offer:' || batch || ':' || s.code)::uuid, s.id, 'card_batch', md5('card_batch:' || batch)::uuid,
  round(s.list_price_minor * 85 / 100.0 * t.rate_points / t.rate_minor), 5, now() - interval '380 days'
from public.tenants t
cross join unnest('{xinghe-partners,xinghe-last-year,xinghe-spring}'::text[]) batch
cross join unnest(
  '{mooncake-classic,nut-selection,new-year-hamper,fruit-hamper,steak-set,blossom-honey,spring-green-tea,drip-coffee,steel-thermos,'
  'cotton-towels,scented-candles,sonic-toothbrush,herbal-bath-set,hand-cream-trio,plush-bear,picture-books}'::text[]
) product
join public.skus s on s.product_id = md5('product:' || product)::uuid
where t.code = 'xinghe';
