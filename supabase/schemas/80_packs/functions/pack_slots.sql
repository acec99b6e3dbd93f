create function private.pack_slots(tenant_id uuid, pack_id uuid, entitlement_id uuid, use_no integer)
returns table (
  section_no integer, kind text, sku_id uuid, min_units integer, max_units integer, unit_cost bigint, section_limit bigint, chosen integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- One measure for all kinds of sections: what a unit costs (1, or its value) and what the section may cost in all.
  return query
  select s.section_no, s.kind, i.sku_id,
    case s.kind when 'fixed' then i.units else i.min_units end,
    case s.kind when 'fixed' then i.units else coalesce(i.max_units, 999) end,
    case s.kind when 'choose_amount' then i.value_points else 1 end,
    case s.kind
      when 'fixed' then sum(i.units) over (partition by s.section_no)
      when 'choose_count' then s.choose_count
      else s.amount_points
    end,
    coalesce(c.units, 0)::integer
  from public.pack_sections s
  join public.pack_items i on i.tenant_id = s.tenant_id and i.pack_id = s.pack_id and i.section_no = s.section_no
  left join (
    select t.section_no, t.sku_id, sum(t.units) as units
    from public.pack_choices t
    where t.entitlement_id = pack_slots.entitlement_id and t.use_no = pack_slots.use_no and t.returned_at is null
      and t.tenant_id = pack_slots.tenant_id
    group by t.section_no, t.sku_id
  ) c on c.section_no = s.section_no and c.sku_id = i.sku_id
  where s.tenant_id = pack_slots.tenant_id and s.pack_id = pack_slots.pack_id;
end
$$;

comment on function private.pack_slots(uuid, uuid, uuid, integer) is
  'Every item of a pack with what one use of an entitlement still allows: fewest and most units, what a unit costs in the measure of its section (units, or points for a choice by amount), the section''s limit in that measure, and the units chosen so far. Of fixed contents the fewest are the most.';
