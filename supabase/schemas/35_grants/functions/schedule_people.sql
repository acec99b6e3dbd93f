create function private.schedule_people(schedule public.grant_schedules)
returns table (member_id uuid, account_id uuid, hired_on date, birthday date, since date)
language sql stable security definer set search_path = ''
-- It reads the whole company anyhow. Without statistics the planner would compare each member with each account.
set enable_nestloop = off as $$
  select m.id, a.id, m.hired_on, c.birthday,
    greatest(coalesce(m.hired_on, (m.created_at at time zone t.time_zone)::date), (g.created_at at time zone t.time_zone)::date)
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
  left join public.member_contacts c on c.tenant_id = m.tenant_id and c.member_id = m.id
  left join public.group_members g
    on schedule.audience_kind = 'group' and g.tenant_id = m.tenant_id and g.group_id = schedule.audience_id and g.member_id = m.id
  where m.tenant_id = schedule.tenant_id and m.status in ('active', 'invited')
    and case schedule.audience_kind
      when 'everyone' then true
      when 'group' then g.member_id is not null
      else m.department_id in (
        select d.id
        from public.departments d
        where d.tenant_id = schedule.tenant_id and d.path @> array[schedule.audience_id]
      )
    end
$$;

comment on function private.schedule_people(public.grant_schedules) is
  'Whom a schedule is for: active and invited members of its audience, with wallet, first working day, birthday, and the day since when they belong to it (hired, or known where that is not entered; joined the group). Occasions before that day are not theirs.';
