create function private.recipient_problems(tenant_id uuid, grants jsonb) returns table (index integer, code text)
language sql stable security definer set search_path = ''
-- See private.resolve_recipients().
set enable_nestloop = off as $$
  -- Materialized, and joined as a whole: people are often imported just before, and on tables without statistics a look-up for each
  -- entry would read the table each time.
  with
    items as materialized (
      select i.place::integer - 1 as index, private.is_grant_entry(i.item) as is_readable, private.whole_amount(i.item -> 'amount') as amount,
        private.uuid_or_null(i.item ->> 'member_id') as member_id, lower(i.item ->> 'employee_no') as employee_no,
        private.uuid_or_null(i.item ->> 'department_id') as department_id, private.uuid_or_null(i.item ->> 'group_id') as group_id,
        case
          when i.item ? 'department_id' then 'department_not_found'
          when i.item ? 'group_id' then 'group_not_found'
          when not i.item ? 'everyone' then 'member_not_found'
        end as not_found
      from jsonb_array_elements(grants) with ordinality i (item, place)
    ),
    found as materialized (
      select i.index
      from items i
      join public.members m on m.tenant_id = recipient_problems.tenant_id and m.id = i.member_id
      where m.status in ('active', 'invited')
      union all
      select i.index
      from items i
      join public.members m on m.tenant_id = recipient_problems.tenant_id and lower(m.employee_no) = i.employee_no
      where m.status in ('active', 'invited')
      union all
      select i.index
      from items i
      join public.departments d on d.tenant_id = recipient_problems.tenant_id and d.id = i.department_id
      union all
      select i.index
      from items i
      join public.groups g on g.tenant_id = recipient_problems.tenant_id and g.id = i.group_id
    )
  select p.index, p.code
  from (
    select i.index,
      case
        when not i.is_readable then 'invalid_request'
        when i.amount is null then 'invalid_amount'
        when f.index is null then i.not_found
      end as code
    from items i
    left join found f on f.index = i.index
  ) p
  where p.code is not null
  order by p.index
$$;

comment on function private.recipient_problems(uuid, jsonb) is
  'What is wrong with each entry of a grant request that is wrong, by its index from 0: invalid_request, invalid_amount, member_not_found (neither active nor invited), department_not_found or group_not_found. No rows: every entry is right.';
