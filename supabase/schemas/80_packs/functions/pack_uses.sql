create function private.pack_uses(held public.pack_entitlements) returns table (use_no integer, is_done boolean)
language sql stable security definer set search_path = '' as $$
  select b.use_no,
    not exists (
      select
      from (
        select s.chosen < s.max_units as has_room, s.unit_cost,
          s.section_limit - sum(s.chosen * s.unit_cost) over (partition by s.section_no) as left_in_section
        from private.pack_slots((held).tenant_id, (held).pack_id, (held).id, b.use_no) s
      ) i
      where i.has_room and i.unit_cost <= i.left_in_section
    )
  from (
    select distinct c.use_no
    from public.pack_choices c
    where c.entitlement_id = (held).id and c.returned_at is null and c.tenant_id = (held).tenant_id
  ) b
$$;

comment on function private.pack_uses(public.pack_entitlements) is
  'The uses of an entitlement that are begun, and whether each is done: nothing more fits into any section.';
