create function private.pack_sections_left(held public.pack_entitlements, use_no integer, is_open boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    slots as materialized (
      select s.*,
        sum(s.chosen * s.unit_cost) over of_section as section_chosen,
        s.section_limit - sum(s.chosen * s.unit_cost) over of_section as section_left,
        -- Room that other items need, of which something must be among the chosen.
        sum(greatest(s.min_units - s.chosen, 0) * s.unit_cost) over of_section
          - greatest(s.min_units - s.chosen, 0) * s.unit_cost as kept_for_others
      from private.pack_slots((held).tenant_id, (held).pack_id, (held).id, use_no) s
      window of_section as (partition by s.section_no)
    ),
    items as materialized (
      select s.*, i.position, i.value_points, k.product_id, d.name, k.options, d.subtitle,
        private.line_translations(d.translations, k.translations) as translations, private.cover_path(d.id) as image_path,
        d.kind in ('physical', 'gift_pack') as needs_address, private.pack_units_available(s.sku_id) as available,
        case when is_open then
          greatest(0, least(s.max_units - s.chosen, div(s.section_left - s.kept_for_others, s.unit_cost)))::integer
        else 0 end as units_left
      from slots s
      join public.pack_items i
        on i.tenant_id = (held).tenant_id and i.pack_id = (held).pack_id and i.section_no = s.section_no and i.sku_id = s.sku_id
      join public.skus k on k.id = s.sku_id
      join public.products d on d.id = k.product_id
    )
  select jsonb_agg(
    jsonb_build_object(
      'section_no', c.section_no, 'kind', c.kind, 'title', c.title, 'translations', c.translations,
      'limit', l.section_limit, 'chosen', l.section_chosen, 'left', case when is_open then l.section_left else 0 end,
      'is_done', l.is_done, 'items', l.items
    )
    order by c.section_no
  )
  from public.pack_sections c
  join (
    select i.section_no, min(i.section_limit) as section_limit, min(i.section_chosen) as section_chosen, min(i.section_left) as section_left,
      bool_and(i.chosen >= i.max_units or i.unit_cost > i.section_left) as is_done,
      jsonb_agg(
        jsonb_build_object(
          'sku_id', i.sku_id, 'product_id', i.product_id, 'name', i.name, 'subtitle', i.subtitle, 'options', i.options,
          'translations', i.translations, 'image_path', i.image_path, 'needs_address', i.needs_address, 'value_points', i.value_points,
          'min_units', i.min_units, 'max_units', least(i.max_units, i.section_limit / i.unit_cost), 'chosen', i.chosen,
          'units_left', i.units_left, 'available', i.available
        )
        order by i.position, i.sku_id
      ) as items
    from items i
    group by i.section_no
  ) l on l.section_no = c.section_no
  where c.tenant_id = (held).tenant_id and c.pack_id = (held).pack_id
$$;

comment on function private.pack_sections_left(public.pack_entitlements, integer, boolean) is
  'The sections of one use for the chooser: [{section_no, kind, title, translations, limit, chosen, left (units, or points for choose_amount), is_done, items: [{sku_id, product_id, name, subtitle, options, translations, image_path, needs_address, value_points, min_units, max_units (in one use), chosen, units_left (that may still be chosen, were all of them this item), available (in stock, capped at 99)}]}]. Where it is not open, nothing is left.';
