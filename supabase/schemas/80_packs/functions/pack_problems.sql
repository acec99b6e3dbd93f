create function private.pack_problems(pack public.packs) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    items as materialized (
      select s.section_no, s.kind, i.sku_id, i.units, i.min_units, i.max_units, i.value_points,
        coalesce(s.choose_count, s.amount_points) as section_limit,
        case s.kind when 'choose_amount' then i.value_points else 1 end as unit_cost,
        coalesce(k.status = 'active' and d.status = 'active', false) as is_on_sale
      from public.pack_sections s
      left join public.pack_items i on i.tenant_id = s.tenant_id and i.pack_id = s.pack_id and i.section_no = s.section_no
      left join public.skus k on k.id = i.sku_id
      left join public.products d on d.id = k.product_id
      where s.tenant_id = (pack).tenant_id and s.pack_id = (pack).id
    ),
    problems as (
      select null::integer as section_no, null::uuid as sku_id, 'no_sections' as problem where not exists (select from items)
      union all
      select null, null, 'over_already' where (pack).valid_until <= private.clock()
      union all
      select i.section_no, null, 'no_items' from items i where i.sku_id is null
      union all
      select i.section_no, i.sku_id, p.problem
      from items i
      cross join lateral (
        values
          ('withdrawn', not i.is_on_sale),
          ('units_missing', i.kind = 'fixed' and i.units is null),
          ('units_only_for_fixed', i.kind <> 'fixed' and i.units is not null),
          ('value_missing', i.value_points is null and (i.kind = 'choose_amount' or (pack).allow_swaps)),
          ('value_above_amount', i.kind = 'choose_amount' and i.value_points > i.section_limit)
      ) p (problem, holds)
      where i.sku_id is not null and p.holds
      union all
      select i.section_no, null, 'minimum_above_limit'
      from items i
      where i.kind <> 'fixed'
      group by i.section_no, i.section_limit
      having sum(i.min_units * i.unit_cost) > i.section_limit
      union all
      select i.section_no, null, 'maximum_below_limit'
      from items i
      where i.kind = 'choose_count' and i.sku_id is not null
      group by i.section_no, i.section_limit
      having sum(coalesce(i.max_units, i.section_limit)) < i.section_limit
    )
  select coalesce(
    jsonb_agg(
      jsonb_strip_nulls(jsonb_build_object('section_no', p.section_no, 'sku_id', p.sku_id, 'problem', p.problem))
      order by p.section_no nulls first, p.sku_id nulls first, p.problem
    ),
    '[]'
  )
  from problems p
$$;

comment on function private.pack_problems(public.packs) is
  'Why a pack cannot be activated: [{section_no?, sku_id?, problem}], empty when it is complete. Problems: no_sections, over_already (valid_until is past), no_items, withdrawn, units_missing, units_only_for_fixed, value_missing, value_above_amount, minimum_above_limit, maximum_below_limit.';
