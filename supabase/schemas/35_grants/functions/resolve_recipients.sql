create function private.resolve_recipients(
  tenant_id uuid, grants jsonb,
  out member_ids uuid[], out account_ids uuid[], out amounts bigint[], out notes text[], out places integer[]
)
language sql stable security definer set search_path = ''
-- Ten thousand entries are compared with ten thousand people otherwise, before there are statistics.
set enable_nestloop = off as $$
  -- Materialized, each: people are often imported just before, and on tables without statistics the planner would join the wallets
  -- first and work the whole list out anew for each of them.
  with
    items as materialized (
      select
        i.place::integer - 1 as index, private.whole_amount(i.item -> 'amount') as amount, i.item ->> 'note' as note,
        private.uuid_or_null(i.item ->> 'member_id') as member_id, lower(i.item ->> 'employee_no') as employee_no,
        private.uuid_or_null(i.item ->> 'department_id') as department_id, private.uuid_or_null(i.item ->> 'group_id') as group_id,
        i.item ? 'everyone' as everyone
      from jsonb_array_elements(grants) with ordinality i (item, place)
      where private.is_grant_entry(i.item) and private.whole_amount(i.item -> 'amount') is not null
    ),
    -- Each department with those above it, so that the join has a key; and the entries for everyone apart, or each person would be compared
    -- with every entry.
    reached as materialized (
      select i.index, d.id as department_id
      from public.departments d
      cross join unnest(d.path) above (id)
      join items i on i.department_id = above.id
      where d.tenant_id = resolve_recipients.tenant_id
    ),
    for_everyone as materialized (select i.index from items i where i.everyone),
    named as materialized (
      select i.index, i.member_id from items i where i.member_id is not null
      union all
      select i.index, m.id
      from items i
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and lower(m.employee_no) = i.employee_no
      union all
      select r.index, m.id
      from reached r
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and m.department_id = r.department_id
      union all
      select i.index, g.member_id
      from items i
      join public.group_members g on g.tenant_id = resolve_recipients.tenant_id and g.group_id = i.group_id
      union all
      select e.index, m.id
      from for_everyone e
      cross join public.members m
      where m.tenant_id = resolve_recipients.tenant_id
    ),
    recipients as materialized (
      select n.index, n.member_id, a.id as account_id
      from named n
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and m.id = n.member_id
      join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
      where m.status in ('active', 'invited')
    )
  select array_agg(r.member_id order by r.index, r.member_id), array_agg(r.account_id order by r.index, r.member_id),
    array_agg(i.amount order by r.index, r.member_id), array_agg(i.note order by r.index, r.member_id),
    array_agg(r.index order by r.index, r.member_id)
  from recipients r
  join items i on i.index = r.index
$$;

comment on function private.resolve_recipients(uuid, jsonb) is
  'The members whom the entries of a grant request mean, with wallet, amount, note and the entry''s index from 0: active and invited ones; a department means each of its subtree, everyone each of the company. Wrong entries (private.recipient_problems) are left out; nulls where nobody is left.';
