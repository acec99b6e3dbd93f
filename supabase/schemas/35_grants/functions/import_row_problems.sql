create function private.import_row_problems(tenant_id uuid, import_id uuid, row_ids bigint[])
returns table (row_id bigint, row_no integer, member_id uuid, account_id uuid, points bigint, note text, code text, details jsonb)
language sql stable security definer set search_path = '' as $$
  with
    import as materialized (
      select i.programme_id, private.programme_refusal(i.tenant_id, i.programme_id) as closed, s.everybody, s.department_ids, s.group_ids
      from public.grant_imports i
      cross join private.import_scope(i.tenant_id, i.id) s
      where i.tenant_id = import_row_problems.tenant_id and i.id = import_row_problems.import_id
    ),
    wanted as materialized (
      select r.id, r.row_no, lower(btrim(r.employee_no)) as employee_no, nullif(btrim(r.note), '') as note,
        nullif(btrim(r.programme), '') as programme,
        case when btrim(r.amount) ~ '^[0-9]{1,13}$' then private.whole_amount(to_jsonb(btrim(r.amount)::bigint)) end as points
      from public.grant_import_rows r
      where r.id = any (import_row_problems.row_ids) and r.import_id = import_row_problems.import_id
    ),
    people as materialized (
      select w.*, m.id as member_id, a.id as account_id, d.path,
        (
          select o.row_no
          from public.grant_import_rows o
          where o.import_id = import_row_problems.import_id and o.member_id = m.id and o.status = 'granted'
        ) as granted_in
      from wanted w
      left join public.members m
        on m.tenant_id = import_row_problems.tenant_id and lower(m.employee_no) = w.employee_no and m.status in ('active', 'invited')
      left join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
      left join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
    ),
    judged as materialized (
      select p.*,
        case
          when p.programme is not null and n.id is null then 'programme_not_found'
          when n.id <> i.programme_id or length(p.note) > 200 or not private.is_one_line(p.note) then 'invalid_request'
          when p.points is null then 'invalid_amount'
          when p.member_id is null then 'member_not_found'
          when not (
            i.everybody
            or p.path && i.department_ids
            or exists (
              select
              from public.group_members g
              where g.tenant_id = import_row_problems.tenant_id and g.member_id = p.member_id and g.group_id = any (i.group_ids)
            )
          ) then 'out_of_scope'
          when i.closed is not null then i.closed
        end as code,
        case
          when n.id <> i.programme_id then '{"field": "programme", "problem": "differs"}'::jsonb
          when length(p.note) > 200 then '{"field": "note", "problem": "length"}'
          when not private.is_one_line(p.note) then '{"field": "note", "problem": "control_characters"}'
        end as details
      from people p
      cross join import i
      left join public.programmes n on n.tenant_id = import_row_problems.tenant_id and n.name = p.programme
    ),
    told_apart as materialized (
      select j.*, coalesce(j.granted_in, min(j.row_no) over (partition by j.member_id)) as first_row
      from judged j
      where j.code is null
    ),
    passed as materialized (
      select array_agg(t.id order by t.row_no) as ids, array_agg(t.account_id order by t.row_no) as account_ids,
        array_agg(t.points order by t.row_no) as points
      from told_apart t
      where t.first_row = t.row_no
    ),
    capped as materialized (
      select p.ids[c.place] as id, jsonb_build_object('cap', c.cap, 'already', c.already) as details
      from passed p
      cross join import i
      cross join private.cap_problems(import_row_problems.tenant_id, i.programme_id, p.account_ids, p.points) c
    )
  select t.id, t.row_no, t.member_id, t.account_id, t.points, t.note,
    case when t.first_row <> t.row_no then 'duplicate_row' when c.id is not null then 'grant_cap_exceeded' end,
    case when t.first_row <> t.row_no then jsonb_build_object('row', t.first_row) else c.details end
  from told_apart t
  left join capped c on c.id = t.id
  union all
  select j.id, j.row_no, j.member_id, j.account_id, j.points, j.note, j.code, case j.code when 'invalid_request' then j.details end
  from judged j
  where j.code is not null
$$;

comment on function private.import_row_problems(uuid, uuid, bigint[]) is
  'Whom each row of an import means and what is wrong with it, code null where nothing is: programme_not_found, invalid_request {field, problem}, invalid_amount, member_not_found, out_of_scope, programme_closed, duplicate_row {row} (the person has been granted in this import, or stands in an earlier one of these rows that is right), grant_cap_exceeded {cap, already}.';
