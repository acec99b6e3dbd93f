create function private.refuse_wrong_choices(
  tenant_id uuid, pack_id uuid, entitlement_id uuid, use_no integer, choices private.pack_choice[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_wrong record;
begin
  with
    asked as materialized (
      select c.section_no, c.sku_id, sum(c.units) as units from unnest(choices) c group by c.section_no, c.sku_id
    ),
    items as materialized (
      select s.*, a.units is not null as is_asked, s.chosen + coalesce(a.units, 0) as taken
      from private.pack_slots(
        refuse_wrong_choices.tenant_id, refuse_wrong_choices.pack_id, refuse_wrong_choices.entitlement_id, refuse_wrong_choices.use_no
      ) s
      left join asked a on a.section_no = s.section_no and a.sku_id = s.sku_id
    )
  select w.code, w.details into v_wrong
  from (
    select 1 as place, 'choice_not_in_pack' as code, jsonb_build_object('section_no', a.section_no, 'sku_id', a.sku_id) as details
    from asked a
    where not exists (select from items i where i.section_no = a.section_no and i.sku_id = a.sku_id)
    union all
    select 2, 'choose_fewer', jsonb_build_object('section_no', i.section_no, 'sku_id', i.sku_id, 'limit', i.max_units)
    from items i
    where i.is_asked and i.taken > i.max_units
    union all
    select 3, 'choose_fewer', jsonb_build_object('section_no', i.section_no, 'sku_id', null, 'limit', i.section_limit)
    from items i
    group by i.section_no, i.section_limit
    having bool_or(i.is_asked) and sum(i.taken * i.unit_cost) > i.section_limit
    union all
    -- What must be among the chosen needs room: now or later.
    select 4, 'choose_more', jsonb_build_object('section_no', i.section_no, 'sku_id', r.sku_id, 'limit', r.min_units)
    from (
      select i.section_no, i.section_limit
      from items i
      group by i.section_no, i.section_limit
      having bool_or(i.is_asked) and sum(greatest(i.taken, i.min_units) * i.unit_cost) > i.section_limit
    ) i
    cross join lateral (
      select m.sku_id, m.min_units from items m where m.section_no = i.section_no and m.taken < m.min_units order by m.sku_id limit 1
    ) r
  ) w
  order by w.place, w.details
  limit 1;
  if v_wrong.code is not null then
    perform private.fail(v_wrong.code, 409, v_wrong.details);
  end if;
end
$$;

comment on function private.refuse_wrong_choices(uuid, uuid, uuid, integer, private.pack_choice[]) is
  'Refuses choices beyond what one use of an entitlement still allows; right only behind the lock of the entitlement. Errors: choice_not_in_pack {section_no, sku_id}, choose_fewer {section_no, sku_id (null: of the section), limit (units, or points in a choice by amount)}, choose_more {section_no, sku_id, limit: units that must be among the chosen}.';
