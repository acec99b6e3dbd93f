-- Five occasions per company and one for its gift cards. How long points are valid is told in days,
-- so that lots expire soon, later and long ago whenever the demo is set up; see history/10_points.sql.

insert into public.programmes (
  tenant_id, id, name, translations, occasion, validity_kind, validity_days, validity_months, scope, scope_ids,
  expiry_policy, refund_policy, refund_restore_days, created_at
)
select
  md5('tenant:' || tenant)::uuid, md5('programme:' || code)::uuid, name, jsonb_build_object('en', jsonb_build_object('name', name_en)),
  occasion, case when months is null then 'days' else 'months' end, days, months,
  case when categories is null then 'all' else 'categories' end,
  coalesce((select array_agg(md5('category:' || c)::uuid order by c) from unnest(categories) c), '{}'),
  expiry_policy, 'restore_days', 15, private.clock() - interval '390 days'
from (
  values
    ('xinghe', 'xinghe-mid-autumn', '中秋福利', 'Mid-Autumn gift', 'festival', 90, null, null, 'back_to_budget'),
    ('xinghe', 'xinghe-birthday', '生日礼遇', 'Birthday treat', 'birthday', null, 6, null, 'forfeit'),
    ('xinghe', 'xinghe-high-temperature', '高温补贴', 'High-temperature allowance', 'high_temperature', 120, null,
      '{tea-drinks,fresh-food,home-living}'::text[], 'forfeit'),
    ('xinghe', 'xinghe-incentive', '即时激励', 'Instant recognition', 'incentive', null, 12, null, 'forfeit'),
    ('xinghe', 'xinghe-health', '健康打卡', 'Healthy habits', 'health', 30, null, null, 'back_to_budget'),
    ('xinghe', 'xinghe-cards', '星河礼品卡', 'Xinghe gift card', 'card', null, 12, null, 'back_to_budget'),
    ('changfeng', 'changfeng-mid-autumn', '中秋团圆礼', 'Mid-Autumn reunion', 'festival', 90, null, null, 'back_to_budget'),
    ('changfeng', 'changfeng-birthday', '生日祝福', 'Birthday wishes', 'birthday', null, 6, null, 'forfeit'),
    ('changfeng', 'changfeng-high-temperature', '高温津贴', 'High-temperature allowance', 'high_temperature', 120, null,
      '{tea-drinks,fresh-food,home-living}', 'forfeit'),
    ('changfeng', 'changfeng-safe-miles', '安全里程奖', 'Safe miles award', 'incentive', null, 12, null, 'forfeit'),
    ('changfeng', 'changfeng-check-in', '签到有礼', 'Check-in gift', 'check_in', 30, null, null, 'back_to_budget')
) programme (tenant, code, name, name_en, occasion, days, months, categories, expiry_policy);
