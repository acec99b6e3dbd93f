-- Two packs of each company, given to those who can sign in: Mid-Autumn (choose two boxes of four kinds, and tea) and
-- Spring Festival (fixed hamper, choose up to an amount, swaps allowed). Paid in beforehand, so that budgets stay what the history says.

select public.record_deposit(t.id, 1600 * least(8, count(*)), '礼包预算', 'demo-deposit-packs-' || t.code)
from public.tenants t
join public.members m on m.tenant_id = t.id and m.status = 'active'
where t.code in ('xinghe', 'changfeng')
group by t.id;

insert into public.packs (
  tenant_id, id, title, translations, greeting, signature, theme, picture_path, value_points, valid_days, allow_swaps
)
select
  md5('tenant:' || tenant)::uuid, md5('pack:' || tenant || ':' || theme)::uuid, title,
  jsonb_build_object('en', jsonb_build_object('title', title_en, 'greeting', greeting_en, 'signature', signature_en)),
  greeting, signature, theme, case when theme = 'mid_autumn' then 'products/mooncake-classic-1.webp' else 'products/new-year-hamper-1.webp' end,
  value, 90, swaps
from (
  values
    ('xinghe', 'mid_autumn', '月满星河 · 中秋礼包', 'Full moon over Xinghe · Mid-Autumn pack', '月到中秋分外明，愿你与家人团圆喜乐。',
      'The moon is brightest tonight. We wish you and your family a happy reunion.', '星河科技全体同事', 'Everybody at Xinghe Technology', 600, false),
    ('xinghe', 'spring_festival', '新春开门红礼包', 'New Year pack', '辞旧迎新，谢谢你这一年的每一份努力。', 'Thank you for everything you gave this year.',
      '星河科技全体同事', 'Everybody at Xinghe Technology', 1000, true),
    ('changfeng', 'mid_autumn', '长风送圆月 · 中秋礼包', 'Changfeng Mid-Autumn pack', '一路平安，月圆人团圆。', 'Safe roads, a full moon, and everybody home.',
      '长风物流工会', 'The union of Changfeng Logistics', 600, false),
    ('changfeng', 'spring_festival', '平安返乡年货礼包', 'Home for New Year pack', '路再远，也要回家过年。', 'However far the road, home for New Year.',
      '长风物流工会', 'The union of Changfeng Logistics', 1000, true)
) pack (tenant, theme, title, title_en, greeting, greeting_en, signature, signature_en, value, swaps);

insert into public.pack_sections (tenant_id, pack_id, section_no, kind, title, translations, choose_count, amount_points)
select
  p.tenant_id, p.id, s.section_no, s.kind, s.title, jsonb_build_object('en', jsonb_build_object('title', s.title_en)), s.choose_count, s.amount
from (
  values
    ('mid_autumn', 1, 'choose_count', '月饼任选 2 盒', 'Choose 2 boxes', 2, null::bigint),
    ('mid_autumn', 2, 'fixed', '必有一份清茶', 'Tea for everybody', null, null),
    ('spring_festival', 1, 'fixed', '年货大礼篮', 'The hamper', null, null),
    ('spring_festival', 2, 'choose_amount', '600 额度内任选', 'Choose up to 600', null, 600)
) s (theme, section_no, kind, title, title_en, choose_count, amount)
join public.packs p on p.theme = s.theme and p.id = any (
  array(select md5('pack:' || t || ':' || h)::uuid from unnest('{xinghe,changfeng}'::text[]) t, unnest('{mid_autumn,spring_festival}'::text[]) h)
);

insert into public.pack_items (tenant_id, pack_id, section_no, sku_id, units, min_units, max_units, value_points, position)
select p.tenant_id, p.id, i.section_no, k.id, i.units, 0, i.max_units, i.value, i.position
from (
  values
    ('mid_autumn', 1, 1, 'mooncake-classic', null::integer, 2, 228),
    ('mid_autumn', 1, 2, 'mooncake-custard', null, 2, 228),
    ('mid_autumn', 1, 3, 'nut-selection', null, 1, 150),
    ('mid_autumn', 1, 4, 'fruit-hamper', null, 1, 200),
    ('mid_autumn', 2, 1, 'spring-green-tea', 1, null, 150),
    ('spring_festival', 1, 1, 'new-year-hamper', 1, null, 380),
    ('spring_festival', 2, 1, 'nut-selection', null, 3, 150),
    ('spring_festival', 2, 2, 'rock-oolong', null, 1, 320),
    ('spring_festival', 2, 3, 'red-wine-duo', null, 1, 400),
    ('spring_festival', 2, 4, 'blossom-honey', null, 2, 120),
    ('spring_festival', 2, 5, 'camellia-oil', null, 2, 200)
) i (theme, section_no, position, product, units, max_units, value)
join public.pack_sections s on s.section_no = i.section_no
join public.packs p on p.tenant_id = s.tenant_id and p.id = s.pack_id and p.theme = i.theme
cross join lateral (
  select k.id from public.skus k where k.product_id = md5('product:' || i.product)::uuid order by k.position limit 1
) k;

select public.activate_pack(p.id) from public.packs p order by p.id;

select private.post_pack_grant(
  tenant_id => p.tenant_id, pack_id => p.id, budget_account_id => private.budget_account_id(p.tenant_id),
  member_ids => array(
    select m.id
    from public.members m
    where m.tenant_id = p.tenant_id and m.status = 'active'
    order by m.employee_no
    limit 8
  ),
  note => p.title
)
from public.packs p
order by p.id;
