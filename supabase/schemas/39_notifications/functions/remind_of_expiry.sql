create function public.remind_of_expiry() returns jsonb
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select l.tenant_id, l.account_id, l.programme_id, l.remaining, l.expires_at, d.last_day, d.last_day - d.today as days,
        case when d.last_day - d.today <= 1 then 1 when d.last_day - d.today <= 7 then 7 else 30 end as distance,
        d.first_day
      from public.point_lots l
      join public.tenants t on t.id = l.tenant_id
      cross join lateral (
        select
          (l.expires_at at time zone t.time_zone)::date as last_day,
          (private.clock() at time zone t.time_zone)::date as today,
          (l.created_at at time zone t.time_zone)::date as first_day
      ) d
      where l.has_points and l.expires_at > private.clock() and l.expires_at < private.clock() + interval '32 days'
        and t.status = 'active'
    ),
    by_programme as (
      select d.tenant_id, d.account_id, d.last_day, d.days, d.distance, d.programme_id, sum(d.remaining) as amount, max(d.expires_at) as expires_at
      from due d
      -- Points that were given on that very day or later need no reminder: the grant was one.
      where d.days <= 30 and d.first_day < d.last_day - d.distance
      group by d.tenant_id, d.account_id, d.last_day, d.days, d.distance, d.programme_id
    ),
    told as (
      insert into public.notifications (tenant_id, account_id, kind, params, dedupe_key)
      select b.tenant_id, b.account_id, 'points_expiring',
        jsonb_build_object(
          'days', b.days, 'amount', sum(b.amount), 'expires_at', max(b.expires_at),
          'programmes', jsonb_agg(
            jsonb_build_object('programme_id', p.id, 'name', p.name, 'translations', p.translations, 'amount', b.amount)
            order by b.amount desc, p.id
          )
        ),
        format('expiring:%s:%s', b.last_day, b.distance)
      from by_programme b
      join public.programmes p on p.tenant_id = b.tenant_id and p.id = b.programme_id
      group by b.tenant_id, b.account_id, b.last_day, b.days, b.distance
      on conflict on constraint nobody_is_told_twice do nothing
      returning id
    )
  select jsonb_build_object('notifications', count(*)) from told
$$;

comment on function public.remind_of_expiry() is
  'Job: reminds holders of points whose last day is 30, 7 or 1 days ahead in the company''s time zone, all points of a day in one message: once per holder, last day and distance. A run that comes late sends the nearest reminder that is due, and "days" says how many there really are. Gives {notifications}. For the platform (service_role).';

grant execute on function public.remind_of_expiry() to service_role;
