create function private.refuse_crowded_entries(tenant_id uuid, grants jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  people numeric;
begin
  -- Each audience is counted once, however often it is named: 20,000 times everybody would be worked out for minutes.
  with
    entries as materialized (
      select private.uuid_or_null(e.item ->> 'department_id') as department_id, private.uuid_or_null(e.item ->> 'group_id') as group_id,
        e.item -> 'everyone' = 'true' as everyone, count(*) as times
      from jsonb_array_elements(grants) e (item)
      where jsonb_typeof(e.item) = 'object' and e.item ?| '{department_id,group_id,everyone}'
      group by 1, 2, 3
    ),
    company as materialized (
      select m.id, m.department_id
      from public.members m
      where m.tenant_id = refuse_crowded_entries.tenant_id and m.status in ('active', 'invited')
        and exists (select from entries e where e.everyone or e.department_id is not null)
    ),
    sizes as (
      select e.times * (select count(*) from company c) as people from entries e where e.everyone
      union all
      select e.times * count(*)
      from entries e
      join public.departments d on d.tenant_id = refuse_crowded_entries.tenant_id and e.department_id = any (d.path)
      join company c on c.department_id = d.id
      group by e.department_id, e.times
      union all
      select e.times * count(*)
      from entries e
      join public.group_members g on g.tenant_id = refuse_crowded_entries.tenant_id and g.group_id = e.group_id
      join public.members m on m.tenant_id = g.tenant_id and m.id = g.member_id and m.status in ('active', 'invited')
      group by e.group_id, e.times
    )
  select sum(s.people) into people from sizes s;
  if people > 50000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'recipients'));
  end if;
end
$$;

comment on function private.refuse_crowded_entries(uuid, jsonb) is
  'Refuses a list of entries whose departments, groups and everybody mean more than 50,000 recipients, before anybody works out who they are. Errors: invalid_request.';
