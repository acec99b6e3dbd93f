create function private.departments_in_scope(tenant_id uuid, whole_company boolean)
returns table (id uuid, parent_id uuid, name text, translations jsonb, depth integer, place text[])
language sql stable security definer set search_path = '' as $$
  with scope as materialized (
    select d.id, d.parent_id, d.path, d.name, d.translations, d.position
    from public.departments d
    where d.tenant_id = departments_in_scope.tenant_id
      and (whole_company or d.path && private.administered_department_ids())
  )
  select d.id, max(p.id::text)::uuid, d.name, d.translations, (count(*) - 1)::integer,
    -- Positions may be negative: moved above zero, so that they sort as text.
    array_agg(lpad((a.position + 2147483648)::text, 10, '0') || a.name order by above.level)
  from scope d
  cross join unnest(d.path) with ordinality above (id, level)
  join scope a on a.id = above.id
  left join scope p on p.id = d.parent_id and p.id = a.id
  group by d.id, d.name, d.translations
$$;

comment on function private.departments_in_scope(uuid, boolean) is
  'The departments of the company, or those in the subtrees that the caller administers, as a tree: depth from 0, parent_id null at its tops, place sorts them in reading order.';
